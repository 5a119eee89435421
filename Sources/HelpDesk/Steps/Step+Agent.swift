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

    /// All or nothing: what a mail's commands did is dropped where one of them turns out impossible.
    private mutating func obey(_ mail: IncomingMail, _ triage: Triage, agent: String, _ grant: TokenGrant) {
        let written = AgentMail(
            text: triage.typed, destination: destination(triage), origin: .person, agentName: triage.senderName)
        outcome.disposition = .handled("agent")
        let before = self
        do {
            try carryOut(written.read(knowing: vocabulary(for: written)), mail, triage, agent: agent, grant)
        } catch {
            self = before
            refuse([written.error(error)], triage, agent: agent, because: "a command could not be done")
        }
    }

    private mutating func carryOut(
        _ request: AgentRequest, _ mail: IncomingMail, _ triage: Triage, agent: String, _ grant: TokenGrant
    ) throws(CommandFailure) {
        switch request {
        case .reply(let text, let commands):
            try sendReply(mail, triage, agent: agent, grant, text: text, commands: commands)
        case .sendDraft(let commands): try sendDraft(mail, triage, agent: agent, grant, commands: commands)
        case .note(let text, let commands):
            record(.received(agentCorrespondence(mail, triage)), by: .agent(agent), because: "an internal note")
            record(.noted(text: text), by: .agent(agent), because: "an internal note; it never leaves")
            try obey(commands, triage, agent: agent)
            outcome.disposition = .handled("note")
        case .commands(let commands):
            record(.received(agentCorrespondence(mail, triage)), by: .agent(agent), because: "commands")
            try obey(commands, triage, agent: agent)
            if commands.contains(where: { if case .template = $0 { true } else { false } }) {
                showDraft(triage, agent: agent)
            }
            outcome.disposition = .handled("command")
        case .refused(let refusal):
            record(.refused(rule: "both-addresses"), by: .agent(agent), because: refusal.words)
            replyToAgent(.commandError, triage, agent: agent, text: refusal.words)
        case .errors(let errors): refuse(errors, triage, agent: agent, because: "a command was not understood")
        case .question(let question):
            record(.refused(rule: "unclear"), by: .agent(agent), because: question.words)
            replyToAgent(.question, triage, agent: agent, text: question.words)
        }
    }

    private mutating func refuse(_ errors: [CommandError], _ triage: Triage, agent: String, because reason: String) {
        record(.refused(rule: "command"), by: .agent(agent), because: reason)
        let reader = reader(of: agent)
        let layout = NoticeLayout.errors(errors, about: ticket?.number, help: AgentGrammar.help, for: reader)
        replyToAgent(.commandError, triage, agent: agent, body: layout.rendered(for: reader))
    }

    /// Which of a ticket's two addresses the mail names; without subaddressing a note is made by `#note` or by its subject's mark.
    private func destination(_ triage: Triage) -> AgentMail.Destination {
        let tags = Set(triage.tokens.filter { $0.place == .recipient || $0.place == .subject }.compactMap(\.tag))
        let isNote = tags.contains(TokenGrant.Purpose.note.tag)
        let isReply = tags.contains(TokenGrant.Purpose.reply.tag)
        return isNote && isReply ? .both : isNote ? .note : .customer
    }

    private func vocabulary(for written: AgentMail) -> AgentVocabulary {
        AgentVocabulary(
            intents: templates.intents.map(\.name), templates: usableTemplates(for: written.commandsWritten),
            agents: settings.agents.flatMap { [$0.mailbox] + $0.members }.map(AddressKey.key),
            ticketsOfCustomer: otherTicketsOfCustomer.map(\.number), ticketsOfOthers: ticketsOfOthers.map(\.number))
    }

    /// Names of the templates that make a draft for this ticket: of its intent, or of the one that the same mail corrects it to.
    private func usableTemplates(for commands: [AgentCommand]) -> [String] {
        let corrected = commands.lazy.compactMap { if case .intent(let name) = $0 { name } else { nil } }.first
        guard let intent = corrected ?? ticket?.intent else { return [] }
        let names = templates.answers.filter { $0.folder == intent }.map(\.name)
        return Set(names).filter { templateDraft(intent: intent, name: $0, language: ticket?.language ?? "en") != nil }.sorted()
    }

    func agentCorrespondence(_ mail: IncomingMail, _ triage: Triage) -> Correspondence {
        correspondence(mail, triage, role: .agent)
    }
}
