/// What a customer's words ask for, besides their matter: a person, or the sign that an answer did not help.
///
/// Lists of the shipped languages and their neighbours. They are OR-combined with the classifier: a miss costs one more mail,
/// a hit brings a person.
public enum CustomerWords {
    /// `HUMAN` and its translations as a line of its own, or a wish to speak to a person anywhere in the text (RULES G7).
    public static func asksForHuman(_ text: String) -> Bool {
        let lines = TypedLines.of(text)
        let words = lines.map { FoldedWords($0).words }
        if words.contains(where: HumanPhrases.alone.isWhole) { return true }
        if let first = lines.first(where: { !CleanText.trimmed($0).isEmpty }), HumanPhrases.shouted(first) { return true }
        var all: [String] = []
        for line in words where all.count < FoldedWords.wordsMax { all += line.prefix(FoldedWords.wordsMax - all.count) }
        return HumanPhrases.wishes.isFound(in: all)
    }

    /// "It did not help", "still does not work" and the like, in what was typed.
    public static func saysNotHelped(_ text: String) -> Bool {
        NotHelpedPhrases.all.isFound(in: FoldedWords(TypedLines.of(text).joined(separator: "\n")).words)
    }

    /// Whether the text is thanks and nothing but thanks; "thanks, but …" is not.
    ///
    /// - Parameter names: names that may stand in it: the customer's, the agents', the company's.
    public static func isThanksAlone(_ text: String, names: [String] = []) -> Bool {
        Thanks(names: names).isWhole(TypedLines.of(text))
    }
}
