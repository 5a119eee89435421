import HelpDesk

/// The record of each intent, and what teaches the classifier (RULES H6, H8, H9).
extension StoreSession {
    // MARK: Writing

    /// A ticket has one automatic answer; a later one on it takes the place of the first.
    func noteAnswer(_ decision: Decision, of id: TicketID?, now: Timestamp) throws(StoreError) {
        guard decision.verdict == .autoResolve, let id, let grounds = decision.grounds, let intent = grounds.intent else {
            return
        }
        try connection.run(
            """
            INSERT INTO automatic_answer (ticket, intent, answered_at, is_sampled)
            VALUES (\(id), \(intent), \(now), \(grounds.isSampled ? 1 : 0))
            ON CONFLICT (ticket) DO UPDATE SET intent = excluded.intent, answered_at = excluded.answered_at,
                is_sampled = excluded.is_sampled, mark = NULL
            """)
    }

    /// Counted once a ticket; only a worse mark changes what was counted.
    func count(_ grade: Grade, of id: TicketID?, now: Timestamp) throws(StoreError) {
        guard let id else { return }
        let wrong = grade.isRight ? 0 : 1
        try connection.run(
            """
            INSERT INTO grade (ticket, intent, wrong, band, mark, graded_at)
            VALUES (\(id), \(grade.intent), \(wrong), \(grade.band), \(grade.mark.word), \(now))
            ON CONFLICT (ticket) DO UPDATE SET wrong = excluded.wrong, mark = excluded.mark, graded_at = excluded.graded_at
            WHERE excluded.wrong >= wrong
            """)
        guard grade.isAutomatic else { return }
        try connection.run("UPDATE automatic_answer SET mark = \(grade.mark.word) WHERE ticket = \(id)")
    }

    /// What is believed more replaces what was taught of the ticket before.
    func learn(_ example: TaughtExample, now: Timestamp) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO example (ticket, source, rank, language, intent, template, text, weight, taught_at, revision)
            VALUES (\(example.ticket), \(example.source.rawValue), \(example.source.rank), \(example.language),
                \(example.intent), \(example.template), \(example.text), \(example.weight), \(now),
                (SELECT coalesce(max(revision), 0) + 1 FROM example))
            ON CONFLICT (ticket) DO UPDATE SET source = excluded.source, rank = excluded.rank, language = excluded.language,
                intent = excluded.intent, template = excluded.template, text = excluded.text, weight = excluded.weight,
                taught_at = excluded.taught_at, revision = excluded.revision
            WHERE excluded.rank >= rank
            """)
    }

    func forget(_ id: TicketID?) throws(StoreError) {
        guard let id else { return }
        try connection.run("DELETE FROM example WHERE ticket = \(id)")
    }

    func note(_ retraining: Retraining) throws(StoreError) {
        let taken = retraining.isWorse ? 0 : retraining.revision
        try connection.run(
            """
            UPDATE teaching SET tried = max(tried, \(retraining.revision)), taken = max(taken, \(taken)) WHERE one = 1
            """)
    }

    // MARK: Figures

    /// Rungs that stand, and what changed in the span: the reasons of these events hold no mail's text.
    func countLearning(_ figures: inout Figures) throws(StoreError) {
        for (intent, rung) in try modesSince() {
            figures.intents[intent, default: Figures.IntentFigures()].mode = rung.mode.rawValue
        }
        let changes = try reasons(of: "mode-changed", in: figures, limit: Self.modeChangesMax)
        for (record, reason) in changes {
            guard case .modeChanged(let intent, let mode) = try coding.kind(of: record) else { continue }
            let change = "\(intent) is now \(mode.rawValue)"
            // A command says no more than the change itself.
            figures.modeChanges.append(reason.hasPrefix("mode \(intent) ") ? change : "\(change): \(reason)")
        }
        figures.retrainings = try reasons(of: "retrained", in: figures, limit: Self.retrainingsMax).map(\.reason)
        figures.toLookAt = try connection.rows(
            """
            SELECT t.number FROM automatic_answer a JOIN ticket t ON t.id = a.ticket
            WHERE a.is_sampled = 1 AND a.mark IS NULL ORDER BY a.answered_at DESC LIMIT \(Self.toLookAtMax)
            """
        ) { row in row.text(0) }
    }

    private static let modeChangesMax = 20
    private static let retrainingsMax = 5
    private static let toLookAtMax = 10

    private func reasons(of kind: String, in figures: Figures, limit: Int) throws(StoreError) -> [(
        record: EventRecord, reason: String
    )] {
        try connection.rows(
            """
            SELECT kind, payload, reason FROM event WHERE kind = \(kind) AND at >= \(figures.from) AND at < \(figures.to)
            ORDER BY at DESC LIMIT \(limit)
            """
        ) { row in (EventRecord(tag: row.text(0), payload: row.optionalText(1)), row.text(2)) }
    }

    // MARK: Reading

    func intentRecord(_ intent: String) throws(StoreError) -> IntentRecord {
        let bands = try connection.rows("SELECT band, graded, wrong FROM intent_band WHERE intent = \(intent)") { row in
            IntentRecord.Band(floor: row.double(0), graded: row.int(1), wrong: row.int(2))
        }
        return IntentRecord(bands: bands)
    }

    /// With the last automatic answers, which only a step that grades asks for.
    func fullRecord(_ intent: String) throws(StoreError) -> IntentRecord {
        var record = try intentRecord(intent)
        let marks = try connection.rows(
            """
            SELECT mark FROM automatic_answer WHERE intent = \(intent)
                AND answered_at >= coalesce((SELECT since FROM intent_mode WHERE intent = \(intent)), 0)
            ORDER BY answered_at DESC LIMIT \(IntentRecord.lastMax)
            """
        ) { row in row.optionalText(0) }
        record.lastAnswers = marks.count
        record.lastBad = marks.count { $0.map { $0 != Grade.Mark.right.word } ?? false }
        return record
    }

    /// All examples, and which of them the model in use knows.
    func lessons() throws(StoreError) -> Lessons {
        let rows = try connection.rows(
            "SELECT ticket, source, language, intent, template, text, weight, revision, taught_at FROM example ORDER BY revision"
        ) { row throws(StoreError) in
            guard let source = TaughtExample.Source(rawValue: row.text(1)) else {
                throw .unknownTag(record: "example", tag: row.text(1))
            }
            return Lessons.Lesson(
                example: TaughtExample(
                    ticket: TicketID(rawValue: row.int64(0)), source: source, language: row.optionalText(2),
                    intent: row.optionalText(3), template: row.optionalText(4), text: row.text(5), weight: row.double(6)),
                revision: row.int64(7), taughtAt: Timestamp(milliseconds: row.int64(8)))
        }
        let state = try connection.first("SELECT taken, tried FROM teaching WHERE one = 1") { row in (row.int64(0), row.int64(1))
        }
        return Lessons(all: rows, taken: state?.0 ?? 0, tried: state?.1 ?? 0)
    }
}
