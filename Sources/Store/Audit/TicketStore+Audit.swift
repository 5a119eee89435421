public import HelpDesk

/// How much of the store an audit looks at.
public enum AuditScope: Sendable {
    /// Every row, and every page of the file: minutes on a million tickets.
    case everything
    /// The schema, undecided mails, and the newest ``rowsMax`` mails with what belongs to them: a moment, whatever the store holds.
    case lately

    static let rowsMax: Int64 = 10_000
}

extension TicketStore {
    /// Checks INV1 to INV9 and the schema itself by SQL (RULES 2.2). Empty means that every promise holds.
    ///
    /// The tests use it as their oracle. It has a connection of its own, and each question a transaction of its own: a read that
    /// lasted minutes would keep the write-ahead log from being emptied all the time.
    public nonisolated func verify(
        now: Timestamp, _ scope: AuditScope = .everything
    ) async throws(StoreError) -> [Violation] {
        var reader: StoreReader?
        if case .file(let path) = location { reader = try StoreReader(path: path, settings: StoreSettings()) }
        let plan: @Sendable (StoreSession) throws(StoreError) -> [AuditQuestion] = { session throws(StoreError) in
            try session.auditQuestions(now: now, scope)
        }
        var violations: [Violation] = []
        let questions = if let reader { try await reader.read(plan) } else { try await read(plan) }
        for question in questions {
            let found = if let reader { try await reader.read(question.answer) } else { try await read(question.answer) }
            violations += found
        }
        return violations
    }
}

/// What an audit asks, in a transaction of its own.
struct AuditQuestion: Sendable {
    let answer: @Sendable (StoreSession) throws(StoreError) -> [Violation]
}

/// From which ids on an audit looks.
private struct AuditStart {
    var mail: Int64 = 0
    var outbox: Int64 = 0
    var event: Int64 = 0
}

extension AuditScope {
    /// A mail sends two others and leaves a dozen events.
    fileprivate func start(in session: StoreSession) throws(StoreError) -> AuditStart {
        guard case .lately = self else { return AuditStart() }
        return AuditStart(
            mail: try newest("mail", in: session) - Self.rowsMax, outbox: try newest("outbox", in: session) - Self.rowsMax * 2,
            event: try newest("event", in: session) - Self.rowsMax * 12)
    }

    private func newest(_ table: String, in session: StoreSession) throws(StoreError) -> Int64 {
        try session.connection.first(SQL(text: "SELECT coalesce(max(id), 0) FROM \(table)")) { row in row.int64(0) } ?? 0
    }
}

/// One invariant as a query that names the rows which break it.
private struct AuditRule: Sendable {
    var rule: String
    var noun: String
    var words: String
    var query: SQL

    private static let rowsMax = 100

    static func all(now: Timestamp, since start: AuditStart) -> [AuditRule] {
        mailRules(now: now, since: start) + outboxRules(now: now, since: start)
    }

