import HelpDesk

extension StoreSession {
    // MARK: Retention

    func prune(_ retention: Retention, now: Timestamp, batch: Int) throws(StoreError) -> Pruned {
        var pruned = Pruned()
        let raw = now.adding(days: -retention.rawDays)
        pruned.rawMails = try connection.run(
            """
            DELETE FROM mail_bytes WHERE mail IN (SELECT b.mail FROM mail_bytes b JOIN mail m ON m.id = b.mail
                WHERE m.decided_at < \(raw) AND m.disposition <> 'quarantined' ORDER BY b.mail LIMIT \(batch))
            """)
        pruned.rawMails += try connection.run(
            """
            DELETE FROM mail_bytes WHERE mail IN (SELECT id FROM mail INDEXED BY mail_quarantined
                WHERE disposition = 'quarantined' AND decided_at < \(now.adding(days: -retention.quarantineDays)) LIMIT \(batch))
            """)
        pruned.sentBytes = try connection.run(
            """
            DELETE FROM outbox_bytes WHERE outbox IN (SELECT b.outbox FROM outbox_bytes b JOIN outbox o ON o.id = b.outbox
                WHERE o.ended_at < \(raw) ORDER BY b.outbox LIMIT \(batch))
            """)
        pruned.tickets = try pruneTickets(before: now.adding(days: -retention.ticketDays), batch: batch)
        pruned.logEntries = try connection.run(
            """
            DELETE FROM event WHERE id IN (SELECT id FROM event
                WHERE ticket IS NULL AND at < \(now.adding(days: -retention.logDays)) LIMIT \(batch))
            """)
        pruned.tokens = try connection.run(
            "DELETE FROM token WHERE digest IN (SELECT digest FROM token WHERE expires_at < \(now) LIMIT \(batch))")
        try connection.run("DELETE FROM rate_count WHERE minute < \(now.adding(days: -9).milliseconds / 60_000)")
        try connection.run("DELETE FROM operation WHERE at < \(now.adding(days: -30))")
        let most = [pruned.rawMails, pruned.sentBytes, pruned.tickets, pruned.logEntries, pruned.tokens].max() ?? 0
        pruned.isMore = most >= batch
        return pruned
    }

    private func pruneTickets(before: Timestamp, batch: Int) throws(StoreError) -> Int {
        let ids = try connection.rows(
            "SELECT id FROM ticket WHERE status = 'closed' AND updated_at < \(before) LIMIT \(batch)"
        ) { row in TicketID(rawValue: row.int64(0)) }
        for id in ids { try delete(id) }
        return ids.count
    }

    // MARK: Erasure

    /// What an erasure of this customer removes, as far as the store can tell.
    func erasureScope(of party: String) throws(StoreError) -> ErasureScope {
        let tickets = try connection.rows("SELECT id FROM ticket WHERE party = \(party)") { row in
            TicketID(rawValue: row.int64(0))
        }
        var scope = ErasureScope(tickets: tickets, mails: try mailsOnOtherTickets(from: party))
        for id in tickets {
            scope.mails.formUnion(
                try connection.rows("SELECT id FROM mail WHERE ticket = \(id)") { row in MailID(rawValue: row.int64(0)) })
            scope.messageIDs += try connection.rows("SELECT message_id FROM outbox WHERE ticket = \(id)") { row in row.text(0) }
        }
        return scope
    }

    /// What they wrote on others' tickets, with a token that wandered (RULES C2).
    private func mailsOnOtherTickets(from party: String) throws(StoreError) -> Set<MailID> {
        let records = try connection.rows(
            "SELECT kind, payload FROM event WHERE actor_address = \(party) AND kind = 'received'"
        ) { row in EventRecord(tag: row.text(0), payload: row.optionalText(1)) }
        var mails: Set<MailID> = []
        for record in records {
            if case .received(let mail) = try coding.kind(of: record) { mails.insert(mail.mail) }
        }
        return mails
    }

