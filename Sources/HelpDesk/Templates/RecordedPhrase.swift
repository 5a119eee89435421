/// A phrase with places, to find again in words that were recorded in English with their values in them.
///
/// Reasons are recorded as sentences (`the confidence is below 75 %`), so that a log is read without a phrase book; an agent who
/// reads another language gets them by the phrase they were made from.
struct RecordedPhrase: Sendable, Equatable {
    let pattern: String
    private let pieces: [TemplateText.Piece]
    /// Bytes that stand fast; of two phrases that fit, the one with more of them is meant.
    let fixedBytes: Int

    /// Less than this would fit half the language.
    static let fixedBytesMin = 12

    /// nil where the phrase has no place, or too little beside its places to be known again.
    init?(_ pattern: String) {
        guard let text = try? TemplateText(parsing: [pattern], firstLine: 1, allowing: nil), !text.required.isEmpty else {
            return nil
        }
        var fixed = 0
        for case .words(let words) in text.pieces { fixed += words.utf8.count }
        guard fixed >= Self.fixedBytesMin else { return nil }
        self.pattern = pattern
        pieces = text.pieces
        fixedBytes = fixed
    }

    /// What fills the places; nil where the words were not made from this phrase. O(bytes) a piece, without going back.
    func values(in words: String) -> [String: String]? {
        var rest = words[...]
        var values: [String: String] = [:]
        var open: String?
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .variable(let name, _):
                guard open == nil else { return nil }
                open = name
            case .words(let fixed):
                let isLast = index == pieces.count - 1
                guard let name = open else {
                    guard rest.hasPrefix(fixed) else { return nil }
                    rest = rest.dropFirst(fixed.count)
                    continue
                }
                let found =
                    isLast && rest.hasSuffix(fixed)
                    ? rest.index(rest.endIndex, offsetBy: -fixed.count) : rest.firstRange(of: fixed)?.lowerBound
                guard let found, found > rest.startIndex else { return nil }
                values[name] = String(rest[..<found])
                rest = rest[found...].dropFirst(fixed.count)
                open = nil
            }
        }
        guard let open else { return rest.isEmpty ? values : nil }
        guard !rest.isEmpty else { return nil }
        values[open] = String(rest)
        return values
    }
}

extension Wording {
    /// A recorded reason in this language: by itself, by the phrase it was made from, or with its quotation kept; else as it is.
    public func recorded(_ words: String) -> String { recorded(words, depth: 0) }

    /// A reason may stand within a reason: an alarm's in its end, a hold's in a rule.
    private static let depthMax = 3

    private func recorded(_ words: String, depth: Int) -> String {
        if knows(words) { return self(words) }
        guard depth < Self.depthMax else { return words }
        if words.hasSuffix("”)"), let cut = words.firstRange(of: " (“"), knows(String(words[..<cut.lowerBound])) {
            return self(String(words[..<cut.lowerBound])) + words[cut.lowerBound...]
        }
        for phrase in recordedPhrases {
            guard let values = phrase.values(in: words) else { continue }
            // A single word is a name: an intent, a folder, a mailbox.
            return self(Phrase(phrase.pattern, values.mapValues { $0.contains(" ") ? recorded($0, depth: depth + 1) : $0 }))
        }
        return words
    }

    /// The reason of an event: one, or the rules of a decision as they were recorded (`H5: no intent fits; A10: …`), in words and
    /// with their ids behind them.
    public func eventReason(_ words: String) -> String {
        let whole = recorded(words)
        guard whole == words, words.contains(": ") else { return whole }
        return words.split(separator: "; ").map { rule in
            guard let cut = rule.firstRange(of: ": "), Self.isRuleID(rule[..<cut.lowerBound]) else {
                return recorded(String(rule))
            }
            return recorded(String(rule[cut.upperBound...])) + " (" + rule[..<cut.lowerBound] + ")"
        }.joined(separator: "; ")
    }

    private static func isRuleID(_ text: Substring) -> Bool {
        (1...12).contains(text.utf8.count) && text.utf8.allSatisfy { AddressShape.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
}

extension Reader {
    public func recorded(_ reason: String) -> String { words.recorded(reason) }

    public func eventReason(_ reason: String) -> String { words.eventReason(reason) }
}
