import Foundation
import HelpDesk
import Store
import Testing

/// A small generator whose seed names a run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Any order of steps and crashes") struct InterleavingTests {
    /// `STORE_SEEDS=5000` runs the long form.
    private static let seeds: [UInt64] = {
        let wanted = ProcessInfo.processInfo.environment["STORE_SEEDS"].flatMap(UInt64.init) ?? 25
        return Array(1...max(wanted, 1))
    }()

    @Test("INV1 to INV9 hold, nothing is lost, and no answer is accepted twice", arguments: seeds)
    func anyOrder(seed: UInt64) async throws {
        var world = try await World(seed: seed)
        for _ in 0..<60 { try await world.step() }
        try await world.drain()
        try await world.check()
    }
}

/// A store, a submission server that remembers what it accepted, and a process that crashes.
private struct World {
    private let seed: UInt64
    private var random: SeededGenerator
    private var path = Scratch.path()
    private var store: TicketStore
    private var instance: Instance
    private var now = Scenario.start
    /// What a crash forgets.
    private var claimed: [OutboxItem] = []
    private var settlements: [Settlement] = []
    /// What the world remembers: mails that were sent to us, and what the server accepted.
    private var names: [String] = []
    private var accepted: [String: [[UInt8]]] = [:]

    init(seed: UInt64) async throws {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        store = try TicketStore(at: .file(path))
        instance = try await store.takeOver(owner: "0", now: now)
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: try await receive()
        case 2, 3: try await work()
        case 4: try await claim()
        case 5, 6: try await send()
        case 7: try await settle()
        case 8: try await wait(Int64.random(in: 0...2000, using: &random))
        default: try await crash()
        }
    }

    private mutating func receive() async throws {
        var mails: [IncomingBytes] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            // One in four has been here before, under another UID.
            let name = names.randomElement(using: &random) ?? "m0"
            let isAgain = !names.isEmpty && Int.random(in: 0..<4, using: &random) == 0
            mails.append(
                Scenario.mail(
                    isAgain ? name : "m\(names.count)", uid: Int.random(in: 1...1000, using: &random)))
            if !isAgain { names.append("m\(names.count)") }
        }
        _ = try await store.keep(mails, now: now)
    }

    private mutating func work() async throws {
        let start = try await store.beginWork(try await store.waiting(limit: 3).map(\.id))
        // A crash in the middle of reading (K6).
        if Int.random(in: 0..<6, using: &random) == 0 { return try await crash() }
        try await decide(start)
    }

    private func decide(_ start: WorkStart) async throws {
        let now = now
        let mails = (start.ready + start.poison).map(\.id)
        let poison = Set(start.poison.map(\.id))
        let work = mails.map {
            DeskWork(cause: .mail($0), query: CaseQuery(party: "casey@customer.example"))
        }
        let receipts = try await store.decide(work, now: now) { index, _ in
            if poison.contains(mails[index]) { return Outcome(disposition: .quarantined) }
            return mails[index].rawValue % 3 == 0
                ? World.escalated(mails[index], at: now) : Scenario.answered(mails[index], at: now)
        }
        for receipt in receipts { #expect(receipt.outcome != nil, "seed \(seed): \(receipt.result)") }
    }

    private static func escalated(_ mail: MailID, at now: Timestamp) -> Outcome {
        let ticket = TicketID(openedBy: mail)
        var outcome = Scenario.answered(mail, at: now)
        outcome.disposition = .escalated
        outcome.events.removeLast()
        outcome.events.append(
            Event(
                ticket: ticket, at: now, actor: .desk, kind: .escalated(group: "agents@own.example"),
                reason: "doubt"))
        outcome.parties = [TicketParty(ticket: ticket, address: "agents@own.example", role: .agent)]
        outcome.outgoing = [
            Scenario.outgoing(.escalation, ticket: ticket, mail: mail, to: "agents@own.example", at: now)
        ]
        return outcome
    }

    private mutating func claim() async throws {
        claimed += try await store.claimDue(limit: 3, as: instance, now: now)
    }

    /// Data, then leave for the dot, then the dot; the server and the line decide how it ends.
    private mutating func send() async throws {
        guard let item = claimed.popLast() else { return }
        let fate = Int.random(in: 0..<10, using: &random)
        if fate == 0 {
            return settlements.append(Settlement(item.claim, .transient("451 before the dot")))
        }
        guard try await store.markDot([item.claim], as: instance, now: now).contains(item.claim) else {
            return
        }
        if fate == 1 { return try await crash() }
        if fate == 2 {
            return settlements.append(Settlement(item.claim, .unknown("cut before the dot")))
        }
        if fate == 3 { return settlements.append(Settlement(item.claim, .permanent("554"))) }
        if fate == 4 { return settlements.append(Settlement(item.claim, .transient("451"))) }
        accepted[item.messageID, default: []].append(item.bytes)
        if fate == 5 { return try await crash() }
        if fate == 6 {
            return settlements.append(Settlement(item.claim, .unknown("reply lost")))
        }
        settlements.append(Settlement(item.claim, .accepted("250")))
    }

    private mutating func settle() async throws {
        _ = try await store.settle(settlements, as: instance, now: now)
        settlements = []
    }

    private mutating func wait(_ seconds: Int64) async throws {
        now = now.adding(seconds: seconds)
        _ = try await store.recover(as: instance, now: now)
        // The search in the Sent folder finds some of those that were accepted.
        let known = accepted
        let found = try await store.unknowns().filter { known[$0.messageID] != nil }.map(\.id)
        _ = try await store.resolve(found.filter { _ in Bool.random(using: &random) }, at: now)
    }

    private mutating func crash() async throws {
        path = try Scratch.copy(path)
        store = try TicketStore(at: .file(path))
        claimed = []
        settlements = []
        instance = try await store.takeOver(owner: String(instance.epoch), now: now)
        _ = try await store.recover(as: instance, now: now)
    }

    /// Everything comes to its end when the world is kind.
    mutating func drain() async throws {
        try await settle()
        for _ in 0..<40 {
            while true {
                let start = try await store.beginWork(try await store.waiting(limit: 50).map(\.id))
                if start.ready.isEmpty && start.poison.isEmpty { break }
                try await decide(start)
            }
            for item in try await store.claimDue(limit: 100, as: instance, now: now) {
                guard try await store.markDot([item.claim], as: instance, now: now).contains(item.claim) else {
                    continue
                }
                accepted[item.messageID, default: []].append(item.bytes)
                _ = try await store.settle(
                    [Settlement(item.claim, .accepted("250"))], as: instance, now: now)
            }
            now = now.adding(seconds: 1300)
            _ = try await store.recover(as: instance, now: now)
            _ = try await store.resolve(at: now)
        }
    }

    func check() async throws {
        let violations = try await store.verify(now: now)
        #expect(violations.filter { $0.rule != "INV6" } == [], "seed \(seed)")
        #expect(try await store.waiting(limit: 1).isEmpty, "seed \(seed): a mail was never decided")
        let waiting = try await store.outbox(in: [.queued, .retry, .sending, .unknown])
        #expect(waiting.isEmpty, "seed \(seed): INV7: \(waiting.map(\.state))")
        let lines = try await store.outbox(in: OutboxState.allCases, limit: 1000)
        for line in lines {
            let times = accepted[line.messageID] ?? []
            #expect(times.count <= 1 + line.resends, "seed \(seed): INV8: \(line)")
            #expect(Set(times).count <= 1, "seed \(seed): INV4: \(line)")
            #expect(line.purpose != .answer || times.count <= 1, "seed \(seed): an answer went out twice")
            #expect(line.state != .sent || !times.isEmpty, "seed \(seed): told as sent, never accepted")
        }
        let tickets = try await store.tickets(page: PageRequest(limit: 1000)).items
        let quarantined = try await store.quarantined()
        #expect(tickets.count + quarantined.count == names.count, "seed \(seed): mails lost or doubled")
        #expect(
            Set(lines.compactMap(\.ticket)).count == tickets.count,
            "seed \(seed): a ticket without its mail (INV3)")
    }
}
