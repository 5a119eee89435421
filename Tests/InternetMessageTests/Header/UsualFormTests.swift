import Testing

@testable import InternetMessage

/// Fields of the usual form are read by a short way; it must say what the whole grammar says.
@Suite("Fields of the usual form")
struct UsualFormTests {
    @Test("one mailbox is read alike alone and by the whole grammar of address lists")
    func mailboxes() {
        let pieces = [
            "Ada", " ", "\"", "<", ">", "@", "example.org", "ada", ".", ",", "'", "=?utf-8?Q?=C3=A9?=", "(", ")", "Ä", "\\", "  ",
            ";", "\t",
        ]
        let seed: UInt64 = 20_261_128
        print("mailboxes: seed \(seed)")
        var random = SeededBytes(seed: seed)
        let usual = [
            "Ada <ada@example.org>", "\"Ada L.\" <Ada@Example.org>", "ada@example.org", "<a@b.example>", "'Ada' <a@b.example>",
        ]
        for round in 0..<2_000 {
            var text =
                round < usual.count
                ? usual[round] : (0..<random.below(10)).map { _ in pieces[random.below(pieces.count)] }.joined()
            if round % 3 == 0, round >= usual.count { text += " <ada@example.org>" }
            let body = Array(text.utf8)
            guard let plain = PlainMailbox(body, in: 0..<body.count, limits: .standard)?.mailbox else {
                #expect(round >= usual.count, "\(text) is of the usual form")
                continue
            }
            // The semicolon means nothing here, and takes the short way away.
            let whole = AddressList(body + Array(";".utf8))
            #expect(whole.mailboxes == [plain], "\(text): seed \(seed) round \(round)")
            #expect(!whole.isMalformed && !whole.hasGroup, "\(text): seed \(seed) round \(round)")
        }
    }

    @Test(
        "a date is read alike with a comment behind it, which only the whole grammar reads",
        arguments: [
            "Tue, 3 Nov 2026 09:00:00 +0000", "3 Nov 2026 09:00:00 -0730", "Sun, 29 Feb 2004 23:59:60 +1400",
            "Sat, 01 Jan 2000 00:00:00 +0000", "Mon, 31 Apr 2026 09:00:00 +0000", "Tue, 3 Nov 2026 25:00:00 +0000",
            "Tue, 3 Nov 0026 09:00:00 +0000", "Mar, 3 Nov 2026 09:00:00 +0000", "tue, 03 nov 2026 09:00:00 +0000",
            "Tue, 00 Nov 2026 09:00:00 +0000", "Tue, 3 Nov 2026 09:00:00 +00000",
        ])
    func dates(_ text: String) {
        #expect(DateTime.parse(Array(text.utf8)) == DateTime.parse(Array("\(text) (comment)".utf8)))
    }

    @Test("an identifier is read alike with a second one behind it")
    func identifiers() {
        for text in ["<a@b.example>", "<A.b+c@d>", "<a b@c>", "<a@b", "a@b.example", "<<a@b>", "<>", "<a@b>>"] {
            var alone = DefectList()
            var followed = DefectList()
            let one = MessageID.list(Array(text.utf8), limits: .standard, defects: &alone)
            let two = MessageID.list(Array("\(text) <z@z.example>".utf8), limits: .standard, defects: &followed)
            if text.hasPrefix("<"), text.hasSuffix(">"), text.count > 2 { #expect(one == Array(two.dropLast()), "\(text)") }
            #expect(two.last == "z@z.example" || two.count == 1, "\(text)")
        }
    }

    @Test("every known name is known in any case, and with one letter changed it is not")
    func names() {
        for name in FieldName.allCases where name != .other {
            for spelling in [name.spelling, name.spelling.lowercased(), name.spelling.uppercased()] {
                let bytes = Array(spelling.utf8)
                #expect(FieldName(bytes, in: 0..<bytes.count) == name, "\(spelling)")
            }
            let bytes = Array(name.spelling.utf8)
            for index in bytes.indices {
                var changed = bytes
                changed[index] = UInt8(ascii: "q")
                #expect(FieldName(changed, in: 0..<changed.count) == .other, "\(name.spelling), letter \(index)")
            }
            #expect(
                FieldName(bytes + [UInt8(ascii: "x")], in: 0..<bytes.count + 1) == .other, "\(name.spelling) with a letter more")
        }
    }
}
