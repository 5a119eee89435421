/// Rules as people read them: figures count by rule, mails and pages say what the rule means.
public enum RuleWords {
    /// The words of a key of ``Figures``: an id alone, or an id with the words that were recorded with it.
    public static func words(_ key: String) -> String {
        let cut = key.firstIndex(of: " ") ?? key.endIndex
        let id = String(key[..<cut])
        let recorded = cut < key.endIndex ? CleanText.trimmed(String(key[cut...])) : ""
        guard isID(id) else { return table[key] ?? key }
        return recorded.isEmpty ? table[id] ?? id : recorded
    }

    /// Counts by words; keys that say the same are one.
    static func merged(_ counts: [String: Int]) -> [String: Int] {
        counts.reduce(into: [:]) { $0[words($1.key), default: 0] += $1.value }
    }

    /// `A7`, `INV9`: capital letters, then a number; or one of our own words.
    private static func isID(_ text: String) -> Bool {
        if table[text] != nil { return true }
        let letters = text.utf8.prefix { (65...90).contains($0) }
        let digits = text.utf8.dropFirst(letters.count)
        return (1...3).contains(letters.count) && (1...3).contains(digits.count) && digits.allSatisfy { (48...57).contains($0) }
    }

    private static let table: [String: String] = [
        "A1": "automatic replies and mail that programs made",
        "A2": "senders that no person reads",
        "A3": "mailing lists and bulk mail",
        "A4": "the sender's program asks for no automatic reply",
        "A5": "delivery reports and receipts",
        "A6": "mail of our own that came back",
        "A7": "the caps on automatic mail",
        "A9": "mail to a bounce address",
        "A10": "nobody vouches for the sender",
        "A11": "Reply-To names another domain than From",
        "A13": "the mail was too old",
        "A14": "invitations",
        "A15": "encrypted mail",
        "A16": "our server takes it for spam",
        "B3": "rights that were claimed and not proven",
        "B5": "the mail names several senders",
        "B9": "no mail can be sent to the sender's address",
        "C2": "somebody else's token",
        "C4": "a text that holds something internal",
        "D16": "a header that can be read in two ways",
        "E2": "no mail can be sent to the recipient's address",
        "hold": "all automatic mail was held",
        "own": "mail of our own that came back",
    ]
}
