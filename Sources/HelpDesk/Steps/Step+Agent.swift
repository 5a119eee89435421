extension Step {
    /// An authenticated agent's mail. For rights on a ticket it also carries the token of a mail to this agent's group (B3, C1).
    mutating func takeAgent(_ mail: IncomingMail, _ triage: Triage, group: String, _ evidence: Evidence?) {
        guard let agent = triage.sender else { return }
        guard let grant = file.grants.first, ticket != nil, grant.ticket == ticket?.id else {
            ticket = nil
            takeLooseAgentMail(mail, triage, agent: agent, evidence)
            return
        }
        let isOfGroup = grant.role == .agent && AddressKey.matches(grant.boundTo, group)
        guard isOfGroup, grant.purpose == .reply || grant.purpose == .note else {
            refuse(
                mail, triage, agent: agent,
                FiredRule("B3", Phrase("the token is not one of the group {{group}}", ["group": group])))
            return
        }
        guard !isExpired(grant, ticket) else {
            refuse(
                mail, triage, agent: agent,
                FiredRule("C1", Phrase("the token is older than {{count}} days", ["count": String(Step.tokenDays)])))
            return
        }
        obey(mail, triage, agent: agent, grant)
    }

    private mutating func refuse(_ mail: IncomingMail, _ triage: Triage, agent: String, _ rule: FiredRule) {
        record(.refused(rule: rule.id), by: .agent(agent), because: rule.words)
        replyToAgent(
            .commandError, triage, agent: agent, text: "Nothing was sent and nothing was changed: {{reason}}.",
            ["reason": reader(of: agent).recorded(rule.words)])
        outcome.disposition = .handled("refused")
    }

    /// An agent's mail without a ticket: a forwarded customer's mail opens one, `#help` is answered, all else is sent back.
    private mutating func takeLooseAgentMail(_ mail: IncomingMail, _ triage: Triage, agent: String, _ evidence: Evidence?) {
        if let author = ForwardedAuthor(mail.reading), OutboundAddress.isFit(author.address),
            settings.group(of: author.address) == nil
        {
            openForwarded(mail, triage, agent: agent, author, evidence)
            return
        }
        let request = AgentMail(text: triage.typed, destination: .customer, origin: .person, agentName: triage.senderName).read()
        if request == .commands([.help]) {
            postHelp(triage, agent: agent)
            outcome.disposition = .handled("command")
            return
        }
        recordAside(.refused(rule: "B3"), by: .agent(agent), because: "an agent's mail without a ticket's token")
        replyToAgent(
            .commandError, triage, agent: agent,
            text: "Your mail belongs to no ticket, so nothing was done with it. Reply to the mail that brought you the ticket;"
                + " a customer's mail that you forward to this address opens a new one.")
        outcome.disposition = .handled("refused")
    }

    private mutating func obey(_ mail: IncomingMail, _ triage: Triage, agent: String, _ grant: TokenGrant) {
        let request = AgentMail(
            text: triage.typed, destination: destination(triage), origin: .person, agentName: triage.senderName
        ).read(knowing: vocabulary())
        outcome.disposition = .handled("agent")
        switch request {
        case .reply(let text, let commands):
            sendReply(mail, triage, agent: agent, grant, text: text, commands: commands)
        case .sendDraft(let commands): sendDraft(mail, triage, agent: agent, grant, commands: commands)
        case .note(let text, let commands):
            record(.received(agentCorrespondence(mail, triage)), by: .agent(agent), because: "an internal note")
            record(.noted(text: text), by: .agent(agent), because: "an internal note; it never leaves")
            obey(commands, mail, triage, agent: agent)
            outcome.disposition = .handled("note")
        case .commands(let commands):
            record(.received(agentCorrespondence(mail, triage)), by: .agent(agent), because: "commands")
            obey(commands, mail, triage, agent: agent)
            if commands.contains(where: { if case .template = $0 { true } else { false } }) {
                showDraft(triage, agent: agent)
            }
            outcome.disposition = .handled("command")
        case .refused(let refusal):
            record(.refused(rule: "both-addresses"), by: .agent(agent), because: refusal.words)
            replyToAgent(.commandError, triage, agent: agent, text: refusal.words)
        case .errors(let errors):
            record(.refused(rule: "command"), by: .agent(agent), because: "a command was not understood")
            let reader = reader(of: agent)
            let layout = NoticeLayout.errors(errors, about: ticket?.number, help: AgentGrammar.help, for: reader)
            replyToAgent(.commandError, triage, agent: agent, body: layout.rendered(for: reader))
        case .question(let question):
            record(.refused(rule: "unclear"), by: .agent(agent), because: question.words)
            replyToAgent(.question, triage, agent: agent, text: question.words)
        }
    }

    /// Which of a ticket's two addresses the mail names; without subaddressing a note is made by `#note` or by its subject's mark.
    private func destination(_ triage: Triage) -> AgentMail.Destination {
        let tags = Set(triage.tokens.filter { $0.place == .recipient || $0.place == .subject }.compactMap(\.tag))
        let isNote = tags.contains(TokenGrant.Purpose.note.tag)
        let isReply = tags.contains(TokenGrant.Purpose.reply.tag)
        return isNote && isReply ? .both : isNote ? .note : .customer
    }

    private func vocabulary() -> AgentVocabulary {
        let intent = ticket?.intent
        return AgentVocabulary(
            intents: templates.intents.map(\.name), templates: templates.answers.filter { $0.folder == intent }.map(\.name),
            agents: settings.agents.flatMap { [$0.mailbox] + $0.members }.map(AddressKey.key),
            ticketsOfCustomer: [otherTicketOfCustomer].compactMap { $0?.number },
            ticketsOfOthers: [ticketOfOtherPerson].compactMap { $0?.number })
    }

    func agentCorrespondence(_ mail: IncomingMail, _ triage: Triage) -> Correspondence {
        correspondence(mail, triage, role: .agent)
    }
}
