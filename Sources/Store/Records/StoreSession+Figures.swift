import HelpDesk

extension StoreSession {
    /// One pass over the tickets opened in the span, and one over its events of the kinds that are counted.
    func figures(of span: FiguresSpan) throws(StoreError) -> Figures {
        var figures = Figures()
        figures.from = span.from
        figures.to = span.to
        try countTickets(&figures, offsetSeconds: span.offsetSeconds)
        try countEvents(&figures)
        try countQueues(&figures)
        try countWaiting(&figures)
        try countGrades(&figures)
        try countSolutions(&figures)
        try countLearning(&figures)
        figures.hold = try standingHold()?.reason
        return figures
    }

    private func countTickets(_ figures: inout Figures, offsetSeconds: Int64) throws(StoreError) {
        var tally = TicketTally(offsetSeconds: offsetSeconds)
        _ = try connection.rows(
            """
            SELECT status, intent, category, priority, language, response_source, confidence, model, rating, resolved,
                was_answered, was_escalated, created_at, first_response_at, resolved_at
            FROM ticket WHERE created_at >= \(figures.from) AND created_at < \(figures.to) ORDER BY created_at
            """
        ) { row in tally.add(row, to: &figures) }
        tally.finish(&figures)
    }

    /// Tickets that wait for a person now, whenever they were opened; the ten oldest by number.
    private func countWaiting(_ figures: inout Figures) throws(StoreError) {
        let waiting = try connection.rows(
            "SELECT number, created_at FROM ticket WHERE status IN ('escalated', 'in_progress') ORDER BY created_at LIMIT 1000"
        ) { row in (number: row.text(0), createdAt: Timestamp(milliseconds: row.int64(1))) }
        figures.waitingForPeople = waiting.count
        figures.longestWaiting = waiting.prefix(10).map(\.number)
        figures.oldestWaiting = waiting.first?.createdAt
    }

    /// The condition of the index `event_kind`, which leaves out what every mail has: a query that names it can use the index.
    static let everyMailsKinds: Set<String> = ["opened", "received", "judged", "composed", "delivered"]
    static let isIndexedKind: SQL =
        "kind <> 'opened' AND kind <> 'received' AND kind <> 'judged' AND kind <> 'composed' AND kind <> 'delivered'"

    private func countEvents(_ figures: inout Figures) throws(StoreError) {
        for kind in [
            "suppressed", "ignored", "decided", "rated", "learned", "withdrawn", "refused", "overdue", "alarm", "tidied",
        ] {
            let payloads = try connection.rows(
                """
                SELECT kind, payload FROM event WHERE kind = \(kind) AND \(part: Self.isIndexedKind)
                    AND at >= \(figures.from) AND at < \(figures.to)
                """
            ) { row in EventRecord(tag: row.text(0), payload: row.optionalText(1)) }
            for record in payloads {
                do throws(StoreError) {
                    try add(try coding.kind(of: record), to: &figures)
                } catch .unknownTag {
                    continue
                }
            }
        }
    }

    private func add(_ kind: EventKind, to figures: inout Figures) throws(StoreError) {
        switch kind {
        case .suppressed(let rule): figures.suppressed[rule, default: 0] += 1
        case .ignored(let rule): figures.ignored[rule, default: 0] += 1
        case .decided(let decision):
            guard decision.verdict == .escalate else { return }
            for rule in decision.rules { figures.escalationReasons[rule.heading, default: 0] += 1 }
        case .rated(let rating):
            figures.ratings[rating.stars, default: 0] += 1
            if rating.resolved { figures.ratingsResolved += 1 }
        case .learned: figures.solutionsLearned += 1
        case .withdrawn: figures.solutionsWithdrawn += 1
        case .refused: figures.refusals += 1
        case .overdue: figures.slaBreaches += 1
        case .alarm(let words): figures.alarms[words, default: 0] += 1
        case .tidied(let counts): figures.removed.merge(counts, uniquingKeysWith: +)
        case .opened, .received, .judged, .composed, .delivered, .escalated, .assigned, .noted, .closed, .reopened, .linked,
            .priorityChanged, .intentCorrected, .drafted, .restored, .quarantined, .held, .released, .snoozed, .woken, .merged,
            .learningForbidden, .modeChanged, .graded, .taught, .retrained, .reminded, .personLinked, .personUnlinked:
            break
        }
    }

