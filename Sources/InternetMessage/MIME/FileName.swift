/// A file's name as a label (RULES D8): never a path, never a device, nothing invisible in it.
enum FileName {
    private static let bytesMax = 200

    static func label(_ name: String) -> String {
        var bytes = HeaderText.sanitize(Array(name.utf8))
        if let separator = bytes.lastIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) {
            bytes.removeFirst(separator + 1)
        }
        bytes.removeAll {
            $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "|")
        }
        bytes = Array(bytes[bytes.trimmed(0..<bytes.count)])
        // Dots and blanks take turns: what is a label must stay one when it is read again.
        while let last = bytes.last, last == UInt8(ascii: ".") || last.isFWS { bytes.removeLast() }
        if bytes.count > bytesMax { bytes = shortened(bytes) }
        if bytes.isEmpty { return "" }
        return isDevice(bytes) ? "_" + String(decoding: bytes, as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
    }

    /// Keeps the extension, cuts between characters.
    private static func shortened(_ bytes: [UInt8]) -> [UInt8] {
        let dot = bytes.lastIndex(of: UInt8(ascii: ".")) ?? bytes.count
        let suffix = bytes.count - dot <= 16 ? Array(bytes[dot...]) : []
        var end = bytesMax - suffix.count
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(bytes[..<end]) + suffix
    }

    /// Names that Windows gives to devices, with any extension.
    private static func isDevice(_ bytes: [UInt8]) -> Bool {
        let stem = bytes.prefix { $0 != UInt8(ascii: ".") }
        switch String(decoding: stem.map(\.lowercasedASCII), as: UTF8.self) {
        case "con", "prn", "aux", "nul": return true
        default:
            guard stem.count == 4, let last = stem.last, last.isDigit, last != 48 else { return false }
            let head = String(decoding: stem.prefix(3).map(\.lowercasedASCII), as: UTF8.self)
            return head == "com" || head == "lpt"
        }
    }
}
