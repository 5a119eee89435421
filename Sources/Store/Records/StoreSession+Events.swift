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
        case .rated(let rating): try rateCase(of: event.ticket, rating)
        case .decided(let decision): try noteAnswer(decision, of: event.ticket, now: now)
        case .graded(let grade): try count(grade, of: event.ticket, now: now)
        case .taught(let example): try learn(example, now: now)
        case .learningForbidden: try forget(event.ticket)
        case .retrained(let retraining): try note(retraining)
        case .held: try hold(.automatic, reason: event.reason, now: now)
        case .released: try release(now: now)
        case .modeChanged(let intent, let mode):
            try connection.run(
                """
                INSERT INTO intent_mode (intent, mode, since) VALUES (\(intent), \(mode), \(now))
                ON CONFLICT (intent) DO UPDATE SET mode = excluded.mode, since = excluded.since
                """)
        case .opened, .received, .judged, .delivered, .escalated, .suppressed, .assigned, .noted, .closed, .reopened,
            .linked, .priorityChanged, .intentCorrected, .drafted, .refused, .ignored, .quarantined, .alarm, .snoozed, .woken,
            .merged, .reminded, .overdue, .personLinked, .personUnlinked, .tidied:
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

    /// A rating counts for the solved case that was answered with.
    private func rateCase(of id: TicketID?, _ rating: Rating) throws(StoreError) {
        guard let id, let solved = try ticket(id)?.responseCase else { return }
        let isGood = rating.resolved && rating.stars >= 3
        try connection.run(
            """
            UPDATE solved_case SET good_ratings = good_ratings + \(isGood ? 1 : 0), bad_ratings = bad_ratings + \(isGood ? 0 : 1)
            WHERE id = \(solved)
            """)
    }
}
