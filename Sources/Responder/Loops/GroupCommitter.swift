import HelpDesk
import Store

/// Lets many senders share one commit: what arrives while a commit is under way goes with the next one.
///
/// How a mail ended (tx6) waits for the next final dot (tx5) and shares its fsync: one commit a mail and connection instead of two.
/// It waits no longer than ``lingerMilliseconds``; a crash before then leaves a mail of unknown fate (K14), as one before any commit does.
///
/// It lives on the store's thread: what asks while the store is at work stands in line there, and asking costs no other thread.
actor GroupCommitter {
    nonisolated var unownedExecutor: UnownedSerialExecutor { store.unownedExecutor }

    private struct Dot {
        var id: OutboxID
        var answer: CheckedContinuation<Bool, any Error>
    }
    private struct End {
        var settlement: Settlement
        var tell: @Sendable (Receipt) -> Void
    }

    private let store: TicketStore
    private let instance: Instance
    private let desk: Desk
    private let clock: ServiceClock
    private var dots: [Dot] = []
    private var ends: [End] = []
    private var flushes: [CheckedContinuation<Void, any Error>] = []
    private var isCommitting = false
    private var isWanted = false

    static let lingerMilliseconds = 25

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

    /// Takes note of how a mail ended, to be committed soon with what the desk makes of it.
    /// - Parameter tell: called once that is done.
    func settle(_ settlement: Settlement, tell: @escaping @Sendable (Receipt) -> Void) {
        ends.append(End(settlement: settlement, tell: tell))
        guard ends.count == 1 else { return }
        Task {
            try? await Task.sleep(for: .milliseconds(Self.lingerMilliseconds), clock: .continuous)
            if !ends.isEmpty { commitSoon() }
        }
    }

    /// Returns when every end that was noted before is committed.
    /// - Returns: false where there was none.
    func flush() async throws -> Bool {
        guard !ends.isEmpty || isCommitting else { return false }
        try await withCheckedThrowingContinuation { answer in
            flushes.append(answer)
            commitSoon()
        }
        return true
    }

    private func commitSoon() {
        isWanted = true
        guard !isCommitting else { return }
        isCommitting = true
        Task { await commitAll() }
    }

    private func commitAll() async {
        while isWanted {
            isWanted = false
            let (dots, ends, flushes) = (self.dots, self.ends, self.flushes)
            (self.dots, self.ends, self.flushes) = ([], [], [])
            do {
                let receipt = try await commit(dots, ends)
                if dots.isEmpty, !ends.isEmpty { CrashPoint.pass(.k15) }
                for dot in dots { dot.answer.resume(returning: receipt?.granted.contains(dot.id) == true) }
                for (end, answer) in zip(ends, receipt?.receipts ?? []) { end.tell(answer) }
                for flush in flushes { flush.resume() }
            } catch {
                // Nothing was committed. What the servers said stays true, and goes with the next commit.
                self.ends = ends + self.ends
                for dot in dots { dot.answer.resume(throwing: error) }
                for flush in flushes { flush.resume(throwing: error) }
            }
        }
        isCommitting = false
    }

    /// - Returns: nil where there was nothing to commit.
    private func commit(_ dots: [Dot], _ ends: [End]) async throws -> SettleReceipt? {
        guard !dots.isEmpty || !ends.isEmpty else { return nil }
        let now = clock.now()
        let desk = desk
        return try await store.settle(
            ends.map(\.settlement), dotting: dots.map(\.id), as: instance, now: now,
            query: { report in desk.query(for: .delivery(report), given: nil) },
            step: { report, file in desk.step(.delivery(report), in: file, given: nil, at: now) })
    }
}
