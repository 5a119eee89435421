import HelpDesk
import Store

/// Lets steps of the desk and many senders share one commit: what arrives while a commit is under way goes with the next one.
///
/// How a mail ended (tx6) waits for the next final dot (tx5) and shares its fsync: one commit a mail and connection instead of two.
/// It waits no longer than ``lingerMilliseconds``; a crash before then leaves a mail of unknown fate (K14), as one before any commit does.
/// Steps (tx3) share it, too: a dot that is asked for while they are taken goes with them, after ``stepsBesideDots`` at most.
///
/// Whoever asks only leaves a note: no thread waits for another to take it. The clerk, on the store's thread, commits what it finds.
final class GroupCommitter: Sendable {
    let desk: NoteDesk

    static let lingerMilliseconds = 25
    /// Steps of one commit while a final dot waits for it: a dot shall not wait for a whole batch.
    static let stepsBesideDots = 2

    init(store: TicketStore, instance: Instance, desk: Desk, clock: ServiceClock) {
        self.desk = NoteDesk()
        let clerk = Clerk(store: store, instance: instance, desk: desk, clock: clock)
        // Without the preference, each time it is called and each yield would go by way of a thread of the pool.
        Task(executorPreference: store.thread) { [notes = self.desk] in await clerk.work(off: notes) }
    }

    deinit { desk.close() }

    /// Whether the final dot of a mail may go on the wire; committed when this returns (INV5). A hold says no (RULES H12).
    nonisolated(nonsending) func allowsDot(_ claim: Claim) async throws -> Bool {
        try await withCheckedThrowingContinuation { answer in
            desk.leave { $0.dots.append(Notes.Dot(claim: claim, answer: answer)) }
        }
    }

    /// Takes note of how a mail ended, to be committed soon with what the desk makes of it.
    /// - Parameter tell: called once that is done.
    func settle(_ settlement: Settlement, tell: @escaping @Sendable (Receipt) -> Void) {
        guard desk.note(Notes.End(settlement: settlement, tell: tell)) else { return }
        Task { [desk] in
            // One timer for all that end while the service is busy; half the time, because an end may come just behind a look.
            while let before = desk.watch() {
                try? await Task.sleep(for: .milliseconds(Self.lingerMilliseconds / 2), clock: .continuous)
                desk.callClerk(ifStill: before)
            }
        }
    }

    /// Takes steps of the desk, in order, and returns when all are committed; in as many commits as the final dots between them make of it.
    /// - Parameters:
    ///   - step: pure and quick; its arguments are the index into `work`, the case file, and the time of the commit.
    ///   - tell: called for each step once it is committed, in order, on the store's thread.
    /// - Throws: what the store said; the steps that were told of are committed all the same.
    func decide(
        _ work: [DeskWork], step: @escaping @Sendable (Int, CaseFile, Timestamp) -> Outcome,
        tell: @escaping @Sendable (Int, Receipt) -> Void
    ) async throws {
        guard !work.isEmpty else { return }
        try await withCheckedThrowingContinuation { answer in
            desk.leave { $0.steps.append(Notes.Steps(work: work[...], step: step, tell: tell, answer: answer)) }
        }
    }

    /// Returns when every end that was noted before is committed.
    /// - Returns: false where there was none.
    func flush() async throws -> Bool {
        guard desk.hasWork else { return false }
        try await withCheckedThrowingContinuation { answer in desk.leave { $0.flushes.append(answer) } }
        return true
    }
}

/// Commits notes, on the store's thread: what is left while the store is at work waits for it there.
private actor Clerk {
    nonisolated var unownedExecutor: UnownedSerialExecutor { store.unownedExecutor }
    private let store: TicketStore
    private let instance: Instance
    private let desk: Desk
    private let clock: ServiceClock

    init(store: TicketStore, instance: Instance, desk: Desk, clock: ServiceClock) {
        self.store = store
        self.instance = instance
        self.desk = desk
        self.clock = clock
    }

    func work(off table: NoteDesk) async {
        while let found = await table.next() {
            do {
                let receipt = try await commit(found, table)
                let notes = table.takeFromHand()
                if notes.dots.isEmpty, !notes.ends.isEmpty { CrashPoint.pass(.k15) }
                answer(notes, receipt, table)
            } catch {
                // Nothing was committed. What the servers said stays true, and goes with the next commit.
                let notes = table.takeFromHand()
                table.putBack(notes.ends)
                for dot in notes.dots { dot.answer.resume(throwing: error) }
                for steps in notes.steps { steps.answer.resume(throwing: error) }
                for flush in notes.flushes { flush.resume(throwing: error) }
            }
            // Others who wait for the store have their turn before the next commit.
            await Task.yield()
        }
    }

    private func answer(_ notes: Notes, _ receipt: JointReceipt, _ table: NoteDesk) {
        for dot in notes.dots { dot.answer.resume(returning: receipt.sends.granted.contains(dot.claim)) }
        for (end, answer) in zip(notes.ends, receipt.sends.receipts) { end.tell(answer) }
        for flush in notes.flushes { flush.resume() }
        guard var steps = notes.steps.first else { return }
        CrashPoint.pass(.k9)
        for (index, answer) in zip(steps.work.indices, receipt.steps) { steps.tell(index, answer) }
        steps.work = steps.work.dropFirst(receipt.steps.count)
        if steps.work.isEmpty { steps.answer.resume() } else { table.putBack(steps) }
    }

    private func commit(_ notes: Notes, _ table: NoteDesk) async throws -> JointReceipt {
        guard notes.isToBeCommitted else { return .nothing }
        let now = clock.now()
        let (desk, steps) = (desk, notes.steps.first)
        let first = steps?.work.startIndex ?? 0
        return try await store.decide(
            steps?.work ?? [], as: instance, now: now,
            step: { offset, file in steps?.step(first + offset, file, now) ?? Outcome() },
            givesWay: { taken in taken >= GroupCommitter.stepsBesideDots && table.dotWaits },
            delivery: DeliveryDesk(
                query: { report in desk.query(for: .delivery(report), given: nil) },
                step: { report, file in desk.step(.delivery(report), in: file, given: nil, at: now) }),
            settling: { table.order() })
    }
}
