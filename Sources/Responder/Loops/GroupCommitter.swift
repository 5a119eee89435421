import HelpDesk
import Store

/// Lets many senders share one commit: what arrives while a commit is under way goes with the next one.
///
/// Final dots of the next mails (tx5) ride with the results of the last (tx6), so four connections cost no more fsyncs than one.
actor GroupCommitter {
    private struct Dot {
        var id: OutboxID
        var answer: CheckedContinuation<Bool, any Error>
    }
    private struct End {
        var settlement: Settlement
        var answer: CheckedContinuation<Receipt, any Error>
    }

    private let store: TicketStore
    private let instance: Instance
    private let desk: Desk
    private let clock: ServiceClock
    private var dots: [Dot] = []
    private var ends: [End] = []
    private var isCommitting = false

    init(store: TicketStore, instance: Instance, desk: Desk, clock: ServiceClock) {
        self.store = store
        self.instance = instance
        self.desk = desk
        self.clock = clock
    }

    /// Whether the final dot of a mail may go on the wire; committed when this returns (INV5). A hold says no (RULES H12).
    func allowsDot(_ id: OutboxID) async throws -> Bool {
        try await withCheckedThrowingContinuation { answer in
            dots.append(Dot(id: id, answer: answer))
            commitSoon()
        }
    }

    /// Commits how a mail ended, with what the desk makes of it.
    func settle(_ settlement: Settlement) async throws -> Receipt {
        try await withCheckedThrowingContinuation { answer in
            ends.append(End(settlement: settlement, answer: answer))
            commitSoon()
        }
    }

    private func commitSoon() {
        guard !isCommitting else { return }
        isCommitting = true
        Task { await commitAll() }
    }

    private func commitAll() async {
        while !dots.isEmpty || !ends.isEmpty {
            let (dots, ends) = (self.dots, self.ends)
            self.dots = []
            self.ends = []
            do {
                let receipt = try await commit(dots, ends)
                for dot in dots { dot.answer.resume(returning: receipt.granted.contains(dot.id)) }
                for (end, answer) in zip(ends, receipt.receipts) { end.answer.resume(returning: answer) }
            } catch {
                for dot in dots { dot.answer.resume(throwing: error) }
                for end in ends { end.answer.resume(throwing: error) }
            }
        }
        isCommitting = false
    }

    private func commit(_ dots: [Dot], _ ends: [End]) async throws -> SettleReceipt {
        let now = clock.now()
        let desk = desk
        return try await store.settle(
            ends.map(\.settlement), dotting: dots.map(\.id), as: instance, now: now,
            query: { report in desk.query(for: .delivery(report), given: nil) },
            step: { report, file in desk.step(.delivery(report), in: file, given: nil, at: now) })
    }
}
