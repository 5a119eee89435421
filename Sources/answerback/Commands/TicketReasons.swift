import HelpDesk

/// Why the desk did with a ticket what it did: its last decision, what that stood on, and how it was graded (RULES H11).
struct TicketReasons {
    private var decision: Decision?
    private var judgement: Judgement?
    private var grade: Grade?

    init(_ events: [Event]) {
        for event in events {
            if case .decided(let decided) = event.kind { decision = decided }
            if case .judged(let judged) = event.kind { judgement = judged }
            if case .graded(let graded) = event.kind { grade = graded }
        }
    }

    var page: String {
        guard let decision else { return "why: nothing was decided on this ticket" }
        var lines = ["why: \(decision.verdict.rawValue)" + (decision.source == .none ? "" : " from \(decision.source.rawValue)")]
        if let grounds = decision.grounds {
            lines.append("  " + GroundsShape(grounds).line)
            if let solved = grounds.solvedCase { lines.append("  the words are those of solved case \(solved.rawValue)") }
            if grounds.withheld != nil {
                lines.append("  it would have been answered but for the rung or the gate of its intent")
            }
        }
        lines += decision.rules.map { "  rule \($0.id): \($0.words)" }
        lines += JudgementReasons(judgement).lines.map { "  " + $0 }
        if let grade { lines.append("  graded \(grade.mark.word)" + (grade.isAutomatic ? "" : ", as what would have been sent")) }
        return lines.joined(separator: "\n")
    }

    fileprivate struct Rule: Encodable {
        var id: String
        var words: String
    }

    fileprivate enum Keys: String, CodingKey { case decision, rules, grade }

    fileprivate func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Keys.self)
        try object.encode(decision?.verdict.rawValue, forKey: .decision)
        try object.encode((decision?.rules ?? []).map { Rule(id: $0.id, words: $0.words) }, forKey: .rules)
        try object.encode(grade?.mark.word, forKey: .grade)
        try JudgementReasons(judgement).encode(to: encoder)
        try decision?.grounds.map(GroundsShape.init)?.encode(to: encoder)
    }
}

/// `explain TICKET --json`: the keys of `tickets --json`, and why.
struct ExplainedTicketShape: Encodable {
    var ticket: TicketShape
    var reasons: TicketReasons

    func encode(to encoder: any Encoder) throws {
        try ticket.encode(to: encoder)
        try reasons.encode(to: encoder)
    }
}