    func erase(party: String, tombstone: String, alsoMails: [MailID], now: Timestamp) throws(StoreError) -> Erased {
        var erased = Erased(tickets: 0, mails: 0, cases: 0, places: [:], messageIDs: [])
        let scope = try erasureScope(of: party)
        erased.messageIDs = scope.messageIDs
        for id in scope.tickets {
            erased.cases += try connection.run("DELETE FROM solved_case WHERE ticket = \(id)")
            try connection.run("DELETE FROM example WHERE ticket = \(id)")
            try delete(id)
        }
        for id in scope.mails.union(alsoMails).sorted() { try eraseBytes(of: id, into: &erased) }
        try connection.run("DELETE FROM event WHERE actor_address = \(party)")
        // Alarms, refusals and links of others name the address in their words.
        try connection.run(
            "DELETE FROM event WHERE instr(lower(reason), lower(\(party))) OR instr(lower(coalesce(payload, '')), lower(\(party)))"
        )
        try connection.run(
            """
            DELETE FROM outbox_bytes WHERE outbox IN (SELECT b.outbox FROM outbox_bytes b JOIN outbox o ON o.id = b.outbox
                WHERE o.ticket IS NULL AND o.ended_at IS NOT NULL AND instr(lower(CAST(b.bytes AS TEXT)), lower(\(party))))
            """)
        try connection.run("DELETE FROM token WHERE bound_to = \(party) COLLATE NOCASE")
        try connection.run("INSERT INTO tombstone (digest, at) VALUES (\(tombstone), \(now)) ON CONFLICT DO NOTHING")
        erased.tickets = scope.tickets.count
        return erased
    }

    private func delete(_ id: TicketID) throws(StoreError) {
        try connection.run("DELETE FROM grade WHERE ticket = \(id)")
        try connection.run("DELETE FROM automatic_answer WHERE ticket = \(id)")
        try connection.run("DELETE FROM agenda WHERE ticket = \(id)")
        // Its events, parties, outbox rows and tokens go with it (ON DELETE CASCADE).
        try connection.run("DELETE FROM ticket WHERE id = \(id)")
    }

    private func eraseBytes(of id: MailID, into erased: inout Erased) throws(StoreError) {
        let places = try connection.rows("SELECT mailbox, uid_validity, uid FROM sighting WHERE mail = \(id)") { row in
            (row.text(0), MailPlace(uidValidity: row.int64(1), uid: row.text(2)))
        }
        for (mailbox, place) in places { erased.places[mailbox, default: []].append(place) }
        erased.mails += try connection.run("DELETE FROM mail_bytes WHERE mail = \(id)")
        // A mail that was still waiting has nothing left to decide.
        let now = try connection.first("SELECT stored_at FROM mail WHERE id = \(id)") { row in row.int64(0) }
        try connection.run(
            """
            UPDATE mail SET disposition = 'ignored', disposition_detail = 'erased', decided_at = \(now)
            WHERE id = \(id) AND disposition IS NULL
            """)
    }

    // MARK: Health

    /// The condition of the index `outbox_stuck`: a query that names it can use the index.
    static let isIndexedStuck: SQL = "state IN ('failed', 'parked')"

    func health() throws(StoreError) -> StoreHealth {
        let pageBytes = try connection.count("PRAGMA page_size")
        let installation = try connection.first("SELECT owner, epoch FROM installation") { row in
            (row.optionalText(0), row.int64(1))
        }
        return StoreHealth(
            fileBytes: Int64(try connection.count("PRAGMA page_count") * pageBytes),
            freeBytesInFile: Int64(try connection.count("PRAGMA freelist_count") * pageBytes),
            waitingMails: try connection.count("SELECT count(*) FROM mail WHERE disposition IS NULL"),
            oldestWaitingAt: try time("SELECT stored_at FROM mail WHERE disposition IS NULL ORDER BY id LIMIT 1"),
            outboxDepth: try outboxDepth(),
            oldestDueAt: try time("SELECT min(due_at) FROM outbox WHERE due_at IS NOT NULL"),
            failed: try connection.count("SELECT count(*) FROM outbox WHERE state = 'failed' AND \(part: Self.isIndexedStuck)"),
            parked: try connection.count("SELECT count(*) FROM outbox WHERE state = 'parked' AND \(part: Self.isIndexedStuck)"),
            quarantined: try connection.count("SELECT count(*) FROM mail WHERE disposition = 'quarantined'"),
            schemaVersion: try connection.schemaVersion,
            hold: try standingHold(), owner: installation?.0, epoch: installation?.1 ?? 0)
    }

    private func time(_ sql: SQL) throws(StoreError) -> Timestamp? {
        (try connection.first(sql) { row in row.optionalInt64(0) } ?? nil).map(Timestamp.init(milliseconds:))
    }
}
