extension Desk {
    /// What the store must read for a step; for a mail the triage's query with what the evidence names.
    public func query(for input: Input, given evidence: Evidence?) -> CaseQuery {
        switch input {
        case .mail(_, let triage): return complete(triage.query, evidence)
        case .timer(let entry): return query(for: entry)
        case .delivery(let report): return CaseQuery(ticket: report.ticket)
        case .operation(let operation):
            guard let ticket = operation.ticket else { return CaseQuery() }
            return complete(CaseQuery(ticket: ticket), evidence)
        case .quarantine, .alarm: return CaseQuery()
        }
    }

    private func complete(_ query: CaseQuery, _ evidence: Evidence?) -> CaseQuery {
        var query = query
        query.cases = evidence?.similar.map(\.id) ?? []
        query.intent = evidence?.judgement?.intent
        if query.agentGroup == nil {
            query.agentGroup = settings.group(intent: query.intent, language: evidence?.judgement?.language)?.mailbox
        }
        return query
    }

    private func query(for entry: AgendaEntry) -> CaseQuery {
        switch entry.kind {
        case .closeAfterSilence(let ticket), .wake(let ticket), .serviceTarget(let ticket, _): return CaseQuery(ticket: ticket)
        case .digest:
            let span = digestSpan(due: entry.due)
            let week = FiguresSpan(from: span.from.adding(days: -7), to: span.from)
            return CaseQuery(figures: span, figuresBefore: week)
        case .escalationList(let group):
            return CaseQuery(
                list: TicketListQuery(
                    statuses: [.escalated], group: group, since: entry.due.adding(seconds: -2 * 3600)))
        case .retention: return CaseQuery()
        }
    }

    /// The local day that ends before the due time.
    func digestSpan(due: Timestamp) -> FiguresSpan {
        let end = calendar.startOfDay(due)
        return FiguresSpan(from: calendar.startOfDay(end.adding(seconds: -1)), to: end)
    }

    func nextDigest(after time: Timestamp) -> AgendaEntry? {
        settings.digest.minuteOfDay.map {
            AgendaEntry(key: "digest", due: calendar.next(minuteOfDay: $0, after: time), kind: .digest)
        }
    }

    /// Entries that stand from the first start on: the digest, the daily retention. Set them where no entry of the key stands yet.
    public func standingAgenda(at now: Timestamp) -> [AgendaEntry] {
        [nextDigest(after: now), nextRetention(after: now)].compactMap { $0 }
    }

    func nextRetention(after time: Timestamp) -> AgendaEntry {
        AgendaEntry(key: "retention", due: calendar.next(minuteOfDay: Desk.retentionMinuteOfDay, after: time), kind: .retention)
    }

    static let retentionMinuteOfDay = 3 * 60
}

extension Operation {
    var ticket: TicketID? {
        switch self {
        case .decide(let id), .assign(let id, _), .resolve(let id, _), .rate(let id, _, _), .close(let id, _), .reopen(let id, _),
            .note(let id, _):
            id
        case .hold, .release, .withdraw, .restore: nil
        }
    }

    /// Of the operation alone; mail that it causes is told apart by the time of the step.
    var cause: String {
        switch self {
        case .decide: "decide/\(ticket?.rawValue ?? 0)"
        case .assign: "assign/\(ticket?.rawValue ?? 0)"
        case .resolve: "resolve/\(ticket?.rawValue ?? 0)"
        case .rate: "rate/\(ticket?.rawValue ?? 0)"
        case .close: "close/\(ticket?.rawValue ?? 0)"
        case .reopen: "reopen/\(ticket?.rawValue ?? 0)"
        case .note: "note/\(ticket?.rawValue ?? 0)"
        case .hold: "hold"
        case .release: "release"
        case .withdraw(let id, _): "withdraw/\(id.rawValue)"
        case .restore(let id): "restore/\(id.rawValue)"
        }
    }
}
