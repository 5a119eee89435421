import Glibc

/// A thread of its own as a serial executor: SQLite's calls block, and the cooperative pool must not.
///
/// It may also be the preferred executor of a task (SE-0417): what such a task does between two calls of the store stays on the thread.
///
/// `@unchecked Sendable`: it is immutable; what threads share stands behind the queue's mutex.
final class ThreadExecutor: SerialExecutor, TaskExecutor, @unchecked Sendable {
    private let queue: JobQueue

    init() {
        let queue = JobQueue()
        self.queue = queue
        let argument = Unmanaged.passRetained(queue)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<JobQueue>.fromOpaque(argument).takeRetainedValue().work()
                return nil
            }, argument.toOpaque())
        precondition(code == 0, "no thread for the store: error \(code)")
        pthread_detach(thread)
    }

    deinit { queue.stop() }

    /// Whether others stand in line behind the job that runs.
    var isAwaited: Bool { queue.isAwaited }

    func enqueue(_ job: consuming ExecutorJob) { queue.append(UnownedJob(job), for: self) }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}

/// The jobs that wait for the thread. The thread holds it, so it outlives the executor by at most one job.
private final class JobQueue: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let arrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// A job keeps its executor alive: the last one may end the actor that owns it.
    private var jobs: [(UnownedJob, ThreadExecutor)] = []
    /// The first that waits; those before it ran, and are dropped by so many, or when none waits.
    private var first = 0
    private static let ranMax = 64
    private var isStopped = false

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(arrived, nil)
    }

    deinit {
        pthread_cond_destroy(arrived)
        pthread_mutex_destroy(mutex)
        arrived.deallocate()
        mutex.deallocate()
    }

    func append(_ job: UnownedJob, for executor: ThreadExecutor) {
        pthread_mutex_lock(mutex)
        jobs.append((job, executor))
        pthread_cond_signal(arrived)
        pthread_mutex_unlock(mutex)
    }

    func stop() {
        pthread_mutex_lock(mutex)
        isStopped = true
        pthread_cond_signal(arrived)
        pthread_mutex_unlock(mutex)
    }

    var isAwaited: Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return first < jobs.count
    }

    func work() {
        while let (job, executor) = next() {
            job.runSynchronously(isolatedTo: executor.asUnownedSerialExecutor(), taskExecutor: executor.asUnownedTaskExecutor())
        }
    }

    /// The job that waits longest; nil when the executor is gone.
    private func next() -> (UnownedJob, ThreadExecutor)? {
        while true {
            pthread_mutex_lock(mutex)
            if first < jobs.count {
                defer { pthread_mutex_unlock(mutex) }
                return take()
            }
            let ran = jobs
            jobs = []
            first = 0
            let isOver = ran.isEmpty && isStopped
            if ran.isEmpty, !isStopped { pthread_cond_wait(arrived, mutex) }
            pthread_mutex_unlock(mutex)
            // Let go only now: the last of them may end the executor, which asks for the lock.
            withExtendedLifetime(ran) {}
            if isOver { return nil }
        }
    }

    private func take() -> (UnownedJob, ThreadExecutor) {
        // Others behind them hold the executor, so these are not its last.
        if first == Self.ranMax {
            jobs.removeFirst(first)
            first = 0
        }
        defer { first += 1 }
        return jobs[first]
    }
}
