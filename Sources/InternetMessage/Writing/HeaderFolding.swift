/// Writes header fields: always ASCII, folded at 78 columns, no line above 998 (RULES D1; RFC 5322 section 2.1.1, RFC 2047).
enum HeaderFolding {
    static let columnsMax = 78
    /// An encoded word may have 75 characters (RFC 2047 section 2); `=?utf-8?B?` and `?=` take 12 of them.
    private static let encodedBytesMax = 45
    /// Values are cut here, so that no header runs over what servers take.
    private static let valueBytesMax = 16 << 10

    /// An unstructured value, such as Subject.
    static func unstructured(_ name: String, _ value: String) -> [UInt8] {
        let clean = clean(value)
        var writer = FieldWriter(name: name)
        if needsEncoding(clean) {
            for word in encodedWords(clean) { writer.add(word) }
        } else {
            for word in split(clean) { writer.add(word) }
        }
        return writer.finish()
    }

    /// Identifiers in angle brackets.
    static func identifiers(_ name: String, _ identifiers: [String]) -> [UInt8] {
        var writer = FieldWriter(name: name)
        for identifier in identifiers {
            let clean = identifier.utf8.filter { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
            guard !clean.isEmpty, clean.count <= 900 else { continue }
            writer.add([UInt8(ascii: "<")] + clean + [UInt8(ascii: ">")])
        }
        return writer.finish()
    }

    /// Mailboxes. An address that could break the field is left out (RULES E2 stands before any envelope).
    static func mailboxes(_ name: String, _ mailboxes: [Mailbox]) -> [UInt8] {
        let writable = mailboxes.filter { isWritable($0.address) }
        var writer = FieldWriter(name: name)
        for (index, mailbox) in writable.enumerated() {
            let comma: [UInt8] = index + 1 < writable.count ? [UInt8(ascii: ",")] : []
            let words = phrase(mailbox.name)
            for word in words { writer.add(word) }
            let address = Array(mailbox.address.utf8)
            writer.add(words.isEmpty ? address + comma : [UInt8(ascii: "<")] + address + [UInt8(ascii: ">")] + comma)
        }
        return writer.finish()
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

    private static func needsEncoding(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(where: { $0 >= 127 }) { return true }
        // What looks like an encoded word would be decoded; blanks at the ends and runs of blanks would not survive; nor would a long word.
        if bytes.contains("=?") || bytes.first == .space || bytes.last == .space || bytes.contains("  ") { return true }
        return bytes.split(separator: .space).contains { $0.count > 900 }
    }

    private static func split(_ bytes: [UInt8]) -> [[UInt8]] { bytes.split(separator: .space).map(Array.init) }

    private static func encodedWords(_ bytes: [UInt8]) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            var end = min(start + encodedBytesMax, bytes.count)
            // Never inside a character (RFC 2047 section 5).
            while end > start + 1, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            words.append(Array("=?utf-8?B?".utf8) + Base64.encode(Array(bytes[start..<end])) + Array("?=".utf8))
            start = end
        }
        return words
    }

    /// A display name: an atom sequence, a quoted string, or encoded words.
    private static func phrase(_ name: String) -> [[UInt8]] {
        let bytes = clean(name)
        guard bytes.contains(where: { $0 != .space }) else { return [] }
        if needsEncoding(bytes) { return encodedWords(bytes) }
        let isAtoms = bytes.allSatisfy { ($0.isDotAtom && $0 != UInt8(ascii: ".")) || $0 == .space }
        if isAtoms { return split(bytes) }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in bytes {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        quoted.append(UInt8(ascii: "\""))
        // A fold inside a quoted string is legal, but some readers keep it: a long one is encoded instead.
        return quoted.count <= 60 ? [quoted] : encodedWords(bytes)
    }
}

/// One field in the making.
struct FieldWriter {
    private var bytes: [UInt8]
    private var column: Int
    private var isFirst = true

    init(name: String) {
        bytes = Array(name.utf8) + [UInt8(ascii: ":")]
        column = bytes.count
    }

    /// Adds a word behind a blank, on a new line where it would run over.
    mutating func add(_ word: [UInt8]) {
        if !isFirst, column + 1 + word.count > HeaderFolding.columnsMax {
            bytes.append(contentsOf: [.cr, .lf])
            column = 0
        }
        bytes.append(.space)
        bytes.append(contentsOf: word)
        column += 1 + word.count
        isFirst = false
    }

    /// Empty where nothing was added: an empty field says nothing.
    func finish() -> [UInt8] { isFirst ? [] : bytes + [.cr, .lf] }
}
