/// A text with what is personal taken out, so that it can be kept longer than its author's ticket and shown to others.
///
/// Like ``PersonalData`` it goes by shapes and by the names of the people who took part: it errs towards taking out.
public struct ImpersonalText: Sendable, Equatable {
    public enum Gap: Sendable {
        /// Nothing stands where something was taken out: for texts that teach the classifier.
        case empty
        /// `[name]`: for texts that people read.
        case kind
    }

    public var text: String
    public var kinds: [PersonalData.Kind]

    /// - Complexity: O(text × names).
    public init(_ original: String, naming people: KnownPeople = KnownPeople(), leaving gap: Gap) {
        let clean = CleanText.text(original)
        let scalars = clean.unicodeScalars
        let search = PersonalDataSearch(clean)
        var findings = search.findings(people)[...]
        (text, kinds) = ("", [])
        var index = scalars.startIndex
        var token = 0
        while index < scalars.endIndex {
            let blanks = scalars[index...].prefix { CleanText.isBlank($0) }
            let word = scalars[blanks.endIndex...].prefix { !CleanText.isBlank($0) }
            if let first = findings.first, !word.isEmpty, first.tokens.contains(token) {
                if first.tokens.lowerBound == token { leave(gap, of: first.kind, after: blanks, instead: word) }
                if first.tokens.upperBound == token + 1 { findings.removeFirst() }
            } else {
                text.unicodeScalars.append(contentsOf: blanks)
                text.unicodeScalars.append(contentsOf: word)
            }
            if !word.isEmpty { token += 1 }
            index = word.endIndex
        }
    }

    private mutating func leave(
        _ gap: Gap, of kind: PersonalData.Kind, after blanks: Substring.UnicodeScalarView,
        instead word: Substring.UnicodeScalarView
    ) {
        if !kinds.contains(kind) { kinds.append(kind) }
        text.unicodeScalars.append(contentsOf: blanks)
        switch gap {
        case .empty: break
        case .kind: text += "[\(kind.rawValue)]"
        }
        // The mark that ends a clause stays: sentences are told by it.
        if let last = word.last, ",;:.!?".unicodeScalars.contains(last) { text.unicodeScalars.append(last) }
    }
}
