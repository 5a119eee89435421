import HelpDesk
import Store
import TestKit
import Testing

@testable import Responder

/// Retraining in the background, and what is in use after a restart.
@Suite("Teaching") struct TeachingLoopTests {
    /// Corrected tickets: a wording of which no template knows anything, always the same intent.
    private func teach(_ count: Int, intent: String?, in bench: Bench) async throws {
        let words = [
            "gizmo whirrs", "gizmo hums", "gizmo rattles", "gizmo squeaks", "gizmo buzzes", "gizmo clicks", "gizmo drones",
            "gizmo hisses", "gizmo knocks", "gizmo chirps", "gizmo moans", "gizmo pops",
        ]
        let now = bench.service.clock.now
        for index in 0..<count {
            let example = TaughtExample(
                ticket: TicketID(rawValue: Int64(9_000 + index)), source: .correction, language: "en", intent: intent,
                template: nil,
                text: "my \(words[index % words.count]) loudly", weight: 1)
            _ = try await bench.store.decide(
                [DeskWork(cause: .operation(id: "teach/\(index)"), query: CaseQuery())], now: now
            ) { _, _ in
                Outcome(events: [Event(ticket: nil, at: now, actor: .desk, kind: .taught(example), reason: "test")])
            }
        }
    }

    private func intent(of text: String, _ analyst: Analyst) -> String? {
        let judgement = analyst.evidence(for: JudgedText(subject: "", text: text)).judgement
        return (judgement?.confidence ?? 0) >= 0.5 ? judgement?.intent : nil
    }

    @Test("what agents correct is trained in the background, swapped in, told, and in use after a restart")
    func taken() async throws {
        let bench = try await Bench()
        #expect(try await bench.house.teaching.workOff() == nil, "nothing was taught")
        try await teach(12, intent: "payment_issue", in: bench)
        #expect(intent(of: "my gizmo whirrs and hums loudly", bench.house.teaching.seat.current) == nil)
        let report = try #require(try await bench.house.teaching.workOff())
        #expect(!report.isWorse && report.taughtCount == 12 && report.heldOutCount > 100, "\(report.words)")
        #expect(intent(of: "my gizmo whirrs and hums loudly", bench.house.teaching.seat.current) == "payment_issue")
        #expect(try await bench.house.teaching.workOff() == nil, "it is not tried again")
        let restarted = try await bench.service.open().analyst()
        #expect(intent(of: "my gizmo whirrs and hums loudly", restarted) == "payment_issue")
        let told = try await bench.store.log(LogFilter(kind: "retrained")).items
        #expect(told.count == 1 && told[0].reason.contains("was retrained with 12 examples"))
        let figures = try await bench.store.figures(
            from: bench.service.clock.now.adding(days: -1), to: bench.service.clock.now.adding(days: 1))
        #expect(figures.retrainings == [report.words])
        #expect(DigestReport(day: "d", yesterday: figures, weekBefore: Figures()).rendered().text.contains("was retrained"))
    }

    @Test("a few lessons wait for company, and at most an hour")
    func due() {
        func lessons(_ count: Int, age: Int64, tried: Int64 = 0) -> Lessons {
            Lessons(
                all: (0..<count).map { index in
                    Lessons.Lesson(
                        example: TaughtExample(
                            ticket: TicketID(rawValue: Int64(index)), source: .correction, language: nil, intent: nil,
                            template: nil,
                            text: "x", weight: 1), revision: Int64(index + 1), taughtAt: Timestamp(seconds: 100_000 - age))
                }, taken: 0, tried: tried)
        }
        let now = Timestamp(seconds: 100_000)
        #expect(!TeachingLoop.isDue(lessons(0, age: 9_999), now: now))
        #expect(!TeachingLoop.isDue(lessons(9, age: 3_599), now: now))
        #expect(TeachingLoop.isDue(lessons(9, age: 3_600), now: now))
        #expect(TeachingLoop.isDue(lessons(10, age: 0), now: now))
        #expect(!TeachingLoop.isDue(lessons(10, age: 9_999, tried: 10), now: now))
    }

    @Test("a model that answers held-out texts worse is refused, told in log and digest, and never comes back at a restart")
    func refused() async throws {
        let bench = try await Bench()
        let whole = bench.house.teaching
        // Two intents are enough to see it, and train in a moment.
        let library = TemplateLibrary(
            TemplateFiles(folder: nil, brands: []).sources.filter {
                $0.path.hasPrefix("en/login_issue/") || $0.path.hasPrefix("en/payment_issue/")
            })
        let desk = Desk(
            settings: bench.installation.desk.settings, templates: library, signer: bench.installation.signer, calendar: .utc)
        let teaching = TeachingLoop(
            store: whole.store, desk: desk, models: whole.models, seat: whole.seat, surroundings: whole.surroundings)
        let now = bench.service.clock.now
        // A poisoned teacher: what asks for payments is said to ask for logins, over and over.
        let work = library.examples(packs: []).filter { $0.intent == "payment_issue" }.enumerated().map { index, example in
            TaughtExample(
                ticket: TicketID(rawValue: Int64(20_000 + index)), source: .correction, language: "en", intent: "login_issue",
                template: nil, text: example.text + " again", weight: 3)
        }
        _ = try await bench.store.decide([DeskWork(cause: .operation(id: "poison"), query: CaseQuery())], now: now) { _, _ in
            Outcome(events: work.map { Event(ticket: nil, at: now, actor: .desk, kind: .taught($0), reason: "test") })
        }
        let report = try #require(try await teaching.workOff())
        #expect(report.isWorse, "\(report.words)")
        let lessons = try await bench.store.lessons()
        #expect(lessons.taken == 0 && lessons.inUse.isEmpty && lessons.untried.isEmpty)
        let figures = try await bench.store.figures(from: now.adding(days: -1), to: now.adding(days: 1))
        #expect(figures.retrainings.first?.contains("is not used") == true)
    }
}
