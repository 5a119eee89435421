extension Step {
    mutating func take(_ entry: AgendaEntry) {
        switch entry.kind {
        case .closeAfterSilence: closeAfterSilence()
        case .digest: composeDigest(due: entry.due)
        case .escalationList(let group): composeEscalationList(group: group)
        case .wake: wake()
        case .serviceTarget(_, let goal): check(goal)
        case .retention:
            // The shell does the work; the desk names the next day.
            set(desk.nextRetention(after: max(entry.due, now)))
        }
    }

    private mutating func closeAfterSilence() {
        guard ticket?.status == .autoResolved else { return }
        record(
            .closed(resolved: nil), by: .clock,
            because: "\(settings.answers.silenceDays) days of silence after an automatic answer")
    }

    private mutating func wake() {
        guard ticket?.snoozedUntil != nil else { return }
        record(.woken, by: .clock, because: "the snooze is over")
        tellAgents(of: nil, nil, rules: [], draft: ticket?.draft, kind: .woken)
    }

    private mutating func check(_ goal: ServiceGoal) {
        guard let ticket, ticket.status == .escalated || ticket.status == .inProgress, ticket.snoozedUntil == nil else { return }
        guard goal == .resolution || ticket.firstResponseAt == nil else { return }
        record(.overdue(goal), by: .clock, because: "the target for the \(goal.words) is missed")
        tellAgents(of: nil, nil, rules: [], draft: ticket.draft, kind: .overdue)
        guard let address = settings.service.overdueAddress else { return }
        post(
            noticeLetter(
                .escalation, to: address, role: .agent, boundTo: group()?.mailbox ?? address,
                subject: "[\(ticket.number.rawValue)] Overdue: \(ticket.subject)",
                body: NoticeLayout.alarm(
                    "Ticket \(ticket.number.rawValue) has missed its target for the \(goal.words)", details: [ticket.summary],
                    whatToDo: []
                ).rendered()))
    }

    /// A7: what the hourly cap held back, as one list.
    private mutating func composeEscalationList(group: String) {
        guard !file.listed.isEmpty, let found = settings.agents.first(where: { AddressKey.matches($0.mailbox, group) }) else {
            return
        }
        ticket = nil
        post(
            noticeLetter(
                .escalation, to: found.mailbox, role: .agent, boundTo: found.mailbox,
                subject: "\(file.listed.count) tickets wait for a person",
                body: NoticeLayout.escalations(file.listed, at: now).rendered()))
    }
}

extension ServiceGoal {
    var words: String {
        switch self {
        case .firstResponse: "first answer"
        case .resolution: "resolution"
        }
    }
}
