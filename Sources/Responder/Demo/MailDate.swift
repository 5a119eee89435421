public import HelpDesk

/// A point in time as a Date field says it, in UTC: `Sat, 21 Nov 2026 04:05:06 +0000` (RFC 5322 §3.3).
public enum MailDate {
    public static func text(_ time: Timestamp) -> String {
        let stamp = UTCTime.text(time).utf8.map { $0 }
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func part(_ range: Range<Int>) -> String { String(decoding: stamp[range], as: UTF8.self) }
        let day = Int(time.seconds / 86_400) % 7
        let month = (Int(part(5..<7)) ?? 1) - 1
        return "\(days[max(day, 0)]), \(part(8..<10)) \(months[month]) \(part(0..<4)) \(part(11..<19)) +0000"
    }
}
