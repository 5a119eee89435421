extension EscalationLayout {
    static let examplesMax = 3
    static let exampleScalarsMax = 120

    /// Each rule that fired, and what the judgement went by, in plain words.
    func why(_ reader: Reader) -> [MailBlock] {
        var blocks: [MailBlock] = []
        if !reasons.isEmpty {
            blocks = [
                .heading(reasonsTitle),
                .list(reasons.map { "\(CleanText.line(reader.recorded($0.words), scalarsMax: 300)) (\($0.id))" }),
            ]
        }
        let judged = judgedBy(reader)
        if !judged.isEmpty { blocks += [.heading("What the judgement went by"), .list(judged)] }
        return blocks
    }

    private func judgedBy(_ reader: Reader) -> [String] {
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
