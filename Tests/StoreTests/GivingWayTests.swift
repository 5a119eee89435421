import HelpDesk
import Synchronization
import Testing

@testable import Store

@Suite("Long writes give way") struct GivingWayTests {
    private let now = Scenario.start

    @Test("tx3 ends after the step that it is at where another call waits, and the rest is decided by the next one")
    func decide() async throws {
        let store = try TicketStore(at: .memory)
        let ids = try await store.keep(["a", "b", "c"].map { Scenario.mail($0) }, now: now).map(\.id)
        let work = ids.map { DeskWork(cause: .mail($0), query: CaseQuery()) }
        let other = Mutex<Task<Int, any Error>?>(nil)
        let deadline = ContinuousClock.now + .seconds(60)
        let receipts = try await store.decide(work, now: now) { index, _ in
            if index == 0 {
                other.withLock { $0 = Task { try await store.keep([Scenario.mail("d")], now: now).count } }
                // The step goes on once the other stands in line behind it.
                while !store.isAwaited, ContinuousClock.now < deadline {}
            }
            return Scenario.answered(ids[index])
        }
        #expect(receipts.count == 1)
        #expect(try await other.withLock { $0 }?.value == 1)
        let rest = Array(work.dropFirst(receipts.count))
        let left = try await store.decide(rest, now: now) { index, _ in Scenario.answered(ids[receipts.count + index]) }
        #expect(left.count == rest.count, "nobody waits now")
        #expect(try await store.outbox().count == 3)
        #expect(try await store.verify(now: now) == [])
    }

    @Test("a ticket that only got a routine acceptance keeps its record, and has the time of it")
    func acceptance() async throws {
        let desk = try await SendingDesk(purpose: .escalation)
        let item = try await desk.claim()
        let before = try #require(try await desk.store.tickets().items.first)
        let later = now.adding(seconds: 5)
        _ = try await desk.store.settle(
            [Settlement(item.claim, .accepted("250 ok"))], as: desk.instance, now: later,
            query: { CaseQuery(ticket: $0.ticket, reach: .ticket) },
            step: { report, _ in
                let note = DeliveryNote(outbox: report.outbox, purpose: report.purpose, result: report.result)
                let event = Event(
                    ticket: report.ticket, at: later, actor: .mailServer, kind: .delivered(note), reason: "accepted")
                return Outcome(events: [event])
            })
        let after = try #require(try await desk.store.tickets().items.first)
        var expected = before
        expected.updatedAt = later
        #expect(after == expected)
        #expect(try await TicketStore(at: .file(desk.path)).tickets().items == [after])
    }

    @Test("what another process wrote of a ticket is read, however lately this one wrote it")
    func otherWriter() async throws {
        let desk = try await SendingDesk()
        let ticket = try #require(try await desk.store.tickets().items.first)
        let other = try TicketStore(at: .file(desk.path))
        let work = DeskWork(cause: .operation(id: "close"), query: CaseQuery(ticket: ticket.id))
        _ = try await other.decide([work], now: now) { _, _ in
            Outcome(events: [
                Event(ticket: ticket.id, at: now, actor: .operatorOnHost("op"), kind: .closed(resolved: nil), reason: "by hand")
            ])
        }
        let seen = Mutex<TicketStatus?>(nil)
        _ = try await desk.store.decide([DeskWork(cause: .operation(id: "look"), query: work.query)], now: now) { _, file in
            seen.withLock { $0 = file.ticket?.status }
            return Outcome()
        }
        #expect(seen.withLock { $0 } == .closed)
    }
}
