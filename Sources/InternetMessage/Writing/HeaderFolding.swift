/// Writes header fields: always ASCII, folded at 78 columns, no line above 998 (RULES D1; RFC 5322 section 2.1.1, RFC 2047).
enum HeaderFolding {
    static let columnsMax = 78
    /// An encoded word may have 75 characters (RFC 2047 section 2); `=?utf-8?B?` and `?=` take 12 of them.
    private static let encodedBytesMax = 45
    /// Values are cut here, so that no header runs over what servers take.
    private static let valueBytesMax = 16 << 10

    /// An unstructured value, such as Subject.
    static func unstructured(_ name: String, _ value: String, to writer: inout FieldWriter) {
        writer.begin(name)
        let bytes = value.utf8.span
        if isPlain(bytes) {
            addWords(bytes, to: &writer)
        } else {
            let clean = clean(value)
            if needsEncoding(clean) { addEncoded(clean, to: &writer) } else { addWords(clean.span, to: &writer) }
        }
        writer.end()
    }

    /// Identifiers in angle brackets.
    static func identifiers(_ name: String, _ identifiers: some Collection<String>, to writer: inout FieldWriter) {
        writer.begin(name)
        for identifier in identifiers {
            let clean = identifier.utf8.filter { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
            guard !clean.isEmpty, clean.count <= 900 else { continue }
            writer.add(clean.span, open: "<", close: ">")
        }
        writer.end()
    }

    /// Mailboxes. An address that could break the field is left out (RULES E2 stands before any envelope).
    static func mailboxes(_ name: String, _ mailboxes: [Mailbox], to writer: inout FieldWriter) {
        let writable = mailboxes.filter { isWritable($0.address) }
        writer.begin(name)
        for (index, mailbox) in writable.enumerated() {
            let isNamed = addPhrase(mailbox.name, to: &writer)
            let comma: StaticString = index + 1 < writable.count ? "," : ""
            let close: StaticString = index + 1 < writable.count ? ">," : ">"
            writer.add(mailbox.address.utf8.span, open: isNamed ? "<" : "", close: isNamed ? close : comma)
        }
        writer.end()
    }

    /// An addr-spec that stands in a header as it is: printable ASCII, one `@`, a dot-atom or quoted local part, nothing that ends it.
    static func isWritable(_ address: String) -> Bool {
        let bytes = Array(address.utf8)
        guard bytes.count <= 254, let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > 0, at + 1 < bytes.count else {
            return false
        }
        let local = bytes[..<at]
        let isQuoted = local.count >= 2 && local.first == UInt8(ascii: "\"") && local.last == UInt8(ascii: "\"")
        let isLocalFine =
            isQuoted
            ? local.dropFirst().dropLast().allSatisfy {
                $0 >= 32 && $0 < 127 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
            : local.allSatisfy { $0 < 127 && $0.isDotAtom }
        return isLocalFine && bytes[(at + 1)...].allSatisfy { $0.isAlphanumeric || $0 == 45 || $0 == 46 || $0 == 95 }
    }

    /// Every control character goes (RULES D1): C0, DEL, C1 (U+0085 among them), U+2028, U+2029 and the bidirectional overrides.
    static func clean(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(valueBytesMax))
        // A cut inside a character, and surrogates that never were, become U+FFFD.
        return HeaderText.sanitize(Array(String(decoding: bytes, as: UTF8.self).utf8))
    }

    /// The longest word and, as it holds no more words than that, the longest value that is surely none too long.
    private static let wordBytesMax = 900

    /// Whether a value stands as it is, with nothing to clean and nothing to encode: most do, and one look tells.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count <= wordBytesMax else { return false }
        var before = UInt8.space
        for index in bytes.indices {
            let byte = bytes[index]
            if byte &- 32 >= 95 || (byte == .space && before == .space) { return false }
            if byte == UInt8(ascii: "?") && before == UInt8(ascii: "=") { return false }
            before = byte
        }
        return before != .space
    }

    private static func needsEncoding(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(where: { $0 >= 127 }) { return true }
        // What looks like an encoded word would be decoded; blanks at the ends and runs of blanks would not survive; nor would a long word.
        if bytes.contains("=?") || bytes.first == .space || bytes.last == .space || bytes.contains("  ") { return true }
        return bytes.split(separator: .space).contains { $0.count > wordBytesMax }
    }

    /// The words between blanks.
    private static func addWords(_ bytes: Span<UInt8>, to writer: inout FieldWriter) {
        var start = 0
        for index in bytes.indices where bytes[index] == .space {
            if index > start { writer.add(bytes.extracting(start..<index)) }
            start = index + 1
        }
        if start < bytes.count { writer.add(bytes.extracting(start...)) }
    }

    private static func addEncoded(_ bytes: [UInt8], to writer: inout FieldWriter) {
        var start = 0
        while start < bytes.count {
            var end = min(start + encodedBytesMax, bytes.count)
            // Never inside a character (RFC 2047 section 5).
            while end > start + 1, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            writer.add(Base64.encode(Array(bytes[start..<end])).span, open: "=?utf-8?B?", close: "?=")
            start = end
        }
    }

    /// A display name: an atom sequence, a quoted string, or encoded words.
    /// - Returns: whether there is one.
    private static func addPhrase(_ name: String, to writer: inout FieldWriter) -> Bool {
        let bytes = clean(name)
        guard bytes.contains(where: { $0 != .space }) else { return false }
        if needsEncoding(bytes) {
            addEncoded(bytes, to: &writer)
        } else if bytes.allSatisfy({ ($0.isDotAtom && $0 != UInt8(ascii: ".")) || $0 == .space }) {
            addWords(bytes.span, to: &writer)
        } else {
            let quoted = quoted(bytes)
            // A fold inside a quoted string is legal, but some readers keep it: a long one is encoded instead.
            if quoted.count <= 60 { writer.add(quoted.span) } else { addEncoded(bytes, to: &writer) }
        }
        return true
    }

    private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in bytes {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        quoted.append(UInt8(ascii: "\""))
        return quoted
    }
}
