import HelpDesk
import Store
import Testing

/// An answered mail whose row stands in the outbox, and the instance that sends.
struct SendingDesk {
    let path: String
    let store: TicketStore
    let instance: Instance
    let mail: MailID

    init(purpose: MailPurpose = .answer) async throws {
        path = Scratch.path()
        store = try TicketStore(at: .file(path))
        instance = try await store.takeOver(owner: "first", now: Scenario.start)
        let id = try await store.keep([Scenario.mail("login")], now: Scenario.start)[0].id
        _ = try await store.decide([DeskWork(cause: .mail(id), query: CaseQuery())], now: Scenario.start) { _, _ in
            guard purpose != .answer else { return Scenario.answered(id) }
            var outcome = Scenario.answered(id)
            let ticket = TicketID(openedBy: id)
            outcome.parties = [TicketParty(ticket: ticket, address: "agents@own.example", role: .agent)]
            outcome.events.removeLast()
            outcome.outgoing = [
                Scenario.outgoing(purpose, ticket: ticket, mail: id, to: "agents@own.example", at: Scenario.start)
            ]
            return outcome
        }
        mail = id
    }

    func claim(at now: Timestamp = Scenario.start) async throws -> OutboxItem {
        try #require(try await store.claimDue(limit: 10, as: instance, now: now).first)
    }

    func line(_ id: OutboxID) async throws -> OutboxLine { try #require(try await store.outboxLine(id)) }

    /// The store as a crash at this moment leaves it, opened again by the next instance.
    func crash(at now: Timestamp) async throws -> (store: TicketStore, instance: Instance, recovery: Recovery) {
        let store = try TicketStore(at: .file(try Scratch.copy(path)))
        let instance = try await store.takeOver(owner: "second", now: now)
        return (store, instance, try await store.recover(as: instance, now: now))
    }
}

@Suite("Submission: tx4 to tx6") struct SubmissionTests {
    private let now = Scenario.start

    @Test("K10, K11: a crash after the claim and before the leave for the dot is a retry of the same bytes")
    func beforeDot() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        let crashed = try await desk.crash(at: now.adding(seconds: 5))
        #expect(crashed.recovery.retried == 1)
        #expect(crashed.recovery.unknown == 0)
        let again = try await crashed.store.claimDue(limit: 10, as: crashed.instance, now: now.adding(seconds: 5))
        #expect(again.map(\.bytes) == [item.bytes])
        #expect(again.map(\.messageID) == [item.messageID])
        #expect(again.map(\.attempts) == [2])
    }

    @Test("K12 to K14: after the leave for the dot the fate is unknown; an answer is parked, never sent again")
    func afterDot() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        _ = try await desk.store.markDot([item.claim], as: desk.instance, now: now)
        let crashed = try await desk.crash(at: now)
        #expect(crashed.recovery.unknown == 1)
        #expect(try await crashed.store.claimDue(limit: 10, as: crashed.instance, now: now.adding(days: 1)).isEmpty)
        #expect(try await crashed.store.unknowns().map(\.messageID) == [item.messageID])

