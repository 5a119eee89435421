import CSQLite
import Foundation
import HelpDesk
import Testing

@testable import Store

/// One mail's whole way, as far as the disk lets it; what was acknowledged is remembered.
private struct Journey {
    enum Milestone: Int, Comparable {
        case nothing, kept, begun, decided, claimed, dotted, settled
        static func < (a: Milestone, b: Milestone) -> Bool { a.rawValue < b.rawValue }
    }

    static let now = Scenario.start
    private(set) var reached = Milestone.nothing

    mutating func travel(_ store: TicketStore, as instance: Instance) async throws {
        let now = Self.now
        let id = try await store.keep([Scenario.mail("login", uid: 1)], now: now)[0].id
        reached = .kept
        _ = try await store.beginWork([id])
        reached = .begun
        _ = try await store.decide([DeskWork(cause: .mail(id), query: CaseQuery())], now: now) { _, _ in
            Scenario.answered(id)
        }
        reached = .decided
        let items = try await store.claimDue(limit: 10, as: instance, now: now)
        reached = .claimed
        let dots = try await store.markDot(items.map(\.claim), as: instance, now: now)
        reached = .dotted
        _ = try await store.settle(
            dots.map { Settlement($0, .accepted("250")) }, as: instance, now: now)
        reached = .settled
        try await store.truncateLog()
    }

    /// What must be found after a restart, given what was acknowledged before it.
    func check(_ store: TicketStore, _ label: String) async throws {
        let story = try await store.story(of: TicketID(rawValue: 1))
        let mail = try await store.mail(MailID(rawValue: 1))
        let row = story?.outbox.first
        #expect(reached < .kept || mail != nil, "\(label): a kept mail is lost")
        if reached >= .kept {
            #expect(
                try await store.bytes(of: MailID(rawValue: 1)) == Scenario.mail("login").bytes, "\(label)")
        }
        #expect(reached < .decided || mail?.disposition == .answered, "\(label): a decision is lost")
        #expect(reached < .decided || story?.events.isEmpty == false, "\(label): INV3")
        #expect((story == nil) == (mail?.disposition == nil), "\(label): INV3: half a step")
        #expect(
            reached < .dotted || row?.state == .unknown || row?.state == .sent || row?.state == .sending,
            "\(label): a dot is lost")
        #expect(
            reached < .settled || row?.state == .sent,
            "\(label): a settled mail would be sent again (K15)")
        #expect(try await store.verify(now: Self.now) == [], "\(label)")
    }
}

@Suite("Disks that fail", .serialized) struct FaultTests {
    private static func open(_ path: String) throws -> TicketStore {
        #expect(ab_faults_register() == SQLITE_OK)
        var settings = StoreSettings()
        settings.fileSystem = "answerback-faults"
        return try TicketStore(at: .file(path), settings: settings)
    }

