import HelpDesk
import Store

/// Writes the health file every few seconds, and tells people when mail waits too long.
struct HealthLoop: Sendable {
    let store: TicketStore
    let surroundings: Surroundings

    static let periodSeconds = 10
    static let queueAgeSecondsMax: Int64 = 900
    static let countMax = 1000

    func run() async throws {
        while !Task.isCancelled {
            let queue = try await look()
            await surroundings.health.write(queue: queue)
            if queue.oldestSeconds > Self.queueAgeSecondsMax {
                await surroundings.alarm(
                    key: "queue-age", "the oldest undecided mail waits for \(queue.oldestSeconds / 60) minutes; see the log")
            }
            try await surroundings.pause(.seconds(Self.periodSeconds))
        }
    }

    func look() async throws -> QueueState {
        let waiting = try await store.waiting(limit: Self.countMax)
        let now = surroundings.clock.now()
        return QueueState(
            waiting: waiting.count, oldestSeconds: waiting.first.map { max(0, now.seconds(since: $0.storedAt)) } ?? 0,
            outbox: try await store.outbox(in: [.queued, .sending, .retry, .unknown], limit: Self.countMax).count,
            parked: try await store.outbox(in: [.parked, .failed], limit: Self.countMax).count,
            hold: try await store.standingHold()?.reason)
    }
}
