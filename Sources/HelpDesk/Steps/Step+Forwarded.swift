extension Step {
    /// A mail that an agent forwards opens a ticket for the original author: unauthenticated, hence escalated.
    mutating func openForwarded(
        _ mail: IncomingMail, _ triage: Triage, agent: String, _ author: ForwardedAuthor, _ evidence: Evidence?
    ) {
        let party = AddressKey.key(author.address)
        var opening = opening(triage, mail, party: party, name: author.name, subject: author.subject, linkedTo: nil)
        opening.message = author.text
        opening.isAuthenticated = false
        open(opening, mail: mail.id, by: .agent(agent), because: "forwarded by \(agent)")
        var correspondence = correspondence(mail, triage, role: .agent)
        correspondence.text = author.text
        record(.received(correspondence), by: .agent(agent), because: "a customer's mail, forwarded")
        if !triage.typed.isEmpty {
            record(.noted(text: triage.typed), by: .agent(agent), because: "typed above the forwarded mail")
        }
        if let judgement = evidence?.judgement { record(.judged(judgement), because: "judged by the model \(judgement.model)") }
        var circumstances = circumstances(triage, mail)
        circumstances.rules.append(FiredRule("A10", "forwarded by an agent: nobody vouches for the original author"))
        let deliberation = deliberate(evidence, circumstances)
        record(.decided(deliberation.decision), because: Step.sentence(deliberation.decision))
        escalate(mail, triage, deliberation, evidence)
        replyToAgent(
            .receipt, triage, agent: agent,
            text:
                "The mail that you forwarded is ticket {{number}}, for {{address}}. It went to the agents as any other; the customer was not written to.",
            ["number": ticket?.number.rawValue ?? "", "address": party])
        outcome.disposition = .escalated
    }
}
