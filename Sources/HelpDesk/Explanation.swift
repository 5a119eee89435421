/// What would happen to a mail and why, for `explain` (INTERFACE section 3).
public struct Explanation: Sendable, Equatable {
    public var triage: Triage
    public var evidence: Evidence?
    public var outcome: Outcome

    /// The decision that was recorded, or what triage alone decided.
    public var decision: Decision {
        for event in outcome.events {
            if case .decided(let decision) = event.kind { return decision }
        }
        return Decision(verdict: .ignore, source: .none, rules: triage.rules)
    }

    /// The words that the customer would read; nil where nothing would be sent.
    public var reply: String? {
        for event in outcome.events {
            if case .composed(let mail) = event.kind, mail.purpose == .answer { return mail.text }
        }
        return nil
    }
}
