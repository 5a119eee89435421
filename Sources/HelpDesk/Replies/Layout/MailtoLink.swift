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

    private static func encoded(_ text: String, keeping marks: String) -> String {
        var out = ""
        for byte in text.utf8 {
            if AddressShape.isAlphanumeric(byte) || "-._~".utf8.contains(byte) || marks.utf8.contains(byte) {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += "%" + hexadecimal(byte >> 4) + hexadecimal(byte & 15)
            }
        }
        return out
    }

    private static func hexadecimal(_ value: UInt8) -> String { String(value, radix: 16, uppercase: true) }
}
