import HelpDesk

/// A row of the outbox as settling needs it.
private struct SettlingRow {
    var report: DeliveryReport
    var state: OutboxState
    var isOurs: Bool
    var attempts: Int
    /// How often a server put it off before; fewer than the attempts where a process ended in one.
    var refusals: Int
    var resends: Int
    var firstDue: Timestamp
    var dotWasAllowed: Bool
}

extension StoreSession {
    func settle(
        _ order: SettleOrder, as instance: Instance, retry: RetrySchedule, now: Timestamp, desk: DeliveryDesk
    ) throws(StoreError) -> SettleReceipt {
        var receipts: [Receipt] = []
        receipts.reserveCapacity(order.ends.count)
        for end in order.ends {
            receipts.append(try settle(end, instance: instance, retry: retry, now: now, desk: desk))
        }
        return SettleReceipt(receipts: receipts, granted: try grantDots(order.dots, instance: instance, now: now))
    }

    private func settle(
        _ settlement: Settlement, instance: Instance, retry: RetrySchedule, now: Timestamp, desk: DeliveryDesk
    ) throws(StoreError) -> Receipt {
        guard let row = try settlingRow(settlement.claim.id, instance: instance) else { return .nothing }
        // A claim that lapsed knows nothing of the attempt after it: its failure must not take back the other's final dot.
        let stands = row.isOurs && row.attempts == settlement.claim.attempt
        switch settlement.result {
        case .accepted(let reply):
            // The truth may come late: a row whose lease ended meanwhile was accepted all the same.
            guard row.isOurs || row.state == .unknown else { return .nothing }
            return try end(row, as: .accepted(reply), now: now, desk: desk)
        case .permanent(let reply):
            guard stands else { return .nothing }
            return try end(row, as: .failed(reply), now: now, desk: desk)
        case .transient(let reply):
            guard stands else { return .nothing }
            return try tryLater(row, reply: reply, retry: retry, now: now, desk: desk)
        case .unknown(let reply):
            guard stands else { return .nothing }
            // Without an allowed dot the server has nothing to accept (K11): a plain retry.
            guard row.dotWasAllowed else { return try tryLater(row, reply: reply, retry: retry, now: now, desk: desk) }
            try waitForSign(row, reply: reply, until: now.adding(seconds: retry.unknownSeconds))
            return .nothing
        }
    }

    func resolveUnknown(
        found: [OutboxID], retry: RetrySchedule, now: Timestamp, desk: DeliveryDesk
    ) throws(StoreError) -> [Receipt] {
        var receipts: [Receipt] = []
        for id in found {
            guard let row = try settlingRow(id, instance: nil), row.state == .unknown else { continue }
            receipts.append(try end(row, as: .accepted("found where it was sent to"), now: now, desk: desk))
        }
        let due = try connection.rows(
            "SELECT id FROM outbox WHERE resolve_at IS NOT NULL AND resolve_at <= \(now) ORDER BY resolve_at LIMIT 200"
        ) { row in OutboxID(rawValue: row.int64(0)) }
        for id in due {
            guard let row = try settlingRow(id, instance: nil) else { continue }
            if retry.resent.contains(row.report.purpose), row.resends == 0 {
                try resend(row, now: now)
            } else {
                let words = "no reply to the final dot; whether it was accepted is unknown"
                receipts.append(try end(row, as: .parked(words), now: now, desk: desk))
            }
        }
        return receipts
    }

    func unknowns(limit: Int) throws(StoreError) -> [UnknownMail] {
        try connection.rows(
            """
            SELECT id, ticket, purpose, message_id, resolve_at FROM outbox WHERE resolve_at IS NOT NULL
            ORDER BY resolve_at LIMIT \(limit)
            """
        ) { row throws(StoreError) in
            UnknownMail(
                id: OutboxID(rawValue: row.int64(0)), ticket: row.optionalInt64(1).map(TicketID.init(rawValue:)),
                purpose: try MailPurpose(tag: row.text(2)), messageID: row.text(3),
                resolveAt: Timestamp(milliseconds: row.int64(4)))
        }
    }

    func nextSend() throws(StoreError) -> Timestamp? {
        let hold = try standingHold()
        var times: [Int64] = []
        for isAutomatic in hold == nil ? [0, 1] : hold?.scope == .everything ? [] : [0] {
            times += try connection.rows(
                """
                SELECT due_at FROM outbox INDEXED BY outbox_due WHERE is_automatic = \(isAutomatic) AND due_at IS NOT NULL
                ORDER BY due_at LIMIT 1
                """
            ) { row in row.int64(0) }
        }
        for sql: SQL in [
            "SELECT min(lease_until) FROM outbox WHERE lease_until IS NOT NULL",
            "SELECT min(resolve_at) FROM outbox WHERE resolve_at IS NOT NULL",
        ] {
            if let time = try connection.first(sql, { row in row.optionalInt64(0) }) ?? nil { times.append(time) }
        }
        return times.min().map(Timestamp.init(milliseconds:))
    }

