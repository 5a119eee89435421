/// The pure function in the middle: all policy, no effects.
///
/// It is called in this order for a mail: ``triage(_:)``, the analyst's evidence, ``query(for:given:)``, the store's case file,
/// ``step(_:in:given:at:)``; for everything else without the first two.
public struct Desk: Sendable {
    public let settings: DeskSettings
    public let templates: TemplateLibrary
    let signer: Signer
    let calendar: BusinessCalendar
    let addresses: DeskAddresses

    public init(settings: DeskSettings, templates: TemplateLibrary, signer: Signer, calendar: BusinessCalendar) {
        self.settings = settings
        self.templates = templates
        self.signer = signer
        self.calendar = calendar
        addresses = DeskAddresses(settings)
    }

    /// What happens now. Nonmutating and total: the same input, file, evidence and time give the same outcome, byte for byte.
    public func step(_ input: Input, in file: CaseFile, given evidence: Evidence?, at now: Timestamp) -> Outcome {
        var step = Step(desk: self, file: file, now: now, cause: input.cause(at: now))
        switch input {
        case .mail(let mail, let triage): step.take(mail, triage, evidence)
        case .timer(let entry): step.take(entry)
        case .delivery(let report): step.take(report)
        case .operation(let operation): step.take(operation, evidence)
        case .quarantine(let mail): step.quarantine(mail)
        case .alarm(let key, let words): step.alarm(key, words)
        }
        step.sendLateAlarms()
        return step.outcome
    }

    /// What would happen to a mail and why; it stores and sends nothing.
    public func explain(_ mail: IncomingMail, in file: CaseFile, given evidence: Evidence?, at now: Timestamp) -> Explanation {
        let triage = triage(mail)
        let outcome = step(.mail(mail, triage), in: file, given: evidence, at: now)
        return Explanation(triage: triage, evidence: evidence, outcome: outcome)
    }
}

extension Input {
    /// What caused a step, for `UNIQUE(cause, purpose, recipient)` and inside every token.
    func cause(at now: Timestamp) -> String {
        switch self {
        case .mail(let mail, _): "mail:\(mail.id.rawValue)"
        case .timer(let entry): "agenda:\(entry.key)/\(entry.due.milliseconds)"
        case .delivery(let report): "delivery:\(report.outbox.rawValue)/\(report.result.word)"
        case .operation(let operation): "operation:\(operation.cause)@\(now.milliseconds)"
        case .quarantine(let mail): "quarantine:\(mail.rawValue)"
        case .alarm(let key, _): "alarm:\(key)"
        }
    }
}

extension DeliveryResult {
    var word: String {
        switch self {
        case .accepted: "accepted"
        case .failed: "failed"
        case .parked: "parked"
        }
    }
}
