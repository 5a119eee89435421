/// Escaping for HTML text and attribute values.
enum HTMLEscape {
    /// Safe between tags and between double quotes. Scalars that HTML forbids are left out.
    static func escaped(_ text: String) -> String {
        guard hasSpecial(text.utf8.span) else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + text.utf8.count / 8 + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
            default: if !isForbidden(byte) { out.append(byte) }
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func hasSpecial(_ bytes: borrowing Span<UInt8>) -> Bool {
        for index in bytes.indices where isSpecial(bytes[index]) { return true }
        return false
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: isForbidden(byte)
        }
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: true
        default: false
        }
    }

    /// Bytes that a text takes once it is escaped.
    static func cost(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "&", "'": 5
        case "<", ">": 4
        case "\"": 6
        case "\n": 5
        default: UTF8.width(scalar)
        }
    }

    /// Cuts a text so that it takes at most so many bytes of HTML; a cut is marked.
    static func cut(_ text: String, htmlBytesMax: Int) -> (text: String, isCut: Bool) {
        // No scalar costs more than six bytes for each of its own.
        if text.utf8.count <= htmlBytesMax / 6 { return (text, false) }
        var bytes = 0
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            bytes += cost(scalar)
            if bytes > htmlBytesMax { return (String(out) + " …", true) }
            out.append(scalar)
        }
        return (text, false)
    }
}
