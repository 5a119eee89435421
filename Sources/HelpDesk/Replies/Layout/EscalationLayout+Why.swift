extension EscalationLayout {
    static let examplesMax = 3
    static let exampleScalarsMax = 120

    /// Each rule that fired, in plain words.
    func why(_ reader: Reader) -> [MailBlock] {
        guard !reasons.isEmpty else { return [] }
        let rules = reasons.map { CleanText.line(reader.recorded($0.words), scalarsMax: 300) + Self.mark($0.id) }
        return [.heading(reasonsTitle), .list(rules)]
    }

    /// The rule's number; `hold` and the like are no numbers, and the words say it.
    private static func mark(_ id: String) -> String {
        id.utf8.contains { (48...57).contains($0) } ? " (\(id))" : ""
    }

    /// What the judgement went by, to look up: below all that is there to be acted on.
    func judgedBy(_ reader: Reader) -> [MailBlock] {
        let lines = judgementLines(reader)
        return lines.isEmpty ? [] : [.heading("What the judgement went by"), .list(lines)]
    }

    private func judgementLines(_ reader: Reader) -> [String] {
        guard let judgement else { return [] }
        var lines: [String] = []
        let name = judgement.intent ?? "unknown"
        if !judgement.wordsFor.isEmpty {
            lines.append(reader("For {{intent}}: {{words}}", ["intent": name, "words": Self.words(judgement.wordsFor)]))
        }
        if !judgement.wordsAgainst.isEmpty {
            lines.append(reader("Against it: {{words}}", ["words": Self.words(judgement.wordsAgainst)]))
        }
        for near in (judgement.nearest ?? []).prefix(Self.examplesMax) {
            let example = CleanText.line(near.text, scalarsMax: Self.exampleScalarsMax)
            lines.append(
                reader(
                    "Like the example “{{example}}” of {{intent}}, {{share}}",
                    ["example": example, "intent": near.intent ?? "unknown", "share": NumberText.percent(near.score)]))
        }
        return lines + (judgement.signs ?? []).map { CleanText.line(reader.recorded($0), scalarsMax: 200) }
    }

    private static func words(_ words: [String]) -> String {
        CleanText.line(words.prefix(8).joined(separator: ", "), scalarsMax: 200)
    }
}
