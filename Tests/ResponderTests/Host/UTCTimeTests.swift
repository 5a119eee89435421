import Foundation
import HelpDesk
import Testing

@testable import Responder

@Suite("Times as text")
struct UTCTimeTests {
    @Test(
        "a point in time is written in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_795_233_906, "2026-11-21T04:05:06Z"),
            (-1, "1969-12-31T23:59:59Z"), (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] as [(Int64, String)])
    func utc(seconds: Int64, text: String) { #expect(UTCTime.text(Timestamp(seconds: seconds)) == text) }

    @Test("a Date field names the right day of the week")
    func mailDate() {
        #expect(MailDate.text(Timestamp(seconds: 1_795_233_906)) == "Sat, 21 Nov 2026 04:05:06 +0000")
        #expect(MailDate.text(Timestamp(seconds: 0)) == "Thu, 01 Jan 1970 00:00:00 +0000")
    }
}