    private static func mailRules(now: Timestamp, since start: AuditStart) -> [AuditRule] {
        [
            AuditRule(
                rule: "INV1", noun: "mail", words: "is not decided, and its bytes are missing",
                query: """
                    SELECT m.id FROM mail m WHERE m.disposition IS NULL
                        AND NOT EXISTS (SELECT 1 FROM mail_bytes b WHERE b.mail = m.id) LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV1", noun: "mail", words: "has other bytes than the ones that came in",
                query: """
                    SELECT m.id FROM mail m JOIN mail_bytes b ON b.mail = m.id WHERE m.id > \(start.mail)
                        AND length(b.bytes) <> m.size LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV2", noun: "mail", words: "is stored twice",
                query: """
                    SELECT max(id) FROM mail \(part: start.mail > 0 ? "NOT INDEXED" : "") WHERE id > \(start.mail)
                        GROUP BY dedupe_key HAVING count(*) > 1 LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV3", noun: "mail", words: "was answered or escalated, and no event says so",
                query: """
                    SELECT m.id FROM mail m WHERE m.id > \(start.mail)
                        AND m.disposition IN ('answered', 'escalated') AND m.ticket IS NOT NULL
                        AND EXISTS (SELECT 1 FROM ticket t WHERE t.id = m.ticket)
                        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.ticket = m.ticket AND e.kind IN ('composed', 'escalated'))
                        LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV6", noun: "mail", words: "waits for more than 24 hours; is `answerback serve` running?",
                query: """
                    SELECT id FROM mail INDEXED BY mail_waiting WHERE disposition IS NULL AND stored_at < \(now.adding(days: -1))
                        LIMIT \(rowsMax)
                    """),
        ]
    }

    private static func outboxRules(now: Timestamp, since start: AuditStart) -> [AuditRule] {
        // What is older than all that stands in the outbox was pruned there; the whole outbox is only asked by a whole audit.
        let outboxBegins: SQL =
            start.outbox == 0 ? "SELECT min(composed_at) FROM outbox" : "SELECT composed_at FROM outbox ORDER BY id LIMIT 1"
        return [
            AuditRule(
                rule: "INV3", noun: "outbox", words: "holds a mail to a customer that no event of its ticket tells",
                query: """
                    SELECT o.id FROM outbox o WHERE o.id > \(start.outbox)
                        AND o.purpose IN ('answer', 'acknowledgement', 'agent-reply')
                        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.ticket = o.ticket AND e.kind = 'composed'
                            AND instr(e.payload, '"' || o.purpose || '"')) LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV3", noun: "ticket", words: "tells of a mail to its customer that never stood in the outbox",
                query: """
                    SELECT e.ticket FROM event e WHERE e.id > \(start.event) AND e.kind = 'composed'
                        AND e.at >= (\(part: outboxBegins))
                        AND json_extract(e.payload, '$.purpose') IN ('answer', 'acknowledgement', 'agent-reply')
                        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = json_extract(e.payload, '$.messageID'))
                        LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV4", noun: "outbox", words: "waits to be sent, and its bytes are missing",
                query: """
                    SELECT o.id FROM outbox o WHERE o.id > \(start.outbox)
                        AND o.state IN ('queued', 'retry', 'sending', 'unknown')
                        AND NOT EXISTS (SELECT 1 FROM outbox_bytes b WHERE b.outbox = o.id) LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV5", noun: "outbox", words: "was sent without leave for its final dot",
                query: """
                    SELECT id FROM outbox WHERE id > \(start.outbox) AND state = 'sent' AND (dot_at IS NULL OR attempts < 1)
                        LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV7", noun: "outbox", words: "has not come to an end in three days",
                query: """
                    SELECT id FROM outbox WHERE id > \(start.outbox) AND state IN ('queued', 'retry', 'sending', 'unknown')
                        AND first_due_at < \(now.adding(days: -3)) AND NOT EXISTS (SELECT 1 FROM hold WHERE released_at IS NULL)
                        LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV7", noun: "outbox", words: "failed or was parked, and nobody was told",
                query: """
                    SELECT o.id FROM outbox o WHERE o.id > \(start.outbox)
                        AND o.state IN ('failed', 'parked') AND o.ticket IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.ticket = o.ticket AND e.kind = 'delivered'
                            AND json_extract(e.payload, '$.outbox') = o.id) LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV8", noun: "outbox", words: "was resent more than once",
                query: "SELECT id FROM outbox WHERE id > \(start.outbox) AND resends > 1 LIMIT \(rowsMax)"),
            AuditRule(
                rule: "INV9", noun: "outbox", words: "goes to someone who is no party of its ticket",
                query: """
                    SELECT o.id FROM outbox o WHERE o.id > \(start.outbox) AND o.ticket IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM ticket_party p WHERE p.ticket = o.ticket AND p.address = o.recipient
                            AND (p.role = 'customer') = (o.purpose IN ('answer', 'acknowledgement', 'agent-reply')))
                        LIMIT \(rowsMax)
                    """),
            AuditRule(
                rule: "INV9", noun: "ticket", words: "has a customer among its parties who did not write it",
                query: """
                    SELECT p.ticket FROM ticket_party p JOIN ticket t ON t.id = p.ticket
                    WHERE p.ticket > \(start.mail) AND p.role = 'customer' AND p.address <> t.party LIMIT \(rowsMax)
                    """),
        ]
    }
}

