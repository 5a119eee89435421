#if canImport(Glibc)
    import Glibc
#endif

/// How a text feels: one signal towards a person, never proof of calm.
public struct Sentiment: Sendable, Equatable {
    /// -1 (furious) to 1 (delighted); 0 where no word of the lexicon occurs.
    public var score: Double
    /// Strong anger or profanity: a reason to escalate by itself (H5).
    public var isAngry: Bool

    public static func of(_ text: String, language: String? = nil) -> Sentiment { of(WordedText(text), language: language) }

    /// - Parameter language: ISO 639-1 where known; every lexicon is asked where it is not.
    public static func of(_ text: WordedText, language: String? = nil) -> Sentiment {
        let text = text.words
        let named = SentimentLexicon.all.filter { language == nil || $0.language == language }
        let lexicons = named.isEmpty ? SentimentLexicon.all : named
        var reading = Reading(text: text)
        for index in text.words.indices { reading.weigh(index, lexicons) }
        reading.emphasise(upperShare: text.letterCount > 12 ? Double(text.upperCount) / Double(text.letterCount) : 0)
        let sum = reading.sum
        return Sentiment(score: max(-1, min(1, sum / (sum * sum + 8).squareRoot())), isAngry: reading.isAngry)
    }

    public static func score(_ text: String, language: String? = nil) -> Double { of(text, language: language).score }

    private struct Reading {
        let text: TokenizedText
        var sum = 0.0
        var profane = 0
        var strong = 0
        var isAngry: Bool { profane > 0 || strong >= 2 || (strong == 1 && sum <= -4) }

        mutating func weigh(_ index: Int, _ lexicons: [SentimentLexicon]) {
            for lexicon in lexicons {
                let word = lexicon.words[text.hashes[index]]
                if word?.isProfane == true {
                    profane += 1
                    sum -= 3
                    return
                }
                guard var weight = word?.weight ?? lexicon.stemWeight(text, index) else { continue }
                if index > 0, let factor = lexicon.words[text.hashes[index - 1]]?.degree { weight *= factor }
                if isNegated(index, lexicon) { weight *= -0.6 }
                // What follows "but" is what is meant.
                if holds(index + 1, 12, lexicon, \.isContrast) { weight *= 0.6 }
                if weight <= -3 { strong += 1 }
                sum += weight
                return
            }
        }

        private func isNegated(_ index: Int, _ lexicon: SentimentLexicon) -> Bool {
            let start = max(0, index - 3)
            if holds(start, index - start, lexicon, \.isNegation) { return true }
            return lexicon.negatesAfter && holds(index + 1, 2, lexicon, \.isNegation)
        }

        /// Whether one of some words from `start` on is of a kind.
        private func holds(_ start: Int, _ count: Int, _ lexicon: SentimentLexicon, _ kind: (SentimentLexicon.Word) -> Bool)
            -> Bool
        {
            let end = min(text.hashes.count, start + count)
            guard start < end else { return false }
            return text.hashes[start..<end].contains { lexicon.words[$0].map(kind) ?? false }
        }

        mutating func emphasise(upperShare: Double) {
            let marks = text.words.count { $0.count == 1 && text.scalars[$0.lowerBound] == 0x21 }
            if sum != 0 { sum += (sum > 0 ? 1 : -1) * min(3, Double(marks)) * 0.4 }
            if upperShare > 0.7, sum < 0 { sum *= 1.3 }
            if marks >= 3, upperShare > 0.7, sum <= -2 { strong += 1 }
        }
    }
}
