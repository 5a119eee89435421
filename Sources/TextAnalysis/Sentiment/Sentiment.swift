#if canImport(Glibc)
    import Glibc
#endif

/// How a text feels: one signal towards a person, never proof of calm.
public struct Sentiment: Sendable, Equatable {
    /// -1 (furious) to 1 (delighted); 0 where no word of the lexicon occurs.
    public var score: Double
    /// Strong anger or profanity: a reason to escalate by itself (H5).
    public var isAngry: Bool

    /// - Parameter language: ISO 639-1 where known; every lexicon is asked where it is not.
    public static func of(_ text: String, language: String? = nil) -> Sentiment {
        let text = TokenizedText(text)
        let words = text.strings
        let lexicons = SentimentLexicon.all.filter { language == nil || $0.language == language }
        let chosen = lexicons.isEmpty ? SentimentLexicon.all : lexicons
        var reading = Reading(words: words)
        for index in words.indices { reading.weigh(index, chosen) }
        reading.emphasise(upperShare: text.letterCount > 12 ? Double(text.upperCount) / Double(text.letterCount) : 0)
        let sum = reading.sum
        return Sentiment(score: max(-1, min(1, sum / (sum * sum + 8).squareRoot())), isAngry: reading.isAngry)
    }

    public static func score(_ text: String, language: String? = nil) -> Double { of(text, language: language).score }

    private struct Reading {
        let words: [String]
        var sum = 0.0
        var profane = 0
        var strong = 0
        var isAngry: Bool { profane > 0 || strong >= 2 || (strong == 1 && sum <= -4) }

        mutating func weigh(_ index: Int, _ lexicons: [SentimentLexicon]) {
            let word = words[index]
            for lexicon in lexicons {
                if lexicon.profane.contains(word) {
                    profane += 1
                    sum -= 3
                    return
                }
                guard var weight = lexicon.weight(word) else { continue }
                if let previous = index > 0 ? words[index - 1] : nil, let factor = lexicon.degrees[previous] { weight *= factor }
                if isNegated(index, lexicon) { weight *= -0.6 }
                // What follows "but" is what is meant.
                if words[index...].dropFirst().prefix(12).contains(where: lexicon.contrasts.contains) { weight *= 0.6 }
                if weight <= -3 { strong += 1 }
                sum += weight
                return
            }
        }

        private func isNegated(_ index: Int, _ lexicon: SentimentLexicon) -> Bool {
            let before = words[max(0, index - 3)..<index]
            let after = lexicon.negatesAfter ? words[min(words.count, index + 1)..<min(words.count, index + 3)] : []
            return before.contains(where: lexicon.negations.contains) || after.contains(where: lexicon.negations.contains)
        }

        mutating func emphasise(upperShare: Double) {
            let marks = words.count { $0 == "!" }
            if sum != 0 { sum += (sum > 0 ? 1 : -1) * min(3, Double(marks)) * 0.4 }
            if upperShare > 0.7, sum < 0 { sum *= 1.3 }
            if marks >= 3, upperShare > 0.7, sum <= -2 { strong += 1 }
        }
    }
}
