extension BusinessCalendar {
    private static let daySeconds: Int64 = 86_400

    /// Days since 1970-01-01 and seconds of the day, in local time.
    private func local(_ time: Timestamp) -> (day: Int64, second: Int64) {
        let seconds = time.flooredSeconds &+ offsetSeconds(time)
        let day = seconds / Self.daySeconds &- (seconds % Self.daySeconds < 0 ? 1 : 0)
        return (day, seconds &- day &* Self.daySeconds)
    }

    /// The time of a local day and second; around a change of the clocks the offset of the result counts.
    private func time(day: Int64, second: Int64) -> Timestamp {
        let naive = day &* Self.daySeconds &+ second
        let first = Timestamp(seconds: naive &- offsetSeconds(Timestamp(seconds: naive)))
        return Timestamp(seconds: naive &- offsetSeconds(first))
    }

    /// The next time strictly after `time` at which local clocks show this minute of the day.
    public func next(minuteOfDay: Int, after time: Timestamp) -> Timestamp {
        let today = local(time).day
        for day in (today &- 1)...(today &+ 2) {
            let candidate = self.time(day: day, second: Int64(minuteOfDay) &* 60)
            if candidate > time { return candidate }
        }
        return time.adding(days: 1)
    }

    /// The local midnight that begins the day of `time`.
    public func startOfDay(_ time: Timestamp) -> Timestamp { self.time(day: local(time).day, second: 0) }

    /// The local date as `YYYY-MM-DD`.
    public func date(_ time: Timestamp) -> String { CivilDate(day: local(time).day).text }

    /// The time after so many minutes of opening hours; at most 366 days are looked through.
    public func adding(businessMinutes minutes: Int64, to time: Timestamp) -> Timestamp {
        var left = max(0, minutes) &* 60
        var (day, second) = local(time)
        for _ in 0..<366 {
            // 1970-01-01 was a Thursday; Monday is 0.
            let weekday = Int(((day &+ 3) % 7 &+ 7) % 7)
            if let hours = week[weekday] {
                let opens = max(second, Int64(hours.opens) &* 60)
                let open = Int64(hours.closes) &* 60 &- opens
                if open > 0, left <= open { return self.time(day: day, second: opens &+ left) }
                if open > 0 { left &-= open }
            }
            (day, second) = (day &+ 1, 0)
        }
        return time.adding(days: 366)
    }
}

/// A date of the Gregorian calendar, from days since 1970-01-01.
struct CivilDate: Sendable, Equatable {
    var year: Int64
    var month: Int64
    var day: Int64

    init(day days: Int64) {
        let shifted = days &+ 719_468
        let era = (shifted >= 0 ? shifted : shifted &- 146_096) / 146_097
        let dayOfEra = shifted &- era &* 146_097
        let yearOfEra = (dayOfEra &- dayOfEra / 1460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
        day = dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1
        month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
        year = yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0)
    }

    var text: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }
    static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Timestamp {
    /// Whole seconds, rounded down also before 1970.
    var flooredSeconds: Int64 {
        milliseconds / 1000 &- (milliseconds % 1000 < 0 ? 1 : 0)
    }

    /// The next full hour, strictly later.
    var nextFullHour: Timestamp { Timestamp(seconds: (flooredSeconds / 3600 &+ 1) &* 3600) }
}
