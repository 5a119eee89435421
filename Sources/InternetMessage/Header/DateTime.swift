public import FoundationEssentials

/// The date and time of a Date field (RFC 5322 section 3.3, obsolete zones and two-digit years too).
public enum DateTime {
    /// Nil where no day, month and year can be read. Comments, the day's name and a missing zone are forgiven (then UTC).
    public static func parse(_ body: [UInt8]) -> Date? { parse(body, in: 0..<body.count) }

    static func parse(_ body: [UInt8], in range: Range<Int>) -> Date? {
        StandardDate(body, in: range)?.date ?? parseTokens(Array(body[range]))
    }

    private static func parseTokens(_ body: [UInt8]) -> Date? {
        if let date = timestamp(body) { return date }
        var tokens = tokens(body)
        if let first = tokens.first, first.first.map({ !$0.isDigit }) == true, monthNumber(first) == nil { tokens.removeFirst() }
        guard tokens.count >= 3 else { return nil }
        // RFC 5322 has day, month, year; asctime, which some programs write, has month, day, time, year.
        var day: Int?
        var month: Int?
        var year: Int?
        var time: (Int, Int, Int)?
        var zoneSeconds = 0
        for (index, token) in tokens.enumerated().prefix(12) {
            if let clock = clock(token), time == nil {
                time = clock
            } else if let number = monthNumber(token), month == nil {
                month = number
            } else if let first = token.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-"), time != nil {
                zoneSeconds = zone(token) ?? zoneSeconds
            } else if let number = number(token) {
                if day == nil, number >= 1, number <= 31, token.count <= 2 { day = number } else if year == nil { year = number }
            } else if time != nil, index > 2, let named = namedZone(token) {
                zoneSeconds = named
            }
        }
        guard let day, let month, var year else { return nil }
        if year < 50 { year += 2_000 } else if year < 1_000 { year += 1_900 }
        guard year <= 9_999, day <= daysInMonth(month, year: year) else { return nil }
        let clock = time ?? (0, 0, 0)
        return date(year: year, month: month, day: day, clock: clock, zoneSeconds: zoneSeconds)
    }

    fileprivate static func date(year: Int, month: Int, day: Int, clock: (Int, Int, Int), zoneSeconds: Int) -> Date {
        let seconds = daysFromEpoch(year: year, month: month, day: day) * 86_400 + clock.0 * 3_600 + clock.1 * 60 + clock.2
        return Date(timeIntervalSince1970: Double(seconds - zoneSeconds))
    }

    /// QUIRK: `2025-11-03T09:05:33Z` (RFC 3339), which scripts write; nil where it is none.
    private static func timestamp(_ body: [UInt8]) -> Date? {
        let text = body[body.trimmed(0..<body.count)].prefix(40)
        guard text.count >= 19, text[text.startIndex + 4] == UInt8(ascii: "-"), text[text.startIndex + 7] == UInt8(ascii: "-"),
            text[text.startIndex + 10] | 32 == UInt8(ascii: "t") || text[text.startIndex + 10] == .space
        else { return nil }
        func field(_ offset: Int, _ count: Int) -> Int? {
            number(text[text.startIndex + offset..<text.startIndex + offset + count])
        }
        guard let year = field(0, 4), let month = field(5, 2), month >= 1, month <= 12, let day = field(8, 2), day >= 1,
            day <= daysInMonth(month, year: year), let clock = clock(text[text.startIndex + 11..<text.startIndex + 19])
        else { return nil }
        let rest = text.dropFirst(19).filter { $0 != UInt8(ascii: ":") }
        let sign = rest.firstIndex { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        let zoneSeconds = sign.flatMap { zone(rest[$0...]) } ?? 0
        let seconds = daysFromEpoch(year: year, month: month, day: day) * 86_400 + clock.0 * 3_600 + clock.1 * 60 + clock.2
        return Date(timeIntervalSince1970: Double(seconds - zoneSeconds))
    }

    private static func tokens(_ body: [UInt8]) -> [ArraySlice<UInt8>] {
        var tokens: [ArraySlice<UInt8>] = []
        var start: Int?
        var depth = 0
        for (index, byte) in body.prefix(256).enumerated() {
            let isSeparator = byte.isFWS || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
            // `03-Nov-2026` of older programs.
            let isDash = byte == UInt8(ascii: "-") && start != nil && index + 1 < body.count && !body[index + 1].isFWS
            if isSeparator || isDash || depth > 0 {
                if let begin = start { tokens.append(body[begin..<index]) }
                start = nil
            } else if start == nil {
                start = index
            }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
        }
        if let start { tokens.append(body[start..<min(body.count, 256)]) }
        return tokens
    }

    private static func number(_ token: ArraySlice<UInt8>) -> Int? {
        guard !token.isEmpty, token.count <= 4, token.allSatisfy(\.isDigit) else { return nil }
        return token.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func clock(_ token: ArraySlice<UInt8>) -> (Int, Int, Int)? {
        guard token.contains(UInt8(ascii: ":")) || token.filter({ $0 == UInt8(ascii: ".") }).count == 2 else { return nil }
        let parts = token.split { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        guard parts.count >= 2, let hour = number(parts[0]), let minute = number(parts[1]), hour < 25, minute < 60 else {
            return nil
        }
        let second = parts.count > 2 ? number(parts[2]) ?? 0 : 0
        return (hour, minute, min(second, 60))
    }

    private static func zone(_ token: ArraySlice<UInt8>) -> Int? {
        let digits = token.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard digits.count == 4, let value = number(ArraySlice(digits)) else { return nil }
        let seconds = (value / 100 * 60 + value % 100) * 60
        return token.first == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func namedZone(_ token: ArraySlice<UInt8>) -> Int? {
        switch String(decoding: token.map(\.lowercasedASCII), as: UTF8.self) {
        case "gmt", "ut", "utc", "z": 0
        case "est": -5 * 3_600
        case "edt": -4 * 3_600
        case "cst": -6 * 3_600
        case "cdt": -5 * 3_600
        case "mst": -7 * 3_600
        case "mdt": -6 * 3_600
        case "pst": -8 * 3_600
        case "pdt": -7 * 3_600
        case "cet", "met": 3_600
        case "cest", "mest": 2 * 3_600
        case "jst": 9 * 3_600
        default: nil
        }
    }

    private static let monthNames = Array("janfebmaraprmayjunjulaugsepoctnovdec".utf8)

    fileprivate static func monthNumber(_ token: ArraySlice<UInt8>) -> Int? {
        guard token.count >= 3, token.first?.isLetter == true else { return nil }
        let start = token.startIndex
        let first = token[start].lowercasedASCII
        let second = token[start + 1].lowercasedASCII
        let third = token[start + 2].lowercasedASCII
        for month in 0..<12
        where monthNames[month * 3] == first && monthNames[month * 3 + 1] == second && monthNames[month * 3 + 2] == third {
            return month + 1
        }
        return nil
    }

    fileprivate static func daysInMonth(_ month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    private static func daysFromEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The inverse: `Tue, 03 Nov 2026 09:00:00 +0000`.
    static func format(_ date: Date) -> String {
        let moment = date.timeIntervalSince1970
        let seconds = moment.isNaN ? 0 : Int(min(max(moment, 0), 253_402_300_799))
        let days = seconds / 86_400
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        func add(_ value: Int, _ end: UInt8) {
            text.append(UInt8(48 + value / 10 % 10))
            text.append(UInt8(48 + value % 10))
            text.append(end)
        }
        text += weekdays[days % 7].utf8
        add(day, .space)
        text += months[month - 1].utf8
        text += String(year).utf8
        text.append(.space)
        add(seconds % 86_400 / 3_600, UInt8(ascii: ":"))
        add(seconds % 3_600 / 60, UInt8(ascii: ":"))
        add(seconds % 60, .space)
        text += "+0000".utf8
        return String(decoding: text, as: UTF8.self)
    }

    private static let weekdays = ["Thu, ", "Fri, ", "Sat, ", "Sun, ", "Mon, ", "Tue, ", "Wed, "]
    private static let months = ["Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "]
}

/// A date exactly as RFC 5322 section 3.3 has it, without comments and obsolete forms, read without a token list: `Tue, 3 Nov 2026 09:00:00 +0000`.
private struct StandardDate {
    private(set) var date: Date?
    private let body: [UInt8]
    private var position: Int
    private let end: Int

    private static let dayNames: [StaticString] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    init?(_ body: [UInt8], in range: Range<Int>) {
        self.body = body
        position = range.lowerBound
        end = range.upperBound
        guard takeDayName(), let day = takeNumber(1...2), take(.space), let month = takeMonth(), take(.space),
            let year = takeNumber(4...4), year >= 1_000, day >= 1, day <= DateTime.daysInMonth(month, year: year),
            take(.space), let hour = takeNumber(2...2), take(UInt8(ascii: ":")), let minute = takeNumber(2...2),
            hour < 25, minute < 60, take(UInt8(ascii: ":")), let second = takeNumber(2...2), take(.space),
            let sign = takeSign(), let zone = takeNumber(4...4), position == end
        else { return nil }
        date = DateTime.date(
            year: year, month: month, day: day, clock: (hour, minute, min(second, 60)),
            zoneSeconds: sign * (zone / 100 * 60 + zone % 100) * 60)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < end, body[position] == byte else { return false }
        position += 1
        return true
    }

    /// `Tue, `, or nothing.
    private mutating func takeDayName() -> Bool {
        guard position < end, body[position].isLetter else { return true }
        guard end - position > 5, body[position + 3] == UInt8(ascii: ","), body[position + 4] == .space else { return false }
        for name in StandardDate.dayNames where body.hasPrefix(name, at: position) {
            position += 5
            return true
        }
        return false
    }

    private mutating func takeMonth() -> Int? {
        guard end - position > 3, let month = DateTime.monthNumber(body[position..<position + 3]) else { return nil }
        position += 3
        return month
    }

    private mutating func takeSign() -> Int? {
        if take(UInt8(ascii: "+")) { return 1 }
        return take(UInt8(ascii: "-")) ? -1 : nil
    }

    /// A number of as many digits, and no more.
    private mutating func takeNumber(_ digits: ClosedRange<Int>) -> Int? {
        let start = position
        var value = 0
        while position < end, body[position].isDigit, position - start < digits.upperBound {
            value = value * 10 + Int(body[position] &- 48)
            position += 1
        }
        guard position - start >= digits.lowerBound, position == end || !body[position].isDigit else { return nil }
        return value
    }
}
