extension Step {
    /// Commands in the order of the mail; all of them were understood before the first is done.
    mutating func obey(_ commands: [AgentCommand], _ mail: IncomingMail, _ triage: Triage, agent: String) {
        let actor = Actor.agent(agent)
        for command in commands {
            switch command {
            case .close: close(by: actor, resolved: nil, because: "#close")
            case .spam: close(by: actor, resolved: false, because: "#spam")
            case .reopen:
                record(.reopened, by: actor, because: "#reopen")
                setServiceTargets()
            case .take: record(.assigned(to: agent), by: actor, because: "#take")
            case .assign(let other): assign(to: other, by: actor)
            case .priority(let priority):
                record(.priorityChanged(priority), by: actor, because: "#priority \(priority.rawValue)")
                if ticket?.status == .escalated || ticket?.status == .inProgress { setServiceTargets() }
            case .intent(let intent):
                gradeCorrection(to: intent, by: actor)
                record(.intentCorrected(intent), by: actor, because: "#intent \(intent)")
                teachCorrection(intent, by: actor)
            case .snooze(let seconds): snooze(seconds: seconds, by: actor)
            case .merge(let number): merge(with: number, triage, agent: agent)
            case .link(let number): link(with: number, triage, agent: agent)
            case .unlink(let number): unlink(from: number, triage, agent: agent)
            case .noLearn: record(.learningForbidden, by: actor, because: "#nolearn")
            case .template(let name): draftAnew(from: name, triage, agent: agent)
            case .draft: draftAnother(triage, agent: agent)
            case .mine: listMine(triage, agent: agent)
            case .help: postHelp(triage, agent: agent)
            case .note, .send: break
            }
        }
    }

    mutating func close(by actor: Actor, resolved: Bool?, because reason: String) {
        withdrawWaiting([.answer, .acknowledgement])
        guard ticket?.status != .closed else { return }
        record(.closed(resolved: resolved), by: actor, because: reason)
        cancelTimers()
    }

    /// Hands over: the new agent's group gets the ticket with tokens of its own.
    mutating func assign(to address: String, by actor: Actor) {
        record(.assigned(to: address), by: actor, because: "handed over")
        guard let group = settings.group(of: address) else { return }
        if group.mailbox != ticket?.group {
            record(.escalated(group: group.mailbox), by: actor, because: "handed over to another group")
        }
        let letter = escalationLetter(
            to: group, mail: nil, triage: nil, rules: [], draft: ticket?.draft, kind: .assigned, evidence: nil)
        post(letter)
    }

    private mutating func snooze(seconds: Int64, by actor: Actor) {
        guard let id = ticket?.id else { return }
        let time = now.adding(seconds: seconds)
        record(.snoozed(until: time), by: actor, because: "#snooze")
        cancelTimers()
        set(AgendaEntry(key: "wake/\(id.rawValue)", due: time, kind: .wake(id)))
    }

    /// The ticket that the mail names, where it may be joined to this one.
    var otherTicketOfCustomer: Ticket? {
        file.hintedTicket.flatMap { $0.id != ticket?.id && $0.party == ticket?.party ? $0 : nil }
    }

    /// Only tickets of one customer are ever joined.
    private mutating func merge(with number: TicketNumber, _ triage: Triage, agent: String) {
        guard let other = otherTicketOfCustomer, other.number == number else {
            record(.refused(rule: "merge"), by: .agent(agent), because: "\(number.rawValue) is no other ticket of this customer")
            replyToAgent(
                .commandError, triage, agent: agent,
                text: "{{number}} is no other ticket of this customer; nothing was joined.", ["number": number.rawValue])
            return
        }
        record(.merged(into: other.id), by: .agent(agent), because: "#merge \(number.rawValue)")
        cancelTimers()
    }

