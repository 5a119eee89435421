extension Step {
    /// Why agents get a mail.
    enum EscalationKind: Sendable, Equatable {
        case escalation
        /// The customer wrote again on a ticket that people already have.
        case again
        /// Somebody else wrote with the ticket's token (C2).
        case thirdParty
        /// A mail of ours did not arrive.
        case undelivered
        case woken, assigned
        case reminder(ServiceGoal)
        case overdue(ServiceGoal)
    }

    /// Hands the ticket to people: the escalation to the agents, one acknowledgement to the customer.
    mutating func escalate(
        _ mail: IncomingMail?, _ triage: Triage?, _ deliberation: Deliberation, _ evidence: Evidence?,
        statusBefore: TicketStatus = .open
    ) {
        let isWithPeople = statusBefore == .escalated || statusBefore == .inProgress
        if let draft = deliberation.draft, deliberation.mode != .off, deliberation.mode != .shadow {
            record(.drafted(draft), because: "the suggested answer")
        }
        let group = group()
        if statusBefore != .inProgress {
            record(.escalated(group: group?.mailbox), because: Step.sentence(deliberation.decision))
        }
        assignByLoad(in: group)
        outcome.cancelled += ticket.map { ["close/\($0.id.rawValue)"] } ?? []
        for rule in deliberation.against where SilencingRules.contains(rule) {
            record(.suppressed(rule: rule.id), because: rule.words)
        }
        tellAgents(
            of: mail, triage, rules: deliberation.against, draft: ticket?.draft, kind: isWithPeople ? .again : .escalation,
            evidence: evidence)
        guard !isWithPeople else { return }
        if !deliberation.isSilent { acknowledge() }
        setServiceTargets()
    }

    /// A new ticket goes to the member with the fewest open ones; among equals the ticket's number takes turns.
    private mutating func assignByLoad(in group: AgentGroup?) {
        guard let group, group.assignment == .members, let ticket, ticket.assignedAgent == nil else { return }
        let loads = group.members.map { file.loads[AddressKey.key($0)] ?? 0 }
        guard let least = loads.min() else { return }
        let free = zip(group.members, loads).filter { $0.1 == least }.map(\.0)
        let turn = Int(ticket.id.rawValue.magnitude % UInt64(free.count))
        record(.assigned(to: AddressKey.key(free[turn])), because: "has the fewest open tickets of the group")
    }

    /// The ticket's own group; else of those that take its intent and language the one whose people have the least to do, and of
    /// equals the first of the configuration.
    func group() -> AgentGroup? {
        if let own = ticket?.group, let group = settings.agents.first(where: { AddressKey.matches($0.mailbox, own) }) {
            return group
        }
        let groups = settings.groups(intent: ticket?.intent, language: ticket?.language)
        return groups.min { openTickets($0) * people($1) < openTickets($1) * people($0) }
    }

    private func openTickets(_ group: AgentGroup) -> Int { file.groupLoads[AddressKey.key(group.mailbox)]?.openTickets ?? 0 }

    /// A group without named members is one reader.
    private func people(_ group: AgentGroup) -> Int { max(1, group.members.count) }

    /// One escalation mail to the agent group, or past the hourly cap a place in the next list (A7).
    mutating func tellAgents(
        of mail: IncomingMail?, _ triage: Triage?, rules: [FiredRule], draft: Draft?, kind: EscalationKind,
        evidence: Evidence? = nil
    ) {
        guard let group = group() else {
            alarm("agents", "No agent group is configured: escalations reach nobody.")
            return
        }
        let lastHour = file.groupLoads[AddressKey.key(group.mailbox)]?.escalationsHour ?? file.counts.escalationsHour
        if lastHour >= settings.answers.caps.escalationsHour {
            record(
                .suppressed(rule: "A7"),
                because: "more than \(settings.answers.caps.escalationsHour) escalations an hour: it goes out in a list")
            set(
                AgendaEntry(
                    key: "escalation-list/\(group.mailbox)", due: now.nextFullHour, kind: .escalationList(group: group.mailbox)))
            return
        }
        let letter = escalationLetter(
            to: group, mail: mail, triage: triage, rules: rules, draft: draft, kind: kind, evidence: evidence)
        post(letter)
    }

    /// The one acknowledgement of an escalation: an automatic mail like any other.
    mutating func acknowledge() {
        guard !hasAnsweredAutomatically, let ticket, !ticket.party.isEmpty, file.hold == nil, sendingRules().isEmpty,
            let letter = acknowledgementLetter()
        else { return }
        hasAnsweredAutomatically = true
        post(letter)
    }

    /// The promises of the ticket's priority, in business time, each with a reminder before it.
    /// - Parameter start: since when people owe an answer; nil: since the ticket last came to them.
    mutating func setServiceTargets(from start: Timestamp? = nil) {
        guard let ticket, let target = settings.service.targets[ticket.priority] else { return }
        let start = start ?? cameToPeople
        let goals = [
            (ServiceGoal.firstResponse, target.firstResponseMinutes), (.resolution, target.resolutionMinutes),
        ]
        for (goal, minutes) in goals {
            let key = "\(ticket.id.rawValue)/\(goal.rawValue)"
            let due = desk.calendar.adding(businessMinutes: minutes, to: start)
            set(AgendaEntry(key: "target/" + key, due: max(due, now), kind: .serviceTarget(ticket.id, goal)))
            let percent = settings.service.remindAtPercent
            let reminder = desk.calendar.adding(businessMinutes: minutes &* percent / 100, to: start)
            guard percent > 0, reminder > now else {
                outcome.cancelled.append("remind/" + key)
                continue
            }
            set(AgendaEntry(key: "remind/" + key, due: reminder, kind: .reminder(ticket.id, goal)))
        }
    }

    /// When the ticket came to people, or came back to them; a change of its priority does not start its time again.
    private var cameToPeople: Timestamp {
        var found: Timestamp?
        for event in events {
            switch event.kind {
            case .reopened: found = event.at
            case .escalated: found = found ?? event.at
            default: continue
            }
        }
        return found ?? now
    }

    mutating func alarm(_ key: String, _ phrase: Phrase) { alarm(key, phrase.english) }

    /// One mail a day and kind to each admin; the store's constraint makes a repetition a no-op.
    mutating func alarm(_ key: String, _ words: String) {
        recordAside(.alarm(words), because: words)
        for admin in settings.admins {
            let letter = alarmLetter(key: key, words: words, to: admin)
            if !outcome.outgoing.contains(where: { $0.messageID == letter.seal.messageID }) { post(letter) }
        }
    }
}