    @Test(
        "T7, K17: whichever write or sync fails, the error is weather, nothing is lost, and the way goes on after it",
        arguments: [(SQLITE_FULL, 1), (ab_write_failed, 0), (ab_write_failed, 1)]
            as [(Int32, Int32)])
    func everyFault(code: Int32, forEver: Int32) async throws {
        defer { ab_faults_set(0, 0, 0) }
        for n in 1...400 {
            ab_faults_set(0, 0, 0)
            let path = Scratch.path()
            let store = try Self.open(path)
            let instance = try await store.takeOver(owner: "first", now: Journey.now)
            ab_faults_set(n, code, forEver)
            var journey = Journey()
            do {
                try await journey.travel(store, as: instance)
                if ab_faults_calls() < n { return #expect(n > 10, "the shim counted only \(n) calls") }
            } catch {
                #expect((error as? StoreError)?.isTransient == true, "call \(n): \(error)")
            }
            ab_faults_set(0, 0, 0)
            // The same process goes on when the disk has room again.
            var again = Journey()
            try await again.travel(store, as: instance)
            let after = try TicketStore(at: .file(try Scratch.copy(path)))
            try await journey.check(after, "call \(n)")
            #expect(try await after.tickets().items.count == 1, "call \(n)")
            #expect(try await after.outbox(in: OutboxState.allCases).count == 1, "call \(n)")
        }
        #expect(Bool(false), "the journey never came to its end")
    }

    @Test("the frames of a commit are written together; their writer sees them before, and others behind it")
    func gatheredFrames() throws {
        #expect(ab_faults_register() == SQLITE_OK)
        // A cache that holds a few pages of the six hundred, so that most are written and read back before the commit.
        var settings = StoreSettings(cacheKilobytes: 16)
        settings.fileSystem = "answerback-faults"
        let path = Scratch.path()
        let writer = try SQLiteConnection(path: path, access: .writing, settings: settings)
        try writer.setUp(.writing, settings: settings)
        try writer.execute("CREATE TABLE wide (id INTEGER PRIMARY KEY, bytes BLOB)")
        let reader = try SQLiteConnection(path: path, access: .reading, settings: StoreSettings())
        let (rows, bytes) = (SQL(text: "SELECT count(*) FROM wide"), SQL(text: "SELECT sum(length(bytes)) FROM wide"))
        ab_faults_set(0, 0, 0)
        try writer.execute(
            """
            BEGIN IMMEDIATE;
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 600)
            INSERT INTO wide SELECT n, zeroblob(3000) FROM numbers
            """)
        #expect(try writer.count(rows) == 600)
        #expect(try writer.count(bytes) == 1_800_000)
        #expect(try reader.count(rows) == 0)
        try writer.execute("COMMIT")
        #expect(try reader.count(bytes) == 1_800_000)
        // Ungathered it were two for each of more than six hundred frames.
        #expect((20...400).contains(ab_faults_calls()), "\(ab_faults_calls()) calls")
        try writer.execute("BEGIN IMMEDIATE; DELETE FROM wide; ROLLBACK")
        #expect(try reader.count(rows) == 600 && writer.count(rows) == 600)
        // Nor does a commit wait for a sync to be read, where its connection makes none.
        try writer.execute("PRAGMA synchronous = NORMAL; UPDATE wide SET bytes = zeroblob(1) WHERE id = 1")
        #expect(try reader.count(bytes) == 1_797_001)
    }

    @Test("T8, K16: after a power loss at any moment all that was acknowledged stands")
    func powerLoss() async throws {
        defer { ab_faults_set(0, 0, 0) }
        let seeds = ProcessInfo.processInfo.environment["STORE_SEEDS"].flatMap(UInt64.init) ?? 40
        for seed in 1...max(seeds, 1) {
            let (journey, copy) = try await Self.lose(seed: seed, prepare: { _ in })
            try await journey.check(try TicketStore(at: .file(copy)), "seed \(seed)")
        }
    }

    @Test("T8, negative: without an fsync at each commit the same losses are noticed")
    func powerLossWithoutSync() async throws {
        defer { ab_faults_set(0, 0, 0) }
        var losses = 0
        for seed in 1...60 as ClosedRange<UInt64> where losses == 0 {
            let (journey, copy) = try await Self.lose(seed: seed) { store in
                try await store.write { session throws(StoreError) in _ = session }
                try await store.loosen()
            }
            guard journey.reached >= .kept else { continue }
            do {
                let store = try TicketStore(at: .file(copy))
                if try await store.mail(MailID(rawValue: 1)) == nil { losses += 1 }
            } catch { losses += 1 }
        }
        #expect(losses > 0, "the harness cannot notice a loss")
    }

    /// Travels until the power goes at a moment that the seed names; gives the files as the disk holds them.
    private static func lose(
        seed: UInt64, prepare: (TicketStore) async throws -> Void
    ) async throws -> (Journey, String) {
        ab_faults_set(0, 0, 0)
        var random = SeededGenerator(seed: seed)
        let path = Scratch.path()
        let store = try open(path)
        let instance = try await store.takeOver(owner: "first", now: Journey.now)
        try await prepare(store)
        ab_faults_set(Int.random(in: 1...60, using: &random), ab_write_failed, 1)
        var journey = Journey()
        try? await journey.travel(store, as: instance)
        let copy = try Scratch.copy(path)
        ab_faults_lose(path, copy, random.next())
        ab_faults_forget(path)
        ab_faults_set(0, 0, 0)
        return (journey, copy)
    }
}

extension TicketStore {
    /// What RULES 2.3 forbids.
    fileprivate func loosen() throws { try session.connection.execute("PRAGMA synchronous = OFF") }
}
