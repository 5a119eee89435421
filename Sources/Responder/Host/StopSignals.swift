@preconcurrency import Dispatch
import Glibc

/// The signals that ask the service to end: SIGTERM from a service manager, SIGINT from a terminal.
enum StopSignals {
    /// Elements are signal numbers, one for each arrival. The usual actions are switched off for good.
    static func stream() -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let sources = [SIGTERM, SIGINT].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { continuation.yield(number) }
                source.resume()
                return source
            }
            continuation.onTermination = { _ in sources.forEach { $0.cancel() } }
        }
    }
}
