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
        case woken, overdue, assigned
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

    /// The first group that takes the intent and the language; else the first of all.
    func group() -> AgentGroup? {
        if let own = ticket?.group, let group = settings.agents.first(where: { AddressKey.matches($0.mailbox, own) }) {
            return group
        }
        return settings.group(intent: ticket?.intent, language: ticket?.language)
    }

    /// One escalation mail to the agent group, or past the hourly cap a place in the next list (A7).
    mutating func tellAgents(
        of mail: IncomingMail?, _ triage: Triage?, rules: [FiredRule], draft: Draft?, kind: EscalationKind,
        evidence: Evidence? = nil
    ) {
        guard let group = group() else {
            alarm("agents", "No agent group is configured: escalations reach nobody.")
            return
        }
        if file.counts.escalationsHour >= settings.answers.caps.escalationsHour {
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

    mutating func setServiceTargets() {
        guard let ticket, let target = settings.service.targets[ticket.priority] else { return }
        let goals = [
            (ServiceGoal.firstResponse, target.firstResponseMinutes), (.resolution, target.resolutionMinutes),
        ]
        for (goal, minutes) in goals {
            set(
                AgendaEntry(
                    key: "target/\(ticket.id.rawValue)/\(goal.rawValue)",
                    due: desk.calendar.adding(businessMinutes: minutes, to: now),
                    kind: .serviceTarget(ticket.id, goal)))
        }
    }

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
    /// The group that gets an escalation of this intent and language; nil where there is none at all.
    func group(intent: String?, language: String?) -> AgentGroup? {
        let intent = intent ?? "unknown"
        let language = language ?? "*"
        let fitting = agents.filter { group in
            (group.intents.contains(intent) || group.intents.contains("*"))
                && (group.languages.contains(language) || group.languages.contains("*") || language == "*")
        }
        let named = fitting.first { $0.intents.contains(intent) } ?? fitting.first
        return named ?? agents.first
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
