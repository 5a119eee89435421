import HelpDesk

extension StoreSession {
    /// Appends to the audit log, and to what the store keeps beside it: solved cases, grades, holds, modes.
    func append(_ event: Event, now: Timestamp) throws(StoreError) {
        let record = try coding.record(of: event.kind)
        try connection.run(
            """
            INSERT INTO event (ticket, at, actor, actor_address, kind, reason, payload)
            VALUES (\(event.ticket), \(event.at), \(event.actor.tag), \(event.actor.address), \(record.tag), \(event.reason),
                \(record.payload))
            """)
        try project(event, now: now)
    }

    private func project(_ event: Event, now: Timestamp) throws(StoreError) {
        switch event.kind {
        case .learned(let solved): try learn(solved)
        case .withdrawn(let id): try set(id, isWithdrawn: 1)
        case .restored(let id): try set(id, isWithdrawn: 0)
        case .composed(let mail): try countUse(of: mail)
        case .rated(let rating): try grade(event.ticket, rating)
        case .intentCorrected: try gradeAsWrong(event.ticket)
        case .held: try hold(.automatic, reason: event.reason, now: now)
        case .released: try release(now: now)
        case .modeChanged(let intent, let mode):
            try connection.run(
                """
                INSERT INTO intent_mode (intent, mode) VALUES (\(intent), \(mode))
                ON CONFLICT (intent) DO UPDATE SET mode = excluded.mode
                """)
        case .opened, .received, .judged, .decided, .delivered, .escalated, .suppressed, .assigned, .noted, .closed, .reopened,
            .linked, .priorityChanged, .drafted, .refused, .ignored, .quarantined, .alarm, .snoozed, .woken, .merged,
            .learningForbidden, .reminded, .overdue, .personLinked, .personUnlinked, .tidied:
            break
        }
    }

    // MARK: Solved cases

    private func learn(_ solved: SolvedCase) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO solved_case (id, ticket, intent, language, question, solution, may_send, learned_from, learned_at, uses,
                good_ratings, bad_ratings, is_withdrawn, revision)
            VALUES (\(solved.id), \(solved.ticket), \(solved.intent), \(solved.language), \(solved.question), \(solved.solution),
                \(solved.maySend ? 1 : 0), \(solved.learnedFrom), \(solved.learnedAt), \(solved.uses), \(solved.goodRatings),
                \(solved.badRatings), \(solved.isWithdrawn ? 1 : 0), (SELECT coalesce(max(revision), 0) + 1 FROM solved_case))
            ON CONFLICT (id) DO NOTHING
            """)
    }

    private func set(_ id: CaseID, isWithdrawn: Int) throws(StoreError) {
        try connection.run(
            """
            UPDATE solved_case SET is_withdrawn = \(isWithdrawn),
                revision = (SELECT coalesce(max(revision), 0) + 1 FROM solved_case) WHERE id = \(id)
            """)
    }

    private func countUse(of mail: Composition) throws(StoreError) {
        guard let id = mail.solvedCase, mail.purpose.isForCustomer else { return }
        try connection.run("UPDATE solved_case SET uses = uses + 1 WHERE id = \(id)")
    }

    // MARK: Grades

    /// A rating grades the answer's case, and the intent where the answer was ours (RULES H6, H9).
    private func grade(_ id: TicketID?, _ rating: Rating) throws(StoreError) {
        guard let id, let ticket = try ticket(id) else { return }
        let isGood = rating.resolved && rating.stars >= 3
        if let solved = ticket.responseCase {
            try connection.run(
                """
                UPDATE solved_case SET good_ratings = good_ratings + \(isGood ? 1 : 0), bad_ratings = bad_ratings + \(isGood ? 0 : 1)
                WHERE id = \(solved)
                """)
        }
        try grade(ticket, wrong: isGood ? 0 : 1)
    }

    private func gradeAsWrong(_ id: TicketID?) throws(StoreError) {
        guard let id, let ticket = try ticket(id) else { return }
        try grade(ticket, wrong: 1)
    }

    private func grade(_ ticket: Ticket, wrong: Int) throws(StoreError) {
        switch ticket.responseSource {
        case .solution, .template, .languageModel: break
        case .agent, .none: return
        }
        guard let intent = ticket.intent else { return }
        try connection.run(
            """
            INSERT INTO grade (ticket, intent, wrong) VALUES (\(ticket.id), \(intent), \(wrong))
            ON CONFLICT (ticket) DO UPDATE SET wrong = excluded.wrong WHERE excluded.wrong > wrong
            """)
    }
}
