@preconcurrency import Dispatch
import Glibc

/// The signals that ask the service to end: SIGTERM from a service manager, SIGINT from a terminal.
enum StopSignals {
    /// A loop that has not ended so long after the signal is left behind: whatever it held is found again as after a crash (K1 to K15).
    /// Below a service manager's own patience, which is 90 s for systemd.
    static let graceSeconds = 60

    /// Elements are signal numbers, one for each arrival. The usual actions are switched off for good.
    static func stream() -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let sources = [SIGTERM, SIGINT].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler {
                    continuation.yield(number)
                    endAfterGrace()
                }
                source.resume()
                return source
            }
            continuation.onTermination = { _ in sources.forEach { $0.cancel() } }
        }
    }

    private static func endAfterGrace() {
        DispatchQueue(label: "answerback.stop").asyncAfter(deadline: .now() + .seconds(graceSeconds)) {
            let words = "answerback: cut off a minute after the stop signal; nothing is lost, start it again\n"
            _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
            // Not 0: an end that had to be forced is a defect that the service manager and the tests shall see.
            _exit(75)
        }
    }
}
