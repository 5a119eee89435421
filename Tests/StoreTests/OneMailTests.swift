import HelpDesk
import Store
import Testing

@Suite struct OneMailTests {
    @Test("a mail is kept, decided, claimed, dotted and settled, and its ticket tells so", arguments: Backend.allCases)
    func wholeLife(backend: Backend) async throws {
        let store = try TicketStore(at: backend.location())
        let now = Scenario.start
        let instance = try await store.takeOver(owner: "test", now: now)
        let id = try await store.answer(Scenario.mail("login", uid: 1))
        #expect(try await store.waiting(limit: 10).isEmpty)

        let claimed = try await store.claimDue(limit: 10, as: instance, now: now)
        #expect(claimed.map(\.recipient) == ["casey@customer.example"])
        #expect(try await store.markDot(claimed.map(\.claim), as: instance, now: now) == Set(claimed.map(\.claim)))
        let receipt = try await store.settle([Settlement(claimed[0].claim, .accepted("250 ok"))], as: instance, now: now)
        #expect(receipt.receipts.count == 1)

        let story = try #require(try await store.story(of: TicketID(openedBy: id)))
        #expect(story.ticket.status == .autoResolved)
        #expect(story.ticket.response == "Press reset.")
        #expect(story.events.count == 5)
        #expect(story.outbox.map(\.state) == [.sent])
        let figures = try await store.figures(from: now, to: now.adding(days: 1))
        #expect(figures.tickets == 1)
        #expect(figures.autoResolved == 1)
        #expect(figures.daily.map(\.date) == ["2026-11-18"])
    }
}
