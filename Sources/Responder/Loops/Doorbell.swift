import Synchronization

/// Wakes the loops that wait at it: a ring while nobody waits is kept, any number of rings is one.
///
/// This is all that the loops tell each other; what there is to do stands in the store. A lost ring would cost a poll interval,
/// never a mail.
final class Doorbell: Sendable {
    private struct State {
        var isRung = false
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var turn = 0
    }
    private let state = Mutex(State())

    /// Wakes all who wait.
    func ring() {
        let waiters = state.withLock { state in
            state.isRung = state.waiters.isEmpty
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    /// Returns when somebody rings, after `longest`, or when the task is cancelled.
    func wait(_ longest: Duration) async {
        let turn = state.withLock { state in
            state.turn &+= 1
            return state.turn
        }
        let timer = Task {
            try? await Task.sleep(for: longest, clock: .continuous)
            end(turn)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isRung || Task.isCancelled {
                        state.isRung = false
                        return true
                    }
                    state.waiters[turn] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            end(turn)
        }
        timer.cancel()
    }

    private func end(_ turn: Int) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: turn) }
        waiter?.resume()
    }
}
