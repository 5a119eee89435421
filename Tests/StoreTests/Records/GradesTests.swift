import HelpDesk
import Testing

@testable import Store

/// What people's words teach: the record of each intent, and the examples for the classifier (RULES H6, H8, H9).
@Suite("Grades and lessons") struct GradesTests {
    private func decided(
        _ id: MailID, confidence: Double, isSampled: Bool = false, at now: Timestamp = Scenario.start
    ) -> Outcome {
        var outcome = Scenario.answered(id, at: now)
        for index in outcome.events.indices {
            guard case .decided(var decision) = outcome.events[index].kind else { continue }
            decision.grounds = Grounds(
                intent: "login_issue", confidence: confidence, threshold: 0.75, mode: .on, model: "linear-1 ab", templates: "cd",
                isSampled: isSampled)
            outcome.events[index].kind = .decided(decision)
        }
        return outcome
    }

    private func answer(
        _ number: Int, in store: TicketStore, confidence: Double = 0.93, isSampled: Bool = false,
        at now: Timestamp = Scenario.start
    ) async throws -> TicketID {
        let id = try await store.keep([Scenario.mail("m\(number)")], now: now)[0].id
        _ = try await store.beginWork([id])
        let outcome = decided(id, confidence: confidence, isSampled: isSampled, at: now)
        _ = try await store.decide([DeskWork(cause: .mail(id), query: CaseQuery())], now: now) { _, _ in outcome }
        return TicketID(openedBy: id)
    }

    private func record(_ kinds: [EventKind], of ticket: TicketID?, in store: TicketStore, at now: Timestamp = Scenario.start)
        async throws
    {
        let events = kinds.map { Event(ticket: ticket, at: now, actor: .desk, kind: $0, reason: "test") }
        let id = "test/\(ticket?.rawValue ?? 0)/\(kinds.count)/\(now.milliseconds)/\(kinds)"
        let receipts = try await store.decide(
            [DeskWork(cause: .operation(id: id), query: CaseQuery(ticket: ticket))], now: now
        ) { _, _ in Outcome(events: events) }
        if case .refused(let error) = receipts[0].result { throw error }
    }

    private func grade(_ mark: Grade.Mark, confidence: Double = 0.93, isAutomatic: Bool = true) -> EventKind {
        .graded(Grade(intent: "login_issue", mark: mark, confidence: confidence, isAutomatic: isAutomatic))
    }

