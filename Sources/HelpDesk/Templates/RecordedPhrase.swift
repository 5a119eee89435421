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
    public func recorded(_ words: String) -> String {
        if knows(words) { return self(words) }
        if words.hasSuffix("”)"), let cut = words.firstRange(of: " (“"), knows(String(words[..<cut.lowerBound])) {
            return self(String(words[..<cut.lowerBound])) + words[cut.lowerBound...]
        }
        for phrase in recordedPhrases {
            if let values = phrase.values(in: words) { return self(Phrase(phrase.pattern, values)) }
        }
        return words
    }
}

extension Reader {
    public func recorded(_ reason: String) -> String { words.recorded(reason) }
}
