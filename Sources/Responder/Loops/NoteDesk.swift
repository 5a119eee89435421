import HelpDesk
import Store
import Synchronization

/// What waits for the next commit.
struct Notes: Sendable {
    struct Dot {
        var claim: Claim
        var answer: CheckedContinuation<Bool, any Error>
    }
    struct End {
        var settlement: Settlement
        var tell: @Sendable (Receipt) -> Void
    }
    struct Steps {
        /// Those not yet committed; the indices are those of the whole.
        var work: ArraySlice<DeskWork>
        var step: @Sendable (Int, CaseFile, Timestamp) -> Outcome
        var tell: @Sendable (Int, Receipt) -> Void
        var answer: CheckedContinuation<Void, any Error>
    }

    var dots: [Dot] = []
    var ends: [End] = []
    var steps: [Steps] = []
    var flushes: [CheckedContinuation<Void, any Error>] = []

    var isToBeCommitted: Bool { !dots.isEmpty || !ends.isEmpty || !steps.isEmpty }
}

/// Where notes are left, and where the clerk waits for them.
///
/// One list of steps is in the clerk's hand at a time. Dots and ends that come up during its commit go into the hand, too, until it
/// asks for the ``order()``.
final class NoteDesk: Sendable {
    private struct State {
        var notes = Notes()
        /// What the commit under way is about.
        var hand = Notes()
        /// Whether the clerk is to come; ends alone wait for something more urgent.
        var isCalled = false
        var isCommitting = false
        var isClosed = false
        /// Whether somebody looks now and then for ends that nothing urgent takes along.
        var isWatched = false
        /// How often notes were taken.
        var round = 0
        var clerk: CheckedContinuation<Void, Never>?

        /// All but steps goes into the hand.
        mutating func take() {
            hand.dots += notes.dots
            hand.ends += notes.ends
            hand.flushes += notes.flushes
            (notes.dots, notes.ends, notes.flushes) = ([], [], [])
            isCalled = !notes.steps.isEmpty
        }
    }
    private let state = Mutex(State())

    var hasWork: Bool { state.withLock { !$0.notes.ends.isEmpty || $0.isCommitting } }

    // MARK: Those who leave notes

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

    func close() {
        let clerk = state.withLock { state in
            state.isClosed = true
            defer { state.clerk = nil }
            return state.clerk
        }
        clerk?.resume()
    }

    // MARK: The clerk

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
            if !state.notes.steps.isEmpty { state.hand.steps = [state.notes.steps.removeFirst()] }
            state.take()
            return state.hand
        }
    }

    /// Whether a final dot waits for the commit under way.
    var dotWaits: Bool { state.withLock { !$0.hand.dots.isEmpty || !$0.notes.dots.isEmpty } }

    /// What the commit under way settles: what is in the hand, and what came up since.
    func order() -> SettleOrder {
        state.withLock { state in
            state.take()
            return SettleOrder(ends: state.hand.ends.map(\.settlement), dots: state.hand.dots.map(\.claim))
        }
    }

    /// What the commit was about; the hand is empty then.
    func takeFromHand() -> Notes {
        state.withLock { state in
            defer { state.hand = Notes() }
            return state.hand
        }
    }

    func putBack(_ ends: [Notes.End]) { state.withLock { $0.notes.ends = ends + $0.notes.ends } }

    /// Steps that are left for the next commit.
    func putBack(_ steps: Notes.Steps) {
        state.withLock { state in
            state.notes.steps.insert(steps, at: 0)
            state.isCalled = true
        }
    }
}
