import HelpDesk
import Store

/// Time: brings what has come due to the desk. A timer is an input like mail.
struct AgendaLoop: Sendable {
    let store: TicketStore
    let desk: Desk
    let housekeeping: Housekeeping
    let surroundings: Surroundings

    /// A wall clock that jumps ahead is noticed this soon, and no sleep is longer (RULES K19).
    static let pollSeconds: Int64 = 5

    func run() async throws {
        try await store.stand(desk.standingAgenda(at: surroundings.clock.now()))
        while !Task.isCancelled {
            _ = try await workOff()
            try await surroundings.pause(.seconds(Self.pollSeconds))
        }
    }

    /// Decides every entry that is due.
    /// - Returns: how many were due.
    func workOff() async throws -> Int {
        var done: Set<String> = []
        while !Task.isCancelled {
            // An entry that the schema refuses stays due: it is told once, and not tried again in this pass.
            let due = try await store.dueAgenda(now: surroundings.clock.now()).filter { !done.contains($0.key) }
            guard !due.isEmpty else { break }
            for entry in due {
                try await decide(entry)
                done.insert(entry.key)
            }
        }
        return done.count
    }

    private func decide(_ entry: AgendaEntry) async throws {
        do {
            let receipt = try await surroundings.step(.timer(entry), cause: .agenda(entry))
            if receipt.outcome != nil, entry.kind == .retention { try await housekeeping.run() }
        } catch let error as StoreError {
            guard case .refused = error else { throw error }
            await surroundings.alarm(key: "agenda/\(entry.key)", "the timer \(entry.key) cannot be worked: \(error)")
        }
    }
}
