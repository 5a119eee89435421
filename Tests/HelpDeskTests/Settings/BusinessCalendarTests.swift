import Testing

@testable import HelpDesk

@Suite struct BusinessCalendarTests {
    /// 2026-11-20 16:30 UTC, a Friday.
    private let friday = Timestamp(seconds: 1_795_192_200)

    @Test(
        "dates are those of the calendar",
        arguments: [
            (0, "1970-01-01"), (951_782_400, "2000-02-29"), (1_795_192_200, "2026-11-20"), (-86_400, "1969-12-31"),
            (4_107_542_400, "2100-03-01"),
        ])
    func dates(seconds: Int64, text: String) { #expect(BusinessCalendar.utc.date(Timestamp(seconds: seconds)) == text) }

    @Test("business time skips nights and weekends")
    func businessTime() {
        let calendar = BusinessCalendar.utc
        #expect(calendar.adding(businessMinutes: 20, to: friday) == friday.adding(seconds: 1_200))
        // Thirty minutes are left on Friday; the other thirty are Monday's.
        #expect(calendar.adding(businessMinutes: 60, to: friday) == Timestamp(seconds: 1_795_424_400 + 1_800))
        #expect(calendar.date(calendar.adding(businessMinutes: 60, to: friday)) == "2026-11-23")
    }

    @Test("the next time of day is local, and strictly later")
    func nextTime() {
        let berlin = BusinessCalendar { _ in 3_600 }
        let next = berlin.next(minuteOfDay: 7 * 60, after: friday)
        #expect(next == Timestamp(seconds: 1_795_240_800))
        #expect(berlin.next(minuteOfDay: 7 * 60, after: next) == next.adding(days: 1))
    }

    @Test("a week without opening hours ends within a year instead of never")
    func closed() {
        let closed = BusinessCalendar(week: [nil, nil, nil, nil, nil, nil, nil]) { _ in 0 }
        #expect(closed.adding(businessMinutes: 5, to: friday) == friday.adding(days: 366))
    }

    @Test("around a change of the clocks the digest comes at its local time")
    func clockChange() {
        // Summer time begins at 2027-03-28 01:00 UTC.
        let change = Timestamp(seconds: 1_806_109_200)
        let berlin = BusinessCalendar { $0 < change ? 3_600 : 7_200 }
        #expect(berlin.next(minuteOfDay: 7 * 60, after: change.adding(seconds: -7200)) == change.adding(seconds: 4 * 3600))
    }
}