extension DeskSettings {
    /// The groups that fit an escalation of this intent and language best, and equally; empty where there is none at all.
    func groups(intent: String?, language: String?) -> [AgentGroup] {
        let intent = intent ?? "unknown"
        let language = language ?? "*"
        let fitting = agents.filter { group in
            (group.intents.contains(intent) || group.intents.contains("*"))
                && (group.languages.contains(language) || group.languages.contains("*") || language == "*")
        }
        // Who names the intent goes before who names the language, and both before who takes everything.
        func fit(_ group: AgentGroup) -> Int {
            (group.intents.contains(intent) ? 2 : 0) + (group.languages.contains(language) ? 1 : 0)
        }
        let best = fitting.map(fit).max()
        return fitting.isEmpty ? Array(agents.prefix(1)) : fitting.filter { fit($0) == best }
    }

    /// The group that this address may speak for (B6, B10): its mailbox or one of its members.
    func group(of address: String) -> AgentGroup? {
        agents.first { group in
            AddressKey.matches(address, group.mailbox) || group.members.contains { AddressKey.matches(address, $0) }
        }
    }

    func isAdmin(_ address: String) -> Bool { admins.contains { AddressKey.matches(address, $0) } }

    /// The brand that answers for a mailbox.
    func brand(ofMailbox mailbox: String) -> Brand? {
        brands.first { $0.mailbox == mailbox } ?? brands.first { $0.mailbox == nil } ?? brands.first
    }

    /// Every address of ours, without tags.
    var everyOwnAddress: [String] { brands.map(\.address) + ownAddresses }
}
