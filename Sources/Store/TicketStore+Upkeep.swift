public import HelpDesk

extension TicketStore {
    /// One batch of retention; deleted pages are overwritten (`secure_delete`).
    public func prune(_ retention: Retention, now: Timestamp, batch: Int = 500) throws(StoreError) -> Pruned {
        try write { session throws(StoreError) -> Pruned in try session.prune(retention, now: now, batch: batch) }
    }

    /// Erases a customer (RULES G1): tickets, events, mails' bytes, outbox, tokens, cases. The keys of mails stay, so that no rescan
    /// brings them back; of the address only its digest stays.
    /// - Parameters:
    ///   - tombstone: HMAC of the address.
    ///   - alsoMails: mails of that customer that belong to no ticket; only who reads mails can find them.
    public func erase(
        party: String, tombstone: String, alsoMails: [MailID] = [], now: Timestamp
    ) throws(StoreError) -> Erased {
        let erased = try write { session throws(StoreError) -> Erased in
            try session.erase(party: party, tombstone: tombstone, alsoMails: alsoMails, now: now)
        }
        try truncateLog()
        return erased
    }

    public nonisolated func erasureScope(of party: String) async throws(StoreError) -> ErasureScope {
        try await read { session throws(StoreError) in try session.erasureScope(of: party) }
    }

    /// Mails that belong to no ticket and whose bytes are still there, oldest first.
    public nonisolated func mailsWithoutTicket(after id: MailID, limit: Int) async throws(StoreError) -> [MailID] {
        try await read { session throws(StoreError) in
            try session.connection.rows(
                """
                SELECT m.id FROM mail m JOIN mail_bytes b ON b.mail = m.id WHERE m.ticket IS NULL AND m.id > \(id)
                ORDER BY m.id LIMIT \(min(max(limit, 0), StoreLimits.listMax))
                """
            ) { row in MailID(rawValue: row.int64(0)) }
        }
    }

    /// Moves all of the write-ahead log into the file and empties it.
    public func truncateLog() throws(StoreError) {
        guard case .file = location else { return }
        let isBusy = try session.connection.first("PRAGMA wal_checkpoint(TRUNCATE)") { row in row.bool(0) } ?? false
        if isBusy { throw .busy }
    }

    /// Writes a copy that is whole at one moment, beside a running service (RULES G6). The copy holds all mail until an admin
    /// releases it: whatever it does not know of may have been sent since (K22).
    /// - Parameter path: a file that does not exist yet, on any disk.
    public nonisolated func backUp(to path: String, now: Timestamp) async throws(StoreError) {
        try StoreFile.prepareNew(path)
        switch location {
        case .file(let source): try await StoreReader(path: source, settings: StoreSettings(), role: .copying).copy(to: path)
        case .memory: try await copy(to: path)
        }
        let copy = StoreSession(try SQLiteConnection(path: path, access: .writing, settings: StoreSettings()))
        try copy.connection.write { () throws(StoreError) in
            try copy.hold(.everything, reason: "restored from a backup; check what was sent since, then release", now: now)
        }
    }

    private func copy(to path: String) throws(StoreError) {
        try session.connection.run("VACUUM INTO \(path)")
    }

    public nonisolated func health() async throws(StoreError) -> StoreHealth {
        try await read { session throws(StoreError) in try session.health() }
    }

    /// How many tickets there are: one look at each, so never asked again and again.
    public nonisolated func ticketCount() async throws(StoreError) -> Int {
        try await read { session throws(StoreError) in try session.connection.count("SELECT count(*) FROM ticket") }
    }

    /// Mails in quarantine, newest first.
    public nonisolated func quarantined(limit: Int = 100) async throws(StoreError) -> [StoredMail] {
        try await read { session throws(StoreError) in
            try session.mails(
                """
                INDEXED BY mail_quarantined WHERE disposition = 'quarantined' ORDER BY decided_at DESC
                LIMIT \(min(max(limit, 0), StoreLimits.listMax))
                """)
        }
    }

    /// Solved cases, newest first.
    public nonisolated func solvedCases(page: PageRequest = PageRequest()) async throws(StoreError) -> Page<SolvedCase> {
        try await read { session throws(StoreError) in
            let limit = min(max(page.limit, 0), StoreLimits.listMax)
            let cases = try session.cases("WHERE id < \(page.before ?? Int64.max) ORDER BY id DESC LIMIT \(limit)")
            return Page(items: cases, next: cases.count == limit ? cases.last?.id.rawValue : nil)
        }
    }
}
