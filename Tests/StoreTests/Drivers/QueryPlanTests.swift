import HelpDesk
import Testing

@testable import Store

@Suite("Query plans") struct QueryPlanTests {
    /// Tables that hold a handful of rows, and partial indexes that hold only the rows that wait, whatever the store holds.
    private static let small = [
        "SCAN intent_mode", "SCAN installation", "SCAN hold", "SCAN CONSTANT ROW", "SCAN (subquery", "SCAN sqlite_master",
        "SCAN mail USING INDEX mail_quarantined", "SCAN mail USING COVERING INDEX mail_quarantined",
        "SCAN mail USING INDEX mail_waiting", "SCAN mail USING COVERING INDEX mail_waiting",
        "SCAN outbox USING INDEX outbox_due", "SCAN outbox USING INDEX outbox_lease", "SCAN outbox USING INDEX outbox_resolve",
        "SCAN outbox USING COVERING INDEX outbox_",
    ]

    @Test("no statement of a mail's life walks over a table, so a million tickets cost what ten do")
    func noScans() throws {
        let session = try Self.usedSession()
        let texts = session.connection.preparedTexts.filter { !$0.hasPrefix("PRAGMA") && !$0.hasPrefix("EXPLAIN") }
        #expect(texts.count > 40)
        for text in texts {
            let plan = try session.connection.rows(SQL(text: "EXPLAIN QUERY PLAN " + text)) { row in row.text(3) }
            for line in plan where line.hasPrefix("SCAN") {
                #expect(Self.small.contains { line.hasPrefix($0) }, "\(line) in \(text)")
            }
            for line in plan { #expect(!line.contains("AUTOMATIC"), "\(line) in \(text)") }
        }
    }

    @Test("the audit of a start walks over no table, and looks for what waits only among what waits")
    func auditLately() throws {
        let session = try Self.usedSession()
        let before = session.connection.preparedTexts.count
        // Ids as in a store that is larger than what the audit of a start looks at.
        try session.connection.run("UPDATE sqlite_sequence SET seq = 1000000")
        try session.connection.run(
            """
            INSERT INTO mail (id, dedupe_key, mailbox, received_at, stored_at, size) VALUES (1000000, zeroblob(32), 'a', 0, 0, 0)
            """)
        for question in try session.auditQuestions(now: Scenario.start, .lately) { _ = try question.answer(session) }
        let texts = session.connection.preparedTexts.filter { $0.contains("FROM mail") || $0.contains("FROM outbox o") }
        #expect(session.connection.preparedTexts.count > before + 10)
        for text in texts where !text.hasPrefix("EXPLAIN") {
            let plan = try session.connection.rows(SQL(text: "EXPLAIN QUERY PLAN " + text)) { row in row.text(3) }
            for line in plan where line.hasPrefix("SCAN") {
                // The first row of a table is at its beginning.
                let isFirstRow = line == "SCAN outbox" && text.contains("FROM outbox ORDER BY id LIMIT 1")
                let isSmall = (Self.small + ["SCAN m USING INDEX mail_waiting"]).contains { line.hasPrefix($0) }
                #expect(isFirstRow || isSmall, "\(line) in \(text)")
            }
            #expect(!plan.contains { $0.contains("mail_stored (stored_at<") }, "\(plan)")
        }
    }

    @Test("lists by each filter use an index that serves their order")
    func lists() throws {
        let session = try Self.usedSession()
        for filter in [
            TicketFilter(statuses: [.open]), TicketFilter(intent: "login_issue"), TicketFilter(party: "a@b.example"),
            TicketFilter(),
        ] { _ = try session.tickets(filter, page: PageRequest()) }
        for filter in [
            LogFilter(ticket: TicketID(rawValue: 1)), LogFilter(kind: "refused"), LogFilter(actor: "a@b.example"), LogFilter(),
        ] {
            _ = try session.log(filter, page: PageRequest())
        }
        for text in session.connection.preparedTexts where text.contains("ORDER BY") && !text.hasPrefix("EXPLAIN") {
            let plan = try session.connection.rows(SQL(text: "EXPLAIN QUERY PLAN " + text)) { row in row.text(3) }
            #expect(
                !plan.contains { $0.hasPrefix("SCAN ticket") && !$0.contains("INDEX") && text.contains("party =") }, "\(plan)")
        }
    }

    /// A connection that has gone once through every hot statement.
    private static func usedSession() throws -> StoreSession {
        let session = StoreSession(try SQLiteConnection(path: ":memory:", access: .writing, settings: StoreSettings()))
        try session.connection.setUp(.memory, settings: StoreSettings())
        let now = Scenario.start
        let instance = Instance(owner: "plan", epoch: 0)
        let desk = DeliveryDesk(query: { _ in CaseQuery() }, step: { report, _ in Scenario.delivered(report, at: now) })
        try session.connection.write { () throws(StoreError) in
            let mail = Scenario.mail("a", uid: 1)
            let id = try session.keep(mail, key: DedupeKey.key(of: mail.bytes), now: now).id
            _ = try session.mails("WHERE disposition IS NULL ORDER BY id LIMIT 5")
            let query = CaseQuery(
                tokenDigests: ["x"], numberHint: Scenario.number(id), bouncedMessageIDs: ["<x>"], party: "casey@customer.example",
                rateKeys: RateKeys(sender: "a", domain: "b"), cases: [CaseID(rawValue: 1)], intent: "login_issue", agentGroup: "g"
            )
            _ = try session.decide(DeskWork(cause: .mail(id), query: query), now: now) { _ in Scenario.answered(id) }
            _ = try session.caseFile(for: query, now: now.adding(days: 8))
            let items = try session.claimDue(limit: 5, instance: instance, now: now, lease: now.adding(seconds: 60))
            _ = try session.grantDots(items.map(\.claim), instance: instance, now: now)
            for item in items {
                let settlement = Settlement(item.claim, .accepted("250"))
                let order = SettleOrder(ends: [settlement])
                _ = try session.settle(order, as: instance, retry: RetrySchedule(), now: now, desk: desk)
            }
            _ = try session.resolveUnknown(found: [], retry: RetrySchedule(), now: now, desk: desk)
            _ = try session.recover(instance, now: now, resolveAt: now, dueMax: now)
            _ = try session.nextSend()
            _ = try session.health()
            _ = try session.agenda("WHERE due <= \(now) ORDER BY due LIMIT \(10)")
            _ = try session.cases("WHERE revision > \(0) ORDER BY revision")
        }
        return session
    }
}
