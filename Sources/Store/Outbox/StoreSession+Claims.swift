import HelpDesk

extension StoreSession {
    func recover(
        _ instance: Instance, now: Timestamp, resolveAt: Timestamp, dueMax: Timestamp
    ) throws(StoreError) -> Recovery {
        let retried = try connection.run(
            """
            UPDATE outbox SET state = 'retry', due_at = \(now), owner = NULL, lease_until = NULL
            WHERE lease_until IS NOT NULL AND dot_at IS NULL AND (epoch < \(instance.epoch) OR lease_until <= \(now))
            """)
        let unknown = try connection.run(
            """
            UPDATE outbox SET state = 'unknown', resolve_at = \(resolveAt), owner = NULL, lease_until = NULL
            WHERE lease_until IS NOT NULL AND dot_at IS NOT NULL AND (epoch < \(instance.epoch) OR lease_until <= \(now))
            """)
        let early = try connection.run(
            "UPDATE outbox SET resolve_at = \(resolveAt) WHERE resolve_at IS NOT NULL AND resolve_at > \(resolveAt)")
        let due = try connection.run("UPDATE outbox SET due_at = \(now) WHERE due_at IS NOT NULL AND due_at > \(dueMax)")
        return Recovery(retried: retried, unknown: unknown, clamped: early + due)
    }

    func claimDue(limit: Int, instance: Instance, now: Timestamp, lease: Timestamp) throws(StoreError) -> [OutboxItem] {
        let ids = try dueRows(limit: limit, now: now)
        var items: [OutboxItem] = []
        for id in ids {
            try connection.run(
                """
                UPDATE outbox SET state = 'sending', owner = \(instance.owner), epoch = \(instance.epoch),
                    lease_until = \(lease), due_at = NULL, attempts = attempts + 1 WHERE id = \(id) AND due_at IS NOT NULL
                """)
            if let item = try item(id) { items.append(item) }
        }
        return items
    }

    /// Mail to people first and mail of our own after it are two ranges of one index, so a hold never walks over what it stops.
    private func dueRows(limit: Int, now: Timestamp) throws(StoreError) -> [OutboxID] {
        let hold = try standingHold()
        if hold?.scope == .everything { return [] }
        var due: [(due: Int64, id: Int64)] = []
        for isAutomatic in hold == nil ? [0, 1] : [0] {
            due += try connection.rows(
                """
                SELECT due_at, id FROM outbox INDEXED BY outbox_due
                WHERE is_automatic = \(isAutomatic) AND due_at IS NOT NULL AND due_at <= \(now) ORDER BY due_at LIMIT \(limit)
                """
            ) { row in (row.int64(0), row.int64(1)) }
        }
        return due.sorted { $0 < $1 }.prefix(limit).map { OutboxID(rawValue: $0.id) }
    }

    private func item(_ id: OutboxID) throws(StoreError) -> OutboxItem? {
        try connection.first(
            """
            SELECT o.ticket, o.purpose, o.recipient, o.reverse_path, o.message_id, b.bytes, o.attempts, o.lease_until
            FROM outbox o JOIN outbox_bytes b ON b.outbox = o.id WHERE o.id = \(id)
            """
        ) { row throws(StoreError) in
            OutboxItem(
                id: id, ticket: row.optionalInt64(0).map(TicketID.init(rawValue:)), purpose: try MailPurpose(tag: row.text(1)),
                recipient: row.text(2), reversePath: row.text(3), messageID: row.text(4), bytes: row.blob(5),
                attempts: row.int(6), leaseUntil: Timestamp(milliseconds: row.int64(7)))
        }
    }

    func unclaim(_ claim: Claim, instance: Instance, now: Timestamp) throws(StoreError) {
        try connection.run(
            """
            UPDATE outbox SET state = 'retry', due_at = \(now), owner = NULL, lease_until = NULL, attempts = attempts - 1
            WHERE id = \(claim.id) AND attempts = \(claim.attempt) AND state = 'sending' AND owner = \(instance.owner)
                AND epoch = \(instance.epoch) AND dot_at IS NULL
            """)
    }

    /// A stop is effective before the next dot (RULES H12): held rows go back to the queue.
    func grantDots(_ claims: [Claim], instance: Instance, now: Timestamp) throws(StoreError) -> Set<Claim> {
        guard !claims.isEmpty else { return [] }
        let hold = try standingHold()
        var granted: Set<Claim> = []
        for claim in claims {
            if let hold, try isStopped(claim.id, by: hold) {
                try unclaim(claim, instance: instance, now: now)
                continue
            }
            let marked = try connection.run(
                """
                UPDATE outbox SET dot_at = \(now) WHERE id = \(claim.id) AND attempts = \(claim.attempt) AND state = 'sending'
                    AND owner = \(instance.owner) AND epoch = \(instance.epoch) AND lease_until > \(now) AND dot_at IS NULL
                """)
            if marked == 1 { granted.insert(claim) }
        }
        return granted
    }

    private func isStopped(_ id: OutboxID, by hold: Hold) throws(StoreError) -> Bool {
        if hold.scope == .everything { return true }
        return try connection.first("SELECT is_automatic FROM outbox WHERE id = \(id)") { row in row.bool(0) } == true
    }

    func bytes(of id: OutboxID) throws(StoreError) -> [UInt8]? {
        try connection.first("SELECT bytes FROM outbox_bytes WHERE outbox = \(id)") { row in row.blob(0) }
    }
}
