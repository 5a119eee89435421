import HelpDesk
import Testing

@testable import Store

/// The rules stand in the schema: whoever writes, with whatever statement, is refused; and the auditor sees what was forced in.
@Suite("Schema: the rules of section 2 as constraints") struct SchemaTests {
    private let now = Scenario.start

    /// A connection with one answered mail whose row is claimed.
    private func claimed() throws -> StoreSession {
        let session = StoreSession(try SQLiteConnection(path: ":memory:", access: .writing, settings: StoreSettings()))
        try session.connection.setUp(.memory, settings: StoreSettings())
        try session.connection.write { () throws(StoreError) in
            let mail = Scenario.mail("a", uid: 1)
            let id = try session.keep(mail, key: DedupeKey.key(of: mail.bytes), now: now).id
            _ = try session.decide(DeskWork(cause: .mail(id), query: CaseQuery()), now: now) { _ in Scenario.answered(id) }
            let instance = Instance(owner: "test", epoch: 0)
            _ = try session.claimDue(limit: 1, instance: instance, now: now, lease: now.adding(seconds: 60))
        }
        return session
    }

    @Test(
        "what breaks an invariant is refused by the database itself",
        arguments: [
            ("INV1", "UPDATE mail_bytes SET bytes = x'00'"),
            ("INV2", "UPDATE mail SET dedupe_key = zeroblob(32)"),
            (
                "mail.dedupe_key",
                "INSERT INTO mail (dedupe_key, mailbox, received_at, stored_at, size) SELECT dedupe_key, 'x', 1, 1, 1 FROM mail"
            ),
            ("K9", "UPDATE mail SET disposition = 'ignored'"),
            ("CHECK", "UPDATE mail SET attempts = 3"),
            ("append-only", "UPDATE event SET reason = 'other'"),
            ("INV4", "UPDATE outbox_bytes SET bytes = x'00'"),
            ("INV4", "UPDATE outbox SET recipient = 'mallory@evil.example'"),
            ("INV4", "UPDATE outbox SET message_id = '<x@y>'"),
            ("INV5", "UPDATE outbox SET state = 'queued', due_at = 1, owner = NULL, lease_until = NULL, dot_at = 1"),
            ("INV5", "UPDATE outbox SET dot_at = lease_until"),
            ("CHECK", "UPDATE outbox SET state = 'sent'"),
            ("CHECK", "UPDATE outbox SET resends = 2"),
            ("INV9", "INSERT INTO ticket_party (ticket, address, role) VALUES (1, 'mallory@evil.example', 'customer')"),
            ("INV9", "UPDATE ticket SET party = 'mallory@evil.example'"),
            (
                "ticket.number",
                "INSERT INTO ticket SELECT 2, number, status, party, group_address, assigned_agent, intent, category, priority, language, response_source, confidence, model, rating, resolved, was_answered, was_escalated, created_at, updated_at, first_response_at, resolved_at, summary, record, message, response FROM ticket"
            ),
            (
                "outbox.cause",
                "INSERT INTO outbox (ticket, cause, purpose, recipient, reverse_path, message_id, is_automatic, composed_at, first_due_at, due_at) SELECT ticket, cause, purpose, recipient, '', 'other', 1, 1, 1, 1 FROM outbox"
            ),
        ])
    func refused(rule: String, statement: String) throws {
        let session = try claimed()
        #expect {
            try session.connection.run(SQL(text: statement))
        } throws: { error in "\(error)".contains(rule) }
    }

    @Test("K15, INV8: a sent row stays sent, and an unknown one is resent only by being counted")
    func finalStates() throws {
        let session = try claimed()
        try session.connection.run("UPDATE outbox SET dot_at = \(now)")
        let unknown: SQL = "UPDATE outbox SET state = 'unknown', resolve_at = 1, owner = NULL, lease_until = NULL"
        try session.connection.run(unknown)
        let uncounted: SQL = "UPDATE outbox SET state = 'retry', due_at = 1, resolve_at = NULL, dot_at = NULL"
        #expect { try session.connection.run(uncounted) } throws: { "\($0)".contains("INV8") }
        try session.connection.run(
            "UPDATE outbox SET state = 'retry', due_at = 1, resolve_at = NULL, dot_at = NULL, resends = resends + 1")
        #expect { try session.connection.run("UPDATE outbox SET resends = 0") } throws: { "\($0)".contains("INV8") }
        try session.connection.run("UPDATE outbox SET state = 'sent', due_at = NULL, ended_at = 1")
        let again: SQL = "UPDATE outbox SET state = 'queued', due_at = 1, ended_at = NULL"
        #expect { try session.connection.run(again) } throws: { "\($0)".contains("K15") }
    }

    @Test(
        "the auditor names what was forced into the store behind the schema's back",
        arguments: [
            ("INV1", "UPDATE mail SET disposition = NULL, decided_at = NULL; DELETE FROM mail_bytes"),
            ("INV1", "UPDATE mail_bytes SET bytes = x'00'"),
            ("INV3", "DELETE FROM event"),
            (
                "INV3",
                "DELETE FROM outbox; INSERT INTO outbox (cause, purpose, recipient, reverse_path, message_id, is_automatic, composed_at, first_due_at, due_at) VALUES ('c', 'digest', 'boss@own.example', '', 'm', 0, 1, \(Scenario.start.milliseconds), 1)"
            ),
            ("INV4", "DELETE FROM outbox_bytes"),
            ("INV5", "UPDATE outbox SET state = 'sent', owner = NULL, lease_until = NULL, ended_at = 1"),
            ("INV6", "UPDATE mail SET disposition = NULL, decided_at = NULL, stored_at = 1"),
            ("INV7", "UPDATE outbox SET first_due_at = 1"),
            ("INV7", "UPDATE outbox SET state = 'failed', owner = NULL, lease_until = NULL, ended_at = 1"),
            ("INV9", "UPDATE outbox SET recipient = 'mallory@evil.example'"),
            ("INV9", "INSERT INTO ticket_party (ticket, address, role) VALUES (1, 'mallory@evil.example', 'customer')"),
            ("schema", "SELECT 1"),
            ("records", "INSERT INTO agenda (key, due, kind) VALUES ('x', 1, 'snooze-of-2030')"),
            ("records", "INSERT INTO event (at, actor, kind, reason) VALUES (1, 'desk', 'of-2030', '')"),
        ])
    func audited(rule: String, statement: String) throws {
        let session = try claimed()
        #expect(try Self.audit(session, .everything) == [])
        #expect(try Self.audit(session, .lately) == [])
        for name in try session.connection.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'", { row in row.text(0) }) {
            try session.connection.execute("DROP TRIGGER \(name)")
        }
        try session.connection.execute(statement)
        #expect(try Self.audit(session, .everything).contains { $0.rule == rule }, "\(statement)")
        // What a start looks at holds all that is new, but for what takes a walk over everything.
        #expect(try Self.audit(session, .lately).contains { $0.rule == rule } == (rule != "records"), "\(statement)")
    }

    private static func audit(_ session: StoreSession, _ scope: AuditScope) throws -> [Violation] {
        try session.auditQuestions(now: Scenario.start, scope).flatMap { try $0.answer(session) }
    }

    @Test("the audit of a start leaves old rows to the nightly one, so that a million tickets delay no mail")
    func lately() throws {
        let session = try claimed()
        try session.connection.execute("DROP TRIGGER mail_bytes_frozen; UPDATE mail_bytes SET bytes = x'00'")
        #expect(try Self.audit(session, .lately).contains { $0.rule == "INV1" })
        try session.connection.execute(
            """
            INSERT INTO mail (id, dedupe_key, mailbox, received_at, stored_at, size, disposition, decided_at)
            VALUES (\(AuditScope.rowsMax + 2), zeroblob(32), 'inbox', 1, 1, 1, 'ignored', 1)
            """)
        #expect(try !Self.audit(session, .lately).contains { $0.rule == "INV1" })
        #expect(try Self.audit(session, .everything).contains { $0.rule == "INV1" })
    }

    @Test("a row of a later version is left out where it is met, and the rest works")
    func laterVersion() throws {
        let session = try claimed()
        try session.connection.execute(
            """
            INSERT INTO agenda (key, due, kind) VALUES ('x', 1, 'snooze-of-2030'), ('digest', 2, 'digest');
            INSERT INTO event (ticket, at, actor, kind, reason) VALUES (1, 1, 'desk', 'of-2030', 'new')
            """)
        #expect(try session.agenda("WHERE due <= \(now) ORDER BY due").map(\.kind) == [.digest(minuteOfDay: nil)])
        #expect(try session.lastEvents(of: TicketID(rawValue: 1)).count == 4)
        let log = try session.log(LogFilter(), page: PageRequest())
        #expect(log.items.first?.kind == "of-2030")
        #expect(log.items.first?.event == nil)
    }
}
