/// The pure function in the middle: all policy, no effects.
public struct Desk: Sendable {
    public let settings: DeskSettings
    public let templates: TemplateLibrary
    let signer: Signer
    let calendar: BusinessCalendar

    public init(settings: DeskSettings, templates: TemplateLibrary, signer: Signer, calendar: BusinessCalendar) {
        self.settings = settings
        self.templates = templates
        self.signer = signer
        self.calendar = calendar
    }

    /// Whose mail it is, which tokens it carries and what speaks against answering it. Total.
    public func triage(_ mail: IncomingMail) -> Triage {
        Triage(kind: .ignored(reason: "unread"), authentication: .none, sender: nil)
    }

    /// What the store must read for a step; for a mail the triage's query with what the evidence names.
    public func query(for input: Input, given evidence: Evidence?) -> CaseQuery {
        switch input {
        case .mail(_, let triage): triage.query
        case .timer, .delivery, .operation, .quarantine, .alarm: CaseQuery()
        }
    }

    /// What happens now. Nonmutating and total: the same input, file, evidence and time give the same outcome, byte for byte.
    public func step(_ input: Input, in file: CaseFile, given evidence: Evidence?, at now: Timestamp) -> Outcome {
        Outcome()
    }

    /// What would happen to a mail and why; it stores and sends nothing.
    public func explain(_ mail: IncomingMail, in file: CaseFile, given evidence: Evidence?, at now: Timestamp) -> Explanation {
        let triage = triage(mail)
        let outcome = step(.mail(mail, triage), in: file, given: evidence, at: now)
        return Explanation(triage: triage, evidence: evidence, outcome: outcome)
    }

    /// Entries that stand from the first start on: the digest, the daily retention.
    public func standingAgenda(at now: Timestamp) -> [AgendaEntry] { [] }
}
