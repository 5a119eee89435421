/// Our own words as HTML that breaks where a reader would break it: not within a ticket's number (a browser breaks behind its
/// hyphen), not between a figure and its unit; an address rather before its `@`.
enum UnbrokenHTML {
    static func words(_ text: String) -> String {
        let escaped = HTMLEscape.escaped(text)
        guard mayHold(escaped.utf8.span) else { return escaped }
        let bytes = Array(escaped.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        var index = 0
        while index < bytes.count {
            if isNumber(bytes, at: index) {
                out += "<span style=\"white-space:nowrap\">".utf8
                out += bytes[index..<(index + numberBytes)] + "</span>".utf8
                index += numberBytes
                continue
            }
            switch bytes[index] {
            case UInt8(ascii: "@"): out += "<wbr>@".utf8
            case UInt8(ascii: " ") where isBeforeUnit(bytes, index): out += "&nbsp;".utf8
            default: out.append(bytes[index])
            }
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// `AB-7K3M9Q2X`.
    private static let numberBytes = 11
    /// `s`, `min`, `MB`, `%`.
    private static let unitBytesMax = 3

    private static func mayHold(_ bytes: borrowing Span<UInt8>) -> Bool {
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@") || isDigit(byte) { return true }
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isNumber(_ bytes: [UInt8], at start: Int) -> Bool {
        func isPart(_ index: Int) -> Bool { bytes.indices.contains(index) && AddressShape.isAlphanumeric(bytes[index]) }
        guard bytes[start] == UInt8(ascii: "A"), bytes[start...].starts(with: "AB-".utf8) else { return false }
        return (3..<numberBytes).allSatisfy { isPart(start + $0) } && !isPart(start + numberBytes) && !isPart(start - 1)
    }

    /// A blank behind a digit, and a short word of letters or a percent sign behind it.
    private static func isBeforeUnit(_ bytes: [UInt8], _ blank: Int) -> Bool {
        guard blank > 0, isDigit(bytes[blank - 1]) else { return false }
        let unit = bytes[(blank + 1)...].prefix(unitBytesMax + 1).prefix {
            $0 == UInt8(ascii: "%") || $0 | 0x20 >= 97 && $0 | 0x20 <= 122
        }
        return (1...unitBytesMax).contains(unit.count)
    }
}
