/// Reads the tokens of one response in place: atoms, quoted strings, literals, lists (RFC 9051 §9).
///
/// Each reader gives nil where the grammar is left, and then the cursor's place means nothing.
struct IMAPCursor {
    let bytes: [UInt8]
    private(set) var position: Int
    /// Past the last byte, without the final line end.
    let end: Int

    init(_ bytes: [UInt8], _ unit: Range<Int>) {
        self.bytes = bytes
        position = unit.lowerBound
        var last = unit.upperBound
        if last > unit.lowerBound, bytes[last - 1] == 0x0A { last -= 1 }
        if last > unit.lowerBound, bytes[last - 1] == 0x0D { last -= 1 }
        end = last
    }

    var peek: UInt8? { position < end ? bytes[position] : nil }
    var rest: ArraySlice<UInt8> { bytes[position..<end] }

    mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    mutating func takeSpace() -> Bool { take(0x20) }

    mutating func skipSpaces() {
        while peek == 0x20 { position += 1 }
    }

    /// Bytes up to a space, a parenthesis, a bracket's end or the line's; empty where one stands already.
    mutating func word() -> ArraySlice<UInt8> {
        let start = position
        while let byte = peek, byte != 0x20, byte != UInt8(ascii: "("), byte != UInt8(ascii: ")"), byte != UInt8(ascii: "]"),
            byte != 0x0D, byte != 0x0A
        { position += 1 }
        return bytes[start..<position]
    }

    /// The name of a FETCH item: like a word, but a section in brackets belongs to it (`BODY[HEADER.FIELDS (TO)]<0>`).
    mutating func itemName() -> ArraySlice<UInt8> {
        let start = position
        while let byte = peek, byte != 0x20, byte != UInt8(ascii: "("), byte != UInt8(ascii: ")"), byte != 0x0D, byte != 0x0A {
            position += 1
            guard byte == UInt8(ascii: "[") else { continue }
            while let inner = peek, inner != UInt8(ascii: "]") { position += inner == 0x0A ? 0 : 1; if inner == 0x0A { break } }
        }
        return bytes[start..<position]
    }

    mutating func number<Number: FixedWidthInteger>() -> Number? { decimal(word()) }

    /// `"…"` or a literal, or NIL as `.some(nil)`.
    mutating func nstring() -> [UInt8]?? {
        switch peek {
        case UInt8(ascii: "\""): return quoted().map { .some($0) }
        case UInt8(ascii: "{"), UInt8(ascii: "~"): return literal().map { .some(Array($0)) }
        default: return matches(word(), "NIL") ? .some(nil) : nil
        }
    }

    mutating func quoted() -> [UInt8]? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: "\"") { return text }
            if byte == UInt8(ascii: "\\"), let escaped = peek {
                position += 1
                text.append(escaped)
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    /// The framer has already seen that the bytes are there; it is checked again all the same.
    mutating func literal() -> ArraySlice<UInt8>? {
        _ = take(UInt8(ascii: "~"))
        guard take(UInt8(ascii: "{")) else { return nil }
        let first = position
        while let byte = peek, isDigit(byte) { position += 1 }
        guard let count: Int = decimal(bytes[first..<position]) else { return nil }
        _ = take(UInt8(ascii: "+"))
        guard take(UInt8(ascii: "}")) else { return nil }
        _ = take(0x0D)
        guard take(0x0A), count <= end - position else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// Passes over one value of any shape, lists to any depth, without recursion.
    mutating func skipValue() -> Bool {
        var depth = 0
        repeat {
            switch peek {
            case nil: return false
            case UInt8(ascii: "("):
                depth += 1
                position += 1
            case UInt8(ascii: ")"):
                guard depth > 0 else { return false }
                depth -= 1
                position += 1
            case 0x20:
                guard depth > 0 else { return false }
                position += 1
            case UInt8(ascii: "\""):
                if quoted() == nil { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "~"):
                if literal() == nil { return false }
            default:
                let before = position
                if itemName().isEmpty || position == before { return false }
            }
        } while depth > 0
        return true
    }
}
