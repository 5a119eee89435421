import HelpDesk

extension StoreSession {
    /// Writes all that a step changed (INV3). The order matters: tickets and parties stand before the mails that need them.
    /// - Returns: the outbox rows, in the order of the outgoing mails.
    func commit(_ outcome: Outcome, file: CaseFile, now: Timestamp) throws(StoreError) -> [OutboxID] {
        try saveTickets(folding: outcome.events, file: file)
        for party in outcome.parties { try add(party) }
        for event in outcome.events { try append(event, now: now) }
        var outbox: [OutboxID] = []
        for mail in outcome.outgoing { outbox.append(try enqueue(mail, now: now)) }
        for id in outcome.withdrawn { try withdraw(id, now: now) }
        for digest in outcome.spent { try spend(digest) }
        for key in outcome.cancelled { try connection.run("DELETE FROM agenda WHERE key = \(key)") }
        for entry in outcome.agenda { try set(entry) }
        return outbox
    }

    // MARK: Tickets

    /// Folds the events into their tickets, and writes each ticket once.
    private func saveTickets(folding events: [Event], file: CaseFile) throws(StoreError) {
        var folds: [TicketFold] = []
        var touched: [(id: TicketID, at: Timestamp)] = []
        for event in events {
            guard let id = event.ticket else { continue }
            guard !event.kind.onlyTouches else {
                touched.append((id, event.at))
                continue
            }
            let index: Int
            if let found = folds.firstIndex(where: { $0.ticket.id == id }) {
                index = found
            } else {
                index = folds.count
                folds.append(try fold(startingWith: event, id: id, file: file))
            }
            folds[index].apply(event)
        }
        // New ones first: a number that is taken then finds nothing written yet.
        for fold in folds where fold.isNew { try save(fold) }
        for fold in folds where !fold.isNew { try save(fold) }
        for (id, time) in touched { try touch(id, at: time) }
    }

    /// No record is read or written for an event that leaves the ticket as it is.
    private func touch(_ id: TicketID, at time: Timestamp) throws(StoreError) {
        let found = try connection.run("UPDATE ticket SET updated_at = max(updated_at, \(time)) WHERE id = \(id)")
        guard found == 1 else { throw .refused(rule: "an event names ticket \(id.rawValue), which does not exist") }
    }

    private func fold(startingWith event: Event, id: TicketID, file: CaseFile) throws(StoreError) -> TicketFold {
        if let opened = Ticket(event) { return TicketFold(ticket: opened, isNew: true) }
        if let ticket = file.ticket, ticket.id == id { return TicketFold(ticket: ticket, isNew: false) }
        if let ticket = try ticket(id) { return TicketFold(ticket: ticket, isNew: false) }
        throw .refused(rule: "an event names ticket \(id.rawValue), which does not exist")
    }

    private func save(_ fold: TicketFold) throws(StoreError) {
        let ticket = fold.ticket
        guard fold.isNew || fold.hasChanged else { return try touch(ticket.id, at: ticket.updatedAt) }
        let record = try coding.ticketText(ticket)
        if fold.isNew {
            try insert(ticket, record: record, fold: fold)
            try add(TicketParty(ticket: ticket.id, address: ticket.party, role: .customer))
        } else {
            try update(ticket, record: record, fold: fold)
        }
        decoded.keep(ticket, as: record)
    }

