import HelpDesk
import InternetMessage
import Responder
import Store
import TestKit
import Testing

/// T4: each named crash point (RULES 2.2) in each of six stories. A twin that is not killed says what must come of the story: the
/// same mails to the same people, the same tickets.
@Suite("Crash points in six stories", .enabled(if: ServeProcess.program != nil, "answerback was not built"))
struct CrashMatrixTests {
    @Test("K1 to K15: killed there and started again, each story ends as its twin does", arguments: CrashScenario.allCases)
    func story(scenario: CrashScenario) async throws {
        let twin = try await played(scenario, crashAt: nil)
        #expect(twin.rows.allSatisfy { $0.state == .sent }, "\(twin.rows)")
        #expect((scenario == .silence) == twin.isSilent)
        for point in CrashPointTests.points {
            let end = try await played(scenario, crashAt: point)
            let comment = Comment("\(scenario) killed at \(point)")
            let mayBeUnknown = ["K12", "K14"].contains(point) && scenario.passes(point)
            // A ticket whose mail is of unknown fate waits for what becomes of it.
            #expect(end.tickets.filter { !twin.tickets.contains($0) }.count <= (mayBeUnknown ? 1 : 0), comment)
            #expect(end.tickets.count == twin.tickets.count, comment)
            #expect(end.dispositions == twin.dispositions, comment)
            #expect(end.names == twin.names, comment)
            expectDeliveries(end, mayBeUnknown: mayBeUnknown, comment)
        }
    }

    /// Each mail stands once where its receiver looks; one of unknown fate at most once, and only where a dot may be on the wire.
    private func expectDeliveries(_ end: Ending, mayBeUnknown: Bool, _ comment: Comment) {
        #expect(end.rows.count { $0.state == .unknown } == (mayBeUnknown ? 1 : 0), comment)
        for row in end.rows {
            let times = end.delivered.count { $0 == row.messageID }
            switch row.state {
            case .sent: #expect(times == 1, comment)
            case .unknown: #expect(times <= 1, comment)
            case .queued, .sending, .retry, .failed, .parked, .cancelled: Issue.record("\(row), \(comment)")
            }
        }
    }

    // MARK: One run

    private struct Ending {
        struct Row: Equatable {
            var purpose: MailPurpose
            var recipient: String
            var messageID: String
            var state: OutboxState
        }

        var rows: [Row]
        /// How many stood in the outbox before the story's own mails came.
        var rowsBefore: Int
        var tickets: [String]
        var dispositions: [String]
        var delivered: [String]

        /// Digests come by the hour, not by the story.
        var names: [String] { rows.filter { $0.purpose != .digest }.map { "\($0.purpose) to \($0.recipient)" }.sorted() }
        var isSilent: Bool { rows.dropFirst(rowsBefore).allSatisfy { $0.purpose == .digest } }
    }

    private func played(_ scenario: CrashScenario, crashAt point: String?) async throws -> Ending {
        let service = try MaildirService()
        try await TestModel.copy(to: service.folder.file("var"))
        try await scenario.prepare(service)
        let before = try await rows(service.open().store).count
        let words = ["serve", "--once", "--config", service.configuration.file]
        if let point {
            let first = try ServeProcess(
                words, environment: ["ANSWERBACK_CRASH_AT": point], log: service.folder.file("first.log"))
            try await first.ends(with: scenario.passes(point) ? .killed(9) : .exited(0))
        }
        let second = try ServeProcess(words, log: service.folder.file("second.log"))
        try await second.ends(with: .exited(0))
        let store = try service.open().store
        #expect(try await store.waiting(limit: 1).isEmpty)
        #expect(try await store.verify(now: service.clock.now).isEmpty)
        return Ending(
            rows: try await rows(store), rowsBefore: before, tickets: try await tickets(store),
            dispositions: try await dispositions(store), delivered: try service.sent().compactMap(\.reading.messageID))
    }

    private func rows(_ store: TicketStore) async throws -> [Ending.Row] {
        try await store.outbox(in: OutboxState.allCases, limit: 1000).map {
            Ending.Row(purpose: $0.purpose, recipient: $0.recipient, messageID: $0.messageID, state: $0.state)
        }
    }

    private func tickets(_ store: TicketStore) async throws -> [String] {
        try await store.tickets().items.map { "\($0.party): \($0.status), \($0.rating.map(String.init) ?? "unrated")" }.sorted()
    }

    private func dispositions(_ store: TicketStore) async throws -> [String] {
        var found: [String] = []
        while let mail = try await store.mail(MailID(rawValue: Int64(found.count) + 1)) {
            found.append(mail.disposition.map { "\($0)" } ?? "waiting")
        }
        return found.sorted()
    }
}
