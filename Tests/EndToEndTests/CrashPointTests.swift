import HelpDesk
import Responder
import Store
import TestKit
import Testing

/// T4: the process kills itself at each named crash point (RULES 2.2) and is started again.
@Suite("Crash points", .serialized, .enabled(if: ServeProcess.program != nil, "answerback was not built"))
struct CrashPointTests {
    static let points = ["K1", "K2", "K3", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "K12", "K14", "K15"]
    static let count = 4

    @Test("K1 to K15: killed there and started again, nothing is lost and nothing goes out twice", arguments: points)
    func crash(point: String) async throws {
        let service = try MaildirService()
        try await TestModel.copy(to: service.folder.file("var"))
        for number in 1...Self.count { try service.receive(Letters.login(number)) }
        let words = ["serve", "--once", "--config", service.configuration.file]
        let first = try ServeProcess(words, environment: ["ANSWERBACK_CRASH_AT": point], log: service.folder.file("first.log"))
        try await first.ends(with: .killed(9))
        let second = try ServeProcess(words, log: service.folder.file("second.log"))
        try await second.ends(with: .exited(0))
        try await expectAll(service, point)
    }

    private func expectAll(_ service: MaildirService, _ point: String) async throws {
        let store = try service.open().store
        #expect(try await store.waiting(limit: 1).isEmpty)
        #expect(try await store.verify(now: service.clock.now).isEmpty)
        let unknown = try await store.unknowns()
        // Only where the dot may be on the wire is anything unknown: there nothing is sent again by itself (K12 to K14).
        #expect(unknown.count == (["K12", "K14"].contains(point) ? 1 : 0))
        let lines = try await store.outbox(in: OutboxState.allCases, limit: 1000).filter { $0.purpose == .answer }
        #expect(lines.count == Self.count)
        for number in 1...Self.count {
            let address = Letters.login(number).address
            let answers = try service.sent(to: address).count
            let isUnknown = lines.contains { $0.recipient == address && $0.state == .unknown }
            #expect(isUnknown ? answers <= 1 : answers == 1, "\(address) got \(answers) answers")
        }
    }

    @Test("K6: a mail that kills the process twice is quarantined at the third start, and its neighbours are answered")
    func poison() async throws {
        let service = try MaildirService()
        try await TestModel.copy(to: service.folder.file("var"))
        for number in 1...3 { try service.receive(Letters.login(number)) }
        let words = ["serve", "--once", "--config", service.configuration.file]
        for start in 1...2 {
            let run = try ServeProcess(
                words, environment: ["ANSWERBACK_CRASH_AT": "K6"], log: service.folder.file("\(start).log"))
            try await run.ends(with: .killed(9))
        }
        let last = try ServeProcess(words, log: service.folder.file("last.log"))
        try await last.ends(with: .exited(0))
        let store = try service.open().store
        let dispositions = try await (1...3).asyncMap { try await store.mail(MailID(rawValue: Int64($0)))?.disposition }
        #expect(dispositions.filter { $0 == .quarantined }.count == 1)
        #expect(dispositions.filter { $0 == .answered }.count == 2)
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var out: [Value] = []
        for element in self { out.append(try await transform(element)) }
        return out
    }
}
