import FoundationEssentials
import Testing

@testable import InternetMessage

@Suite("Dates")
struct DateTimeTests {
    static let readings: [(String, Double)] = [
        ("Tue, 03 Nov 2026 09:00:00 +0000", 1_793_696_400), ("3 Nov 2026 10:00:00 +0100", 1_793_696_400),
        ("Tue, 3 Nov 26 04:00 EST", 1_793_696_400),
        ("Tue Nov  3 09:00:00 2026", 1_793_696_400), ("Tue, 03 Nov 2026 09:00:00 (UTC)", 1_793_696_400),
        ("03-Nov-2026 09:00:00 GMT", 1_793_696_400),
        ("Thu, 1 Jan 1970 00:00:00 +0000", 0), ("29 Feb 2024 12:00:00 Z", 1_709_208_000),
    ]

    @Test("obsolete and usual forms are read", arguments: readings)
    func reads(source: String, seconds: Double) {
        #expect(DateTime.parse(Array(source.utf8)) == Date(timeIntervalSince1970: seconds))
    }

    @Test(
        "what is no date is nil and a defect", arguments: ["", "yesterday", "31 Feb 2026 00:00:00 +0000", "99 99 99", "Tue, Nov"])
    func refuses(source: String) {
        #expect(DateTime.parse(Array(source.utf8)) == nil)
        #expect(reading("From: a@b.example\nDate: \(source)\n\n").defects.contains(.badDate))
    }

    @Test("no number is too strange for a date to be written", arguments: [Double.nan, .infinity, -.infinity, -1, 1e300])
    func strangeDates(seconds: Double) {
        let text = DateTime.format(Date(timeIntervalSince1970: seconds))
        #expect(DateTime.parse(Array(text.utf8)) != nil, "\(text)")
    }

    @Test("writing and reading agree for every day of sixty years")
    func roundTrip() {
        for day in stride(from: 0.0, to: 22_000, by: 1) {
            let date = Date(timeIntervalSince1970: day * 86_400 + 12_345)
            #expect(DateTime.parse(Array(DateTime.format(date).utf8)) == date)
        }
    }
}
