import CSQLite
import Foundation
import HelpDesk

@testable import Store

/// The store's files under a file system that forgets, at a power loss, what was never synced.
struct SimulatedDisk {
    /// Memory, so that thousands of runs cost no disk; what was synced is counted by the file system above it.
    private static let base = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    private let folder: String
    private var generation = 0

    init() throws {
        _ = ab_faults_register()
        folder = "\(Self.base)/answerback-simulation-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: try Self.template.get(), toPath: path)
    }

    var path: String { "\(folder)/\(generation).sqlite" }

    func open(_ order: WrongOrder?) async throws -> TicketStore {
        var settings = StoreSettings(cacheKilobytes: 1024)
        settings.fileSystem = "answerback-volatile"
        let store = try TicketStore(at: .file(path), settings: settings)
        if order == .synchronousNormal { try await store.loosen() }
        return store
    }

    /// The process dies; the kernel keeps what it was given.
    mutating func kill() throws { try take { _, _ in } }

    /// The machine dies: of what was never synced, some writes never happened.
    mutating func losePower(seed: UInt64) throws { try take { from, to in ab_faults_lose(from, to, seed) } }

    /// The files as they are now become another path, so that connections which still stand cannot reach them.
    private mutating func take(_ change: (String, String) -> Void) throws {
        let old = path
        generation += 1
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: old + suffix) {
            try FileManager.default.copyItem(atPath: old + suffix, toPath: path + suffix)
        }
        change(old, path)
        ab_faults_forget(old)
    }

    func remove() {
        ab_faults_forget(path)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A store without a row, made once.
    private static let template = Result {
        let path = "\(base)/answerback-simulation-template-\(getpid()).sqlite"
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let connection = try SQLiteConnection(path: path, access: .writing, settings: StoreSettings())
        try connection.setUp(.writing, settings: StoreSettings())
        _ = try connection.first("PRAGMA wal_checkpoint(TRUNCATE)") { _ in true }
        return path
    }
}

extension TicketStore {
    /// What RULES 2.3 forbids.
    fileprivate func loosen() throws { try session.connection.execute("PRAGMA synchronous = NORMAL") }

    /// The bytes of every mail that is stored.
    func allBytes() throws -> [[UInt8]] {
        try session.connection.rows("SELECT bytes FROM mail_bytes ORDER BY mail") { row in row.blob(0) }
    }

    /// tx1 under another key than the mail's own: what RULES 2.3 forbids.
    func keep(_ mail: IncomingBytes, under key: [UInt8], now: Timestamp) throws -> Kept {
        try write { session throws(StoreError) in try session.keep(mail, key: key, now: now) }
    }
}