    private func insert(_ ticket: Ticket, record: String, fold: TicketFold) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO ticket (id, number, status, party, group_address, assigned_agent, intent, category, priority, language, response_source,
                confidence, model, rating, resolved, was_answered, was_escalated, created_at, updated_at, first_response_at,
                resolved_at, summary, record, message, response)
            VALUES (\(ticket.id), \(ticket.number), \(ticket.status), \(ticket.party), \(ticket.group),
                \(ticket.assignedAgent), \(ticket.intent),
                \(ticket.category), \(ticket.priority), \(ticket.language), \(ticket.responseSource), \(ticket.confidence),
                \(ticket.model), \(ticket.rating), \(ticket.resolved.map { $0 ? 1 : 0 }), \(fold.wasAnswered ? 1 : 0),
                \(fold.wasEscalated ? 1 : 0), \(ticket.createdAt), \(ticket.updatedAt), \(ticket.firstResponseAt),
                \(ticket.resolvedAt), \(ticket.summary), \(record), \(ticket.message), \(ticket.response))
            """)
    }

    private func update(_ ticket: Ticket, record: String, fold: TicketFold) throws(StoreError) {
        try connection.run(
            """
            UPDATE ticket SET status = \(ticket.status), group_address = \(ticket.group),
                assigned_agent = \(ticket.assignedAgent), intent = \(ticket.intent),
                category = \(ticket.category), priority = \(ticket.priority), language = \(ticket.language),
                response_source = \(ticket.responseSource), confidence = \(ticket.confidence), model = \(ticket.model),
                rating = \(ticket.rating), resolved = \(ticket.resolved.map { $0 ? 1 : 0 }),
                was_answered = max(was_answered, \(fold.wasAnswered ? 1 : 0)),
                was_escalated = max(was_escalated, \(fold.wasEscalated ? 1 : 0)),
                updated_at = \(ticket.updatedAt), first_response_at = \(ticket.firstResponseAt), resolved_at = \(ticket.resolvedAt),
                summary = \(ticket.summary), record = \(record), response = \(ticket.response)
            WHERE id = \(ticket.id)
            """)
    }

    private func add(_ party: TicketParty) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO ticket_party (ticket, address, role) VALUES (\(party.ticket), \(party.address), \(party.role))
            ON CONFLICT DO NOTHING
            """)
    }

    // MARK: Outbox

    private func enqueue(_ mail: OutgoingMail, now: Timestamp) throws(StoreError) -> OutboxID {
        // Alarms and digests name their day in their cause: the second of a day is the first again, and no reason to undo a step.
        let isRepeatable = mail.ticket == nil && (mail.purpose == .alarm || mail.purpose == .digest)
        let inserted = try connection.run(
            """
            INSERT INTO outbox (ticket, cause, purpose, recipient, reverse_path, message_id, is_automatic, rate_sender, composed_at,
                first_due_at, due_at)
            VALUES (\(mail.ticket), \(mail.cause), \(mail.purpose), \(mail.recipient), \(mail.reversePath), \(mail.messageID),
                \(mail.purpose.isAutomatic ? 1 : 0), \(mail.rateKeys?.sender), \(now), \(mail.notBefore), \(mail.notBefore))
            \(part: isRepeatable ? "ON CONFLICT (cause, purpose, recipient) DO NOTHING" : "")
            """)
        if inserted == 0 { return try standing(mail) }
        let id = OutboxID(rawValue: connection.lastInsertedRow)
        try connection.run("INSERT INTO outbox_bytes (outbox, bytes) VALUES (\(id), \(mail.bytes))")
        for grant in mail.grants { try add(grant) }
        try count(mail, now: now)
        return id
    }

    private func standing(_ mail: OutgoingMail) throws(StoreError) -> OutboxID {
        let found = try connection.first(
            "SELECT id FROM outbox WHERE cause = \(mail.cause) AND purpose = \(mail.purpose) AND recipient = \(mail.recipient)"
        ) { row in OutboxID(rawValue: row.int64(0)) }
        guard let found else { throw .notFound("outbox row with the cause that was just found") }
        return found
    }

    private func add(_ grant: TokenGrant) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO token (digest, ticket, role, purpose, bound_to, expires_at, message_id, command)
            VALUES (\(grant.digest), \(grant.ticket), \(grant.role), \(grant.purpose), \(grant.boundTo), \(grant.expiresAt),
                \(grant.messageID), \(grant.command)) ON CONFLICT (digest) DO NOTHING
            """)
    }

    /// Only what has not left, and is not leaving, can be withdrawn.
    func withdraw(_ id: OutboxID, now: Timestamp) throws(StoreError) {
        try connection.run(
            """
            UPDATE outbox SET state = 'cancelled', due_at = NULL, owner = NULL, lease_until = NULL, ended_at = \(now)
            WHERE id = \(id) AND (state IN ('queued', 'retry') OR (state = 'sending' AND dot_at IS NULL))
            """)
    }

    private func spend(_ digest: String) throws(StoreError) {
        let spent = try connection.run("UPDATE token SET is_spent = 1 WHERE digest = \(digest)")
        guard spent == 1 else { throw .refused(rule: "B4: a nonce that was never given cannot be used") }
    }

    func set(_ entry: AgendaEntry) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO agenda (key, due, kind, ticket, argument)
            VALUES (\(entry.key), \(entry.due), \(entry.kind.tag), \(entry.kind.ticket), \(entry.kind.argument))
            ON CONFLICT (key) DO UPDATE SET due = excluded.due, kind = excluded.kind, ticket = excluded.ticket,
                argument = excluded.argument
            """)
    }
}

/// A ticket while a step's events are folded into it.
private struct TicketFold {
    private let before: Ticket
    private(set) var ticket: Ticket
    let isNew: Bool
    /// Whether it was, at any time in the step, resolved by an automatic answer, or escalated: figures count both for good.
    var wasAnswered = false
    var wasEscalated = false

    init(ticket: Ticket, isNew: Bool) {
        before = ticket
        self.ticket = ticket
        self.isNew = isNew
    }

    /// Whether the events left more behind than the time at which they came: an acceptance of a routine mail does not.
    var hasChanged: Bool {
        var same = before
        same.updatedAt = ticket.updatedAt
        return same != ticket || wasAnswered || wasEscalated && before.status != .escalated
    }

    mutating func apply(_ event: Event) {
        ticket.apply(event)
        switch ticket.status {
        case .autoResolved: wasAnswered = true
        case .escalated: wasEscalated = true
        case .open, .inProgress, .closed: break
        }
    }
}
