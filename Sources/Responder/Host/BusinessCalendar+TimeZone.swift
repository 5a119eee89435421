import Foundation
import HelpDesk

extension BusinessCalendar {
    /// Local time of a named zone; the desk only sees the offset.
    init(zone name: String, week: [Hours?]) throws(ServiceFailure) {
        guard let zone = TimeZone(identifier: name) else { throw .unknownTimeZone(name) }
        self.init(week: week) { time in
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)))
        }
    }
}