    private mutating func draftAnew(from name: String, _ triage: Triage, agent: String) {
        guard let intent = ticket?.intent,
            let draft = templateDraft(intent: intent, name: name, language: ticket?.language ?? "en")
        else {
            replyToAgent(
                .commandError, triage, agent: agent,
                text: "The template {{name}} cannot be used for this ticket; the draft stays as it was.", ["name": name])
            return
        }
        record(.drafted(draft), by: .agent(agent), because: "#template \(name)")
    }

    /// Another template of the ticket's intent than those that were suggested so far; after the last of them, the first again.
    private mutating func draftAnother(_ triage: Triage, agent: String) {
        let intent = ticket?.intent ?? ""
        let language = ticket?.language ?? "en"
        let names = templates.answers.filter { $0.folder == intent && $0.language == language && $0.layer == nil }.map(\.name)
        let suggested = events.compactMap { event -> String? in
            if case .drafted(let draft) = event.kind { return draft.template } else { return nil }
        }
        let fresh = names.filter { !suggested.contains(intent + "/" + $0) } + names
        let standing = ticket?.draft?.template
        for name in fresh where intent + "/" + name != standing {
            guard let draft = templateDraft(intent: intent, name: name, language: language) else { continue }
            record(.drafted(draft), by: .agent(agent), because: "#draft")
            break
        }
        showDraft(triage, agent: agent, others: names)
    }

    /// The suggested answer with its source, and the names of the others that there are.
    mutating func showDraft(_ triage: Triage, agent: String, others: [String] = []) {
        guard let draft = ticket?.draft else {
            replyToAgent(.commandAnswer, triage, agent: agent, text: "There is no suggested answer for this ticket.")
            return
        }
        let reader = reader(of: agent)
        var blocks: [MailBlock] = [
            .suggestion(draft.text),
            .small(
                reader(
                    "Source: {{source}}. Nothing of it has been sent. Reply with ok to send it as it stands.",
                    ["source": DraftWords.source(draft, reader)])),
        ]
        if !others.isEmpty {
            let names = others.prefix(12).joined(separator: ", ")
            blocks.append(.small(reader("Others, by #template NAME: {{names}}", ["names": names])))
        }
        replyToAgent(.commandAnswer, triage, agent: agent, text: "The suggested answer; reply ok to send it:", [:], blocks)
    }

    private mutating func listMine(_ triage: Triage, agent: String) {
        let reader = reader(of: agent)
        let mine = ticketsOf(agent)
        guard !mine.isEmpty else {
            replyToAgent(.commandAnswer, triage, agent: agent, text: "No tickets wait for you.")
            return
        }
        let table = AdminAnswer.ticketTable(mine.sorted { $0.createdAt < $1.createdAt }, at: now, for: reader)
        let title = reader.counted(mine.count, "{{count}} ticket is yours", "{{count}} tickets are yours")
        replyToAgent(.commandAnswer, triage, agent: agent, blocks: [.heading(title), .table(table)])
    }

    /// The list was read before this mail's commands were done; its own ticket is told as it is now.
    private func ticketsOf(_ agent: String) -> [TicketBrief] {
        guard let ticket else { return file.listed }
        let others = file.listed.filter { $0.id != ticket.id }
        let waits = ticket.status == .escalated || ticket.status == .inProgress
        guard waits, let own = ticket.assignedAgent, AddressKey.matches(own, agent) else { return others }
        let brief = TicketBrief(
            id: ticket.id, number: ticket.number, status: ticket.status, intent: ticket.intent, summary: ticket.summary,
            message: "", rating: ticket.rating, createdAt: ticket.createdAt, updatedAt: now)
        return others + [brief]
    }

    mutating func postHelp(_ triage: Triage, agent: String) {
        let reader = reader(of: agent)
        let layout = NoticeLayout.help(AgentGrammar.help, title: "What you can write", for: reader)
        replyToAgent(.commandAnswer, triage, agent: agent, body: layout.rendered(for: reader))
    }
}
