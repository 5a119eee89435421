import HelpDesk
import Synchronization
import Testing

@testable import Store

@Suite("Long writes give way") struct GivingWayTests {
    private let now = Scenario.start

    @Test("tx3 ends after the step that it is at where another call waits, and the rest is decided by the next one")
    func decide() async throws {
        let store = try TicketStore(at: .memory)
        let instance = try await store.takeOver(owner: "first", now: now)
        let ids = try await store.keep(["a", "b", "c"].map { Scenario.mail($0) }, now: now).map(\.id)
        let work = ids.map { DeskWork(cause: .mail($0), query: CaseQuery()) }
        let other = Mutex<Task<Int, any Error>?>(nil)
        let deadline = ContinuousClock.now + .seconds(60)
        let joint = try await store.decide(work[...], as: instance, now: now) { index, _ in
            if index == 0 {
                other.withLock { $0 = Task { try await store.keep([Scenario.mail("d")], now: now).count } }
                // The step goes on once the other stands in line behind it.
                while !store.isAwaited, ContinuousClock.now < deadline {}
            }
            return Scenario.answered(ids[index])
        }
        #expect(joint.steps.count == 1)
        #expect(try await other.withLock { $0 }?.value == 1)
        let left = try await store.decide(work[1...], as: instance, now: now) { offset, _ in Scenario.answered(ids[1 + offset]) }
        #expect(left.steps.count == 2, "nobody waits now")
        #expect(try await store.outbox().count == 3)
        #expect(try await store.verify(now: now) == [])
    }

    @Test("tx3 and tx5 share a commit: a dot that is asked for during a step goes with it; told to give way, the steps end")
    func joint() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        let ids = try await desk.store.keep(["a", "b", "c"].map { Scenario.mail($0) }, now: now).map(\.id)
        let work = ids.map { DeskWork(cause: .mail($0), query: CaseQuery()) }
        let asked = Mutex<[Claim]>([])
        let joint = try await desk.store.decide(
            work[...], as: desk.instance, now: now,
            step: { index, _ in
                if index == 1 { asked.withLock { $0.append(item.claim) } }
                return Scenario.answered(ids[index])
            },
            givesWay: { taken in taken >= 2 }, delivery: Scenario.deliveryDesk(at: now),
            settling: { SettleOrder(dots: asked.withLock { $0 }) })
        #expect(joint.steps.count == 2)
        #expect(joint.sends.granted == [item.claim])
        // The machine dies before any further commit: the steps and the dot are on the disk together.
        let crashed = try await desk.crash(at: now)
        #expect(crashed.recovery.unknown == 1)
        #expect(try await crashed.store.mail(ids[1])?.disposition == .answered)
        #expect(try await crashed.store.mail(ids[2])?.disposition == nil)
        #expect(try await crashed.store.verify(now: now) == [])
    }

    @Test("a commit that fails has taken no step and granted no dot")
    func jointFailure() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        let id = try await desk.store.keep([Scenario.mail("a")], now: now)[0].id
        let other = try TicketStore(at: .file(desk.path), settings: StoreSettings(busyMilliseconds: 50))
        let (inside, enter) = AsyncStream<Void>.makeStream()
        let isOver = Mutex(false)
        let deadline = ContinuousClock.now + .seconds(60)
        // Another process writes, for as long as this one tries.
        let writer = Task {
            _ = try await desk.store.decide([DeskWork(cause: .operation(id: "slow"), query: CaseQuery())], now: now) { _, _ in
                enter.finish()
                while !isOver.withLock({ $0 }), ContinuousClock.now < deadline {}
                return Outcome()
            }
        }
        for await _ in inside {}
        let refused = await #expect(throws: StoreError.self) {
            try await other.decide(
                [DeskWork(cause: .mail(id), query: CaseQuery())][...], as: desk.instance, now: now,
                step: { _, _ in Scenario.answered(id) }, givesWay: { _ in false }, delivery: Scenario.deliveryDesk(at: now),
                settling: { SettleOrder(dots: [item.claim]) })
        }
        isOver.withLock { $0 = true }
        try await writer.value
        #expect(refused == .busy)
        #expect(try await desk.store.mail(id)?.disposition == nil)
        #expect(try await desk.store.markDot([item.claim], as: desk.instance, now: now) == [item.claim], "not granted before")
    }

    @Test(
        "a ticket that only got a routine acceptance keeps its record, and has the time of it; it need not be read for that",
        arguments: [.ticket, .nothing] as [CaseQuery.Reach])
    func acceptance(reach: CaseQuery.Reach) async throws {
        let desk = try await SendingDesk(purpose: .escalation)
        let item = try await desk.claim()
        let before = try #require(try await desk.store.tickets().items.first)
        let later = now.adding(seconds: 5)
        _ = try await desk.store.settle(
            [Settlement(item.claim, .accepted("250 ok"))], as: desk.instance, now: later,
            query: { CaseQuery(ticket: $0.ticket, reach: reach) },
            step: { report, file in
                #expect((file.ticket == nil) == (reach == .nothing))
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
