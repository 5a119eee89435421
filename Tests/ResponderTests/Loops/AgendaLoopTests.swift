import HelpDesk
import Store
import TestKit
import Testing

@testable import Responder

@Suite("The agenda")
struct AgendaLoopTests {
    @Test(
        "the digest stands from the first start, comes due in the morning, goes to the admins, and stands again for the next day")
    func digest() async throws {
        let bench = try await Bench([Letters.login()])
        try await bench.decide()
        try await bench.store.stand(bench.installation.desk.standingAgenda(at: bench.service.clock.now))
        #expect(try await bench.house.agenda.workOff() == 0)
        // A day holds one morning, whatever the hour at which the test runs.
        bench.service.clock.advance(seconds: 24 * 3600)
        #expect(try await bench.house.agenda.workOff() > 0)
        let digests = try await bench.store.outbox(limit: 50).filter { $0.purpose == .digest }
        #expect(digests.map(\.recipient) == [MaildirService.admin])
        let next = try #require(try await bench.store.nextDue())
        #expect(next > bench.service.clock.now)
    }

    @Test("seven days of silence after an automatic answer close its ticket")
    func silence() async throws {
        let bench = try await Bench([Letters.login()])
        try await bench.decide()
        _ = try await bench.house.submission.workOff(.once)
        bench.service.clock.advance(seconds: 8 * 86_400)
        _ = try await bench.house.agenda.workOff()
        #expect(try await bench.store.tickets().items.map(\.status) == [.closed])
    }
}
