public import HelpDesk

extension TicketStore {
    /// Entries that are due, oldest first. Each is then decided with ``Cause/agenda(_:)``, which removes it.
    /// Entries of a later version stay where they are; `verify` tells them.
    public nonisolated func dueAgenda(now: Timestamp, limit: Int = 100) async throws(StoreError) -> [AgendaEntry] {
        try await read { session throws(StoreError) in
            try session.agenda("WHERE due <= \(now) ORDER BY due LIMIT \(limit)")
        }
    }

    /// When the next entry is due; nil when there is none.
    public nonisolated func nextDue() async throws(StoreError) -> Timestamp? {
        try await read { session throws(StoreError) in
            let due = try session.connection.first("SELECT min(due) FROM agenda") { row in row.optionalInt64(0) } ?? nil
            return due.map(Timestamp.init(milliseconds:))
        }
    }

    /// Sets entries that have to stand from the first start on; one that stands already keeps its time.
    public func stand(_ entries: [AgendaEntry]) throws(StoreError) {
        try write { session throws(StoreError) in
            for entry in entries {
                let stands = try session.connection.count("SELECT count(*) FROM agenda WHERE key = \(entry.key)") > 0
                if !stands { try session.set(entry) }
            }
        }
    }

    /// Stops sending (RULES H12, K22); effective before the next dot.
    public func hold(_ scope: HoldScope, reason: String, now: Timestamp) throws(StoreError) {
        try write { session throws(StoreError) in try session.hold(scope, reason: reason, now: now) }
    }

    public func release(now: Timestamp) throws(StoreError) {
        try write { session throws(StoreError) in try session.release(now: now) }
    }

    /// The hold that stands, if one does.
    public nonisolated func standingHold() async throws(StoreError) -> Hold? {
        try await read { session throws(StoreError) in try session.standingHold() }
    }
}

extension StoreSession {
    func agenda(_ condition: SQL) throws(StoreError) -> [AgendaEntry] {
        let entries = try connection.rows("SELECT key, due, kind, ticket, argument FROM agenda \(part: condition)") {
            row throws(StoreError) -> AgendaEntry? in
            do throws(StoreError) {
                let kind = try AgendaKind(
                    tag: row.text(2), ticket: row.optionalInt64(3).map(TicketID.init(rawValue:)), argument: row.optionalText(4))
                return AgendaEntry(key: row.text(0), due: Timestamp(milliseconds: row.int64(1)), kind: kind)
            } catch .unknownTag {
                return nil
            }
        }
        return entries.compactMap { $0 }
    }
}
