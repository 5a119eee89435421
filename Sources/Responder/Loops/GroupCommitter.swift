import HelpDesk
import Store
import Synchronization

/// Lets many senders share one commit: what arrives while a commit is under way goes with the next one.
///
/// How a mail ended (tx6) waits for the next final dot (tx5) and shares its fsync: one commit a mail and connection instead of two.
/// It waits no longer than ``lingerMilliseconds``; a crash before then leaves a mail of unknown fate (K14), as one before any commit does.
///
/// Whoever asks only leaves a note: no thread waits for another to take it. The clerk, on the store's thread, commits what it finds.
final class GroupCommitter: Sendable {
    private let desk: NoteDesk

    static let lingerMilliseconds = 25

    init(store: TicketStore, instance: Instance, desk: Desk, clock: ServiceClock) {
        self.desk = NoteDesk()
        let clerk = Clerk(store: store, instance: instance, desk: desk, clock: clock)
        Task { [notes = self.desk] in await clerk.work(off: notes) }
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

    /// Returns when every end that was noted before is committed.
    /// - Returns: false where there was none.
    func flush() async throws -> Bool {
        guard desk.hasWork else { return false }
        try await withCheckedThrowingContinuation { answer in desk.leave { $0.flushes.append(answer) } }
        return true
    }
}

/// What waits for the next commit.
private struct Notes: Sendable {
    struct Dot {
        var claim: Claim
        var answer: CheckedContinuation<Bool, any Error>
    }
    struct End {
        var settlement: Settlement
        var tell: @Sendable (Receipt) -> Void
    }

    var dots: [Dot] = []
    var ends: [End] = []
    var flushes: [CheckedContinuation<Void, any Error>] = []
}

/// Where notes are left, and where the clerk waits for them.
private final class NoteDesk: Sendable {
    private struct State {
        var notes = Notes()
        /// Whether the clerk is to come; ends alone wait for something more urgent.
        var isCalled = false
        var isCommitting = false
        var isClosed = false
        /// Whether somebody looks now and then for ends that nothing urgent takes along.
        var isWatched = false
        /// How often notes were taken.
        var round = 0
        var clerk: CheckedContinuation<Void, Never>?
    }
    private let state = Mutex(State())

    var hasWork: Bool { state.withLock { !$0.notes.ends.isEmpty || $0.isCommitting } }

    /// - Returns: whether the caller is to begin to watch.
    func note(_ end: Notes.End) -> Bool {
        state.withLock { state in
            state.notes.ends.append(end)
            defer { state.isWatched = true }
            return !state.isWatched
        }
    }

    /// The round in which ends wait; nil, and the watch is over, where none does.
    func watch() -> Int? {
        state.withLock { state in
            state.isWatched = !state.notes.ends.isEmpty
            return state.isWatched ? state.round : nil
        }
    }

    /// Calls the clerk to ends that were noted in this round and are still there.
    func callClerk(ifStill round: Int) {
        if state.withLock({ $0.round == round && !$0.notes.ends.isEmpty }) { leave { _ in } }
    }

    /// Leaves a note and calls the clerk.
    func leave(_ note: (inout Notes) -> Void) {
        let clerk = state.withLock { state in
            note(&state.notes)
            state.isCalled = true
            defer { state.clerk = nil }
            return state.clerk
        }
        clerk?.resume()
    }

    func putBack(_ ends: [Notes.End]) { state.withLock { $0.notes.ends = ends + $0.notes.ends } }

    func close() {
        let clerk = state.withLock { state in
            state.isClosed = true
            defer { state.clerk = nil }
            return state.clerk
        }
        clerk?.resume()
    }

    /// The notes, once the clerk is called; nil when the desk is closed.
    nonisolated(nonsending) func next() async -> Notes? {
        while true {
            if let taken = taken() { return taken }
            await withCheckedContinuation { clerk in
                let isNeeded = state.withLock { state in
                    guard !state.isCalled, !state.isClosed else { return true }
                    state.clerk = clerk
                    return false
                }
                if isNeeded { clerk.resume() }
            }
            if state.withLock({ $0.isClosed && !$0.isCalled }) { return nil }
        }
    }

    private func taken() -> Notes? {
        state.withLock { state in
            state.isCommitting = state.isCalled
            guard state.isCalled else { return nil }
            state.round &+= 1
            defer { (state.isCalled, state.notes) = (false, Notes()) }
            return state.notes
        }
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
        while let notes = await table.next() {
            do {
                let receipt = try await commit(notes.dots, notes.ends)
                if notes.dots.isEmpty, !notes.ends.isEmpty { CrashPoint.pass(.k15) }
                for dot in notes.dots { dot.answer.resume(returning: receipt?.granted.contains(dot.claim) == true) }
                for (end, answer) in zip(notes.ends, receipt?.receipts ?? []) { end.tell(answer) }
                for flush in notes.flushes { flush.resume() }
            } catch {
                // Nothing was committed. What the servers said stays true, and goes with the next commit.
                table.putBack(notes.ends)
                for dot in notes.dots { dot.answer.resume(throwing: error) }
                for flush in notes.flushes { flush.resume(throwing: error) }
            }
            // Others who wait for the store have their turn before the next commit.
            await Task.yield()
        }
    }

    /// - Returns: nil where there was nothing to commit.
    private func commit(_ dots: [Notes.Dot], _ ends: [Notes.End]) async throws -> SettleReceipt? {
        guard !dots.isEmpty || !ends.isEmpty else { return nil }
        let now = clock.now()
        let desk = desk
        return try await store.settle(
            ends.map(\.settlement), dotting: dots.map(\.claim), as: instance, now: now,
            query: { report in desk.query(for: .delivery(report), given: nil) },
            step: { report, file in desk.step(.delivery(report), in: file, given: nil, at: now) })
    }
}
