/// Writes `mailto:` URLs (RFC 6068).
public enum MailtoLink {
    /// - Parameters:
    ///   - address: an addr-spec.
    ///   - subject: empty for none.
    ///   - body: empty for none; its line ends become CRLF.
    public static func url(to address: String, subject: String = "", body: String = "") -> String {
        let lines = CleanText.lines(body).joined(separator: "\r\n")
        let fields = [("subject", CleanText.line(subject)), ("body", body.isEmpty ? "" : lines)].filter { !$0.1.isEmpty }
        let query = fields.map { "\($0.0)=\(encoded($0.1, keeping: ""))" }.joined(separator: "&")
        return "mailto:" + encoded(CleanText.line(address, scalarsMax: 320), keeping: "@+!$'*,;:")
            + (query.isEmpty ? "" : "?" + query)
    }

    private static func encoded(_ text: String, keeping marks: StaticString) -> String {
        let bytes = text.utf8.span
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 2)
        for index in bytes.indices {
            let byte = bytes[index]
            if AddressShape.isAlphanumeric(byte) || isOne(byte, of: "-._~") || isOne(byte, of: marks) {
                out.append(byte)
            } else {
                out.append(UInt8(ascii: "%"))
                out.append(hexadecimal(byte >> 4))
                out.append(hexadecimal(byte & 15))
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isOne(_ byte: UInt8, of marks: StaticString) -> Bool { marks.withUTF8Buffer { $0.contains(byte) } }

    private static func hexadecimal(_ value: UInt8) -> UInt8 { value < 10 ? value + 48 : value + 55 }
}
