extension Step {
    /// Commands in the order of the mail; all of them were understood before the first is done. Where one turns out impossible, the
    /// caller drops what the others did.
    mutating func obey(_ commands: [AgentCommand], _ triage: Triage, agent: String) throws(CommandFailure) {
        for command in Step.inOrder(commands) { try obey(command, triage, agent: agent) }
    }

    /// As written, but that a template comes behind the correction of the intent: it is one of the right intent.
    private static func inOrder(_ commands: [AgentCommand]) -> [AgentCommand] {
        guard let template = commands.firstIndex(where: { if case .template = $0 { true } else { false } }),
            let correction = commands.firstIndex(where: { if case .intent = $0 { true } else { false } }), template < correction
        else { return commands }
        var ordered = commands
        ordered.insert(ordered.remove(at: template), at: correction)
        return ordered
    }

    private mutating func obey(_ command: AgentCommand, _ triage: Triage, agent: String) throws(CommandFailure) {
        let actor = Actor.agent(agent)
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
        case .merge(let number): try merge(with: number, by: actor)
        case .link(let number): try link(with: number, triage, agent: agent)
        case .unlink(let number): try unlink(from: number, triage, agent: agent)
        case .noLearn: record(.learningForbidden, by: actor, because: "#nolearn")
        case .template(let name): try draftAnew(from: name, by: actor)
        case .draft: try draftAnother(triage, agent: agent)
        case .mine: listMine(triage, agent: agent)
        case .help: postHelp(triage, agent: agent)
        case .note, .send: break
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

    /// Tickets that the mail names and that may be joined to this one.
    var otherTicketsOfCustomer: [Ticket] { file.named.filter { $0.id != ticket?.id && $0.party == ticket?.party } }

    /// Only tickets of one customer are ever joined.
    private mutating func merge(with number: TicketNumber, by actor: Actor) throws(CommandFailure) {
        guard let other = otherTicketsOfCustomer.first(where: { $0.number == number }) else {
            throw CommandFailure(
                command: .merge(with: number),
                message: Phrase("{{number}} is no other ticket of this customer", ["number": number.rawValue]))
        }
        record(.merged(into: other.id), by: actor, because: "#merge \(number.rawValue)")
        cancelTimers()
    }

    private mutating func draftAnew(from name: String, by actor: Actor) throws(CommandFailure) {
        guard let draft = templateDraft(intent: ticket?.intent ?? "", name: name, language: ticket?.language ?? "en") else {
            throw CommandFailure(
                command: .template(name),
                message: Phrase(
                    "The template {{name}} cannot be used for this ticket; the draft stays as it was.", ["name": name]))
        }
        record(.drafted(draft), by: actor, because: "#template \(name)")
    }

    /// Another template of the ticket's intent than those that were suggested so far; after the last of them, the first again.
    private mutating func draftAnother(_ triage: Triage, agent: String) throws(CommandFailure) {
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
        guard ticket?.draft != nil else {
            throw CommandFailure(command: .draft, message: "There is no suggested answer for this ticket.")
        }
        showDraft(triage, agent: agent, others: names)
    }

    /// The suggested answer with its source, and the names of the others that there are.
    mutating func showDraft(_ triage: Triage, agent: String, others: [String] = []) {
        guard let draft = ticket?.draft else { return }
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