        let early = try await crashed.store.resolve(at: now.adding(seconds: 599))
        #expect(early.isEmpty)
        let late = try await crashed.store.resolve(at: now.adding(seconds: 600))
        #expect(late.count == 1)
        #expect(try await crashed.store.outboxLine(item.id)?.state == .parked)
        #expect(try await crashed.store.claimDue(limit: 10, as: crashed.instance, now: now.adding(days: 1)).isEmpty)
        #expect(try await crashed.store.verify(now: now) == [])
    }

    @Test("INV8: an escalation of unknown fate is resent once, byte-identical, and then parked")
    func resentOnce() async throws {
        let desk = try await SendingDesk(purpose: .escalation)
        var time = now
        var sent: [[UInt8]] = []
        for _ in 0..<5 {
            guard let item = try await desk.store.claimDue(limit: 1, as: desk.instance, now: time).first else { break }
            #expect(try await desk.store.markDot([item.claim], as: desk.instance, now: time) == [item.claim])
            sent.append(item.bytes)
            _ = try await desk.store.settle([Settlement(item.claim, .unknown("cut"))], as: desk.instance, now: time)
            time = time.adding(seconds: 601)
            _ = try await desk.store.resolve(at: time)
        }
        #expect(sent.count == 2)
        #expect(sent[0] == sent[1])
        #expect(try await desk.store.outbox().map(\.state) == [.parked])
        #expect(try await desk.store.outbox().map(\.resends) == [1])
    }

    @Test("an unknown mail that is found where it was sent to is sent, and is no resend")
    func found() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        _ = try await desk.store.markDot([item.claim], as: desk.instance, now: now)
        _ = try await desk.store.settle([Settlement(item.claim, .unknown("cut"))], as: desk.instance, now: now)
        _ = try await desk.store.resolve([item.id], at: now)
        #expect(try await desk.line(item.id).state == .sent)
        #expect(try await desk.store.ticket(TicketID(openedBy: desk.mail))?.status == .autoResolved)
    }

    @Test("K11: an unknown result without leave for the dot is a plain retry")
    func unknownWithoutDot() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        _ = try await desk.store.settle([Settlement(item.claim, .unknown("cut"))], as: desk.instance, now: now)
        #expect(try await desk.line(item.id).state == .retry)
    }

    @Test("K15: a sent mail is never claimed, retried, cancelled or settled again")
    func sentIsFinal() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        _ = try await desk.store.markDot([item.claim], as: desk.instance, now: now)
        let settled = try await desk.store.settle(
            [Settlement(item.claim, .accepted("250"))], as: desk.instance, now: now)
        #expect(settled.receipts[0].outcome != nil)
        let again = try await desk.store.settle([Settlement(item.claim, .transient("421"))], as: desk.instance, now: now)
        #expect(again.receipts[0].result == .replayed)
        #expect(try await !desk.store.retryNow(item.id, now: now))
        #expect(try await !desk.store.cancel(item.id, now: now))
        let crashed = try await desk.crash(at: now)
        #expect(try await crashed.store.claimDue(limit: 10, as: crashed.instance, now: now.adding(days: 9)).isEmpty)
        #expect(try await crashed.store.outboxLine(item.id)?.state == .sent)
    }

    /// Two claims of one mail: the first lapsed, because the machine slept; the second stands, and its dot may be on the wire.
    private func lapsed() async throws -> (desk: SendingDesk, old: OutboxItem, new: OutboxItem) {
        let desk = try await SendingDesk()
        let old = try await desk.claim()
        #expect(try await desk.store.recover(as: desk.instance, now: old.leaseUntil).retried == 1)
        let new = try #require(try await desk.store.claimDue(limit: 1, as: desk.instance, now: old.leaseUntil).first)
        #expect(new.id == old.id && new.attempts == old.attempts + 1)
        // Both ask in one commit: what is granted to one is not granted to the mail.
        let granted = try await desk.store.markDot([old.claim, new.claim], as: desk.instance, now: old.leaseUntil)
        #expect(granted == [new.claim])
        return (desk, old, new)
    }

    @Test(
        "K19, INV8: the failure of a claim that lapsed does not take back the final dot of the one after it",
        arguments: [SendResult.transient("451"), .permanent("554"), .unknown("cut")])
    func lapsedFailure(result: SendResult) async throws {
        let (desk, old, new) = try await lapsed()
        let later = old.leaseUntil
        _ = try await desk.store.settle([Settlement(old.claim, result)], as: desk.instance, now: later)
        try await desk.store.unclaim([old.claim], as: desk.instance, now: later)
        #expect(try await desk.store.outboxLine(old.id)?.state == .sending)
        _ = try await desk.store.settle([Settlement(new.claim, .accepted("250"))], as: desk.instance, now: later)
        #expect(try await desk.store.outboxLine(old.id)?.state == .sent)
    }

    @Test("K13: what a claim that lapsed saw accepted was accepted, and its successor's failure changes nothing")
    func lapsedAcceptance() async throws {
        let (desk, old, new) = try await lapsed()
        let later = old.leaseUntil
        _ = try await desk.store.settle([Settlement(old.claim, .accepted("250"))], as: desk.instance, now: later)
        _ = try await desk.store.settle([Settlement(new.claim, .transient("451"))], as: desk.instance, now: later)
        #expect(try await desk.store.outboxLine(old.id)?.state == .sent)
    }

    @Test("INV5: no dot without a claim, for another instance, twice, or after the lease")
    func dots() async throws {
        let desk = try await SendingDesk()
        let row = try #require(try await desk.store.outbox().first)
        #expect(try await desk.store.markDot([Claim(id: row.id, attempt: row.attempts)], as: desk.instance, now: now).isEmpty)
        let item = try await desk.claim()
        let foreign = Instance(owner: "first", epoch: desk.instance.epoch + 1)
        #expect(try await desk.store.markDot([item.claim], as: foreign, now: now).isEmpty)
        #expect(try await desk.store.markDot([item.claim], as: desk.instance, now: item.leaseUntil).isEmpty)
        #expect(try await desk.store.markDot([item.claim], as: desk.instance, now: now) == [item.claim])
        #expect(try await desk.store.markDot([item.claim], as: desk.instance, now: now).isEmpty)
    }

    @Test("K20: what an earlier instance claimed it can neither dot nor settle; an acceptance it brings late is believed")
    func staleInstance() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        _ = try await desk.store.markDot([item.claim], as: desk.instance, now: now)
        let next = try await desk.store.takeOver(owner: "second", now: now)
        #expect(next.epoch == desk.instance.epoch + 1)
        _ = try await desk.store.recover(as: next, now: now)
        let failed = try await desk.store.settle(
            [Settlement(item.claim, .permanent("550"))], as: desk.instance, now: now)
        #expect(failed.receipts[0].result == .replayed)
        #expect(try await desk.line(item.id).state == .unknown)
        _ = try await desk.store.settle([Settlement(item.claim, .accepted("250"))], as: desk.instance, now: now)
        #expect(try await desk.line(item.id).state == .sent)
    }

    @Test("E8: temporary failures wait longer and longer, within a fifth, and end after two days")
    func schedule() async throws {
        let desk = try await SendingDesk()
        var time = now
        var waits: [Int64] = []
        while let item = try await desk.store.claimDue(limit: 1, as: desk.instance, now: time).first {
            _ = try await desk.store.settle([Settlement(item.claim, .transient("451"))], as: desk.instance, now: time)
            let line = try await desk.line(item.id)
            guard line.state == .retry, let next = line.nextAt else { break }
            waits.append(next.seconds(since: time))
            time = next
        }
        #expect((60...72).contains(waits[0]))
        #expect((300...360).contains(waits[1]))
        for (wait, wanted) in zip(waits[2...], [900, 1800, 3600] as [Int64]) {
            #expect((wanted * 8 / 10...wanted * 12 / 10).contains(wait))
        }
        #expect(waits.dropFirst(5).allSatisfy { (5760...8640).contains($0) })
        let line = try #require(try await desk.store.outbox(in: [.failed]).first)
        #expect(line.reply?.contains("451") == true)
        #expect(time.seconds(since: now) <= 48 * 3600)
        let events = try await desk.store.story(of: TicketID(openedBy: desk.mail))?.events ?? []
        #expect(events.contains { event in if case .delivered(let note) = event.kind { note.result.tagIsFailed } else { false } })
    }

    @Test("E8: attempts that ended with the process do not lengthen the wait; a server's refusals do")
    func crashesAreNoRefusals() async throws {
        let desk = try await SendingDesk()
        var (instance, time) = (desk.instance, now)
        for crash in 1...4 {
            _ = try await desk.store.claimDue(limit: 1, as: instance, now: time)
            time = time.adding(seconds: 1)
            instance = try await desk.store.takeOver(owner: "after crash \(crash)", now: time)
            _ = try await desk.store.recover(as: instance, now: time)
        }
        for expected in [60...72, 300...360] as [ClosedRange<Int64>] {
            let item = try #require(try await desk.store.claimDue(limit: 1, as: instance, now: time).first)
            _ = try await desk.store.settle([Settlement(item.claim, .transient("451"))], as: instance, now: time)
            let next = try #require(try await desk.line(item.id).nextAt)
            #expect(expected.contains(next.seconds(since: time)))
            time = next
        }
        #expect(try await desk.store.outbox(in: [.retry]).map(\.attempts) == [6])
    }

    @Test("INV7: a refusal for good ends as failed, and the desk hears of it")
    func permanent() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        let receipt = try await desk.store.settle(
            [Settlement(item.claim, .permanent("550 no"))], as: desk.instance, now: now)
        #expect(receipt.receipts[0].outcome?.events.count == 1)
        #expect(try await desk.line(item.id).state == .failed)
        #expect(try await desk.store.verify(now: now) == [])
        #expect(try await desk.store.retryNow(item.id, now: now))
        #expect(try await desk.store.claimDue(limit: 1, as: desk.instance, now: now).map(\.bytes) == [item.bytes])
    }

    @Test("a step that the schema refuses does not lose what the server said")
    func refusedStep() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        _ = try await desk.store.markDot([item.claim], as: desk.instance, now: now)
        let receipt = try await desk.store.settle(
            [Settlement(item.claim, .accepted("250"))], as: desk.instance, now: now, query: { _ in CaseQuery() }
        ) { report, _ in
            Outcome(events: [Event(ticket: TicketID(rawValue: 999), at: now, actor: .desk, kind: .reopened, reason: "")])
        }
        guard case .refused = receipt.receipts[0].result else { return #expect(Bool(false), "not refused") }
        #expect(try await desk.line(item.id).state == .sent)
    }

    @Test(
        "H12: a hold stops automatic mail before its next dot; mail to agents leaves",
        arguments: [MailPurpose.answer, .escalation])
    func hold(purpose: MailPurpose) async throws {
        let desk = try await SendingDesk(purpose: purpose)
        let item = try await desk.claim()
        try await desk.store.hold(.automatic, reason: "stop", now: now)
        let granted = try await desk.store.markDot([item.claim], as: desk.instance, now: now)
        #expect(granted.isEmpty == (purpose == .answer))
        if purpose == .answer {
            #expect(try await desk.store.claimDue(limit: 1, as: desk.instance, now: now).isEmpty)
            #expect(try await desk.store.nextSend() == nil)
            try await desk.store.release(now: now)
            #expect(try await desk.store.claimDue(limit: 1, as: desk.instance, now: now).map(\.id) == [item.id])
        }
    }

    @Test("K22: a hold of everything lets nothing leave")
    func holdEverything() async throws {
        let desk = try await SendingDesk(purpose: .escalation)
        try await desk.store.hold(.everything, reason: "restored", now: now)
        #expect(try await desk.store.claimDue(limit: 1, as: desk.instance, now: now).isEmpty)
        try await desk.store.release(now: now)
        #expect(try await desk.store.claimDue(limit: 1, as: desk.instance, now: now).count == 1)
    }

    @Test("a mail that waits for its time is not claimed before it, and can be withdrawn until its dot")
    func withdrawn() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        _ = try await desk.store.decide([DeskWork(cause: .operation(id: "undo"), query: CaseQuery())], now: now) { _, _ in
            Outcome(withdrawn: [item.id])
        }
        #expect(try await desk.store.markDot([item.claim], as: desk.instance, now: now).isEmpty)
        #expect(try await desk.line(item.id).state == .cancelled)
        let early = try await SendingDesk()
        #expect(try await early.store.claimDue(limit: 1, as: early.instance, now: now.adding(seconds: -1)).isEmpty)
        #expect(try await early.store.nextSend() == now)
    }

    @Test("unclaimed mail goes back as it was; settling rides with the next dots in one call")
    func unclaim() async throws {
        let desk = try await SendingDesk()
        let item = try await desk.claim()
        try await desk.store.unclaim([item.claim], as: desk.instance, now: now)
        let again = try await desk.claim()
        #expect(again.attempts == 1)
        let receipt = try await desk.store.settle([], dotting: [again.claim], as: desk.instance, now: now)
        #expect(receipt.granted == [again.claim])
    }

    @Test("K19: deadlines that a wrong clock set years ahead are brought back")
    func clamped() async throws {
        let desk = try await SendingDesk()
        let far = now.adding(days: 3000)
        let item = try #require(try await desk.store.claimDue(limit: 1, as: desk.instance, now: far).first)
        _ = try await desk.store.settle([Settlement(item.claim, .transient("451"))], as: desk.instance, now: far)
        let line = try await desk.line(item.id)
        if line.state == .retry {
            #expect(try await desk.store.recover(as: desk.instance, now: now).clamped == 1)
            #expect(try await desk.store.nextSend() == now)
        } else {
            #expect(line.state == .failed)
        }
    }
}

extension DeliveryResult {
    var tagIsFailed: Bool { if case .failed = self { true } else { false } }
}

extension TicketStore {
    func resolve(_ found: [OutboxID] = [], at now: Timestamp) throws -> [Receipt] {
        try resolveUnknown(found: found, now: now, query: { _ in CaseQuery() }) { report, _ in Scenario.delivered(report, at: now)
        }
    }
}
