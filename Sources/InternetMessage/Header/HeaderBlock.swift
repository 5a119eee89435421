/// The header of a message or of a part: its fields in their order (RFC 5322 section 2.2), as ranges of the message's bytes.
///
/// Order is kept because trust hangs on it: a field is ours only if it stands above the first `Received` that our own hosts did
/// not write (RULES B1). Nothing is copied before somebody asks.
public struct HeaderBlock: Sendable {
    /// One field: where its name and its raw body stand.
    public struct Field: Sendable, Equatable {
        public let name: FieldName
        /// Whether the body holds line ends (RFC 5322 section 2.2.3).
        public let isFolded: Bool
        // Half as wide as `Int`, so that twenty fields are small change for the allocator; ``Message`` reads nothing behind 4 GB.
        private let nameStart, nameEnd, bodyStart, bodyEnd: UInt32

        init(name: FieldName, nameRange: Range<Int>, bodyRange: Range<Int>, isFolded: Bool) {
            self.name = name
            self.isFolded = isFolded
            nameStart = UInt32(clamping: nameRange.lowerBound)
            nameEnd = UInt32(clamping: nameRange.upperBound)
            bodyStart = UInt32(clamping: bodyRange.lowerBound)
            bodyEnd = UInt32(clamping: bodyRange.upperBound)
        }

        /// The name's bytes in the message.
        public var nameRange: Range<Int> { Int(nameStart)..<Int(nameEnd) }
        /// The body behind the colon, folds inside, white space and the last line end cut off.
        public var bodyRange: Range<Int> { Int(bodyStart)..<Int(bodyEnd) }
    }

    public let fields: [Field]
    /// Where the header stands in the message, its blank line not counted.
    public let range: Range<Int>
    let bytes: [UInt8]
    /// The names that occur, so that one that does not is not searched.
    private let names: FieldNameSet
    private let repeatedNames: FieldNameSet

    init(bytes: [UInt8], fields: [Field], range: Range<Int>) {
        self.bytes = bytes
        self.fields = fields
        self.range = range
        var names = FieldNameSet()
        var repeated = FieldNameSet()
        for field in fields {
            if names.contains(field.name) { repeated.insert(field.name) }
            names.insert(field.name)
        }
        self.names = names
        repeatedNames = repeated
    }

    /// The topmost field of this name: of a duplicated singular field the first wins (RULES D16).
    public func first(_ name: FieldName) -> Field? {
        guard names.contains(name) else { return nil }
        for field in fields where field.name == name { return field }
        return nil
    }

    /// The lowest field of this name.
    func last(_ name: FieldName) -> Field? { names.contains(name) ? fields.last { $0.name == name } : nil }

    public func all(_ name: FieldName) -> [Field] { names.contains(name) ? fields.filter { $0.name == name } : [] }

    func isRepeated(_ name: FieldName) -> Bool { repeatedNames.contains(name) }

    public func count(_ name: FieldName) -> Int {
        guard names.contains(name) else { return 0 }
        var count = 0
        for field in fields where field.name == name { count += 1 }
        return count
    }

    /// Whether there is any field of RFC 2369 or RFC 2919.
    var hasListFields: Bool {
        names.contains(.listID) || names.contains(.listPost) || names.contains(.listUnsubscribe) || names.contains(.listHelp)
            || names.contains(.listSubscribe) || names.contains(.listOwner) || names.contains(.listArchive)
    }

    /// All fields of any name, compared without ASCII case; for names that ``FieldName`` does not know.
    public func all(named name: String) -> [Field] {
        let wanted = Array(name.utf8).lowercasedASCII
        return fields.filter { field in
            field.nameRange.count == wanted.count
                && zip(field.nameRange, wanted).allSatisfy { bytes[$0].lowercasedASCII == $1 }
        }
    }

    public func first(named name: String) -> Field? { all(named: name).first }

