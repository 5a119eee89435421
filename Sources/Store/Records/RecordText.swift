/// A JSON text taken apart once: each value is a node that knows where it stands and how many nodes lie within it.
///
/// The reader of our own records; yet the file may have been edited, so nothing here trusts it. Nesting and length are bounded.
final class RecordText {
    enum Kind: UInt8 { case object, list, text, escapedText, number, yes, no, null }

    struct Node {
        var kind: Kind
        /// Of a text without its quotes.
        var start: Int32
        var end: Int32
        /// The node behind this one and all within it.
        var next: Int32
    }

    struct Malformed: Error {}

    let bytes: [UInt8]
    private(set) var nodes: [Node] = []

    static let depthMax = 32
    static let bytesMax = 1 << 28

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        guard bytes.count <= Self.bytesMax else { throw Malformed() }
        nodes.reserveCapacity(64)
        var parser = RecordParser()
        try bytes.withUnsafeBufferPointer { try parser.parse($0, into: &nodes) }
    }

    /// The text of a node of kind `.text` or `.escapedText`.
    func text(_ node: Node) throws -> String {
        let slice = bytes[Int(node.start)..<Int(node.end)]
        if node.kind == .text { return String(decoding: slice, as: UTF8.self) }
        return String(decoding: try Self.unescaped(slice), as: UTF8.self)
    }

    func equals(_ node: Node, _ key: String) -> Bool {
        guard node.kind == .text else { return (try? text(node)) == key }
        var key = key
        return key.withUTF8 { key in
            key.count == Int(node.end - node.start)
                && bytes.withUnsafeBufferPointer { $0[Int(node.start)..<Int(node.end)].elementsEqual(key) }
        }
    }

    private static func unescaped(_ slice: ArraySlice<UInt8>) throws -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(slice.count)
        var rest = slice
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                out.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "n"): out.append(10)
            case UInt8(ascii: "r"): out.append(13)
            case UInt8(ascii: "t"): out.append(9)
            case UInt8(ascii: "b"): out.append(8)
            case UInt8(ascii: "f"): out.append(12)
            case UInt8(ascii: "u"): try appendScalar(&rest, to: &out)
            case let other?: out.append(other)
            case nil: throw Malformed()
            }
        }
        return out
    }

    /// `\uXXXX`, or two of them that are one scalar (RFC 8259 §7).
    private static func appendScalar(_ rest: inout ArraySlice<UInt8>, to out: inout [UInt8]) throws {
        var value = try hexadecimal(&rest)
        if (0xD800..<0xDC00).contains(value) {
            guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u") else { throw Malformed() }
            let low = try hexadecimal(&rest)
            guard (0xDC00..<0xE000).contains(low) else { throw Malformed() }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw Malformed() }
        out += UTF8.encode(scalar).map(Array.init) ?? []
    }

    private static func hexadecimal(_ rest: inout ArraySlice<UInt8>) throws -> UInt32 {
        let digits = String(decoding: rest.prefix(4), as: UTF8.self)
        guard rest.count >= 4, let value = UInt32(digits, radix: 16) else { throw Malformed() }
        rest = rest.dropFirst(4)
        return value
    }
}

/// The grammar of RFC 8259 as a loop over bytes with a bounded stack of open brackets.
private struct RecordParser {
    private enum Expected { case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd }
    private typealias Bytes = UnsafeBufferPointer<UInt8>
    private typealias Malformed = RecordText.Malformed

