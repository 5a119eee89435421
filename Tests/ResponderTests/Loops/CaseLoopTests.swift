import HelpDesk
import Store
import TestKit
import Testing

@testable import Responder

@Suite("Cases")
struct CaseLoopTests {
    @Test("each stored mail comes to rest, and its answer stands in the outbox with it (INV3)")
    func decided() async throws {
        let bench = try await Bench((1...5).map { Letters.login($0) } + [Letters.unusual()])
        try await bench.decide()
        #expect(try await bench.store.waiting(limit: 10).isEmpty)
        var dispositions: [Disposition?] = []
        for id in 1...6 { dispositions.append(try await bench.store.mail(MailID(rawValue: Int64(id)))?.disposition) }
        #expect(dispositions == [.answered, .answered, .answered, .answered, .answered, .escalated])
        #expect(try await bench.violations().isEmpty)
    }

    @Test("A7: of a batch from one sender, steps that were taken ahead are taken anew; the caps hold")
    func batchOfOneSender() async throws {
        let one = "Casey <casey@customer.example>"
        let bench = try await Bench((1...6).map { Letters.login($0, from: one) } + (1...4).map { Letters.login($0) })
        try await bench.decide()
        let outbox = try await bench.store.outbox(in: OutboxState.allCases, limit: 100)
        let automatic = outbox.filter {
            ($0.purpose == .answer || $0.purpose == .acknowledgement) && $0.recipient == "casey@customer.example"
        }
        #expect((1...3).contains(automatic.count), "\(automatic.map(\.purpose))")
        #expect(outbox.count { $0.purpose == .answer } == 5, "a second contact within the batch is not answered again")
        #expect(try await bench.violations().isEmpty)
    }

    @Test("K6: a mail that ended the process twice is quarantined unread at its third start, and its neighbours are answered")
    func poison() async throws {
        let bench = try await Bench([Letters.login(1), Letters.login(2), Letters.login(3)])
        try await bench.intake.begin()
        _ = try await bench.intake.workOff()
        let poison = MailID(rawValue: 2)
        // Two starts that ended before any decision.
        _ = try await bench.store.beginWork([poison])
        _ = try await bench.store.beginWork([poison])
        #expect(try await bench.house.cases.workOff() == 3)
        #expect(try await bench.store.mail(poison)?.disposition == .quarantined)
        #expect(try await bench.store.mail(MailID(rawValue: 1))?.disposition == .answered)
        #expect(try await bench.store.mail(MailID(rawValue: 3))?.disposition == .answered)
        let notices = try await bench.store.outbox(limit: 50).filter { $0.purpose != .answer }
        #expect(!notices.isEmpty, "people are told of the quarantine")
        for notice in notices {
            let bytes = try #require(try await bench.store.bytes(of: notice.id))
            #expect(!String(decoding: bytes, as: UTF8.self).contains("forgot my password"))
        }
    }

    @Test("K6: a mail with one counted attempt is worked again, and answered")
    func onceMore() async throws {
        let bench = try await Bench([Letters.login(1), Letters.login(2)])
        try await bench.intake.begin()
        _ = try await bench.intake.workOff()
        _ = try await bench.store.beginWork([MailID(rawValue: 1)])
        #expect(try await bench.house.cases.workOff() == 2)
        #expect(try await bench.store.mail(MailID(rawValue: 1))?.disposition == .answered)
    }

    @Test(
        "a broken mail becomes a value, never an end of the service",
        arguments: [[], [0], Array("no header\n\n".utf8), [10, 10, 255]])
    func broken(bytes: [UInt8]) async throws {
        let bench = try await Bench()
        _ = try await bench.store.keep(
            [IncomingBytes(mailbox: "inbox", place: nil, receivedAt: bench.service.clock.now, bytes: bytes)],
            now: bench.service.clock.now)
        #expect(try await bench.house.cases.workOff() == 1)
        #expect(try await bench.store.waiting(limit: 1).isEmpty)
        #expect(try await bench.store.outbox(limit: 10).allSatisfy { $0.purpose != .answer })
    }
}
