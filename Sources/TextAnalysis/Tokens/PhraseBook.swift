/// Phrases of many rules, found together: one look-up a word of the text, whatever the number of rules.
struct PhraseBook: Sendable {
    private struct Phrase: Sendable {
        var rule: Int
        /// The words behind the first.
        var rest: [UInt64]
    }

    private var byFirst = WordMap<[Phrase]>(expecting: 256)
    private let ruleCount: Int

    /// - Parameter rules: the phrases of each rule, with `|` between them.
    init(_ rules: [String]) {
        ruleCount = rules.count
        for (rule, text) in rules.enumerated() {
            for phrase in Array(text.utf8).split(separator: UInt8(ascii: "|")) {
                let words = TokenizedText(bytes: phrase).hashes
                guard let first = words.first else { continue }
                byFirst.update(first, from: []) { $0.append(Phrase(rule: rule, rest: Array(words.dropFirst()))) }
            }
        }
    }

    /// Where each rule's first phrase stands, as a range of words; nil where none does.
    func matches(in text: TokenizedText) -> [Range<Int>?] {
        var found = [Range<Int>?](repeating: nil, count: ruleCount)
        let hashes = text.hashes
        for (start, hash) in hashes.enumerated() {
            guard let phrases = byFirst[hash] else { continue }
            for phrase in phrases where found[phrase.rule] == nil {
                let end = start + 1 + phrase.rest.count
                guard end <= hashes.count, hashes[(start + 1)..<end].elementsEqual(phrase.rest) else { continue }
                found[phrase.rule] = start..<end
            }
        }
        return found
    }
}

/// Phrases that a line or a sentence may begin with, or be.
struct Openings: Sendable {
    private var byFirst = WordMap<[[UInt64]]>(expecting: 64)
    let phrases: [String]

    init(_ phrases: [String]) {
        self.phrases = phrases
        for phrase in phrases {
            let words = WordHash.all(in: phrase)
            if let first = words.first { byFirst.update(first, from: []) { $0.append(words) } }
        }
    }

    /// The words that a phrase begins with: no other word opens one.
    var firstWords: [UInt64] { phrases.compactMap { WordHash.all(in: $0).first } }

    /// Whether the words begin with one of the phrases.
    func open(_ words: some RandomAccessCollection<UInt64>) -> Bool {
        guard let first = words.first, let phrases = byFirst[first] else { return false }
        return phrases.contains { $0.count <= words.count && words.starts(with: $0) }
    }

    /// How many words the longest phrase has that the words begin with; 0 where none does.
    func length(openingOf words: some RandomAccessCollection<UInt64>) -> Int {
        guard let first = words.first, let phrases = byFirst[first] else { return 0 }
        return phrases.lazy.filter { $0.count <= words.count && words.starts(with: $0) }.map(\.count).max() ?? 0
    }

    /// Whether the words are one of the phrases, and nothing else.
    func equal(_ words: some RandomAccessCollection<UInt64>) -> Bool {
        guard let first = words.first, let phrases = byFirst[first] else { return false }
        return phrases.contains { $0.elementsEqual(words) }
    }
}

extension TokenizedText {
    /// Some of its words, for people.
    func phrase(_ range: Range<Int>) -> String { words[range].map(string).joined(separator: " ") }
}
