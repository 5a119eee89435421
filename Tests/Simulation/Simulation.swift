import HelpDesk

@testable import Store

/// One run of the whole way of mail, from one seed: a virtual clock, mailbox, submission server and disk around the real store, and
/// a poller, a case worker and one to four senders that take their steps in any order (RULES 2.4, T3).
///
/// The steps are those of the loops (`IntakeLoop`, `CaseLoop`, `SubmissionLoop`), each a call of the store or an act on a server, and
/// between any two of them the process or the machine may die.
struct Simulation {
    let seed: UInt64
    let order: WrongOrder?
    var random: SeededGenerator
    var disk: SimulatedDisk
    var store: TicketStore
    var instance: Instance
    var now = Timestamp(seconds: 1_795_000_000)
    var mailbox = SimulatedMailbox()
    var server = SimulatedServer()
    /// Mails that the world has sent us.
    var names: [String] = []
    /// How often the process died with each mail begun: two make it poison.
    var highWater: [Int64: Int] = [:]

    var poller = Poller()
    var caseWorker = CaseWorker()
    var senders: [Sender]

    /// Whether steps of the desk share their commits with the senders: in every third run.
    var sharesCommits: Bool { order == nil && seed % 3 == 2 }

    static let stepsMax = 90
    static let mailsMax = 6

    /// Runs one seed to its end.
    /// - Returns: the promises that were broken; empty when all hold.
    static func run(seed: UInt64, order: WrongOrder? = nil) async throws -> [String] {
        var simulation = try await Simulation(seed: seed, order: order)
        defer { simulation.disk.remove() }
        for _ in 0..<stepsMax { try await simulation.step() }
        try await simulation.drain()
        return try await simulation.violations()
    }

    private init(seed: UInt64, order: WrongOrder?) async throws {
        self.seed = seed
        self.order = order
        random = SeededGenerator(seed: seed)
        disk = try SimulatedDisk()
        store = try await disk.open(order)
        instance = try await store.takeOver(owner: "0", now: now)
        senders = Array(repeating: Sender(), count: 1 + random.below(4))
    }

    private mutating func step() async throws {
        switch random.below(20) {
        case 0, 1: if names.count < Self.mailsMax { receive() }
        case 2, 3, 4: try await poll()
        case 5, 6, 7: try await work()
        case 8, 9, 10, 11, 12, 13, 14: try await send(random.below(senders.count))
        case 15, 16: now = now.adding(seconds: Int64(random.below(400)))
        case 17: try await tidy()
        case 18: if random.once(in: 2) { try await crash() }
        default: if random.once(in: 6) { mailbox.recreate() }
        }
    }

    private mutating func receive() {
        names.append("m\(names.count)")
        if let name = names.last { mailbox.receive(name) }
    }

    /// What a minute's look at unknown fates does: leases that ended, signs in the Sent folder, waiting times that are over.
    mutating func tidy() async throws {
        let now = now
        _ = try await store.recover(as: instance, now: now)
        let known = server.accepted
        var found: [OutboxID] = []
        for mail in try await store.unknowns() where known[mail.messageID] != nil && random.once(in: 2) { found.append(mail.id) }
        _ = try await store.resolveUnknown(found: found, now: now, query: { CaseQuery(ticket: $0.ticket) }) { report, _ in
            SimulatedDesk.delivered(report, at: now)
        }
    }

    /// The process dies, or the whole machine; the next start finds what the disk holds.
    private mutating func crash() async throws {
        for sender in senders { die(sender) }
        if random.once(in: 3) { try disk.losePower(seed: random.next()) } else { try disk.kill() }
        store = try await disk.open(order)
        poller = Poller()
        caseWorker = CaseWorker()
        senders = Array(repeating: Sender(), count: senders.count)
        instance = try await store.takeOver(owner: String(instance.epoch), now: now)
        _ = try await store.recover(as: instance, now: now)
    }

    /// A dot that may have been on the wire when the process died; a reply that was never committed.
    private mutating func die(_ sender: Sender) {
        switch sender.state {
        case .idle, .claimed: break
        case .dotted(let item): if random.once(in: 2) { accept(item, isAmbiguous: true) }
        case .replied(let item, _): server.loseReply(to: item.messageID)
        }
    }

    mutating func accept(_ item: OutboxItem, isAmbiguous: Bool) {
        server.accept(item)
        if isAmbiguous { server.loseReply(to: item.messageID) }
    }

    /// The world is kind: no more crashes, all servers work, time passes.
    private mutating func drain() async throws {
        for _ in 0..<60 {
            for _ in 0..<12 {
                try await poll()
                try await work()
                for index in senders.indices { try await send(index, isKind: true) }
            }
            try await tidy()
            if try await isAtRest() { return }
            now = now.adding(seconds: 1300)
        }
    }

    private func isAtRest() async throws -> Bool {
        guard mailbox.inbox.isEmpty || order == .highWaterBeforeCommit, try await store.waiting(limit: 1).isEmpty else {
            return false
        }
        return try await store.nextSend() == nil
    }
}
