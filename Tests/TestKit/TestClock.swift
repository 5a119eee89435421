public import HelpDesk
public import Responder
import Synchronization

/// A wall clock that a test moves.
public final class TestClock: Sendable {
    private let offset = Mutex<Int64>(0)
    private let base: ServiceClock

    public init() { base = .system }

    public var now: Timestamp { Timestamp(milliseconds: base.now().milliseconds + offset.withLock { $0 }) }

    public func advance(seconds: Int64) { offset.withLock { $0 += seconds * 1000 } }

    public var clock: ServiceClock { ServiceClock { self.now } }
}
