import Glibc
public import HelpDesk

/// The wall clock, as a value that tests replace. Waiting uses the system's boot-time clock, which no clock jump moves (RULES K19).
public struct ServiceClock: Sendable {
    public let now: @Sendable () -> Timestamp
    public init(now: @escaping @Sendable () -> Timestamp) { self.now = now }

    public static let system = ServiceClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000)
    }
}