    @Test(
        "H6: grades are counted by confidence, once a ticket, and a worse mark replaces a better one", arguments: Backend.allCases
    )
    func bands(backend: Backend) async throws {
        let store = try TicketStore(at: backend.location())
        let first = try await answer(1, in: store)
        let second = try await answer(2, in: store, confidence: 0.995)
        try await record([grade(.right), grade(.right)], of: first, in: store)
        try await record([grade(.wrong)], of: first, in: store)
        try await record([grade(.right)], of: first, in: store)
        try await record([grade(.right, confidence: 0.995)], of: second, in: store)
        let found = try await store.records()["login_issue"]
        #expect(
            found?.bands == [
                IntentRecord.Band(floor: 0.92, graded: 1, wrong: 1), IntentRecord.Band(floor: 0.99, graded: 1, wrong: 0),
            ])
        #expect(found?.lastAnswers == 2)
    }

    @Test("H9: the last fifty automatic answers are read for a step that grades, and only those since the rung changed")
    func lastFifty() async throws {
        let store = try TicketStore(at: .memory)
        for number in 0..<55 {
            let ticket = try await answer(number, in: store, at: Scenario.start.adding(seconds: Int64(number)))
            if number < 8 || number > 52 { try await record([grade(.wrong)], of: ticket, in: store) }
        }
        let ticket = TicketID(rawValue: 55)
        let query = CaseQuery(ticket: ticket, mayGrade: true)
        let file = try await store.caseFile(for: query, now: Scenario.start)
        #expect(file.ticketRecord.lastAnswers == 50 && file.ticketRecord.lastBad == 5)
        #expect(try await store.caseFile(for: CaseQuery(ticket: ticket), now: Scenario.start).ticketRecord == IntentRecord())
        try await record(
            [.modeChanged(intent: "login_issue", mode: .on)], of: nil, in: store, at: Scenario.start.adding(seconds: 53))
        let anew = try await store.caseFile(for: query, now: Scenario.start).ticketRecord
        #expect(anew.lastAnswers == 2 && anew.lastBad == 2)
        #expect(try await store.modes()["login_issue"]?.mode == .on)
    }

    @Test("H8: answers that were drawn wait for a person's look until they are graded")
    func drawn() async throws {
        let store = try TicketStore(at: .memory)
        let first = try await answer(1, in: store, isSampled: true)
        _ = try await answer(2, in: store)
        #expect(try await store.answersToLookAt() == [first])
        try await record([grade(.right)], of: first, in: store)
        #expect(try await store.answersToLookAt().isEmpty)
    }

    private func lesson(_ source: TaughtExample.Source, _ intent: String?, of ticket: TicketID) -> EventKind {
        .taught(
            TaughtExample(
                ticket: ticket, source: source, language: "en", intent: intent, template: nil, text: "the lamp blinks", weight: 1)
        )
    }

    @Test("a ticket teaches one example: what is believed more replaces the rest, and #nolearn takes it away")
    func lessons() async throws {
        let store = try TicketStore(at: .memory)
        let ticket = try await answer(1, in: store)
        try await record([lesson(.correction, "payment_issue", of: ticket)], of: ticket, in: store)
        try await record([lesson(.rating, nil, of: ticket)], of: ticket, in: store)
        let lessons = try await store.lessons()
        #expect(lessons.all.map(\.example.intent) == ["payment_issue"])
        #expect(lessons.untried.count == 1 && lessons.inUse.isEmpty)
        try await record([.learningForbidden], of: ticket, in: store)
        #expect(try await store.lessons().all.isEmpty)
    }

    @Test("only a model that was taken is in use after a restart; one that was refused is not tried again")
    func trials() async throws {
        let path = Scratch.path()
        let store = try TicketStore(at: .file(path))
        var revisions: [Int64] = []
        for number in 0..<3 {
            let ticket = try await answer(number, in: store)
            try await record([lesson(.correction, "payment_issue", of: ticket)], of: ticket, in: store)
            revisions.append(try await store.lessons().all.last?.revision ?? 0)
        }
        func trial(_ revision: Int64, wrong: Int) -> EventKind {
            .retrained(
                Retraining(
                    revision: revision, taughtCount: 1, heldOutCount: 10, before: .init(right: 5, wrong: 0),
                    after: .init(right: 5, wrong: wrong)))
        }
        try await record([trial(revisions[0], wrong: 0)], of: nil, in: store)
        try await record([trial(revisions[1], wrong: 3)], of: nil, in: store)
        let found = try await TicketStore(at: .file(path)).lessons()
        #expect(found.taken == revisions[0] && found.inUse.count == 1)
        #expect(found.untried.map(\.revision) == [revisions[2]])
    }

    @Test("G1: erasing a customer erases what their tickets taught")
    func erased() async throws {
        let store = try TicketStore(at: .memory)
        let ticket = try await answer(1, in: store)
        try await record([lesson(.correction, "payment_issue", of: ticket), grade(.right)], of: ticket, in: store)
        _ = try await store.erase(
            party: "casey@customer.example", tombstone: String(repeating: "a", count: 64), now: Scenario.start)
        #expect(try await store.lessons().all.isEmpty)
        #expect(try await store.records()["login_issue"]?.lastAnswers == 0)
    }

    @Test("a store of the first schema keeps its record of each intent")
    func migrated() throws {
        let path = Scratch.path()
        let old = try SQLiteConnection(path: path, access: .writing, settings: StoreSettings())
        try old.migrate(to: [.first])
        try old.execute("INSERT INTO grade (ticket, intent, wrong) VALUES (1, 'login_issue', 0), (2, 'login_issue', 1)")
        try old.migrate()
        let bands = try old.rows("SELECT intent, band, graded, wrong FROM intent_band") { row in
            "\(row.text(0)) \(row.double(1)) \(row.int(2)) \(row.int(3))"
        }
        #expect(bands == ["login_issue 0.75 2 1"])
    }
}
