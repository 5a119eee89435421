public import HelpDesk

extension TicketStore {
    /// Takes steps of the desk in order, all in one transaction (tx3): each reads its case file, so each sees what the ones before it
    /// did, and the caps of RULES A7 hold within a batch.
    ///
    /// A step that the schema refuses is undone alone. A ticket number that is taken steps again with a higher salt.
    /// - Parameter step: pure and quick; its arguments are the index into `work`, and the case file.
    /// - Returns: a receipt for each step.
    public func decide(
        _ work: [DeskWork], now: Timestamp, step: @Sendable (Int, CaseFile) -> Outcome
    ) throws(StoreError) -> [Receipt] {
        try write { session throws(StoreError) -> [Receipt] in
            var receipts: [Receipt] = []
            receipts.reserveCapacity(work.count)
            for (index, item) in work.enumerated() {
                receipts.append(try session.decide(item, now: now) { file in step(index, file) })
            }
            return receipts
        }
    }

    /// What the steps of this work would read, were they taken now: for steps that are taken ahead.
    public nonisolated func caseFiles(for work: [DeskWork], now: Timestamp) async throws(StoreError) -> [CaseFile] {
        try await read { session throws(StoreError) in
            var files: [CaseFile] = []
            files.reserveCapacity(work.count)
            for item in work { files.append(try session.caseFile(for: item.wholeQuery, now: now)) }
            return files
        }
    }

    /// What a step would read, without taking it: for `explain` and rehearsals.
    public nonisolated func caseFile(for query: CaseQuery, now: Timestamp) async throws(StoreError) -> CaseFile {
        try await read { session throws(StoreError) in try session.caseFile(for: query, now: now) }
    }
}

extension DeskWork {
    /// The query with the mail that it is about.
    fileprivate var wholeQuery: CaseQuery {
        var query = query
        if case .mail(let id) = cause { query.mail = id }
        return query
    }
}

extension StoreSession {
    func decide(_ work: DeskWork, now: Timestamp, step: (CaseFile) -> Outcome) throws(StoreError) -> Receipt {
        let query = work.wholeQuery
        do throws(StoreError) {
            return try connection.savepoint { () throws(StoreError) -> Receipt in
                guard try claim(work.cause, now: now) else { return Receipt(result: .replayed, outbox: []) }
                return try commitStep(query, cause: work.cause, now: now, step: step)
            }
        } catch .refused(let rule) {
            return Receipt(result: .refused(.refused(rule: rule)), outbox: [])
        }
    }

    /// Whether the cause is still to be decided; what marks it as decided is written in the same transaction.
    private func claim(_ cause: Cause, now: Timestamp) throws(StoreError) -> Bool {
        switch cause {
        case .mail(let id):
            return try connection.first("SELECT disposition IS NULL FROM mail WHERE id = \(id)") { row in row.bool(0) } ?? false
        case .agenda(let entry):
            return try connection.run("DELETE FROM agenda WHERE key = \(entry.key) AND due = \(entry.due)") == 1
        case .operation(let id):
            return try connection.run("INSERT INTO operation (id, at) VALUES (\(id), \(now)) ON CONFLICT (id) DO NOTHING") == 1
        }
    }

    private func commitStep(
        _ query: CaseQuery, cause: Cause, now: Timestamp, step: (CaseFile) -> Outcome
    ) throws(StoreError) -> Receipt {
        var file = try caseFile(for: query, now: now)
        while true {
            let outcome = step(file)
            do throws(StoreError) {
                let outbox = try commit(outcome, file: file, now: now)
                if case .mail(let id) = cause { try rest(id, as: outcome, now: now) }
                return Receipt(result: .committed(outcome), outbox: outbox)
            } catch .refused(let rule) where rule.contains(Self.numberTaken) && file.numberSalt < StoreLimits.numberSaltsMax {
                // Nothing was written yet: the ticket is the first row of a commit.
                file.numberSalt += 1
            }
        }
    }

    private static let numberTaken = "ticket.number"

    /// A mail comes to rest (RULES 2.1). An outcome that forgot its disposition would be worked for ever: the schema's rule is refused here.
    private func rest(_ id: MailID, as outcome: Outcome, now: Timestamp) throws(StoreError) {
        guard let disposition = outcome.disposition else {
            throw .refused(rule: "INV6: a step on a mail left it without a state")
        }
        let ticket = outcome.events.lazy.compactMap(\.ticket).first
        try connection.run(
            """
            UPDATE mail SET disposition = \(disposition.tag), disposition_detail = \(disposition.detail), decided_at = \(now),
                ticket = \(ticket) WHERE id = \(id)
            """)
    }
}
