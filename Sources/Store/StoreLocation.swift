/// Where the store lives.
public enum StoreLocation: Sendable, Equatable {
    /// A file on a local disk (never on a network file system: its locks lie); `-wal` and `-shm` stand beside it.
    case file(String)
    /// For tests and rehearsals; gone with its ``TicketStore``.
    case memory
}

/// How much a connection may wait, and cache.
public struct StoreSettings: Sendable, Equatable {
    /// How long a write waits for another process's transaction.
    public var busyMilliseconds: Int
    /// Page cache of the writing connection.
    public var cacheKilobytes: Int
    /// The name of SQLite's file system; nil is the system's. Tests name one that fails.
    var fileSystem: String?
    public init(busyMilliseconds: Int = 10_000, cacheKilobytes: Int = 4_096) {
        self.busyMilliseconds = busyMilliseconds
        self.cacheKilobytes = cacheKilobytes
    }
}
