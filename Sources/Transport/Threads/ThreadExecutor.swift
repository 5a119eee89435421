import Glibc
import Synchronization

/// Runs an actor's jobs on a thread of its own, so that calls which block (libcurl, fsync, IDLE) never hold a
/// thread of the cooperative pool.
///
/// It may also be the preferred executor of a task (SE-0417): what belongs to one connection then stays on the connection's thread.
///
/// The thread ends when the executor is released; it holds the queue alone, not the executor.
final class ThreadExecutor: SerialExecutor, TaskExecutor {
    private final class Queue: Sendable {
        struct Entry {
            var job: UnownedJob
            var serial: UnownedSerialExecutor
            var task: UnownedTaskExecutor

            func run() { job.runSynchronously(isolatedTo: serial, taskExecutor: task) }
        }
        struct State {
            var jobs: [Entry] = []
            var isClosed = false
            /// The thread waits, or is about to: the next job must wake it. Nobody else pays for a system call.
            var isAsleep = false
        }

        let state = Mutex(State())
        let wake = WakeSignal()

        func run() {
            while true {
                let (jobs, isClosed) = state.withLock { state in
                    defer { state.jobs = [] }
                    state.isAsleep = state.jobs.isEmpty
                    return (state.jobs, state.isClosed)
                }
                for entry in jobs { entry.run() }
                if jobs.isEmpty {
                    if isClosed { return }
                    wake.wait()
                }
            }
        }
    }

    private let queue = Queue()

    init() {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(queue).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, argument)
        precondition(code == 0, "no thread to be had: the limit of threads is too low")
        pthread_detach(thread)
    }

    deinit {
        queue.state.withLock { $0.isClosed = true }
        queue.wake.signal()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let entry = Queue.Entry(
            job: UnownedJob(job), serial: asUnownedSerialExecutor(), task: asUnownedTaskExecutor())
        let isAsleep = queue.state.withLock { state in
            defer { state.isAsleep = false }
            state.jobs.append(entry)
            return state.isAsleep
        }
        if isAsleep { queue.wake.signal() }
    }
}
