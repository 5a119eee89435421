import Testing

@testable import HelpDesk

extension World {
    func caseFile(_ query: CaseQuery) -> CaseFile {
        var file = CaseFile()
        if query.reach == .nothing { return file }
        file.grants = query.tokenDigests.compactMap { spent.contains($0) ? nil : grants[$0] }
        file.bounced = outbox.filter { row in
            query.bouncedMessageIDs.contains(row.mail.messageID)
                || file.grants.contains { $0.purpose == .bounce && $0.messageID == row.mail.messageID }
        }.map(sent)
        file.hintedTicket = query.numberHint.flatMap { number in tickets.values.first { $0.number == number } }
        file.named = query.named.prefix(CaseQuery.namedMax).compactMap { number in tickets.values.first { $0.number == number } }
        let named = query.ticket ?? file.grants.compactMap(\.ticket).first ?? file.bounced.compactMap(\.ticket).first
        file.ticket = named.flatMap { tickets[$0] } ?? (named == nil ? file.hintedTicket : nil)
        if query.reach == .ticket { return file }
        if query.ticket == nil, let first = file.ticket, let other = first.mergedInto.flatMap({ tickets[$0] }) {
            file.ticket = other
            for index in file.grants.indices where file.grants[index].ticket == first.id { file.grants[index].ticket = other.id }
        }
        if let ticket = file.ticket {
            file.events = Array(events.filter { $0.ticket == ticket.id }.suffix(50))
            file.waiting = outbox.filter { $0.mail.ticket == ticket.id && $0.state == .waiting }.map(sent)
        }
        if let party = query.party ?? file.ticket?.party {
            file.history = recent(party)
            file.isKnownSender = query.party != nil ? !file.history.isEmpty : file.history.contains { $0.id != file.ticket?.id }
            file.linked = linkedAddresses(of: party).flatMap(recent)
        }
        for agent in query.loads {
            file.loads[agent] = tickets.values.count {
                $0.assignedAgent == agent && ($0.status == .escalated || $0.status == .inProgress)
            }
        }
        for group in query.groupLoads {
            let open = tickets.values.count {
                AddressKey.key($0.group ?? "") == group && ($0.status == .escalated || $0.status == .inProgress)
            }
            file.groupLoads[group] = GroupLoad(openTickets: open, escalationsHour: counts(query).escalationsHour)
        }
        file.counts = counts(query)
        file.cases = query.cases.compactMap { id in cases.first { $0.id == id } }
        if query.intent != nil { file.intentRecord = intentRecord }
        if query.mayGrade, let intent = file.ticket?.intent { file.ticketRecord = record(of: intent) }
        file.hold = hold
        file.modes = modes
        if let list = query.list {
            let since = list.since ?? Timestamp(milliseconds: 0)
            file.listed = tickets.values.filter {
                list.statuses.contains($0.status) && (list.group == nil || $0.group == list.group)
                    && (list.agent == nil || $0.assignedAgent == list.agent) && $0.updatedAt >= since
            }.sorted { $0.id > $1.id }.map(brief)
        }
        if query.figures != nil { file.figures = Figures() }
        if query.figuresBefore != nil { file.figuresBefore = Figures() }
        return file
    }

    private func recent(_ party: String) -> [TicketBrief] {
        (history[party] ?? []).suffix(20).reversed().compactMap { tickets[$0] }.map(brief)
    }

    private func linkedAddresses(of party: String) -> [String] {
        var linked: [String] = []
        for event in events where event.ticket.flatMap({ tickets[$0]?.party }) == party {
            if case .personLinked(let other) = event.kind { linked.append(other) }
            if case .personUnlinked(let other) = event.kind { linked.removeAll { $0 == other } }
        }
        return linked
    }

    private func sent(_ row: (id: OutboxID, mail: OutgoingMail, composedAt: Timestamp, state: State)) -> SentMail {
        SentMail(
            id: row.id, ticket: row.mail.ticket, purpose: row.mail.purpose, recipient: row.mail.recipient,
            messageID: row.mail.messageID)
    }

    private func brief(_ ticket: Ticket) -> TicketBrief {
        TicketBrief(
            id: ticket.id, number: ticket.number, status: ticket.status, intent: ticket.intent, summary: ticket.summary,
            message: ticket.message, rating: ticket.rating, createdAt: ticket.createdAt, updatedAt: ticket.updatedAt,
            party: ticket.party)
    }

    private func counts(_ query: CaseQuery) -> SendCounts {
        var counts = SendCounts()
        for row in outbox where row.state != .cancelled {
            let age = now.seconds(since: row.composedAt)
            if row.mail.purpose == .escalation, row.mail.ticket != nil, age < 3600 { counts.escalationsHour += 1 }
            guard let keys = row.mail.rateKeys else { continue }
            if keys.sender == query.rateKeys?.sender {
                if age < 600 { counts.senderTenMinutes += 1 }
                if age < 86_400 { counts.senderDay += 1 }
            }
            if age < 3600 {
                counts.allHour += 1
                if keys.domain == query.rateKeys?.domain { counts.domainHour += 1 }
            }
        }
        return counts
    }

