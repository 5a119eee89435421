/// Times as people read them. The civil calendar is computed here, so that this room needs no clock and no zone data.
public enum TimeText {
    /// `2026-11-21`.
    public static func day(_ time: Timestamp) -> String {
        let date = civil(days: floorDivided(time.milliseconds, by: 86_400_000))
        return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
    }

    /// `2026-11-21 04:05 UTC`, or so far east of it: `2026-11-21 05:05 UTC+1`.
    public static func minute(_ time: Timestamp, offsetSeconds: Int64 = 0) -> String {
        let local = time.adding(seconds: offsetSeconds)
        let clock = clock(local)
        return "\(day(local)) \(padded(clock.hour, 2)):\(padded(clock.minute, 2)) \(zone(offsetSeconds))"
    }

    /// `UTC`, `UTC+1`, `UTC-3:30`.
    private static func zone(_ offsetSeconds: Int64) -> String {
        let minutes = offsetSeconds.magnitude / 60
        guard minutes > 0 else { return "UTC" }
        let rest = minutes % 60 == 0 ? "" : ":" + padded(Int64(minutes % 60), 2)
        return "UTC" + (offsetSeconds < 0 ? "-" : "+") + String(minutes / 60) + rest
    }

    /// `2026-11-21T04:05:06Z` (RFC 3339).
    public static func rfc3339(_ time: Timestamp) -> String {
        let clock = clock(time)
        return "\(day(time))T\(padded(clock.hour, 2)):\(padded(clock.minute, 2)):\(padded(clock.second, 2))Z"
    }

    /// `40 s`, `12 min`, `5 h`, `3 days`.
    public static func span(seconds: Int64) -> String {
        switch max(0, seconds) {
        case let s where s < 90: "\(s) s"
        case let s where s < 5_400: "\((s + 30) / 60) min"
        case let s where s < 172_800: "\((s + 1_800) / 3_600) h"
        case let s: "\((s + 43_200) / 86_400) days"
        }
    }

    private static func clock(_ time: Timestamp) -> (hour: Int64, minute: Int64, second: Int64) {
        let inDay = time.milliseconds - floorDivided(time.milliseconds, by: 86_400_000) * 86_400_000
        let second = inDay / 1_000
        return (second / 3_600, second / 60 % 60, second % 60)
    }

    private static func floorDivided(_ value: Int64, by divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    /// Days since 1970-01-01 as a date of the proleptic Gregorian calendar: years begin in March, so that the leap day is the last.
    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivided(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func padded(_ value: Int64, _ digits: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
