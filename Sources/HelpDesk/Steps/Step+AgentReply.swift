extension Step {
    /// The agent's words to the customer, built anew (C4), and a receipt of exactly what was sent.
    mutating func sendReply(
        _ mail: IncomingMail, _ triage: Triage, agent: String, _ grant: TokenGrant, text: String, commands: [AgentCommand]
    ) throws(CommandFailure) {
        record(.received(agentCorrespondence(mail, triage)), by: .agent(agent), because: "an agent's reply")
        guard !tellCollision(triage, agent: agent, grant, text) else { return }
        guard let letter = agentReplyLetter(text, source: .agent, draft: nil, attachments: mail.files()) else {
            refuseWords(text, triage, agent: agent)
            return
        }
        try obey(commands.filter { $0 != .close }, triage, agent: agent)
        gradeWithheld(sent: text, template: nil, by: .agent(agent))
        send(letter, triage, agent: agent)
    }

    /// `ok` and `#send`: the draft goes out as it stands, after `#template` where that stands beside it. Where it cannot go, the
    /// mail's commands are not done either.
    mutating func sendDraft(
        _ mail: IncomingMail, _ triage: Triage, agent: String, _ grant: TokenGrant, commands: [AgentCommand]
    ) throws(CommandFailure) {
        record(.received(agentCorrespondence(mail, triage)), by: .agent(agent), because: "an agent's approval")
        guard !tellCollision(triage, agent: agent, grant, ticket?.draft?.text) else { return }
        let before = self
        try obey(commands.filter { $0 != .close }, triage, agent: agent)
        guard let draft = ticket?.draft else {
            self = before
            record(.refused(rule: "no-draft"), by: .agent(agent), because: "there is no draft to send")
            replyToAgent(
                .question, triage, agent: agent,
                text: "There is no suggested answer for this ticket, so nothing was sent. Write what the customer should read.")
            return
        }
        guard let letter = agentReplyLetter(draft.text, source: draft.source, draft: draft, attachments: []) else {
            self = before
            refuseWords(draft.text, triage, agent: agent)
            return
        }
        gradeWithheld(sent: draft.text, template: draft.template, by: .agent(agent))
        teachApproval(of: draft, by: .agent(agent))
        send(letter, triage, agent: agent)
    }

    /// Says why no letter could be made of these words.
    private mutating func refuseWords(_ text: String, _ triage: Triage, agent: String) {
        guard let party = ticket?.party, OutboundAddress.isFit(party) else {
            replyToAgent(
                .question, triage, agent: agent, text: "This ticket has no address that mail can be sent to; nothing was sent.")
            return
        }
        let finding = gateFinding(ofWords: text) ?? "something internal"
        record(.refused(rule: "C4"), by: .agent(agent), because: "the text holds \(finding)")
        replyToAgent(
            .question, triage, agent: agent,
            text:
                "Nothing was sent: your text holds {{finding}}, which must not reach a customer. Take it out and send it again.",
            ["finding": reader(of: agent)(finding)])
    }

    private mutating func send(_ letter: Letter, _ triage: Triage, agent: String) {
        withdrawWaiting([.answer])
        if ticket?.assignedAgent == nil { record(.assigned(to: agent), by: .agent(agent), because: "answers the customer") }
        post(letter, by: .agent(agent))
        replyToAgent(.receipt, triage, agent: agent, body: receipt(letter, for: reader(of: agent)))
    }

    /// Collisions are visible: who answers after a colleague is told what was sent, and nothing is sent twice, not even by one
    /// agent whose mail program sent it again.
    private mutating func tellCollision(_ triage: Triage, agent: String, _ grant: TokenGrant, _ text: String?) -> Bool {
        let asked = events.firstIndex { $0.isComposition(of: grant.messageID) } ?? 0
        for event in events[min(asked, events.count)...].reversed() {
            guard case .composed(let sent) = event.kind, sent.purpose == .agentReply else { continue }
            let other: String
            switch event.actor {
            case .agent(let address): other = address
            case .operatorOnHost: other = reader(of: agent)("an operator")
            case .customer, .admin, .stranger, .desk, .clock, .mailServer: continue
            }
            guard other != agent || sent.text == text else { continue }
            record(.refused(rule: "collision"), by: .agent(agent), because: "\(other) has already answered")
            replyToAgent(
                .question, triage, agent: agent,
                text: "{{agent}} has already answered this customer, so your text was not sent. This was sent:",
                ["agent": other],
                [
                    .quotation(sent.text),
                    .paragraph("If yours should go out all the same, send it in a reply to this mail."),
                ])
            return true
        }
        return false
    }

    /// Exactly what was sent, and what else the mail did.
    private func receipt(_ letter: Letter, for reader: Reader) -> MailBody {
        var effects = letter.attachments.map { reader("Attached: {{name}}", ["name": $0.name]) }
        effects.append("The ticket closes when the mail is accepted for delivery.")
        return ReceiptLayout(
            number: ticket?.number ?? TicketNumber(rawValue: ""), recipient: letter.recipient, subject: letter.subject,
            text: letter.words, at: now, effects: effects
        ).rendered(for: reader)
    }
}