    /// What stands now, whatever the span.
    private func countQueues(_ figures: inout Figures) throws(StoreError) {
        figures.outboxDepth = try outboxDepth()
        figures.outboxFailed = try connection.count(
            """
            SELECT count(*) FROM outbox WHERE state = 'failed' AND \(part: Self.isIndexedStuck) AND ended_at >= \(figures.from)
                AND ended_at < \(figures.to)
            """)
        figures.outboxParked = try connection.count(
            """
            SELECT count(*) FROM outbox WHERE state = 'parked' AND \(part: Self.isIndexedStuck) AND ended_at >= \(figures.from)
                AND ended_at < \(figures.to)
            """)
        figures.quarantined = try connection.count(
            """
            SELECT count(*) FROM mail WHERE disposition = 'quarantined' AND decided_at >= \(figures.from)
                AND decided_at < \(figures.to)
            """)
        figures.unsettledMails = try connection.count(
            """
            SELECT count(*) FROM mail INDEXED BY mail_waiting
            WHERE disposition IS NULL AND stored_at < \(figures.to.adding(days: -1))
            """)
    }

    /// Mails that have not come to their end.
    func outboxDepth() throws(StoreError) -> Int {
        try connection.count("SELECT count(*) FROM outbox WHERE due_at IS NOT NULL")
            + connection.count("SELECT count(*) FROM outbox WHERE lease_until IS NOT NULL")
            + connection.count("SELECT count(*) FROM outbox WHERE resolve_at IS NOT NULL")
    }
}

/// What one pass over tickets adds up.
private struct TicketTally {
    /// Days are those of this local time.
    let offsetSeconds: Int64
    private var confidenceSum = 0.0
    private var firstResponsesOfIntent: [String: [Int64]] = [:]
    private var firstResponses: [Int64] = []
    private var resolutions: [Int64] = []

    init(offsetSeconds: Int64) { self.offsetSeconds = offsetSeconds }

    mutating func add(_ row: borrowing Row, to figures: inout Figures) {
        figures.tickets += 1
        let intent = row.optionalText(1) ?? "unknown"
        figures.byStatus[row.text(0), default: 0] += 1
        figures.byIntent[intent, default: 0] += 1
        figures.intents[intent, default: Figures.IntentFigures()].tickets += 1
        figures.byCategory[row.text(2), default: 0] += 1
        figures.byPriority[row.text(3), default: 0] += 1
        figures.byLanguage[row.optionalText(4) ?? "unknown", default: 0] += 1
        figures.byReplySource[row.text(5), default: 0] += 1
        confidenceSum += row.double(6)
        // The desk judges without a model only where the model failed.
        if row.text(7) == "none" { figures.modelFallbacks += 1 }
        let wasAnswered = row.bool(10)
        let wasEscalated = row.bool(11)
        if wasAnswered {
            figures.autoResolved += 1
            figures.intents[intent, default: Figures.IntentFigures()].autoResolved += 1
        }
        if wasEscalated { figures.escalated += 1 }
        let created = row.int64(12)
        if let first = row.optionalInt64(13) {
            firstResponses.append(first - created)
            firstResponsesOfIntent[intent, default: []].append(first - created)
        }
        if let resolved = row.optionalInt64(14) { resolutions.append(resolved - created) }
        add(
            day: CivilDay.name(of: created + offsetSeconds * 1000), wasAnswered: wasAnswered, wasEscalated: wasEscalated,
            to: &figures)
    }

    private func add(day: String, wasAnswered: Bool, wasEscalated: Bool, to figures: inout Figures) {
        // Rows come in order of time, so the day is the last one or a new one.
        if figures.daily.last?.date != day {
            figures.daily.append(Figures.Day(date: day, opened: 0, autoResolved: 0, escalated: 0))
        }
        let last = figures.daily.count - 1
        figures.daily[last].opened += 1
        if wasAnswered { figures.daily[last].autoResolved += 1 }
        if wasEscalated { figures.daily[last].escalated += 1 }
    }

    mutating func finish(_ figures: inout Figures) {
        if figures.tickets > 0 { figures.meanConfidence = confidenceSum / Double(figures.tickets) }
        firstResponses.sort()
        resolutions.sort()
        figures.firstResponseP50 = Self.percentile(50, of: firstResponses)
        figures.firstResponseP90 = Self.percentile(90, of: firstResponses)
        figures.resolutionP50 = Self.percentile(50, of: resolutions)
        figures.resolutionP90 = Self.percentile(90, of: resolutions)
        for (intent, times) in firstResponsesOfIntent {
            figures.intents[intent]?.firstResponseP90 = Self.percentile(90, of: times.sorted())
        }
    }

    /// The smallest value that is not exceeded by so many percent of all (nearest rank).
    private static func percentile(_ percent: Int, of sorted: [Int64]) -> Int64? {
        guard !sorted.isEmpty else { return nil }
        let rank = (sorted.count * percent + 99) / 100
        return sorted[max(rank, 1) - 1]
    }
}

/// Days of the proleptic Gregorian calendar.
enum CivilDay {
    /// `YYYY-MM-DD` of a time in milliseconds since 1970 (Howard Hinnant's days-to-civil arithmetic).
    static func name(of milliseconds: Int64) -> String {
        let days = (milliseconds >= 0 ? milliseconds : milliseconds - 86_399_999) / 86_400_000 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    }

    private static func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
