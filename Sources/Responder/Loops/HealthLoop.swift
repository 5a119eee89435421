import HelpDesk
import Store

/// Writes the health file every few seconds, and tells people when mail waits too long.
struct HealthLoop: Sendable {
    let store: TicketStore
    let surroundings: Surroundings

    static let periodSeconds = 10
    static let queueAgeSecondsMax: Int64 = 900

    func run() async throws {
        while !Task.isCancelled {
            let health = try await store.health()
            await surroundings.health.write(store: health)
            try await watch(health)
            try await surroundings.pause(.seconds(Self.periodSeconds))
        }
    }

    private func watch(_ health: StoreHealth) async throws {
        let now = surroundings.clock.now()
        if let oldest = health.oldestWaitingAt, now.seconds(since: oldest) > Self.queueAgeSecondsMax {
            await surroundings.alarm(
                key: "intake-age", "the oldest undecided mail waits for \(now.seconds(since: oldest) / 60) minutes; see the log")
        }
        if let due = health.oldestDueAt, health.hold == nil, now.seconds(since: due) > Self.queueAgeSecondsMax {
            await surroundings.alarm(
                key: "outbox-age",
                "a mail should have left \(now.seconds(since: due) / 60) minutes ago; see `answerback queue list`")
        }
    }
}
