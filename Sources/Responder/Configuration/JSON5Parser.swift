/// Reads JSON5 (https://spec.json5.org) from bytes: comments, unquoted keys, single quotes, trailing commas, hexadecimal numbers.
///
/// Deviations: no `Infinity` and `NaN`, which no setting can mean; identifiers are ASCII; a key that stands twice is an error.
struct JSON5Parser {
    static let documentBytesMax = 1 << 20
    static let depthMax = 64

    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private var lineStart = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSON5.SyntaxError) -> JSON5 {
        guard bytes.count <= Self.documentBytesMax else { throw fail("the file is larger than 1 MB") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        let value = try value(depth: 0)
        try space()
        if at < bytes.count { throw fail("nothing may follow the closing bracket") }
        return value
    }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private func fail(_ what: String) -> JSON5.SyntaxError {
        JSON5.SyntaxError(line: line, column: at - lineStart + 1, what: what)
    }

    private mutating func advance() {
        if next == UInt8(ascii: "\n") {
            line += 1
            lineStart = at + 1
        }
        at += 1
    }

    /// Skips white space and comments.
    private mutating func space() throws(JSON5.SyntaxError) {
        while let byte = next {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D:
                advance()
            case 0xC2 where at + 1 < bytes.count && bytes[at + 1] == 0xA0:
                at += 2
            case UInt8(ascii: "/"):
                try comment()
            default:
                return
            }
        }
    }

    private mutating func comment() throws(JSON5.SyntaxError) {
        let second = at + 1 < bytes.count ? bytes[at + 1] : 0
        if second == UInt8(ascii: "/") {
            while let byte = next, byte != UInt8(ascii: "\n") { advance() }
        } else if second == UInt8(ascii: "*") {
            let begin = fail("this comment is never closed")
            at += 2
            while at + 1 < bytes.count, !(bytes[at] == UInt8(ascii: "*") && bytes[at + 1] == UInt8(ascii: "/")) { advance() }
            guard at + 1 < bytes.count else { throw begin }
            at += 2
        } else {
            throw fail("a lone / ; comments begin with // or /*")
        }
    }

    private mutating func value(depth: Int) throws(JSON5.SyntaxError) -> JSON5 {
        guard depth < Self.depthMax else { throw fail("more than \(Self.depthMax) levels of brackets") }
        try space()
        let line = line
        guard let byte = next else { throw fail("the file ends where a value was expected") }
        switch byte {
        case UInt8(ascii: "{"): return JSON5(value: .object(try object(depth: depth)), line: line)
        case UInt8(ascii: "["): return JSON5(value: .array(try array(depth: depth)), line: line)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return JSON5(value: .string(try string()), line: line)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return JSON5(value: .number(try number()), line: line)
        default:
            return JSON5(value: try word(), line: line)
        }
    }

    private mutating func object(depth: Int) throws(JSON5.SyntaxError) -> [JSON5.Member] {
        var members: [JSON5.Member] = []
        var seen: Set<String> = []
        advance()
        while true {
            try space()
            if next == UInt8(ascii: "}") { break }
            let keyLine = line
            let key = try key()
            guard seen.insert(key).inserted else { throw fail("the key \"\(key)\" stands twice") }
            try space()
            guard next == UInt8(ascii: ":") else { throw fail("a : was expected after the key \"\(key)\"") }
            advance()
            members.append(JSON5.Member(key: key, line: keyLine, value: try value(depth: depth + 1)))
            if try !comma(before: UInt8(ascii: "}")) { break }
        }
        advance()
        return members
    }

    private mutating func array(depth: Int) throws(JSON5.SyntaxError) -> [JSON5] {
        var items: [JSON5] = []
        advance()
        while true {
            try space()
            if next == UInt8(ascii: "]") { break }
            items.append(try value(depth: depth + 1))
            if try !comma(before: UInt8(ascii: "]")) { break }
        }
        advance()
        return items
    }

    /// True after a comma; false before the closing bracket.
    private mutating func comma(before close: UInt8) throws(JSON5.SyntaxError) -> Bool {
        try space()
        if next == UInt8(ascii: ",") {
            advance()
            return true
        }
        guard next == close else { throw fail("a comma or \(Character(UnicodeScalar(close))) was expected") }
        return false
    }

    private mutating func key() throws(JSON5.SyntaxError) -> String {
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return try string() }
        let start = at
        while let byte = next, Self.isWord(byte) { advance() }
        guard at > start else { throw fail("a key was expected") }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default: false
        }
    }

    private mutating func word() throws(JSON5.SyntaxError) -> JSON5.Value {
        let place = fail("")
        let start = at
        while let byte = next, Self.isWord(byte) { advance() }
        switch String(decoding: bytes[start..<at], as: UTF8.self) {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "":
            throw fail("a value was expected")
        case let other:
            throw JSON5.SyntaxError(line: place.line, column: place.column, what: "\(other) is no value; a text needs quotes")
        }
    }

    private mutating func number() throws(JSON5.SyntaxError) -> Double {
        let place = fail("this is no number")
        let start = at
        while let byte = next,
            Self.isWord(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        {
            advance()
        }
        var text = String(decoding: bytes[start..<at], as: UTF8.self)
        if text.hasPrefix("+") { text.removeFirst() }
        let isHexadecimal = text.hasPrefix("0x") || text.hasPrefix("0X")
        let parsed = isHexadecimal ? UInt32(text.dropFirst(2), radix: 16).map(Double.init) : Double(text)
        guard let number = parsed, number.isFinite else { throw place }
        return number
    }

    private mutating func string() throws(JSON5.SyntaxError) -> String {
        let quote = next
        let begin = fail("this text is never closed")
        var out: [UInt8] = []
        advance()
        while let byte = next, byte != quote {
            if byte == UInt8(ascii: "\n") { throw begin }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &out)
            } else {
                out.append(byte)
                advance()
            }
        }
        guard next == quote else { throw begin }
        advance()
        guard let text = String(validating: out, as: UTF8.self) else { throw fail("this text is not UTF-8") }
        return text
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSON5.SyntaxError) {
        advance()
        guard let byte = next else { throw fail("the file ends inside a text") }
        switch byte {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "\n"): break
        case UInt8(ascii: "u"):
            let digits = bytes[min(at + 1, bytes.count)..<min(at + 5, bytes.count)]
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            guard digits.count == 4, let scalar = code.flatMap(UnicodeScalar.init) else {
                throw fail("\\u needs four hexadecimal digits of one character")
            }
            out.append(contentsOf: Array(String(Character(scalar)).utf8))
            at += 4
        default: out.append(byte)
        }
        advance()
    }
}