    func outboxLines(_ condition: SQL) throws(StoreError) -> [OutboxLine] {
        try connection.rows(
            """
            SELECT id, ticket, purpose, recipient, message_id, state, attempts, resends, composed_at,
                coalesce(due_at, lease_until, resolve_at), ended_at, reply FROM outbox \(part: condition)
            """
        ) { row throws(StoreError) in
            guard let state = OutboxState(rawValue: row.text(5)) else { throw .unknownTag(record: "outbox", tag: row.text(5)) }
            return OutboxLine(
                id: OutboxID(rawValue: row.int64(0)), ticket: row.optionalInt64(1).map(TicketID.init(rawValue:)),
                purpose: try MailPurpose(tag: row.text(2)), recipient: row.text(3), messageID: row.text(4), state: state,
                attempts: row.int(6), resends: row.int(7), composedAt: Timestamp(milliseconds: row.int64(8)),
                nextAt: row.optionalInt64(9).map(Timestamp.init(milliseconds:)),
                endedAt: row.optionalInt64(10).map(Timestamp.init(milliseconds:)), reply: row.optionalText(11))
        }
    }

    // MARK: Private

    private func settlingRow(_ id: OutboxID, instance: Instance?) throws(StoreError) -> SettlingRow? {
        try connection.first(
            """
            SELECT ticket, purpose, recipient, message_id, state, owner, epoch, attempts, refusals, resends, first_due_at, dot_at
            FROM outbox WHERE id = \(id)
            """
        ) { row throws(StoreError) in
            guard let state = OutboxState(rawValue: row.text(4)) else { throw .unknownTag(record: "outbox", tag: row.text(4)) }
            let report = DeliveryReport(
                outbox: id, ticket: row.optionalInt64(0).map(TicketID.init(rawValue:)),
                purpose: try MailPurpose(tag: row.text(1)), recipient: row.text(2), messageID: row.text(3),
                result: .accepted(""))
            let isOurs = state == .sending && row.optionalText(5) == instance?.owner && row.int64(6) == instance?.epoch
            return SettlingRow(
                report: report, state: state, isOurs: isOurs, attempts: row.int(7), refusals: row.int(8),
                resends: row.int(9), firstDue: Timestamp(milliseconds: row.int64(10)), dotWasAllowed: !row.isNull(11))
        }
    }

    /// The row ends, and the desk takes its step, in one transaction. A step that is refused is undone alone: what the server said
    /// is kept whatever the desk makes of it.
    private func end(
        _ row: SettlingRow, as result: DeliveryResult, now: Timestamp, desk: DeliveryDesk
    ) throws(StoreError) -> Receipt {
        let state: OutboxState =
            switch result {
            case .accepted: .sent
            case .failed: .failed
            case .parked: .parked
            }
        try connection.run(
            """
            UPDATE outbox SET state = \(state), ended_at = \(now), reply = \(result.words), owner = NULL, lease_until = NULL,
                resolve_at = NULL WHERE id = \(row.report.outbox)
            """)
        var report = row.report
        report.result = result
        do throws(StoreError) {
            return try connection.savepoint { () throws(StoreError) -> Receipt in
                var query = desk.query(report)
                query.ticket = query.ticket ?? report.ticket
                let file = try caseFile(for: query, now: now)
                let outcome = desk.step(report, file)
                let outbox = try commit(outcome, file: file, now: now)
                return Receipt(result: .committed(outcome), outbox: outbox)
            }
        } catch .refused(let rule) {
            return Receipt(result: .refused(.refused(rule: rule)), outbox: [])
        }
    }

    private func tryLater(
        _ row: SettlingRow, reply: String, retry: RetrySchedule, now: Timestamp, desk: DeliveryDesk
    ) throws(StoreError) -> Receipt {
        let next = retry.next(for: row.report.outbox, after: row.refusals + 1, firstDue: row.firstDue, now: now)
        guard let next else {
            return try end(row, as: .failed("given up after \(row.attempts) attempts: \(reply)"), now: now, desk: desk)
        }
        try connection.run(
            """
            UPDATE outbox SET state = 'retry', due_at = \(next), refusals = refusals + 1, reply = \(reply), owner = NULL,
                lease_until = NULL, dot_at = NULL
            WHERE id = \(row.report.outbox)
            """)
        return .nothing
    }

    private func waitForSign(_ row: SettlingRow, reply: String, until: Timestamp) throws(StoreError) {
        try connection.run(
            """
            UPDATE outbox SET state = 'unknown', resolve_at = \(until), reply = \(reply), owner = NULL, lease_until = NULL
            WHERE id = \(row.report.outbox)
            """)
    }

    private func resend(_ row: SettlingRow, now: Timestamp) throws(StoreError) {
        try connection.run(
            """
            UPDATE outbox SET state = 'retry', due_at = \(now), resends = resends + 1, resolve_at = NULL, dot_at = NULL
            WHERE id = \(row.report.outbox)
            """)
    }
}

extension Receipt {
    fileprivate static let nothing = Receipt(result: .replayed, outbox: [])
}