    mutating func commit(_ outcome: Outcome) {
        for event in outcome.events { append(event) }
        parties.formUnion(outcome.parties)
        for mail in outcome.outgoing { enqueue(mail) }
        for id in outcome.withdrawn {
            if let index = outbox.firstIndex(where: { $0.id == id && $0.state == .waiting }) { outbox[index].state = .cancelled }
        }
        for digest in outcome.spent where !spent.insert(digest).inserted { refuse("B4: a nonce twice") }
        for key in outcome.cancelled { agenda[key] = nil }
        for entry in outcome.agenda { agenda[entry.key] = entry }
    }

    private mutating func append(_ event: Event) {
        events.append(event)
        if let opened = Ticket(event) {
            tickets[opened.id] = opened
            history[opened.party, default: []].append(opened.id)
        } else if let id = event.ticket {
            tickets[id]?.apply(event)
        }
        switch event.kind {
        case .learned(let solved): cases.append(solved)
        case .held: hold = event.reason
        case .released: hold = nil
        case .modeChanged(let intent, let mode):
            modes[intent] = mode
            modesSince[intent] = now
        case .decided(let decision):
            guard decision.verdict == .autoResolve, let id = event.ticket, let intent = decision.grounds?.intent else { break }
            answers.removeAll { $0.ticket == id }
            answers.append((id, intent, now, nil))
        case .graded(let grade):
            guard let id = event.ticket else { break }
            grades[id] = grade
            if grade.isAutomatic, let index = answers.firstIndex(where: { $0.ticket == id }) { answers[index].mark = grade.mark }
        case .taught(let example):
            if let standing = taught[example.ticket], standing.source.rank > example.source.rank { break }
            taught[example.ticket] = example
        default: break
        }
    }

    /// The record that the store would read for a step that may grade.
    private func record(of intent: String) -> IntentRecord {
        var bands: [Double: IntentRecord.Band] = [:]
        for grade in grades.values where grade.intent == intent {
            bands[grade.band, default: IntentRecord.Band(floor: grade.band, graded: 0, wrong: 0)].graded += 1
            if !grade.isRight { bands[grade.band]?.wrong += 1 }
        }
        let since = modesSince[intent] ?? Timestamp(milliseconds: 0)
        let last = answers.filter { $0.intent == intent && $0.at >= since }.suffix(IntentRecord.lastMax)
        return IntentRecord(
            bands: bands.values.sorted { $0.floor < $1.floor }, lastAnswers: last.count,
            lastBad: last.count { $0.mark.map { $0 != .right } ?? false })
    }

    private mutating func enqueue(_ mail: OutgoingMail) {
        let isTwin = outbox.contains {
            $0.mail.cause == mail.cause && $0.mail.purpose == mail.purpose && $0.mail.recipient == mail.recipient
        }
        if isTwin {
            if mail.ticket != nil || (mail.purpose != .alarm && mail.purpose != .digest) {
                refuse("UNIQUE: \(mail.cause) \(mail.purpose)")
            }
            return
        }
        if let id = mail.ticket {
            let toCustomer = [.answer, .acknowledgement, .agentReply].contains(mail.purpose)
            let isParty = parties.contains {
                $0.ticket == id && $0.address == mail.recipient && ($0.role == .customer) == toCustomer
            }
            if !isParty { refuse("INV9: \(mail.recipient) is no party of ticket \(id.rawValue)") }
            if toCustomer, tickets[id]?.party != mail.recipient { refuse("INV9: a ticket has one customer") }
        }
        if outbox.contains(where: { $0.mail.messageID == mail.messageID }) { refuse("one Message-ID twice") }
        for grant in mail.grants { grants[grant.digest] = grant }
        outbox.append((OutboxID(rawValue: Int64(outbox.count + 1)), mail, now, .waiting))
    }

    private mutating func refuse(_ words: String) {
        refusals.append(words)
        Issue.record("the store would refuse: \(words)")
    }
}

extension Ticket {
    /// For a world without tickets.
    static var none: Ticket {
        Ticket(
            id: TicketID(rawValue: 0),
            opening: Opening(
                number: TicketNumber(rawValue: ""), party: "", customerName: "", mailbox: "", ownAddress: "", subject: "",
                message: "",
                isAuthenticated: false, linkedTo: nil), at: Timestamp(milliseconds: 0))
    }
}

enum RFCDate {
    /// RFC 5322 date in UTC, without the day of the week.
    static func text(_ time: Timestamp) -> String {
        let civil = CivilDate(day: time.seconds / 86_400)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let second = time.seconds % 86_400
        let clock = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(civil.day) \(months[Int(civil.month) - 1]) \(civil.year) \(clock) +0000"
    }
}
