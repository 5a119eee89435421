/// The words of each language's examples: they tell the language of a mail that is too short for letters to tell it.
struct ExampleWords: Sendable {
    /// At least this share of a text's words must stand in a language's examples, and more than in any other's.
    static let shareMin = 0.6

    private var words: [String: Set<String>] = [:]

    init(_ templates: TemplateLibrary) {
        for template in templates.answers {
            for example in template.examples { words[template.language, default: []].formUnion(FoldedWords(example).words) }
        }
        for intent in templates.intents {
            for example in intent.examples { words[intent.language, default: []].formUnion(FoldedWords(example).words) }
        }
    }

    /// nil where no language knows enough of the words, or two know them equally well.
    func language(of text: String) -> String? {
        let asked = Set(FoldedWords(text).words.filter { $0.utf8.count > 1 })
        guard !asked.isEmpty else { return nil }
        let ranked = words.map { (language: $0.key, known: $0.value.intersection(asked).count) }.sorted { $0.known > $1.known }
        guard let best = ranked.first, Double(best.known) / Double(asked.count) >= Self.shareMin else { return nil }
        return ranked.dropFirst().first?.known == best.known ? nil : best.language
    }
}
