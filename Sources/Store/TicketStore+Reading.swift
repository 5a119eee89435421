public import HelpDesk

extension TicketStore {
    /// Tickets, newest first.
    public nonisolated func tickets(
        _ filter: TicketFilter = TicketFilter(), page: PageRequest = PageRequest()
    ) async throws(StoreError) -> Page<Ticket> {
        try await read { session throws(StoreError) in try session.tickets(filter, page: page) }
    }

    public nonisolated func ticket(_ id: TicketID) async throws(StoreError) -> Ticket? {
        try await read { session throws(StoreError) in try session.ticket(id) }
    }

    public nonisolated func ticket(_ number: TicketNumber) async throws(StoreError) -> Ticket? {
        try await read { session throws(StoreError) in try session.ticket(number) }
    }

    /// A ticket with its last events, its mails and its outbox rows.
    public nonisolated func story(of id: TicketID, eventsMax: Int = 1000) async throws(StoreError) -> TicketStory? {
        try await read { session throws(StoreError) -> TicketStory? in
            guard let ticket = try session.ticket(id) else { return nil }
            return TicketStory(
                ticket: ticket, events: try session.lastEvents(of: id, limit: eventsMax),
                mails: try session.mails("WHERE ticket = \(id) ORDER BY id LIMIT \(StoreLimits.listMax)"),
                outbox: try session.outboxLines("WHERE ticket = \(id) ORDER BY id LIMIT \(StoreLimits.listMax)"))
        }
    }

    /// The audit log, newest first.
    public nonisolated func log(
        _ filter: LogFilter = LogFilter(), page: PageRequest = PageRequest()
    ) async throws(StoreError) -> Page<LogEntry> {
        try await read { session throws(StoreError) in try session.log(filter, page: page) }
    }

    /// The figures of a span: of tickets opened in it, and of events that happened in it.
    public nonisolated func figures(from: Timestamp, to: Timestamp) async throws(StoreError) -> Figures {
        let span = FiguresSpan(from: from, to: to)
        return try await read { session throws(StoreError) in try session.figures(of: span) }
    }

    /// Solved cases that were learned, withdrawn or restored after a revision, oldest change first; 0 gives all.
    /// - Returns: the cases, and the revision to ask with next time.
    public nonisolated func cases(since revision: Int64 = 0) async throws(StoreError) -> (cases: [SolvedCase], revision: Int64) {
        try await read { session throws(StoreError) in
            let cases = try session.cases("WHERE revision > \(revision) ORDER BY revision")
            let newest = try session.connection.first("SELECT max(revision) FROM solved_case") { row in row.optionalInt64(0) }
            return (cases, (newest ?? nil) ?? revision)
        }
    }

    public nonisolated func solvedCase(_ id: CaseID) async throws(StoreError) -> SolvedCase? {
        try await read { session throws(StoreError) in try session.cases("WHERE id = \(id)").first }
    }
}

extension StoreSession {
    func tickets(_ filter: TicketFilter, page: PageRequest) throws(StoreError) -> Page<Ticket> {
        var condition: SQL = "WHERE id < \(page.before ?? Int64.max)"
        if !filter.statuses.isEmpty {
            condition = "\(part: condition) AND status IN (\(list: filter.statuses.map(\.rawValue)))"
        }
        if let intent = filter.intent { condition = "\(part: condition) AND intent = \(intent)" }
        if let category = filter.category { condition = "\(part: condition) AND category = \(category)" }
        if let party = filter.party { condition = "\(part: condition) AND party = \(party)" }
        if let since = filter.since { condition = "\(part: condition) AND created_at >= \(since)" }
        if let text = filter.text {
            condition = """
                \(part: condition) AND id > (SELECT coalesce(max(id), 0) - 10000 FROM ticket)
                AND (instr(lower(message), lower(\(text))) OR instr(lower(summary), lower(\(text)))
                    OR instr(lower(record), lower(\(text))))
                """
        }
        let limit = min(max(page.limit, 0), StoreLimits.listMax)
        let tickets = try tickets("\(part: condition) ORDER BY id DESC LIMIT \(limit)")
        return Page(items: tickets, next: tickets.count == limit ? tickets.last?.id.rawValue : nil)
    }

    func log(_ filter: LogFilter, page: PageRequest) throws(StoreError) -> Page<LogEntry> {
        var condition: SQL = "WHERE e.id < \(page.before ?? Int64.max)"
        if let ticket = filter.ticket { condition = "\(part: condition) AND e.ticket = \(ticket)" }
        if let kind = filter.kind {
            condition = "\(part: condition) AND e.kind = \(kind)"
            if !Self.everyMailsKinds.contains(kind) { condition = "\(part: condition) AND \(part: Self.isIndexedKind)" }
        }
        if let since = filter.since { condition = "\(part: condition) AND e.at >= \(since)" }
        if let actor = filter.actor {
            condition =
                actor.utf8.contains(64)
                ? "\(part: condition) AND e.actor_address = \(actor)"
                : "\(part: condition) AND (e.actor = \(actor) OR e.actor_address = \(actor))"
        }
        let limit = min(max(page.limit, 0), StoreLimits.listMax)
        let entries = try connection.rows(
            """
            SELECT e.ticket, e.at, e.actor, e.actor_address, e.kind, e.reason, e.payload, e.id, t.number
            FROM event e LEFT JOIN ticket t ON t.id = e.ticket \(part: condition) ORDER BY e.id DESC LIMIT \(limit)
            """
        ) { row throws(StoreError) in
            LogEntry(
                id: row.int64(7), ticket: row.optionalInt64(0).map(TicketID.init(rawValue:)),
                number: row.optionalText(8).map(TicketNumber.init(rawValue:)), at: Timestamp(milliseconds: row.int64(1)),
                actor: row.text(2), actorAddress: row.optionalText(3), kind: row.text(4), reason: row.text(5),
                event: try event(row))
        }
        return Page(items: entries, next: entries.count == limit ? entries.last?.id : nil)
    }
}
