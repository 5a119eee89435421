/// Cuts a stream of bytes, arriving in arbitrary chunks, into units: lines, or IMAP responses with their literals.
///
/// A unit stays in ``buffer`` and is told as a range, so that a parser reads it in place and a large mail is
/// copied once. Nothing is allocated for what a server announces, only for what has come.
///
/// A line ends with CRLF; a lone LF is taken for one too (some servers). A literal is `{n}` at the end of a line
/// (RFC 9051 §4.3), but only in an untagged data response: the human text of `* OK`, `* NO`, a tagged reply or a
/// continuation may end in `{5}` and is no literal.
public struct LineFramer: Sendable {
    public enum Dialect: Sendable, Equatable { case lines, linesAndLiterals }

    public struct Limits: Sendable, Equatable {
        public var lineBytesMax: Int
        public var literalBytesMax: Int
        /// All lines and literals of one unit together.
        public var unitBytesMax: Int

        public init(lineBytesMax: Int, literalBytesMax: Int, unitBytesMax: Int) {
            self.lineBytesMax = lineBytesMax
            self.literalBytesMax = literalBytesMax
            self.unitBytesMax = unitBytesMax
        }

        /// SMTP allows 512 bytes (RFC 5321 §4.5.3.1.5); real servers send more.
        public static let smtp = Limits(lineBytesMax: 16 << 10, literalBytesMax: 0, unitBytesMax: 16 << 10)
        /// A SEARCH answer is one line and names every mail of the folder: 8 MB are some 800,000.
        public static let imap = Limits(lineBytesMax: 8 << 20, literalBytesMax: 64 << 20, unitBytesMax: 72 << 20)
    }

    public enum Failure: Error, Sendable, Equatable {
        case lineTooLong(bytesMax: Int)
        case literalTooLarge(bytesMax: Int)
        case unitTooLarge(bytesMax: Int)
    }

    public enum Cut: Sendable, Equatable {
        /// Indices into ``buffer``, the line end included; good until the next ``append(_:)``.
        case unit(Range<Int>)
        case needMore
        case fail(Failure)
    }

    public private(set) var buffer: [UInt8] = []
    private let dialect: Dialect
    private let limits: Limits
    private var unitStart = 0
    private var lineStart = 0
    private var scanned = 0
    private var allowsLiterals: Bool?

    private static let compactionBytes = 64 << 10

    public init(dialect: Dialect, limits: Limits) {
        self.dialect = dialect
        self.limits = limits
    }

    /// Whether bytes of an unfinished unit are waiting.
    public var isMidUnit: Bool { unitStart < buffer.count }

    public mutating func append(_ bytes: ArraySlice<UInt8>) {
        compact()
        buffer.append(contentsOf: bytes)
    }

    /// The next whole unit; call until `.needMore`. O(bytes) over the life of the stream.
    public mutating func next() -> Cut {
        while true {
            guard scanned <= buffer.count else { return .needMore }
            guard let lineFeed = buffer[scanned...].firstIndex(of: 0x0A) else {
                scanned = buffer.count
                return buffer.count - lineStart > limits.lineBytesMax
                    ? .fail(.lineTooLong(bytesMax: limits.lineBytesMax)) : .needMore
            }
            guard lineFeed - lineStart <= limits.lineBytesMax else { return .fail(.lineTooLong(bytesMax: limits.lineBytesMax)) }
            switch literalBytes(endingLineAt: lineFeed) {
            case .none: return finishUnit(at: lineFeed + 1)
            case .tooLarge: return .fail(.literalTooLarge(bytesMax: limits.literalBytesMax))
            case .bytes(let count):
                // Cannot overflow: count is at most literalBytesMax.
                guard lineFeed + 1 - unitStart + count <= limits.unitBytesMax else {
                    return .fail(.unitTooLarge(bytesMax: limits.unitBytesMax))
                }
                lineStart = lineFeed + 1 + count
                scanned = lineStart
            }
        }
    }

    private mutating func finishUnit(at end: Int) -> Cut {
        let unit = unitStart..<end
        unitStart = end
        lineStart = end
        scanned = end
        allowsLiterals = nil
        return .unit(unit)
    }

    /// Drops what has been read, at a cost that is linear over the stream.
    private mutating func compact() {
        guard unitStart > 0 else { return }
        if unitStart == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 4 << 20)
        } else if unitStart >= Self.compactionBytes, unitStart >= buffer.count / 2 {
            buffer.removeSubrange(0..<unitStart)
        } else {
            return
        }
        lineStart -= unitStart
        scanned -= unitStart
        unitStart = 0
    }

    private enum Literal { case none, tooLarge, bytes(Int) }

    private mutating func literalBytes(endingLineAt lineFeed: Int) -> Literal {
        guard dialect == .linesAndLiterals else { return .none }
        var end = lineFeed
        if end > lineStart, buffer[end - 1] == 0x0D { end -= 1 }
        guard end - lineStart >= 3, buffer[end - 1] == UInt8(ascii: "}"), unitAllowsLiterals(firstLineEnd: end) else {
            return .none
        }
        return announcedLiteral(closingAt: end - 1)
    }

    private func announcedLiteral(closingAt brace: Int) -> Literal {
        var first = brace
        if buffer[first - 1] == UInt8(ascii: "+") { first -= 1 }
        let digitsEnd = first
        while first > lineStart, isDigit(buffer[first - 1]) { first -= 1 }
        guard first < digitsEnd, first > lineStart, buffer[first - 1] == UInt8(ascii: "{") else { return .none }
        var count = 0
        for index in first..<digitsEnd {
            count = count * 10 + Int(buffer[index] - UInt8(ascii: "0"))
            if count > limits.literalBytesMax { return .tooLarge }
        }
        return .bytes(count)
    }

    /// Decided once a unit, by its first words: `* OK …`, `+ …` and `tag …` carry human text to the line's end.
    private mutating func unitAllowsLiterals(firstLineEnd end: Int) -> Bool {
        if let known = allowsLiterals { return known }
        let line = buffer[unitStart..<end]
        var allowed = line.starts(with: [UInt8(ascii: "*"), 0x20])
        if allowed {
            let word = line.dropFirst(2).prefix { $0 != 0x20 }
            allowed = !Self.textWords.contains { matches(word, $0) }
        }
        allowsLiterals = allowed
        return allowed
    }

    private static let textWords = ["OK", "NO", "BAD", "BYE", "PREAUTH"]
}
