import HelpDesk

/// Grades and solutions of a span, for the digest.
extension StoreSession {
    /// How automatic answers to the span's tickets were graded, by intent (RULES H6).
    func countGrades(_ figures: inout Figures) throws(StoreError) {
        let grades = try connection.rows(
            """
            SELECT g.intent, count(*), sum(g.wrong) FROM grade g JOIN ticket t ON t.id = g.ticket
            WHERE t.created_at >= \(figures.from) AND t.created_at < \(figures.to) GROUP BY g.intent
            """
        ) { row in (intent: row.text(0), graded: row.int(1), wrong: row.int(2)) }
        for grade in grades {
            figures.intents[grade.intent, default: Figures.IntentFigures()].graded = grade.graded
            figures.intents[grade.intent]?.wrong = grade.wrong
        }
    }

    /// Solutions that were used, rated or withdrawn in the span, most used first.
    func countSolutions(_ figures: inout Figures) throws(StoreError) {
        var found: [CaseID: Figures.SolutionFigures] = [:]
        try eachEvent("composed", figures) { kind, _ throws(StoreError) in
            guard case .composed(let mail) = kind, let id = mail.solvedCase, mail.purpose.isForCustomer else { return }
            found[id, default: .unused(id)].uses += 1
        }
        try eachEvent("rated", figures) { kind, ticket throws(StoreError) in
            guard case .rated(let rating) = kind, let ticket, let id = try self.ticket(ticket)?.responseCase else { return }
            if rating.resolved {
                found[id, default: .unused(id)].goodRatings += 1
            } else {
                found[id, default: .unused(id)].badRatings += 1
            }
        }
        try eachEvent("withdrawn", figures) { kind, _ throws(StoreError) in
            guard case .withdrawn(let id) = kind else { return }
            found[id, default: .unused(id)].isWithdrawn = true
        }
        figures.solutions = Array(
            found.values.sorted { ($0.uses, $1.id) > ($1.uses, $0.id) }.prefix(StoreLimits.solutionsOfDayMax))
    }

    private func eachEvent(
        _ tag: String, _ figures: Figures, _ take: (EventKind, TicketID?) throws(StoreError) -> Void
    ) throws(StoreError) {
        let rows = try connection.rows(
            """
            SELECT payload, ticket FROM event WHERE kind = \(tag) AND at >= \(figures.from) AND at < \(figures.to)
            """
        ) { row in (EventRecord(tag: tag, payload: row.optionalText(0)), row.optionalInt64(1).map(TicketID.init(rawValue:))) }
        for (record, ticket) in rows { try take(try coding.kind(of: record), ticket) }
    }
}

extension Figures.SolutionFigures {
    fileprivate static func unused(_ id: CaseID) -> Self {
        Figures.SolutionFigures(id: id, uses: 0, goodRatings: 0, badRatings: 0, isWithdrawn: false)
    }
}