extension StoreSession {
    func auditQuestions(now: Timestamp, _ scope: AuditScope) throws(StoreError) -> [AuditQuestion] {
        var questions = [AuditQuestion { session throws(StoreError) in try session.schemaViolations() }]
        for rule in AuditRule.all(now: now, since: try scope.start(in: self)) {
            questions.append(AuditQuestion { session throws(StoreError) in try session.violations(of: rule) })
        }
        switch scope {
        case .lately: break
        case .everything:
            questions.append(AuditQuestion { session throws(StoreError) in try session.fileViolations() })
            questions.append(AuditQuestion { session throws(StoreError) in try session.referenceViolations() })
            questions.append(AuditQuestion { session throws(StoreError) in try session.recordViolations() })
        }
        return questions
    }

    fileprivate func violations(of rule: AuditRule) throws(StoreError) -> [Violation] {
        try connection.rows(rule.query) { row in
            Violation(rule: rule.rule, subject: "\(rule.noun) \(row.int64(0))", words: rule.words)
        }
    }

    /// The rules stand in the schema, so the schema must be the one that the migrations make.
    fileprivate func schemaViolations() throws(StoreError) -> [Violation] {
        let fresh = try SQLiteConnection.freshSchema.get()
        let found = SQLiteConnection.Schema(try connection.schemaRows())
        return found.differences(from: fresh).map { name in
            Violation(
                rule: "schema", subject: name,
                words: "is not as the migrations made it; restore a backup, someone changed the store")
        }
    }

    /// The file must be sound.
    fileprivate func fileViolations() throws(StoreError) -> [Violation] {
        try connection.rows("PRAGMA integrity_check(10)") { row in row.text(0) }.filter { $0 != "ok" }
            .map { Violation(rule: "integrity", subject: "file", words: $0) }
    }

    fileprivate func referenceViolations() throws(StoreError) -> [Violation] {
        try connection.rows("PRAGMA foreign_key_check") { row in
            Violation(rule: "integrity", subject: "\(row.text(0)) \(row.int64(1))", words: "refers to a row that is missing")
        }
    }

    /// Records that this version cannot read: told here, left alone everywhere else.
    fileprivate func recordViolations() throws(StoreError) -> [Violation] {
        let agenda = try connection.rows("SELECT DISTINCT kind, ticket, argument FROM agenda LIMIT 10000") {
            row -> Violation? in
            let kind = try? AgendaKind(
                tag: row.text(0), ticket: row.optionalInt64(1).map(TicketID.init(rawValue:)), argument: row.optionalText(2))
            guard kind == nil else { return nil }
            return Violation(
                rule: "records", subject: "agenda \(row.text(0))", words: "is of a kind that this version does not know")
        }
        let events = try connection.rows("SELECT kind, min(id) FROM event GROUP BY kind") { row -> Violation? in
            guard !RecordCoding.eventTags.contains(row.text(0)) else { return nil }
            return Violation(
                rule: "records", subject: "event \(row.int64(1))",
                words: "is of a kind (\(row.text(0))) that this version does not know")
        }
        return (agenda + events).compactMap { $0 }
    }
}

extension SQLiteConnection {
    fileprivate struct Schema: Sendable {
        private var statements: [String: String]

        init(_ rows: [(name: String, text: String)]) {
            statements = Dictionary(rows.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        }

        /// Names of ours that are missing or changed, and of triggers and tables that are not ours.
        func differences(from fresh: Schema) -> [String] {
            Set(statements.keys).union(fresh.statements.keys).filter { statements[$0] != fresh.statements[$0] }.sorted()
        }
    }

    fileprivate func schemaRows() throws(StoreError) -> [(name: String, text: String)] {
        // ANALYZE's tables are the optimiser's own.
        try rows("SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'") { row in
            (row.text(0), row.text(1))
        }
    }

    /// What the migrations make of an empty database.
    fileprivate static let freshSchema: Result<Schema, StoreError> = Result { () throws(StoreError) -> Schema in
        let fresh = try SQLiteConnection(path: ":memory:", access: .writing, settings: StoreSettings())
        try fresh.migrate()
        return Schema(try fresh.schemaRows())
    }
}
