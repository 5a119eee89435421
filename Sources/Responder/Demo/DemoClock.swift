import HelpDesk
import Synchronization

/// The system's clock, which the demonstration can put forward.
final class DemoClock: Sendable {
    private let ahead = Mutex<Int64>(0)

    var clock: ServiceClock {
        ServiceClock { Timestamp(milliseconds: ServiceClock.system.now().milliseconds + self.ahead.withLock { $0 }) }
    }

    func advance(to time: Timestamp) {
        let now = ServiceClock.system.now().milliseconds
        ahead.withLock { $0 = max($0, time.milliseconds - now) }
    }
}
