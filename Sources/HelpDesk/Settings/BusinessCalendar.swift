/// Local time as a value: the shell knows time zones, the desk only asks how far local time is from UTC.
public struct BusinessCalendar: Sendable {
    /// Opening hours of a weekday, in minutes after local midnight.
    public struct Hours: Sendable, Equatable {
        public var opens: Int
        public var closes: Int
        public init(opens: Int, closes: Int) {
            self.opens = opens
            self.closes = closes
        }
    }

    /// Seconds east of UTC at a time.
    public let offsetSeconds: @Sendable (Timestamp) -> Int64
    /// By weekday, Monday first; nil is closed. Always seven.
    public let week: [Hours?]

    public init(week: [Hours?]? = nil, offsetSeconds: @escaping @Sendable (Timestamp) -> Int64) {
        let workdays = [Hours?](repeating: Hours(opens: 9 * 60, closes: 17 * 60), count: 5) + [nil, nil]
        self.week = week.flatMap { $0.count == 7 ? $0 : nil } ?? workdays
        self.offsetSeconds = offsetSeconds
    }

    public static let utc = BusinessCalendar { _ in 0 }
}
