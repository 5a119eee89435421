public import HelpDesk

extension TicketStore {
    /// Starts the time of a new instance (K20: the caller holds the lock of the data folder). Rows of all earlier ones are dead.
    public func takeOver(owner: String, now: Timestamp) throws(StoreError) -> Instance {
        try write { session throws(StoreError) -> Instance in
            try session.connection.run("UPDATE installation SET epoch = epoch + 1, owner = \(owner), taken_at = \(now)")
            let epoch = try session.connection.first("SELECT epoch FROM installation") { row in row.int64(0) } ?? 1
            return Instance(owner: owner, epoch: epoch)
        }
    }

    /// Brings what a dead instance left in work to a known state: before the final dot it is retried (K10, K11), after it the fate is
    /// unknown (K12 to K14). Deadlines that a wrong clock set too far ahead are brought back (K19).
    public func recover(as instance: Instance, now: Timestamp) throws(StoreError) -> Recovery {
        let resolveAt = now.adding(seconds: retry.unknownSeconds)
        let dueMax = now.adding(seconds: retry.giveUpSeconds)
        return try write { session throws(StoreError) -> Recovery in
            try session.recover(instance, now: now, resolveAt: resolveAt, dueMax: dueMax)
        }
    }

    /// Claims mails that are due, oldest first (tx4). A claim lives until its lease ends; the lease must outlast the longest send.
    /// While a hold stands, what it stops stays in the queue.
    public func claimDue(
        limit: Int, as instance: Instance, now: Timestamp, leaseSeconds: Int64 = 1200
    ) throws(StoreError) -> [OutboxItem] {
        try write { session throws(StoreError) -> [OutboxItem] in
            try session.claimDue(limit: limit, instance: instance, now: now, lease: now.adding(seconds: leaseSeconds))
        }
    }

    /// Allows final dots (tx5, INV5): only after this returned, and only for the claims it names, may `CRLF.CRLF` go on the wire.
    public func markDot(_ claims: [Claim], as instance: Instance, now: Timestamp) throws(StoreError) -> Set<Claim> {
        try write { session throws(StoreError) -> Set<Claim> in try session.grantDots(claims, instance: instance, now: now) }
    }

    /// Settles finished attempts together with what the desk makes of each end (tx6), and allows the next dots in the same fsync (tx5).
    /// - Parameters:
    ///   - query: what the desk wants to read for a report.
    ///   - step: called for rows that came to an end: accepted, failed, or parked.
    public func settle(
        _ results: [Settlement], dotting: [Claim] = [], as instance: Instance, now: Timestamp,
        query: @escaping @Sendable (DeliveryReport) -> CaseQuery, step: @escaping @Sendable (DeliveryReport, CaseFile) -> Outcome
    ) throws(StoreError) -> SettleReceipt {
        let (retry, order) = (retry, SettleOrder(ends: results, dots: dotting))
        return try write { session throws(StoreError) -> SettleReceipt in
            try session.settle(order, as: instance, retry: retry, now: now, desk: DeliveryDesk(query: query, step: step))
        }
    }

    /// Gives claimed rows back unsent: a stop, a lost connection before any of the mail went out.
    public func unclaim(_ claims: [Claim], as instance: Instance, now: Timestamp) throws(StoreError) {
        try write { session throws(StoreError) in
            for claim in claims { try session.unclaim(claim, instance: instance, now: now) }
        }
    }

    /// Mails of unknown fate, for the search in the Sent folder.
    public nonisolated func unknowns(limit: Int = 200) async throws(StoreError) -> [UnknownMail] {
        try await read { session throws(StoreError) in try session.unknowns(limit: limit) }
    }

    /// Ends unknown fates: those found (in the Sent folder, by a reply or a bounce) are sent; of the others, whose waiting time is
    /// over, the class's policy resends once or parks (RULES 2.1).
    public func resolveUnknown(
        found: [OutboxID], now: Timestamp, query: @escaping @Sendable (DeliveryReport) -> CaseQuery,
        step: @escaping @Sendable (DeliveryReport, CaseFile) -> Outcome
    ) throws(StoreError) -> [Receipt] {
        let retry = retry
        return try write { session throws(StoreError) -> [Receipt] in
            try session.resolveUnknown(found: found, retry: retry, now: now, desk: DeliveryDesk(query: query, step: step))
        }
    }

    /// When the outbox next has something to do: a mail due, a lease or a waiting time over; nil when it is empty.
    public nonisolated func nextSend() async throws(StoreError) -> Timestamp? {
        try await read { session throws(StoreError) in try session.nextSend() }
    }

    /// Rows for `queue list`, newest first.
    public nonisolated func outbox(
        in states: [OutboxState] = [.queued, .sending, .retry, .failed, .unknown, .parked], limit: Int = 100
    ) async throws(StoreError) -> [OutboxLine] {
        try await read { session throws(StoreError) in
            try session.outboxLines(
                "WHERE state IN (\(list: states.map(\.rawValue))) ORDER BY id DESC LIMIT \(min(max(limit, 0), StoreLimits.listMax))"
            )
        }
    }

    public nonisolated func outboxLine(_ id: OutboxID) async throws(StoreError) -> OutboxLine? {
        try await read { session throws(StoreError) in try session.outboxLines("WHERE id = \(id)").first }
    }

    /// The frozen bytes of a mail in the outbox; nil after they were pruned.
    public nonisolated func bytes(of id: OutboxID) async throws(StoreError) -> [UInt8]? {
        try await read { session throws(StoreError) in try session.bytes(of: id) }
    }

    /// An operator sends again what failed, was parked or cancelled, or waits for its next attempt. True where it will.
    public func retryNow(_ id: OutboxID, now: Timestamp) throws(StoreError) -> Bool {
        try write { session throws(StoreError) -> Bool in
            try session.connection.run(
                """
                UPDATE outbox SET state = 'queued', due_at = \(now), ended_at = NULL, dot_at = NULL
                WHERE id = \(id) AND state IN ('queued', 'retry', 'failed', 'parked', 'cancelled')
                """) == 1
        }
    }

    /// An operator stops a mail that has not left. True where it was stopped.
    public func cancel(_ id: OutboxID, now: Timestamp) throws(StoreError) -> Bool {
        try write { session throws(StoreError) -> Bool in
            try session.withdraw(id, now: now)
            return try session.connection.count("SELECT state = 'cancelled' FROM outbox WHERE id = \(id)") == 1
        }
    }
}

/// What ``TicketStore/recover(as:now:)`` found in work.
public struct Recovery: Sendable, Equatable {
    public var retried: Int
    public var unknown: Int
    /// Deadlines that lay too far ahead.
    public var clamped: Int
}

/// The desk's part in the end of a delivery: what it wants to read for a report, and its step for a row that came to an end (accepted,
/// failed, or parked).
public struct DeliveryDesk: Sendable {
    var query: @Sendable (DeliveryReport) -> CaseQuery
    var step: @Sendable (DeliveryReport, CaseFile) -> Outcome

    public init(
        query: @escaping @Sendable (DeliveryReport) -> CaseQuery, step: @escaping @Sendable (DeliveryReport, CaseFile) -> Outcome
    ) {
        self.query = query
        self.step = step
    }
}
