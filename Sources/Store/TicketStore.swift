import HelpDesk

/// The ticket store: every write is one transaction, every read sees one state. Its calls block a thread of its own, not the pool.
///
/// All times come from the caller. A call that throws has changed nothing; ``StoreError/isTransient`` says whether to try it again.
public actor TicketStore {
    nonisolated private let executor: ThreadExecutor
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The writing connection; reads that must see a step's own writes use it too.
    let session: StoreSession
    /// A second connection for reads, so that a long report never delays a commit; nil in memory.
    nonisolated private let reader: StoreReader?
    public nonisolated let location: StoreLocation
    nonisolated let retry: RetrySchedule

    /// Opens the store, checks that SQLite keeps what it promises (RULES section 2), and migrates.
    public init(
        at location: StoreLocation, settings: StoreSettings = StoreSettings(), retry: RetrySchedule = RetrySchedule()
    ) throws(StoreError) {
        self.location = location
        self.retry = retry
        executor = ThreadExecutor()
        switch location {
        case .file(let path):
            try StoreFile.prepare(path)
            let session = StoreSession(try SQLiteConnection(path: path, access: .writing, settings: settings))
            try session.connection.setUp(.writing, settings: settings)
            self.session = session
            reader = try StoreReader(path: path, settings: settings)
        case .memory:
            let session = StoreSession(try SQLiteConnection(path: ":memory:", access: .writing, settings: settings))
            try session.connection.setUp(.memory, settings: settings)
            self.session = session
            reader = nil
        }
    }

    /// Runs a bounded read on the reading connection.
    nonisolated func read<Value: Sendable>(
        _ body: @Sendable (StoreSession) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        if let reader { return try await reader.read(body) }
        return try await readHere(body)
    }

    private func readHere<Value: Sendable>(
        _ body: @Sendable (StoreSession) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try session.connection.read { () throws(StoreError) -> Value in try body(session) }
    }

    /// The store's thread, for a task that does little else than call the store (SE-0417).
    public nonisolated var thread: any TaskExecutor { executor }

    /// Whether other calls wait for this one to end.
    nonisolated var isAwaited: Bool { executor.isAwaited }

    func write<Value>(_ body: (StoreSession) throws(StoreError) -> Value) throws(StoreError) -> Value {
        try session.connection.write { () throws(StoreError) -> Value in try body(session) }
    }
}

/// A connection beside the writing one, on a thread of its own: reads and backups.
actor StoreReader {
    nonisolated private let executor = ThreadExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private let session: StoreSession

    init(path: String, settings: StoreSettings, role: SQLiteConnection.Role = .reading) throws(StoreError) {
        let session = StoreSession(try SQLiteConnection(path: path, access: .reading, settings: settings))
        try session.connection.setUp(role, settings: settings)
        self.session = session
    }

    /// The whole database as it is at one moment, into an empty file.
    func copy(to path: String) throws(StoreError) { try session.connection.run("VACUUM INTO \(path)") }

    func read<Value: Sendable>(_ body: @Sendable (StoreSession) throws(StoreError) -> Value) throws(StoreError) -> Value {
        try session.connection.read { () throws(StoreError) -> Value in try body(session) }
    }
}

/// A connection with what turns its rows into values; the domain's statements are its extensions.
final class StoreSession {
    let connection: SQLiteConnection
    let coding = RecordCoding()
    /// The busiest hour so far, kept for the hour in which it was counted.
    var peak: (hour: Int64, mails: Int?)?
    var decoded = DecodedTickets()

    init(_ connection: SQLiteConnection) { self.connection = connection }
}
