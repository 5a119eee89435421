import MailProtocol
import Testing

struct IMAPWordsTests {
    @Test(
        "E3: folder names travel in modified UTF-7",
        arguments: [
            ("INBOX", "INBOX"), ("Answerback/Done", "Answerback/Done"), ("Gesendete Objekte", "Gesendete Objekte"),
            ("Entwürfe", "Entw&APw-rfe"), ("R&D", "R&-D"), ("台北", "&U,BTFw-"),
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("😀", "&2D3eAA-"), ("a\r\nb", "a&AA0ACg-b"), ("é", "&AOk-"), ("\u{0}", "&AAA-"),
        ])
    func modifiedUTF7(name: String, wire: String) {
        #expect(String(decoding: MailboxName.encode(name), as: UTF8.self) == wire)
    }

    @Test("E3: quotes and backslashes in a folder name cannot end it")
    func quoting() {
        #expect(String(decoding: MailboxName.quoted("a\"b\\c"), as: UTF8.self) == "\"a\\\"b\\\\c\"")
    }

    @Test(
        "UID sets are written as ranges",
        arguments: [([5], "5"), ([1, 2, 3, 7], "1:3,7"), ([9, 3, 3, 4], "3:4,9"), ([0, .max], "0,4294967295")]
            as [([UInt32], String)])
    func sets(uids: [UInt32], text: String) {
        #expect(UIDSet(uids).text == text)
    }

    @Test("E3: a set that spans everything is not expanded")
    func hugeSet() {
        let set = UIDSet(ranges: [0...UInt32.max])
        #expect(set.first(3) { $0 != 2 } == [1, 3, 4])
    }

    @Test(
        "INTERNALDATE is read as seconds since 1970",
        arguments: [
            ("17-Jul-1996 02:44:25 -0700", 837_596_665), (" 1-Jan-1970 00:00:00 +0000", 0),
            ("29-Feb-2024 23:59:60 +0000", 1_709_251_200),
            ("01-Mar-2026 01:00:00 +0100", 1_772_323_200), ("31-Dec-1969 23:59:59 +0000", -1),
            ("32-Jan-2026 00:00:00 +0000", nil),
            ("1-Foo-2026 00:00:00 +0000", nil), ("1-Jan-2026 24:00:00 +0000", nil), ("1-Jan-2026 00:00:00", nil), ("", nil),
        ] as [(String, Int64?)])
    func internalDate(text: String, seconds: Int64?) {
        #expect(IMAPDate.seconds(Array(text.utf8)[...]) == seconds)
    }

    @Test(
        "a day is written for SEARCH",
        arguments: [(0, "1-Jan-1970"), (-1, "31-Dec-1969"), (1_709_164_800, "29-Feb-2024"), (951_782_400, "29-Feb-2000")]
            as [(Int64, String)])
    func day(seconds: Int64, text: String) {
        #expect(IMAPDate.day(ofSeconds: seconds) == text)
    }
}
