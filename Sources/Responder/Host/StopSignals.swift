@preconcurrency import Dispatch
import Glibc
import Synchronization

/// The signals that ask the service to end: SIGTERM from a service manager, SIGINT from a terminal.
///
/// A handler that writes to a pipe: there is no moment in which a signal is neither deadly nor heard. A dispatch source wants the usual
/// action switched off first, and a signal that comes before it is registered is lost.
enum StopSignals {
    private typealias Listener = AsyncStream<Int32>.Continuation

    private static let listeners = Mutex<(turn: Int, waiting: [Int: Listener])>((0, [:]))
    /// Written before the handler is in place, and never again: a handler may read it.
    nonisolated(unsafe) private static var writeEnd: Int32 = -1

    /// Reads the pipe's other end for as long as the process lives; nil where there is no descriptor left, and then the signals keep
    /// their usual actions: the process ends as by a crash, which loses nothing (K1 to K15).
    private static let source: (any DispatchSourceRead)? = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        let (readEnd, other) = (ends[0], ends[1])
        writeEnd = other
        let source = DispatchSource.makeReadSource(fileDescriptor: readEnd, queue: .global())
        source.setEventHandler {
            var number: UInt8 = 0
            while read(readEnd, &number, 1) == 1 { tell(Int32(number)) }
        }
        source.activate()
        for number in [SIGTERM, SIGINT] { signal(number, handle) }
        return source
    }()

    private static let handle: @convention(c) (Int32) -> Void = { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(writeEnd, &byte, 1)
        errno = before
    }

    /// Elements are signal numbers, one for each arrival. The usual actions are switched off for good.
    static func stream() -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let turn = listeners.withLock { state in
                state.turn += 1
                state.waiting[state.turn] = continuation
                return state.turn
            }
            continuation.onTermination = { _ in listeners.withLock { $0.waiting[turn] = nil } }
            _ = source
        }
    }

    private static func tell(_ number: Int32) {
        for listener in listeners.withLock({ Array($0.waiting.values) }) { listener.yield(number) }
    }
}
