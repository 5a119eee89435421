/// Text as a JSON string; everything that could move a terminal's cursor or forge a line is escaped.
enum JSONText {
    enum Quotes { case escaped, plain }

    static func quoted(_ text: String) -> String { "\"" + escaped(text, quotes: .escaped) + "\"" }

    static func escaped(_ text: String, quotes: Quotes) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: out += "\\n"
            case 0x0D: out += "\\r"
            case 0x09: out += "\\t"
            case 0x22 where quotes == .escaped: out += "\\\""
            case 0x5C: out += "\\\\"
            case ..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
