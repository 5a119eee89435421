import HelpDesk
import Store
import Synchronization
import Testing

@Suite("Decide: tx3") struct DecideTests {
    private let now = Scenario.start

    private func kept(_ names: [String], in store: TicketStore) async throws -> [MailID] {
        try await store.keep(names.map { Scenario.mail($0) }, now: now).map(\.id)
    }

    @Test("K8: what a crash inside tx3 leaves is a mail that waits, and nothing of its step")
    func crashInside() async throws {
        let path = Scratch.path()
        let store = try TicketStore(at: .file(path))
        let ids = try await kept(["a", "b"], in: store)
        let copy = Mutex("")
        _ = try await store.decide(ids.map { DeskWork(cause: .mail($0), query: CaseQuery()) }, now: now) { index, _ in
            // The first mail's step is written by now, and not committed.
            if index == 1 { copy.withLock { $0 = (try? Scratch.copy(path)) ?? "" } }
            return Scenario.answered(ids[index])
        }
        let crashed = try TicketStore(at: .file(copy.withLock { $0 }))
        #expect(try await crashed.waiting(limit: 10).map(\.id) == ids)
        #expect(try await crashed.tickets().items.isEmpty)
        #expect(try await crashed.outbox().isEmpty)
        #expect(try await crashed.log().items.isEmpty)
        #expect(try await store.outbox().count == 2)
    }

    @Test(
        "K9, INV3: after tx3 a replay of the mail is a no-op: one row for each mail, purpose and recipient",
        arguments: Backend.allCases)
    func replay(backend: Backend) async throws {
        let store = try TicketStore(at: backend.location())
        let id = try await kept(["a"], in: store)[0]
        let work = [DeskWork(cause: .mail(id), query: CaseQuery()), DeskWork(cause: .mail(id), query: CaseQuery())]
        let receipts = try await store.decide(work, now: now) { _, _ in Scenario.answered(id) }
        #expect(receipts[0].outbox.count == 1)
        #expect(receipts[1].result == .replayed)
        #expect(try await store.decide(work, now: now) { _, _ in Scenario.answered(id) }.map(\.result) == [.replayed, .replayed])
        #expect(try await store.outbox().count == 1)
        #expect(try await store.log().items.count == 4)
        #expect(try await store.verify(now: now) == [])
    }

