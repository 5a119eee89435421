extension Step {
    mutating func take(_ entry: AgendaEntry) {
        switch entry.kind {
        case .closeAfterSilence: closeAfterSilence()
        case .digest(let minute): composeDigest(due: entry.due, minuteOfDay: minute)
        case .escalationList(let group): composeEscalationList(group: group)
        case .wake: wake()
        case .reminder(_, let goal): remind(goal)
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
        setServiceTargets(from: now)
        tellAgents(of: nil, nil, rules: [], draft: ticket?.draft, kind: .woken)
    }

    /// Whether people still owe this customer what the goal promises.
    private func isOwed(_ goal: ServiceGoal) -> Bool {
        guard let ticket, ticket.status == .escalated || ticket.status == .inProgress, ticket.snoozedUntil == nil else {
            return false
        }
        return goal == .resolution || ticket.firstResponseAt == nil
    }

    private mutating func remind(_ goal: ServiceGoal) {
        guard isOwed(goal) else { return }
        record(.reminded(goal), by: .clock, because: "the target for the \(goal.words) comes near")
        tellAgents(of: nil, nil, rules: [], draft: ticket?.draft, kind: .reminder(goal))
    }

    /// A missed target is told to those who have the ticket, and to the second address.
    private mutating func check(_ goal: ServiceGoal) {
        guard isOwed(goal) else { return }
        record(.overdue(goal), by: .clock, because: "the target for the \(goal.words) is missed")
        tellAgents(of: nil, nil, rules: [], draft: ticket?.draft, kind: .overdue(goal))
        guard let address = settings.service.overdueAddress, let group = group(), !AddressKey.matches(address, group.mailbox)
        else { return }
        post(
            escalationLetter(
                to: group, at: address, mail: nil, triage: nil, rules: [], draft: ticket?.draft, kind: .overdue(goal),
                evidence: nil))
    }

    /// A7: what the hourly cap held back, as one list.
    private mutating func composeEscalationList(group: String) {
        guard !file.listed.isEmpty, let found = settings.agents.first(where: { AddressKey.matches($0.mailbox, group) }) else {
            return
        }
        ticket = nil
        let reader = reader(of: found.mailbox)
        let layout = NoticeLayout.escalations(file.listed, at: now, for: reader)
        post(
            noticeLetter(
                .escalation, to: found.mailbox, role: .agent, boundTo: found.mailbox, subject: layout.title,
                body: layout.rendered(for: reader)))
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
