/// What a program must never answer by itself, whatever a classifier believes (RULES H5).
///
/// Lists of phrases in English, German, French and Spanish, all asked of every text, because people mix
/// languages and a wrong guess of the language must not open the gate. They are OR-combined with the
/// classifier and err towards a person.
public enum NeverAnswer {
    public enum Topic: String, Sendable, Equatable, CaseIterable {
        case legal, security, safety, money, privacy, anger, human, attachment, injection, complaint, settled, another, scope
    }

    public struct Finding: Sendable, Equatable {
        /// The rule's number in RULES.
        public var rule: String
        public var topic: Topic
        /// In plain language, with the words that fired.
        public var reason: String
    }

    /// - Parameters:
    ///   - text: subject and typed text, as they are: a threat may stand in the greeting.
    ///   - sentiment: of the same text; its anger is a finding.
    public static func findings(in text: String, sentiment: Sentiment) -> [Finding] {
        findings(in: WordedText(text), sentiment: sentiment)
    }

    public static func findings(in text: WordedText, sentiment: Sentiment) -> [Finding] {
        let text = text.words
        var findings = zip(NeverAnswerRule.all, NeverAnswerBook.shipped.matches(in: text)).compactMap { rule, words in
            words.map { Finding(rule: "H5", topic: rule.topic, reason: "\(rule.reason) (“\($0)”)") }
        }
        if let age = MinorRule.match(text) {
            findings.append(Finding(rule: "H5", topic: .safety, reason: "a minor writes, or it is about one (“\(age)”)"))
        }
        if sentiment.isAngry {
            findings.append(Finding(rule: "H5", topic: .anger, reason: "the customer is very angry"))
        }
        return findings
    }
}

/// One topic of H5: phrases that fire alone, and pairs of words that fire near each other.
struct NeverAnswerRule: Sendable {
    let topic: NeverAnswer.Topic
    let reason: String
    /// With `|` between them.
    let phrases: String
    /// Words of which one must be followed by one of the others within ``distanceMax``.
    let near: [(first: String, second: String)]
    /// Words between the two of a pair.
    static let distanceMax = 6

    init(_ topic: NeverAnswer.Topic, _ reason: String, _ phrases: String, near: [(String, String)] = []) {
        (self.topic, self.reason, self.phrases) = (topic, reason, phrases)
        self.near = near.map { (first: $0.0, second: $0.1) }
    }
}

/// All rules in one book, so that a word of a mail is looked up once for all of them.
struct NeverAnswerBook: Sendable {
    private let phrases: PhraseBook
    private var pairs = WordMap<Sides>(expecting: 128)
    /// The rule of each pair.
    private var ruleOfPair: [Int] = []
    private let ruleCount: Int

    static let shipped = NeverAnswerBook(NeverAnswerRule.all)

    /// The pairs, a bit each, in which a word is the first, or the second.
    private struct Sides: Sendable {
        var first: UInt64 = 0
        var second: UInt64 = 0
    }

    init(_ rules: [NeverAnswerRule]) {
        ruleCount = rules.count
        phrases = PhraseBook(rules.map(\.phrases))
        for (rule, content) in rules.enumerated() {
            for pair in content.near {
                let bit: UInt64 = 1 << UInt64(ruleOfPair.count)
                precondition(bit != 0, "more than 64 pairs of words")
                for word in WordHash.set(pair.first).words { pairs.update(word, from: Sides()) { $0.first |= bit } }
                for word in WordHash.set(pair.second).words { pairs.update(word, from: Sides()) { $0.second |= bit } }
                ruleOfPair.append(rule)
            }
        }
    }

    /// The words that fired, by rule.
    func matches(in text: TokenizedText) -> [String?] {
        var found = phrases.matches(in: text).map { $0.map(text.phrase) }
        for (index, hash) in text.hashes.enumerated() {
            guard let sides = pairs[hash], sides.first != 0 else { continue }
            let end = min(text.words.count, index + 1 + NeverAnswerRule.distanceMax)
            for other in (index + 1)..<max(index + 1, end) {
                guard let second = pairs[text.hashes[other]]?.second else { continue }
                let both = sides.first & second
                guard both != 0 else { continue }
                for pair in ruleOfPair.indices where both & (1 << UInt64(pair)) != 0 && found[ruleOfPair[pair]] == nil {
                    found[ruleOfPair[pair]] = "\(text.string(text.words[index])) … \(text.string(text.words[other]))"
                }
            }
        }
        return found
    }
}

/// "I am 14 years old", "my son is 9", in the four languages.
enum MinorRule {
    static func match(_ text: TokenizedText) -> String? {
        for (index, range) in text.words.enumerated() where range.count <= 2 && text.scalars[range.lowerBound] &- 0x30 < 10 {
            guard let age = Int(text.string(range)), (3...17).contains(age) else { continue }
            let before = text.phrase(max(0, index - 3)..<index)
            let after = text.phrase((index + 1)..<min(text.words.count, index + 3))
            let isSaid = (speakers + children).contains { before == $0 || before.hasSuffix(" " + $0) }
            // "My son is 9" needs no years; "I am 14" may be the fourteenth in line.
            let isPlain = children.contains(before) && (after.isEmpty || !units.contains(where: after.hasPrefix))
            if isSaid, isPlain || years.contains(where: after.hasPrefix) { return "\(before) \(age) \(after)" }
        }
        return nil
    }

    private static let speakers = [
        "i am", "i'm", "im", "ich bin", "bin erst", "j'ai", "tengo", "am only", "i'm only", "solo tengo", "am just", "i'm just",
    ]
    private static let children = [
        "my son is", "my daughter is", "my child is", "my kid is", "mein sohn ist", "meine tochter ist", "mein kind ist",
        "mon fils a",
        "ma fille a", "mon enfant a", "mi hijo tiene", "mi hija tiene",
    ]
    private static let units = ["minutes", "hours", "days", "minuten", "stunden", "tage", "jours", "heures", "días", "horas"]
    private static let years = ["years", "year", "yo", "jahre", "ans", "años"]
}
