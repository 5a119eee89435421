/// A JSON value with its keys in order; small, for figures only, and never read from outside.
enum JSONText: Sendable {
    case null
    case integer(Int)
    /// What is no number is written as null.
    case number(Double)
    case string(String)
    case array([JSONText])
    case object([(String, JSONText)])

    static func counts(_ counts: [String: Int]) -> JSONText {
        .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
    }

    var rendered: String {
        switch self {
        case .null: "null"
        case .integer(let value): String(value)
        case .number(let value): value.isFinite ? "\((value * 1e6).rounded() / 1e6)" : "null"
        case .string(let text): Self.quoted(text)
        case .array(let values): "[" + values.map(\.rendered).joined(separator: ",") + "]"
        case .object(let pairs): "{" + pairs.map { Self.quoted($0.0) + ":" + $0.1.rendered }.joined(separator: ",") + "}"
        }
    }

    /// RFC 8259 §7; all but ASCII's controls, quotes and backslashes stays as it is.
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let hexadecimal = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hexadecimal.utf8.count) + hexadecimal
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
