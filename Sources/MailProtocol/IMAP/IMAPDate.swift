/// IMAP's two spellings of a date (RFC 9051 §9: `date`, `date-time`), without any calendar library.
public enum IMAPDate {
    private static let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    private static let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Reads `17-Jul-1996 02:44:25 -0700` (the day may be padded by a space) as seconds since 1970; nil when it is not one.
    public static func seconds(_ text: ArraySlice<UInt8>) -> Int64? {
        let words = text.split(separator: 0x20)
        guard words.count == 3 else { return nil }
        let date = words[0].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let time = words[1].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard date.count == 3, time.count == 3, date[2].count == 4, let zone = zoneSeconds(words[2]),
            let month = months.firstIndex(where: { matches(date[1], $0) }),
            let day: Int64 = decimal(date[0]), let year: Int64 = decimal(date[2]), (1...31).contains(day), year >= 1900,
            let hour: Int64 = decimal(time[0]), let minute: Int64 = decimal(time[1]), let second: Int64 = decimal(time[2]),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return days(year: year, month: Int64(month + 1), day: day) * 86_400 + hour * 3600 + minute * 60 + second - zone
    }

    /// Writes the day of a moment (UTC) as `1-Feb-2026`.
    public static func day(ofSeconds seconds: Int64) -> String {
        var days = seconds / 86_400 + 719_468
        if seconds % 86_400 < 0 { days -= 1 }
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(day)-\(names[Int(month - 1)])-\(year)"
    }

    private static func zoneSeconds(_ zone: ArraySlice<UInt8>) -> Int64? {
        guard zone.count == 5, let sign = zone.first, let number: Int64 = decimal(zone.dropFirst()) else { return nil }
        let seconds = (number / 100) * 3600 + (number % 100) * 60
        switch sign {
        case UInt8(ascii: "+"): return seconds
        case UInt8(ascii: "-"): return -seconds
        default: return nil
        }
    }

    /// Days since 1970-01-01 of the Gregorian calendar.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