    private var position = 0
    /// Nodes of the brackets that are open.
    private var open: [Int] = []
    private var expected = Expected.value

    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, into nodes: inout [RecordText.Node]) throws {
        while true {
            while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
            guard position < bytes.count else { break }
            if expected == .commaOrEnd, open.isEmpty { throw Malformed() }
            try step(bytes, &nodes)
        }
        guard open.isEmpty, expected == .commaOrEnd, !nodes.isEmpty else { throw Malformed() }
    }

    private mutating func step(_ bytes: Bytes, _ nodes: inout [RecordText.Node]) throws {
        let byte = bytes[position]
        switch (expected, byte) {
        case (.colon, UInt8(ascii: ":")): advance(to: .value)
        case (.commaOrEnd, UInt8(ascii: ",")):
            guard let last = open.last else { throw Malformed() }
            advance(to: nodes[last].kind == .object ? .key : .value)
        case (.commaOrEnd, UInt8(ascii: "}")), (.keyOrEnd, UInt8(ascii: "}")): try close(.object, &nodes)
        case (.commaOrEnd, UInt8(ascii: "]")), (.valueOrEnd, UInt8(ascii: "]")): try close(.list, &nodes)
        case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
            try text(bytes, &nodes)
            expected = .colon
        case (.value, _), (.valueOrEnd, _): try value(byte, bytes, &nodes)
        case (.colon, _), (.commaOrEnd, _), (.key, _), (.keyOrEnd, _): throw Malformed()
        }
    }

    private mutating func advance(to next: Expected) {
        position += 1
        expected = next
    }

    private mutating func value(_ byte: UInt8, _ bytes: Bytes, _ nodes: inout [RecordText.Node]) throws {
        switch byte {
        case UInt8(ascii: "{"): try begin(.object, .keyOrEnd, &nodes)
        case UInt8(ascii: "["): try begin(.list, .valueOrEnd, &nodes)
        case UInt8(ascii: "\""):
            try text(bytes, &nodes)
            expected = .commaOrEnd
        case UInt8(ascii: "t"): try word("true", .yes, bytes, &nodes)
        case UInt8(ascii: "f"): try word("false", .no, bytes, &nodes)
        case UInt8(ascii: "n"): try word("null", .null, bytes, &nodes)
        default: try number(bytes, &nodes)
        }
    }

    private mutating func begin(_ kind: RecordText.Kind, _ next: Expected, _ nodes: inout [RecordText.Node]) throws {
        guard open.count < RecordText.depthMax else { throw Malformed() }
        open.append(nodes.count)
        nodes.append(RecordText.Node(kind: kind, start: Int32(position), end: Int32(position), next: 0))
        advance(to: next)
    }

    private mutating func close(_ kind: RecordText.Kind, _ nodes: inout [RecordText.Node]) throws {
        guard let last = open.popLast(), nodes[last].kind == kind else { throw Malformed() }
        nodes[last].next = Int32(nodes.count)
        advance(to: .commaOrEnd)
    }

    private mutating func append(_ kind: RecordText.Kind, _ start: Int, _ end: Int, _ nodes: inout [RecordText.Node]) {
        nodes.append(
            RecordText.Node(kind: kind, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)))
    }

    private mutating func text(_ bytes: Bytes, _ nodes: inout [RecordText.Node]) throws {
        let start = position + 1
        var (index, isEscaped) = (start, false)
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") {
                isEscaped = true
                index += 1
            }
            index += 1
        }
        guard index < bytes.count else { throw Malformed() }
        append(isEscaped ? .escapedText : .text, start, index, &nodes)
        position = index + 1
    }

    private mutating func word(
        _ word: StaticString, _ kind: RecordText.Kind, _ bytes: Bytes, _ nodes: inout [RecordText.Node]
    ) throws {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ bytes[position..<end].elementsEqual($0) }) else { throw Malformed() }
        append(kind, position, end, &nodes)
        position = end
        expected = .commaOrEnd
    }

    private mutating func number(_ bytes: Bytes, _ nodes: inout [RecordText.Node]) throws {
        var end = position
        while end < bytes.count, Self.isOfNumber(bytes[end]) { end += 1 }
        guard end > position else { throw Malformed() }
        append(.number, position, end, &nodes)
        position = end
        expected = .commaOrEnd
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 13 || byte == 9 }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || byte == 45 || byte == 46 || byte == 43 || byte | 32 == 101
    }
}
