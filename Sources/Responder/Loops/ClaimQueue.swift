import HelpDesk
import Store
import Synchronization

/// Claimed mails on their way to the connections (tx4): filled by one claim at a time, closed when the server fails.
///
/// The next claim starts before the last one is used up, so that a connection seldom waits for the store.
final class ClaimQueue: Sendable {
    /// Why nothing more is handed out.
    enum Close: Sendable, Equatable {
        case wait(String)
        case stop(String)
    }

    private struct State {
        var buffer: [OutboxItem] = []
        var claim: Task<Void, any Error>?
        var closed: Close?
        var handedOut = 0

        mutating func take() -> OutboxItem? {
            guard closed == nil, !buffer.isEmpty else { return nil }
            handedOut += 1
            return buffer.removeFirst()
        }
    }

    private let store: TicketStore
    private let instance: Instance
    private let clock: ServiceClock
    private let connections: Int
    private let state = Mutex(State())

    static let claimsPerConnection = 8
    /// Longer than everything claimed at once takes at the slowest. A dead process's claims are recovered by its successor.
    static let leaseSeconds: Int64 = 3600

    init(store: TicketStore, instance: Instance, clock: ServiceClock, connections: Int) {
        self.store = store
        self.instance = instance
        self.clock = clock
        self.connections = connections
    }

    var closed: Close? { state.withLock { $0.closed } }
    var handedOut: Int { state.withLock { $0.handedOut } }

    /// The next mail to send; nil when none is due, or the queue is closed.
    func next() async throws -> OutboxItem? {
        let item = state.withLock { state in
            let item = state.take()
            if item != nil, state.buffer.count < connections { startClaim(&state) }
            return item
        }
        if let item { return item }
        // A claim that was under way may have looked before the mail was due that this call was woken for; the next one did not.
        for _ in 0..<2 where closed == nil {
            let (isUnderWay, claim) = state.withLock { state in (state.claim != nil, startClaim(&state)) }
            try await claim.value
            if let item = state.withLock({ $0.take() }) { return item }
            if !isUnderWay { break }
        }
        return nil
    }

    /// The first reason stays.
    func close(_ reason: Close) { state.withLock { $0.closed = $0.closed ?? reason } }

    /// Gives back what was claimed and not handed out.
    func giveBack() async throws {
        // What is being claimed now would else stay behind.
        if let claim = state.withLock({ $0.claim }) { _ = await claim.result }
        let claims = state.withLock { state in
            defer { state.buffer = [] }
            return state.buffer.map(\.claim)
        }
        if !claims.isEmpty { try await store.unclaim(claims, as: instance, now: clock.now()) }
    }

    /// The claim under way, or a new one.
    @discardableResult
    private func startClaim(_ state: inout State) -> Task<Void, any Error> {
        if let claim = state.claim { return claim }
        let claim = Task { try await refill() }
        state.claim = claim
        return claim
    }

    private func refill() async throws {
        defer { state.withLock { $0.claim = nil } }
        let now = clock.now()
        guard let next = try await store.nextSend(), next <= now else { return }
        let items = try await store.claimDue(
            limit: connections * Self.claimsPerConnection, as: instance, now: now, leaseSeconds: Self.leaseSeconds)
        state.withLock { $0.buffer += items }
    }
}
