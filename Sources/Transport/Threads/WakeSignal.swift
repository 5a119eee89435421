import CCurl
import Glibc
import Synchronization

/// An eventfd: makes a thread that is blocked in `poll` look up.
final class WakeSignal: Sendable {
    let descriptor: Int32

    init() {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(descriptor >= 0, "no eventfd to be had: the limit of open files is too low")
    }

    deinit { Glibc.close(descriptor) }

    func signal() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }

    /// Forgets signals given so far.
    func clear() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, 8)
    }

    /// Blocks until signalled, and forgets it.
    func wait() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, -1)
        clear()
    }
}

/// One call that may be cancelled while it blocks.
final class CancelFlag: Sendable {
    private let flag = Atomic<Bool>(false)
    private let wake: WakeSignal

    init(wake: WakeSignal) { self.wake = wake }

    var isCancelled: Bool { flag.load(ordering: .acquiring) }

    func cancel() {
        flag.store(true, ordering: .releasing)
        wake.signal()
    }
}
