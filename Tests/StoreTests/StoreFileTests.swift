import Foundation
import HelpDesk
import Testing

@testable import Store

@Suite("The file of the store") struct StoreFileTests {
    @Test("a new store is for its owner's eyes only")
    func permissions() throws {
        let path = Scratch.path()
        _ = try TicketStore(at: .file(path))
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(suffix)")
        }
    }

    @Test("a file that is no database is told as such and left alone")
    func notADatabase() throws {
        let path = Scratch.path()
        let text = String(repeating: "Dear diary, today I met a ticket.\n", count: 100)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        #expect { _ = try TicketStore(at: .file(path)) } throws: { error in
            guard case .notAStore = error as? StoreError else { return false }
            return "\(error)".contains(path)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test("another program's database is refused")
    func foreignDatabase() throws {
        let path = Scratch.path()
        let other = try SQLiteConnection(path: path, access: .writing, settings: StoreSettings())
        try other.execute("CREATE TABLE photos (id INTEGER)")
        #expect { _ = try TicketStore(at: .file(path)) } throws: {
            if case .notAStore = $0 as? StoreError { true } else { false }
        }
        #expect(try other.count("SELECT count(*) FROM sqlite_schema") == 1)
    }

    @Test("a store of a newer version is refused with both numbers")
    func newer() throws {
        let path = Scratch.path()
        _ = try TicketStore(at: .file(path))
        let other = try SQLiteConnection(path: path, access: .writing, settings: StoreSettings())
        try other.execute("PRAGMA user_version = 999")
        let known = Migration.all.last?.number ?? 0
        #expect(throws: StoreError.newerSchema(path: path, found: 999, known: known)) { _ = try TicketStore(at: .file(path)) }
    }

    @Test("a folder that is missing and a path that is a folder are told with the path")
    func badPaths() throws {
        let path = Scratch.path()
        for bad in [path + ".d/missing/store.sqlite", (path as NSString).deletingLastPathComponent] {
            #expect { _ = try TicketStore(at: .file(bad)) } throws: { error in
                (error as? StoreError)?.isTransient == false && "\(error)".contains(bad)
            }
        }
    }

    @Test("migrations are numbered from one without a gap, and the released ones are frozen")
    func frozen() throws {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
        let fresh = try SQLiteConnection(path: ":memory:", access: .writing, settings: StoreSettings())
        #expect(try fresh.migrate() == Migration.all.count)
        #expect(try fresh.migrate() == 0)
        #expect(try fresh.schemaVersion == Migration.all.count)
    }

    @Test("a migration that fails leaves the version before it")
    func failingMigration() throws {
        let fresh = try SQLiteConnection(path: ":memory:", access: .writing, settings: StoreSettings())
        let broken = Migration(number: 2, name: "broken", text: "CREATE TABLE extra (id INTEGER); CREATE TABLE mail (id INTEGER)")
        #expect(throws: StoreError.self) { try fresh.migrate(to: [.first, broken]) }
        #expect(try fresh.schemaVersion == 1)
        #expect(try fresh.count("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") == 0)
    }

    @Test("two processes write side by side: each sees what the other committed")
    func besideEachOther() async throws {
        let path = Scratch.path()
        let first = try TicketStore(at: .file(path))
        let second = try TicketStore(at: .file(path))
        async let one = first.keep((0..<50).map { Scenario.mail("a\($0)") }, now: Scenario.start)
        async let two = second.keep((0..<50).map { Scenario.mail("b\($0)") }, now: Scenario.start)
        _ = try await (one, two)
        #expect(try await first.waiting(limit: 200).count == 100)
        #expect(try await second.waiting(limit: 200).count == 100)
    }

    @Test("a lock that another process keeps is told as busy, and the call may be repeated")
    func busy() async throws {
        let path = Scratch.path()
        let store = try TicketStore(at: .file(path), settings: StoreSettings(busyMilliseconds: 20))
        let other = try SQLiteConnection(path: path, access: .writing, settings: StoreSettings())
        try other.execute("BEGIN IMMEDIATE")
        await #expect(throws: StoreError.busy) { try await store.keep([Scenario.mail("a")], now: Scenario.start) }
        #expect(StoreError.busy.isTransient)
        try other.execute("COMMIT")
        #expect(try await store.keep([Scenario.mail("a")], now: Scenario.start).count == 1)
    }

    @Test("K22, G6: a backup is whole, for its owner's eyes, verified, and on hold")
    func backup() async throws {
        let store = try TicketStore(at: .file(Scratch.path()))
        let id = try await store.answer(Scenario.mail("a"))
        let copyPath = Scratch.path()
        try await store.backUp(to: copyPath, now: Scenario.start)
        let mode = try FileManager.default.attributesOfItem(atPath: copyPath)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        let copy = try TicketStore(at: .file(copyPath))
        #expect(try await copy.ticket(TicketID(openedBy: id)) == store.ticket(TicketID(openedBy: id)))
        #expect(try await copy.standingHold()?.scope == .everything)
        #expect(try await store.standingHold() == nil)
        #expect(try await copy.verify(now: Scenario.start) == [])
        let instance = try await copy.takeOver(owner: "copy", now: Scenario.start)
        #expect(try await copy.claimDue(limit: 9, as: instance, now: Scenario.start).isEmpty)
        await #expect(throws: StoreError.self) { try await store.backUp(to: copyPath, now: Scenario.start) }
    }

    @Test("G1: after an erasure no byte of the customer is left in any file of the store")
    func erasure() async throws {
        let path = Scratch.path()
        let store = try TicketStore(at: .file(path))
        let canary = "canary-7f3a91@customer.example"
        let id = try await store.keep([Scenario.mail("secret-4711", from: canary, uid: 3)], now: Scenario.start)[0].id
        let bystander = try await store.answer(Scenario.mail("b"))
        _ = try await store.decide([DeskWork(cause: .mail(id), query: CaseQuery())], now: Scenario.start) { _, _ in
            Scenario.answered(id, party: canary)
        }
        try await store.truncateLog()
        #expect(try Self.files(path).contains { $0.contains("canary-7f3a91") })

        let erased = try await store.erase(party: canary, tombstone: "hmac", now: Scenario.start)
        #expect(erased.tickets == 1)
        #expect(erased.mails == 1)
        #expect(erased.places == ["support": [MailPlace(uidValidity: 7, uid: "3")]])
        #expect(erased.messageIDs == ["<answer-\(id.rawValue)@own.example>"])
        for file in try Self.files(path) {
            #expect(!file.contains("canary-7f3a91"))
            #expect(!file.contains("secret-4711"))
        }
        #expect(try await store.ticket(TicketID(openedBy: bystander)) != nil)
        let again = try await store.keep([Scenario.mail("secret-4711", from: canary, uid: 3)], now: Scenario.start)
        #expect(again == [.duplicate(id)])
        #expect(try await store.verify(now: Scenario.start) == [])
    }

    /// Bytes as Latin-1, so that a search is bytewise.
    private static func files(_ path: String) throws -> [String] {
        try ["", "-wal", "-shm"].filter { FileManager.default.fileExists(atPath: path + $0) }
            .map {
                String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + $0)).map { $0 < 128 ? $0 : 63 }, as: UTF8.self)
            }
    }

    @Test("G3: retention removes what is old and at rest, and nothing that still matters")
    func retention() async throws {
        let store = try TicketStore(at: .memory)
        let now = Scenario.start
        let instance = try await store.takeOver(owner: "x", now: now)
        let old = try await store.answer(Scenario.mail("old"))
        let waiting = try await store.keep([Scenario.mail("waiting")], now: now)[0].id
        let item = try await store.claimDue(limit: 1, as: instance, now: now)[0]
        _ = try await store.markDot([item.claim], as: instance, now: now)
        _ = try await store.settle([Settlement(item.claim, .accepted("250"))], as: instance, now: now)
        #expect(try await store.prune(Retention(), now: now.adding(days: 89)).rawMails == 0)
        let pruned = try await store.prune(Retention(), now: now.adding(days: 91))
        #expect(pruned.rawMails == 1)
        #expect(pruned.sentBytes == 1)
        #expect(pruned.tickets == 0)
        #expect(!pruned.isMore)
        #expect(try await store.bytes(of: old) == nil)
        #expect(try await store.bytes(of: waiting) != nil)
        _ = try await store.decide([DeskWork(cause: .operation(id: "close"), query: CaseQuery())], now: now) { _, _ in
            let ticket = TicketID(openedBy: old)
            return Outcome(events: [
                Event(ticket: ticket, at: now, actor: .clock, kind: .closed(resolved: true), reason: "silence")
            ])
        }
        #expect(try await store.prune(Retention(), now: now.adding(days: 731)).tickets == 1)
        #expect(try await store.keep([Scenario.mail("old")], now: now) == [.duplicate(old)])
    }
}
