import MailProtocol
import Testing

struct IMAPResponseParserTests {
    private func parse(_ text: String) -> IMAPResponse {
        let bytes = Chunks.bytes(text)
        return IMAPResponseParser.parse(bytes, bytes.indices)
    }

    private func fetch(_ text: String) -> IMAPFetch? {
        guard case .untagged(.fetch(let fetch)) = parse(text) else { return nil }
        return fetch
    }

    @Test(
        "responses are read",
        arguments: [
            ("+ idling\r\n", .continuation),
            ("+\r\n", .continuation),
            ("* 23 EXISTS\r\n", .untagged(.exists(23))),
            ("* 4 expunge\r\n", .untagged(.expunge(4))),
            ("* SEARCH 5 3 4 9\r\n", .untagged(.search(UIDSet([3, 4, 5, 9])))),
            ("* SEARCH\r\n", .untagged(.search(UIDSet([])))),
            ("* SEARCH 2 5 (MODSEQ 917162500)\r\n", .untagged(.search(UIDSet([2, 5])))),
            ("* ESEARCH (TAG \"t1\") UID ALL 4:18,21\r\n", .untagged(.search(UIDSet(ranges: [4...18, 21...21])))),
            ("* ESEARCH (TAG \"t1\") UID\r\n", .untagged(.search(UIDSet([])))),
            ("* ESEARCH (TAG {2}\r\nt1) UID COUNT 3 ALL 1:3\r\n", .untagged(.search(UIDSet(ranges: [1...3])))),
            ("* LIST (\\Noselect) \".\" \"\"\r\n", .untagged(.list(separator: 0x2E))),
            ("* LIST () NIL \"\"\r\n", .untagged(.list(separator: nil))),
            (
                "* NAMESPACE ((\"INBOX.\" \".\")) NIL NIL\r\n",
                .untagged(.namespace(prefix: Array("INBOX.".utf8), separator: 0x2E))
            ),
            ("* NAMESPACE NIL NIL NIL\r\n", .untagged(.namespace(prefix: [], separator: nil))),
            ("* STATUS \"a b\" (UIDNEXT 5 MESSAGES 231)\r\n", .untagged(.messageCount(231))),
            ("* STATUS {1}\r\nx (MESSAGES 7)\r\n", .untagged(.messageCount(7))),
            ("* FLAGS (\\Seen)\r\n", .untagged(.other("FLAGS"))),
            ("* VANISHED (EARLIER) 1:5\r\n", .untagged(.other("VANISHED"))),
            ("* CAPABILITY IMAP4rev1 move Idle\r\n", .untagged(.capability(IMAPCapabilities(["IMAP4REV1", "MOVE", "IDLE"])))),
        ] as [(String, IMAPResponse)])
    func responses(text: String, expected: IMAPResponse) {
        #expect(parse(text) == expected)
    }

    @Test(
        "status codes are read",
        arguments: [
            ("* OK [UIDVALIDITY 3857529045] UIDs valid\r\n", .uidValidity(3_857_529_045)),
            ("* OK [PERMANENTFLAGS (\\Deleted \\*)] Limited\r\n", .permanentFlags(["\\Deleted", "\\*"])),
            ("* OK [READ-ONLY] x\r\n", .readOnly),
            ("* NO [TRYCREATE] x\r\n", .tryCreate),
            ("* NO [unavailable] x\r\n", .unavailable),
            ("* BYE [ALERT] x\r\n", .other("ALERT")),
        ] as [(String, IMAPStatus.Code)])
    func codes(text: String, expected: IMAPStatus.Code) {
        guard case .untagged(.status(let status)) = parse(text) else { Issue.record("no status"); return }
        #expect(status.code == expected)
    }

    @Test("a fetched mail is read in any order of items, with foreign ones between")
    func fetchItems() {
        let text =
            "* 12 FETCH (FLAGS (\\Seen $X) MODSEQ (65402) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" "
            + "X-GM-LABELS (\"\\\\Inbox\" {3}\r\na)b) BODY[] {9}\r\nt1 OK )\r\n UID 4827313 RFC822.SIZE 44827)\r\n"
        let mail = fetch(text)
        #expect(mail?.uid == 4_827_313)
        #expect(mail?.sizeBytes == 44_827)
        #expect(mail?.internalDate == 837_596_665)
        #expect(mail?.body == Array("t1 OK )\r\n".utf8))
    }

    @Test("a body may be quoted, empty or NIL")
    func bodies() {
        #expect(fetch("* 1 FETCH (UID 1 BODY[] \"a\\\"b\")\r\n")?.body == Array("a\"b".utf8))
        #expect(fetch("* 1 FETCH (UID 1 BODY[] {0}\r\n)\r\n")?.body == [])
        #expect(fetch("* 1 FETCH (UID 1 BODY[HEADER] NIL)\r\n") != nil)
        #expect(fetch("* 1 FETCH (UID 1 BODY[HEADER] NIL)\r\n")?.body == nil)
    }

    @Test(
        "E3: what is not the grammar is told as such",
        arguments: [
            "", "\r\n", "*\r\n", "* \r\n", "t1\r\n", "t1 \r\n", "t1 MAYBE x\r\n", "* 99999999999 EXISTS\r\n",
            "* 1 FETCH\r\n", "* 1 FETCH (\r\n", "* 1 FETCH (UID)\r\n", "* 1 FETCH (UID 99999999999)\r\n",
            "* 1 FETCH (BODY[] {50}\r\nshort)\r\n", "* 1 FETCH (BODY[] \"open)\r\n", "* 1 FETCH (X ((((\r\n",
            "* 1 FETCH (BODY[HEADER.FIELDS (A\r\n", "* SEARCH 99999999999\r\n", "* ESEARCH UID ALL 1:*\r\n", "* LIST\r\n",
            "* NAMESPACE (\r\n", "* STATUS x\r\n", "\u{0}\u{0}\r\n",
        ])
    func malformed(text: String) {
        #expect(parse(text) == .malformed)
    }

    @Test("E3: no cut and no flipped byte of a response traps", arguments: [7, 8, 9] as [UInt64])
    func mutations(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text =
            "* 12 FETCH (FLAGS (\\Seen) UID 5 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" BODY[] {9}\r\nt1 OK )\r\n X (a (b)))\r\n"
        var parsed = 0
        for _ in 0..<4000 {
            var bytes = Chunks.bytes(text)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: .min ... .max, using: &generator)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            if IMAPResponseParser.parse(bytes, bytes.indices) != .malformed { parsed += 1 }
        }
        #expect(parsed < 4000, "seed \(seed)")
    }

    @Test("E3: lists of a million levels are passed over without recursion")
    func depth() {
        let depth = 1_000_000
        let text = "* 1 FETCH (X " + String(repeating: "(", count: depth) + String(repeating: ")", count: depth) + " UID 3)\r\n"
        #expect(fetch(text)?.uid == 3)
    }
}
