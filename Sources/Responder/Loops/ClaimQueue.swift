import HelpDesk
import Store

/// Claimed mails on their way to the connections (tx4): filled by one claim at a time, closed when the server fails.
actor ClaimQueue {
    /// The store's thread, as for ``GroupCommitter``.
    nonisolated var unownedExecutor: UnownedSerialExecutor { store.unownedExecutor }

    /// Why nothing more is handed out.
    enum Close: Sendable, Equatable {
        case wait(String)
        case stop(String)
    }

    private let store: TicketStore
    private let instance: Instance
    private let clock: ServiceClock
    private let claimsMax: Int
    private var buffer: [OutboxItem] = []
    private var claim: Task<Void, any Error>?
    private(set) var closed: Close?
    private(set) var handedOut = 0

    /// Longer than everything claimed at once takes at the slowest. A dead process's claims are recovered by its successor.
    static let leaseSeconds: Int64 = 3600

    init(store: TicketStore, instance: Instance, clock: ServiceClock, claimsMax: Int) {
        self.store = store
        self.instance = instance
        self.clock = clock
        self.claimsMax = claimsMax
    }

    /// The next mail to send; nil when none is due, or the queue is closed.
    func next() async throws -> OutboxItem? {
        guard closed == nil else { return nil }
        if buffer.isEmpty { try await refill() }
        guard closed == nil, !buffer.isEmpty else { return nil }
        handedOut += 1
        return buffer.removeFirst()
    }

    /// The first reason stays.
    func close(_ reason: Close) { closed = closed ?? reason }

    /// Gives back what was claimed and not handed out.
    func giveBack() async throws {
        let ids = buffer.map(\.id)
        buffer = []
        if !ids.isEmpty { try await store.unclaim(ids, as: instance, now: clock.now()) }
    }

    private func refill() async throws {
        if let claim { return try await claim.value }
        let claim = Task {
            let now = clock.now()
            guard let next = try await store.nextSend(), next <= now else { return }
            buffer += try await store.claimDue(limit: claimsMax, as: instance, now: now, leaseSeconds: Self.leaseSeconds)
        }
        self.claim = claim
        defer { self.claim = nil }
        try await claim.value
    }
}
