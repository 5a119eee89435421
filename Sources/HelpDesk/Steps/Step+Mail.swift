extension Step {
    /// A stored mail, by its class.
    mutating func take(_ mail: IncomingMail, _ triage: Triage, _ evidence: Evidence?) {
        switch triage.kind {
        case .ignored(let reason):
            recordAside(.ignored(rule: reason), because: reason)
            outcome.disposition = .ignored(reason)
        case .own:
            recordAside(.ignored(rule: "A6"), because: "mail of our own came back")
            outcome.disposition = .ignored("own")
        case .automatic(let rule): takeAutomatic(mail, triage, rule: rule)
        case .deliveryStatus: takeDeliveryStatus(mail, triage)
        case .customer: takeCustomer(mail, triage, evidence)
        case .agent(let group): takeAgent(mail, triage, group: group, evidence)
        case .admin: takeAdmin(mail, triage)
        }
    }

    /// A1: stored and silent; on a ticket whose token it carries it is a note that changes no status (A17).
    private mutating func takeAutomatic(_ mail: IncomingMail, _ triage: Triage, rule: String) {
        guard let grant = file.grants.first, ticket?.id == grant.ticket, ticket != nil else {
            recordAside(.ignored(rule: rule), because: Step.words(forAutomatic: rule))
            outcome.disposition = .ignored("auto")
            return
        }
        record(
            .received(correspondence(mail, triage, role: .automatic)), by: actor(of: triage),
            because: Step.words(forAutomatic: rule))
        outcome.disposition = .handled("automatic")
    }

    private static func words(forAutomatic rule: String) -> String {
        switch rule {
        case "A1": "an automatic reply or an automatically made mail"
        case "A2": "a sender that no person reads"
        case "A3": "a mailing list or bulk mail"
        case "A5": "a report or receipt"
        case "A9": "a mail to a bounce address"
        case "A14": "a calendar invitation alone"
        default: "automatic mail"
        }
    }

    func correspondence(_ mail: IncomingMail, _ triage: Triage, role: Correspondence.Role) -> Correspondence {
        Correspondence(mail: mail.id, role: role, from: triage.sender ?? "", messageID: triage.messageID, text: triage.typed)
    }

    /// Who acts: a customer by authenticated address, everybody else is a stranger.
    func actor(of triage: Triage) -> Actor {
        let address = triage.sender ?? "unknown"
        guard counts(triage.authentication) else { return .stranger(address) }
        return .customer(address)
    }

    /// Whether a customer's address is believed: `requireAuthentication: false` relaxes A10 and C2 for customers, never B3.
    func counts(_ authentication: Authentication) -> Bool {
        switch authentication {
        case .dmarc, .aligned, .submitted: true
        case .none: !settings.answers.requireAuthentication
        case .failed: false
        }
    }
}
