/// Subjects of our mail: kept exactly, because mail clients thread by them, but for A12 and D1.
enum SubjectLine {
    /// Scalars of a subject that goes to a never-seen sender (A12).
    static let firstContactScalarsMax = 78
    /// So many digits in a subject may be a telephone number: then none is repeated.
    static let telephoneDigitsMin = 7

    /// The subject with one `Re: ` before it; a `Re:` that stands there already is not doubled.
    static func reply(to subject: String) -> String {
        let plain = plain(subject)
        guard !plain.isEmpty else { return "Re: your message" }
        let bytes = Array(plain.utf8.prefix(3))
        let isReply = bytes.count == 3 && bytes[0] | 32 == 114 && bytes[1] | 32 == 101 && bytes[2] == 58
        return isReply ? plain : "Re: " + plain
    }

    /// One line without controls (D1, D2).
    static func plain(_ subject: String) -> String { CleanText.line(subject, scalarsMax: 500) }

    /// A12: no address, no link, no telephone number, at most 78 scalars.
    static func withoutLinks(_ subject: String) -> String {
        let plain = plain(subject)
        guard mayHoldLinks(plain) else { return CleanText.line(plain, scalarsMax: firstContactScalarsMax) }
        let hasNumber = plain.utf8.filter { (48...57).contains($0) }.count >= telephoneDigitsMin
        let words = plain.split(separator: " ").filter { word in
            !isSuspicious(word) && !(hasNumber && word.utf8.contains { (48...57).contains($0) })
        }
        return CleanText.line(words.joined(separator: " "), scalarsMax: firstContactScalarsMax)
    }

    /// Whether a word may have to go, or blanks in a row may; where neither does, which is most often, the subject stands as it is.
    private static func mayHoldLinks(_ subject: String) -> Bool {
        let bytes = subject.utf8.span
        var before = UInt8(ascii: " ")
        var digits = 0
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "@"): return true
            case UInt8(ascii: "/") where before == UInt8(ascii: ":"): return true
            case UInt8(ascii: " ") where before == byte: return true
            case UInt8(ascii: ".") where before | 0x20 == UInt8(ascii: "w"): return true
            case UInt8(ascii: " "): break
            case _ where before == UInt8(ascii: "."): return true
            case 48...57: digits += 1
            default: break
            }
            before = byte
        }
        return digits >= telephoneDigitsMin
    }

    private static func isSuspicious(_ word: Substring) -> Bool {
        // A word that is suspicious has one of these.
        guard word.utf8.contains(where: { $0 == 64 || $0 == 58 || $0 == 46 }) else { return false }
        let bytes = Array(AddressKey.key(String(word)).utf8)
        if bytes.contains(64) || contains("://", bytes) || bytes.starts(with: Array("www.".utf8)) { return true }
        return isDotted(bytes)
    }

    /// `evil.example/path`: letters on both sides of a dot inside the word, two letters or more behind the last.
    private static func isDotted(_ bytes: [UInt8]) -> Bool {
        let host = bytes.prefix { $0 != 47 && $0 != 58 && $0 != 63 }
        let labels = host.split(separator: 46, omittingEmptySubsequences: true)
        guard labels.count >= 2, let last = labels.last else { return false }
        return last.count >= 2 && last.allSatisfy { (97...122).contains($0) || $0 >= 128 }
    }

    private static func contains(_ needle: String, _ bytes: [UInt8]) -> Bool {
        let needle = Array(needle.utf8)
        guard bytes.count >= needle.count else { return false }
        return (0...(bytes.count - needle.count)).contains { bytes[$0..<($0 + needle.count)].elementsEqual(needle) }
    }
}

/// A display name that may stand in a greeting.
enum GreetingName {
    /// The name where it is sure to be one of a person: one to four words of letters, no address, no role; else nil.
    static func sure(_ name: String) -> String? {
        let plain = CleanText.line(name, scalarsMax: 60)
        let words = plain.split(separator: " ")
        guard (1...4).contains(words.count), !plain.utf8.contains(64) else { return nil }
        let isNamed = words.allSatisfy { word in
            word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "'’.-".unicodeScalars.contains($0) }
                && (word.unicodeScalars.first?.properties.isUppercase ?? false)
        }
        let isRole = words.contains { roles.contains(AddressKey.key(String($0))) }
        return isNamed && !isRole ? plain : nil
    }

    private static let roles: Set<String> = [
        "info", "support", "team", "service", "sales", "office", "admin", "help", "contact", "billing", "accounting", "it",
        "customer", "gmbh", "inc", "ltd", "llc", "ag", "company", "no-reply", "noreply",
    ]
}