    /// The first of these names, in lower case, that a field of no known name has; one pass over the fields.
    func firstOther(among names: [[UInt8]]) -> Field? {
        guard self.names.contains(.other) else { return nil }
        for field in fields where field.name == .other {
            for name in names where name.count == field.nameRange.count {
                var offset = 0
                while offset < name.count, bytes[field.nameRange.lowerBound + offset].lowercasedASCII == name[offset] {
                    offset += 1
                }
                if offset == name.count { return field }
            }
        }
        return nil
    }

    /// The body as it stands in the message, folds included.
    public func raw(_ field: Field) -> ArraySlice<UInt8> { bytes[field.bodyRange] }

    /// The field's name as it was written.
    public func spelling(_ field: Field) -> String { String(decoding: bytes[field.nameRange], as: UTF8.self) }

    /// The body without its folds (RFC 5322 section 2.2.3): line ends go, white space stays.
    public func unfolded(_ field: Field) -> [UInt8] {
        let range = field.bodyRange
        guard field.isFolded else { return Array(bytes[range]) }
        return .filled(upTo: range.count) { output in bytes.withUnsafeBytes { Unfolding.copy($0, range, to: output, at: 0) } }
    }

    /// The body and where it stands in it: the message itself where the field is not folded, so that nothing is copied.
    func unfoldedInPlace(_ field: Field) -> (bytes: [UInt8], range: Range<Int>) {
        guard field.isFolded else { return (bytes, field.bodyRange) }
        let copy = unfolded(field)
        return (copy, 0..<copy.count)
    }

    /// The body for people: unfolded, encoded words decoded, control characters gone (RULES D2).
    public func text(_ field: Field) -> String {
        var defects = DefectList()
        return HeaderText.decode(unfolded(field), limits: .standard, defects: &defects)
    }

    /// ``text(_:)`` of the topmost field of this name.
    public func text(_ name: FieldName) -> String? { first(name).map(text) }

    /// ``text(_:)`` of the topmost field of this spelling.
    public func text(named name: String) -> String? { first(named: name).map(text) }
}

/// Unfolding (RFC 5322 section 2.2.3): line ends go, the white space behind them stays. A bare CR with none behind it is no fold: it becomes a
/// blank, for to drop it would join what stood apart (`dmarc=pa`, CR, `ss`).
enum Unfolding {
    /// Copies a field's body without its folds; `target` must have room for all of it.
    /// - Returns: where the copy ends.
    static func copy(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, to target: UnsafeMutableRawBufferPointer, at start: Int
    ) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count && start >= 0)
        precondition(start + range.count <= target.count)
        var position = range.lowerBound
        let end = range.upperBound
        var written = start
        while position < end {
            if position &+ 16 <= end {
                let chunk = bytes.loadUnaligned(fromByteOffset: position, as: Chunk.self)
                let isReturn = chunk .== Chunk(repeating: 13)
                let isFeed = chunk .== Chunk(repeating: 10)
                target.storeBytes(of: chunk, toByteOffset: written, as: Chunk.self)
                let plain = ByteMask(isReturn .| isFeed).first ?? 16
                position &+= plain
                written &+= plain
                if plain == 16 { continue }
            }
            let byte = bytes[position]
            position &+= 1
            if byte == .cr || byte == .lf {
                position = lineEnds(bytes, from: position, to: end)
                guard position < end, bytes[position] != .space, bytes[position] != .tab else { continue }
                target[written] = .space
            } else {
                target[written] = byte
            }
            written &+= 1
        }
        return written
    }

    /// Where a run of CR and LF ends.
    private static func lineEnds(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        var position = start
        while position < end, bytes[position] == .cr || bytes[position] == .lf { position &+= 1 }
        return position
    }
}

/// The defects met so far, each once.
struct DefectList: Sendable, Equatable {
    private(set) var defects: [Defect] = []

    mutating func note(_ defect: Defect) {
        if !defects.contains(defect) { defects.append(defect) }
    }
}
