extension Desk {
    /// What the store must read for a step; for a mail the triage's query with what the evidence names.
    public func query(for input: Input, given evidence: Evidence?) -> CaseQuery {
        switch input {
        case .mail(_, let triage):
            var query = complete(triage.query, evidence)
            query.mayGrade = true
            return query
        case .timer(let entry): return query(for: entry)
        case .delivery(let report):
            return CaseQuery(
                ticket: report.ticket, groupLoads: report.reach == .story ? groupKeys(settings.agents) : [], reach: report.reach)
        case .operation(let operation):
            guard let ticket = operation.ticket else { return CaseQuery() }
            return complete(CaseQuery(ticket: ticket, mayGrade: true), evidence)
        case .quarantine, .alarm: return CaseQuery()
        }
    }

    private func complete(_ query: CaseQuery, _ evidence: Evidence?) -> CaseQuery {
        var query = query
        query.cases = evidence?.similar.map(\.id) ?? []
        query.intent = evidence?.judgement?.intent ?? query.intent
        let groups = settings.groups(intent: evidence?.judgement?.intent, language: evidence?.judgement?.language)
        if query.agentGroup == nil { query.agentGroup = groups.first?.mailbox }
        query.loads = groups.filter { $0.assignment == .members }.flatMap { $0.members.map(AddressKey.key) }
        query.groupLoads = groupKeys(groups)
        return query
    }

    /// One group alone needs no comparison.
    private func groupKeys(_ groups: [AgentGroup]) -> [String] {
        groups.count > 1 ? groups.map { AddressKey.key($0.mailbox) } : []
    }

    private func query(for entry: AgendaEntry) -> CaseQuery {
        switch entry.kind {
        case .closeAfterSilence(let ticket), .wake(let ticket), .serviceTarget(let ticket, _), .reminder(let ticket, _):
            return CaseQuery(ticket: ticket)
        case .digest:
            let span = digestSpan(due: entry.due)
            let week = FiguresSpan(
                from: calendar.startOfDay(span.from.adding(seconds: 43_200).adding(days: -7)), to: span.from,
                offsetSeconds: span.offsetSeconds)
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
        let from = calendar.startOfDay(end.adding(seconds: -1))
        return FiguresSpan(from: from, to: end, offsetSeconds: calendar.offsetSeconds(from))
    }

    /// Who reads the digest at which minute of the day; nobody where the digest is switched off.
    func digestReaders() -> [Int: [String]] {
        var readers: [Int: [String]] = [:]
        for address in settings.digest.recipients ?? settings.admins {
            let own = settings.adminPreferences[AddressKey.key(address)]?.digestMinute
            if let minute = own ?? settings.digest.minuteOfDay { readers[minute, default: []].append(address) }
        }
        return readers
    }

    func nextDigest(minuteOfDay: Int, after time: Timestamp) -> AgendaEntry {
        AgendaEntry(
            key: "digest/\(minuteOfDay)", due: calendar.next(minuteOfDay: minuteOfDay, after: time),
            kind: .digest(minuteOfDay: minuteOfDay))
    }

    /// Entries that stand from the first start on: the digest, the daily retention. Set them where no entry of the key stands yet.
    public func standingAgenda(at now: Timestamp) -> [AgendaEntry] {
        digestReaders().keys.sorted().map { nextDigest(minuteOfDay: $0, after: now) } + [nextRetention(after: now)]
    }

    func nextRetention(after time: Timestamp) -> AgendaEntry {
        AgendaEntry(key: "retention", due: calendar.next(minuteOfDay: Desk.retentionMinuteOfDay, after: time), kind: .retention)
    }

    static let retentionMinuteOfDay = 3 * 60
}

extension DeliveryReport {
    /// What its step has to know. Most ends are only noted: nobody is told, nothing is learned, and no status changes.
    var reach: CaseQuery.Reach {
        switch result {
        case .accepted: purpose == .agentReply ? .story : purpose == .answer ? .ticket : .nothing
        case .failed, .parked: .story
        }
    }
}

extension Operation {
    var ticket: TicketID? {
        switch self {
        case .decide(let id), .assign(let id, _), .resolve(let id, _), .rate(let id, _, _), .close(let id, _), .reopen(let id, _),
            .note(let id, _):
            id
        case .grade(let id, _): id
        case .hold, .release, .withdraw, .restore, .tidied, .mode, .retrained, .learn: nil
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
        case .tidied: "tidied"
        case .grade: "grade/\(ticket?.rawValue ?? 0)"
        case .mode(let intent, _): "mode/\(intent)"
        case .retrained(let retraining): "retrained/\(retraining.revision)"
        case .learn(let cases): "learn/\(cases.first?.id.rawValue ?? 0)"
        }
    }
}
