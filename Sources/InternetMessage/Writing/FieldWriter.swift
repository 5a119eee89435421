/// Writes a header, field below field, into the bytes of the message itself.
struct FieldWriter {
    /// The whole message so far.
    var bytes: [UInt8]
    /// Where the field in the making began.
    private var start = 0
    private var column = 0
    private var isFirst = true

    /// - Parameter capacity: bytes that the message may take.
    init(capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    mutating func begin(_ name: String) {
        start = bytes.count
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ":"))
        column = bytes.count - start
        isFirst = true
    }

    /// Adds a word behind a blank, on a new line where it would run over.
    mutating func add(_ word: Span<UInt8>, open: StaticString = "", close: StaticString = "") {
        let count = open.utf8CodeUnitCount + word.count + close.utf8CodeUnitCount
        if !isFirst, column + 1 + count > HeaderFolding.columnsMax {
            bytes.append(.cr)
            bytes.append(.lf)
            column = 0
        }
        bytes.append(.space)
        bytes.append(open)
        bytes.append(word)
        bytes.append(close)
        column += 1 + count
        isFirst = false
    }

    /// A field to which nothing was added is taken back: an empty one says nothing.
    mutating func end() {
        guard isFirst else { return bytes.append("\r\n") }
        bytes.removeLast(bytes.count - start)
    }
}

extension [UInt8] {
    /// Copies a run at once.
    @inline(__always) mutating func append(_ run: Span<UInt8>) { run.withUnsafeBufferPointer { append(contentsOf: $0) } }

    /// Words of our own.
    @inline(__always) mutating func append(_ words: StaticString) { words.withUTF8Buffer { append(contentsOf: $0) } }
}
