/// What a program must never answer by itself, whatever a classifier believes (RULES H5).
///
/// Lists of phrases in English, German, French and Spanish, all asked of every text, because people mix
/// languages and a wrong guess of the language must not open the gate. They are OR-combined with the
/// classifier and err towards a person.
public enum NeverAnswer {
    public enum Topic: String, Sendable, Equatable, CaseIterable {
        case legal, security, safety, money, privacy, anger, human, attachment, injection, complaint
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
        let words = TokenizedText(text).strings
        var findings = NeverAnswerRule.all.compactMap { rule in
            rule.match(words).map { Finding(rule: "H5", topic: rule.topic, reason: "\(rule.reason) (“\($0)”)") }
        }
        if let age = MinorRule.match(words) {
            findings.append(Finding(rule: "H5", topic: .safety, reason: "a minor writes (“\(age)”)"))
        }
        if sentiment.isAngry {
            findings.append(Finding(rule: "H5", topic: .anger, reason: "the customer is very angry"))
        }
        return findings
    }

    public static func findings(in mail: MailText, sentiment: Sentiment) -> [Finding] {
        findings(in: mail.whole, sentiment: sentiment)
    }
}

/// One topic of H5: phrases that fire alone, and pairs of words that fire near each other.
struct NeverAnswerRule: Sendable {
    let topic: NeverAnswer.Topic
    let reason: String
    private let phrases: Phrases
    private let near: [(first: Set<String>, second: Set<String>)]
    /// Words between the two of a pair.
    static let distanceMax = 6

    init(_ topic: NeverAnswer.Topic, _ reason: String, _ phrases: String, near: [(String, String)] = []) {
        self.topic = topic
        self.reason = reason
        self.phrases = Phrases(phrases)
        self.near = near.map { (Self.set($0.0), Self.set($0.1)) }
    }

    private static func set(_ words: String) -> Set<String> { Set(words.split(separator: " ").map(String.init)) }

    /// The words that fired, or nil.
    func match(_ words: [String]) -> String? {
        if let phrase = phrases.first(in: words) { return phrase }
        for (first, second) in near {
            for (index, word) in words.enumerated() where first.contains(word) {
                let window = words[(index + 1)..<min(words.count, index + 1 + Self.distanceMax)]
                if let other = window.first(where: second.contains) { return "\(word) … \(other)" }
            }
        }
        return nil
    }
}

/// "I am 14 years old", in the four languages.
enum MinorRule {
    static func match(_ words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            guard let age = Int(word), (3...17).contains(age) else { continue }
            let before = words[max(0, index - 3)..<index].joined(separator: " ")
            let after = words[(index + 1)..<min(words.count, index + 3)].joined(separator: " ")
            let speaks = ["i am", "i'm", "im", "ich bin", "ich bin erst", "j'ai", "tengo", "am only", "i'm only", "solo tengo"]
                .contains {
                    before.hasSuffix($0)
                }
            let isAge = ["years", "year", "yo", "jahre", "ans", "años"].contains { after.hasPrefix($0) }
            if speaks, isAge { return "\(before) \(age) \(after)" }
        }
        return nil
    }
}