    @Test("K9: two mails to one recipient for one purpose and cause are refused by the schema, and nothing of the step is kept")
    func doubledMail() async throws {
        let store = try TicketStore(at: .memory)
        let id = try await kept(["a"], in: store)[0]
        let receipts = try await store.decide([DeskWork(cause: .mail(id), query: CaseQuery())], now: now) { _, _ in
            var outcome = Scenario.answered(id)
            outcome.outgoing.append(outcome.outgoing[0])
            return outcome
        }
        guard case .refused(let error) = receipts[0].result else { return #expect(Bool(false), "not refused: \(receipts)") }
        #expect("\(error)".contains("outbox.cause"))
        #expect(try await store.outbox().isEmpty)
        #expect(try await store.tickets().items.isEmpty)
        #expect(try await store.waiting(limit: 1).map(\.id) == [id])
    }

    @Test("INV9, C6: a recipient that is no party of the ticket is refused; its neighbours in the batch are kept")
    func stranger() async throws {
        let store = try TicketStore(at: .memory)
        let ids = try await kept(["a", "b", "c"], in: store)
        let work = ids.map { DeskWork(cause: .mail($0), query: CaseQuery()) }
        let receipts = try await store.decide(work, now: now) { index, _ in
            Scenario.answered(ids[index], recipient: index == 1 ? "mallory@evil.example" : nil)
        }
        #expect(receipts[0].outcome != nil && receipts[2].outcome != nil)
        guard case .refused(let error) = receipts[1].result else { return #expect(Bool(false), "not refused") }
        #expect("\(error)".contains("INV9"))
        #expect(try await store.outbox().count == 2)
        #expect(try await store.waiting(limit: 10).map(\.id) == [ids[1]])
    }

    @Test(
        "INV9: only parties are written to, each in their role",
        arguments: [
            (MailPurpose.escalation, "agents@own.example", true), (.escalation, "other@own.example", false),
            (.answer, "agents@own.example", false), (.agentReply, "Casey@Customer.example", true),
            (.escalation, "casey@customer.example", false), (.receipt, "AGENTS@own.example", true),
        ])
    func roles(purpose: MailPurpose, recipient: String, isAllowed: Bool) async throws {
        let store = try TicketStore(at: .memory)
        let id = try await kept(["a"], in: store)[0]
        let receipts = try await store.decide([DeskWork(cause: .mail(id), query: CaseQuery())], now: now) { _, _ in
            var outcome = Scenario.answered(id)
            let ticket = TicketID(openedBy: id)
            outcome.parties = [TicketParty(ticket: ticket, address: "agents@own.example", role: .agent)]
            outcome.outgoing = [Scenario.outgoing(purpose, ticket: ticket, mail: id, to: recipient, at: now)]
            return outcome
        }
        #expect((receipts[0].outcome != nil) == isAllowed)
    }

    @Test("INV9: a ticket never gets a second customer, and mail to a customer always names its ticket")
    func secondCustomer() async throws {
        let store = try TicketStore(at: .memory)
        let ids = try await kept(["a", "b"], in: store)
        let receipts = try await store.decide(ids.map { DeskWork(cause: .mail($0), query: CaseQuery()) }, now: now) { index, _ in
            var outcome = Scenario.answered(ids[index])
            if index == 0 {
                let ticket = TicketID(openedBy: ids[0])
                outcome.parties = [TicketParty(ticket: ticket, address: "mallory@evil.example", role: .customer)]
            } else {
                outcome.outgoing[0].ticket = nil
            }
            return outcome
        }
        for receipt in receipts {
            guard case .refused(let error) = receipt.result else { return #expect(Bool(false), "not refused") }
            #expect("\(error)".contains("INV9"))
        }
    }

    @Test("a ticket number that is taken steps again with a higher salt")
    func numberCollision() async throws {
        let store = try TicketStore(at: .memory)
        let ids = try await kept(["a", "b"], in: store)
        let receipts = try await store.decide(ids.map { DeskWork(cause: .mail($0), query: CaseQuery()) }, now: now) {
            index, file in
            Scenario.answered(
                ids[index], number: TicketNumber(rawValue: file.numberSalt < 2 ? "AB-SAME" : "AB-SALT\(file.numberSalt)"))
        }
        #expect(receipts.allSatisfy { $0.outcome != nil })
        #expect(try await store.ticket(TicketNumber(rawValue: "AB-SAME"))?.id == TicketID(openedBy: ids[0]))
        #expect(try await store.ticket(TicketNumber(rawValue: "AB-SALT2"))?.id == TicketID(openedBy: ids[1]))
        #expect(try await store.outbox().count == 2)
    }

    @Test("a number that is taken for ever is refused, not tried for ever")
    func numberExhausted() async throws {
        let store = try TicketStore(at: .memory)
        let ids = try await kept(["a", "b"], in: store)
        let receipts = try await store.decide(ids.map { DeskWork(cause: .mail($0), query: CaseQuery()) }, now: now) { index, _ in
            Scenario.answered(ids[index], number: TicketNumber(rawValue: "AB-SAME"))
        }
        guard case .refused = receipts[1].result else { return #expect(Bool(false), "not refused") }
    }

    @Test("A7: each step of a batch sees the mails of the ones before it")
    func countsInsideBatch() async throws {
        let store = try TicketStore(at: .memory)
        let ids = try await kept(["a", "b", "c"], in: store)
        let keys = AddressKey.rateKeys(of: "c.asey+x@customer.example")
        let seen = Mutex<[SendCounts]>([])
        let work = ids.map { DeskWork(cause: .mail($0), query: CaseQuery(rateKeys: keys)) }
        _ = try await store.decide(work, now: now) { index, file in
            seen.withLock { $0.append(file.counts) }
            return Scenario.answered(ids[index])
        }
        let counts = seen.withLock { $0 }
        #expect(counts.map(\.senderTenMinutes) == [0, 1, 2])
        #expect(counts.map(\.senderDay) == [0, 1, 2])
        #expect(counts.map(\.domainHour) == [0, 1, 2])
        #expect(counts.map(\.allHour) == [0, 1, 2])
        #expect(counts.map(\.peakHour) == [nil, nil, nil])
    }

    @Test("A7: counts leave their window, and a clock that jumps back forgets none", arguments: [0, 11 * 60, 25 * 3600, -3600])
    func windows(secondsLater: Int) async throws {
        let store = try TicketStore(at: .memory)
        _ = try await store.answer(Scenario.mail("a"))
        let later = now.adding(seconds: Int64(secondsLater))
        let query = CaseQuery(rateKeys: AddressKey.rateKeys(of: "casey@customer.example"))
        let counts = try await store.caseFile(for: query, now: later).counts
        #expect(counts.senderTenMinutes == (secondsLater <= 0 ? 1 : 0))
        #expect(counts.senderDay == (secondsLater <= 11 * 60 ? 1 : 0))
        #expect(counts.domainHour == (secondsLater <= 11 * 60 ? 1 : 0))
        #expect(counts.allHour == (secondsLater <= 11 * 60 ? 1 : 0))
    }

    @Test("A7: after seven days of history the busiest hour is known")
    func peak() async throws {
        let store = try TicketStore(at: .memory)
        for name in ["a", "b", "c"] { _ = try await store.answer(Scenario.mail(name)) }
        let query = CaseQuery(rateKeys: AddressKey.rateKeys(of: "casey@customer.example"))
        #expect(try await store.caseFile(for: query, now: now.adding(days: 6)).counts.peakHour == nil)
        _ = try await store.answer(Scenario.mail("d"), at: now.adding(days: 3))
        #expect(try await store.caseFile(for: query, now: now.adding(days: 7)).counts.peakHour == 3)
        #expect(try await store.caseFile(for: query, now: now.adding(days: 9)).counts.peakHour == 1)
    }

    @Test("an agenda entry is done once, and not at all after it was moved or removed")
    func agenda() async throws {
        let store = try TicketStore(at: .memory)
        let entry = AgendaEntry(key: "digest", due: now, kind: .digest(minuteOfDay: nil))
        try await store.stand([entry])
        try await store.stand([AgendaEntry(key: "digest", due: now.adding(days: 9), kind: .digest(minuteOfDay: nil))])
        #expect(try await store.dueAgenda(now: now) == [entry])
        let next = AgendaEntry(key: "digest", due: now.adding(days: 1), kind: .digest(minuteOfDay: nil))
        let work = [DeskWork(cause: .agenda(entry), query: CaseQuery()), DeskWork(cause: .agenda(entry), query: CaseQuery())]
        let receipts = try await store.decide(work, now: now) { _, _ in Outcome(agenda: [next]) }
        #expect(receipts[0].outcome?.agenda == [next])
        #expect(receipts[1].result == .replayed)
        #expect(try await store.dueAgenda(now: now).isEmpty)
        #expect(try await store.nextDue() == next.due)
    }

    @Test("an operation is done once for its id")
    func operation() async throws {
        let store = try TicketStore(at: .memory)
        let work = [DeskWork(cause: .operation(id: "x"), query: CaseQuery())]
        let event = Event(ticket: nil, at: now, actor: .operatorOnHost("root"), kind: .held, reason: "stop it")
        #expect(try await store.decide(work, now: now) { _, _ in Outcome(events: [event]) }[0].outcome != nil)
        #expect(try await store.decide(work, now: now) { _, _ in Outcome(events: [event]) }[0].result == .replayed)
        #expect(try await store.standingHold()?.reason == "stop it")
        #expect(try await store.log().items.count == 1)
    }

    @Test("B4: a spent token grants nothing again, and an unknown one cannot be spent")
    func nonce() async throws {
        let store = try TicketStore(at: .memory)
        let id = try await store.answer(Scenario.mail("a"))
        let digest = "digest-answer-\(id.rawValue)"
        let query = CaseQuery(tokenDigests: [digest])
        #expect(try await store.caseFile(for: query, now: now).grants.map(\.digest) == [digest])
        #expect(try await store.caseFile(for: query, now: now).ticket?.id == TicketID(openedBy: id))
        let spend = { @Sendable (_: Int, _: CaseFile) in Outcome(spent: [digest]) }
        #expect(
            try await store.decide([DeskWork(cause: .operation(id: "1"), query: query)], now: now, step: spend)[0].outcome != nil)
        #expect(try await store.caseFile(for: query, now: now).grants.isEmpty)
        guard
            case .refused = try await store.decide([DeskWork(cause: .operation(id: "2"), query: query)], now: now, step: spend)[0]
                .result
        else { return #expect(Bool(false), "a spent nonce was spent again") }
    }

    @Test("INV6: a step on a mail that leaves it without a state is refused")
    func noDisposition() async throws {
        let store = try TicketStore(at: .memory)
        let id = try await kept(["a"], in: store)[0]
        let receipts = try await store.decide([DeskWork(cause: .mail(id), query: CaseQuery())], now: now) { _, _ in Outcome() }
        guard case .refused(let error) = receipts[0].result else { return #expect(Bool(false), "not refused") }
        #expect("\(error)".contains("INV6"))
    }

    @Test("a case file holds the ticket, its events, the sender's history and what waits to leave")
    func caseFile() async throws {
        let store = try TicketStore(at: .memory)
        let first = try await store.answer(Scenario.mail("a"))
        let second = try await store.answer(Scenario.mail("b"))
        let query = CaseQuery(
            numberHint: Scenario.number(first), bouncedMessageIDs: ["<answer-\(second.rawValue)@own.example>"],
            party: "CASEY@customer.example",
            named: [Scenario.number(second), TicketNumber(rawValue: "AB-00000000"), Scenario.number(first)])
        let file = try await store.caseFile(for: query, now: now)
        #expect(file.named.map(\.id) == [TicketID(openedBy: second), TicketID(openedBy: first)])
        #expect(file.hintedTicket?.id == TicketID(openedBy: first))
        #expect(file.ticket?.id == TicketID(openedBy: second))
        #expect(file.events.count == 4)
        #expect(file.history.map(\.id) == [TicketID(openedBy: second), TicketID(openedBy: first)])
        #expect(file.isKnownSender)
        #expect(file.waiting.map(\.messageID) == ["<answer-\(second.rawValue)@own.example>"])
        #expect(try await !store.caseFile(for: CaseQuery(party: "casey@customer.example.org"), now: now).isKnownSender)
    }
}
