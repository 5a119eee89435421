/// Values in words, as mails to agents and admins say them.
enum PriorityWords {
    static func word(_ priority: Priority) -> String {
        switch priority {
        case .urgent: "Urgent"
        case .high: "High priority"
        case .medium: "Medium priority"
        case .low: "Low priority"
        }
    }
    static func tone(_ priority: Priority) -> Tone {
        switch priority {
        case .urgent: .alert
        case .high: .notice
        case .medium, .low: .plain
        }
    }
}

enum StatusWords {
    static func word(_ status: TicketStatus) -> String {
        switch status {
        case .open: "open"
        case .autoResolved: "answered by itself"
        case .escalated: "waits for a person"
        case .inProgress: "in progress"
        case .closed: "closed"
        }
    }
}

enum SentimentWords {
    /// - Parameter value: -1 to 1.
    static func word(_ value: Double) -> String {
        switch value {
        case ..<(-0.5): "angry or upset"
        case ..<(-0.15): "unhappy"
        case ..<0.25: "neutral"
        default: "friendly"
        }
    }
}

enum DraftWords {
    static func source(_ draft: Draft, _ reader: Reader) -> String {
        switch draft.source {
        case .solution: reader("solved case") + (draft.solvedCase.map { " \($0.rawValue)" } ?? "")
        case .template: reader("template") + (draft.template.map { " " + CleanText.line($0) } ?? "")
        case .languageModel: reader("language model, from the knowledge base")
        case .agent: reader("an agent")
        case .none: reader("none")
        }
    }
}

/// A display name is never identity (RULES B7).
enum SenderWarning {
    static func words(name: String, agents: [String]) -> String? {
        let clean = CleanText.line(name)
        if clean.unicodeScalars.contains(where: { "@＠﹫".unicodeScalars.contains($0) }) {
            return "The sender's name looks like an address. Only the address under From counts."
        }
        let folded = FoldedWords(clean).words
        if !folded.isEmpty, agents.contains(where: { FoldedWords($0).words == folded }) {
            return "The sender bears the name of an agent, but writes from another address. Only the address under From counts."
        }
        return nil
    }
}
