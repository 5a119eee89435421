import MailProtocol
import Testing

struct SMTPWordsTests {
    @Test(
        "E2: addresses that SMTP can carry",
        arguments: [
            ("a@b", AddressGrammar.Verdict.ascii), ("casey.o'neil+tag@mail.customer.test", .ascii), ("\"a b\"@c.test", .ascii),
            ("\"a\\\"b\"@c.test", .ascii), ("a@[127.0.0.1]", .ascii), ("a@[IPv6:::1]", .ascii), ("a@xn--mnchen-3ya.test", .ascii),
            ("ü@b.test", .internationalised), ("a@münchen.test", .internationalised), ("a=b/c@d.test", .ascii),
        ] as [(String, AddressGrammar.Verdict)])
    func goodAddresses(address: String, verdict: AddressGrammar.Verdict) {
        #expect(AddressGrammar.classify(address) == verdict)
    }

    @Test(
        "E2: everything else is refused",
        arguments: [
            "", "a", "@", "a@", "@b", "a b@c", "a@b c", "<a@b>", "a@b>", "a@b\r\nDATA", "a\r\n@b", "a\u{0}@b", "a@b\u{0}",
            "a..b@c", ".a@b",
            "a.@b", "a@b..c", "a@.b", "a@b.", "a@-b", "a@b-", "\"a\"b@c", "\"a\r\n\"@c", "\"\"@c", "\"a\\\"@c", "@x,@y:a@b",
            "a,b@c", "a;b@c",
            "a@[]", "a@[1", "a@[1\r\n]", "a@b\u{85}", "a\u{2028}@b", "a\u{9B}@b", "a\t@b", "a@b@", "a\\@b", "a(c)@b",
        ] as [String])
    func badAddresses(address: String) {
        #expect(AddressGrammar.classify(address) == .refused)
    }

    @Test("E2: lengths have maxima")
    func lengths() {
        let local = String(repeating: "a", count: 64)
        #expect(AddressGrammar.classify(local + "@b") == .ascii)
        #expect(AddressGrammar.classify(local + "a@b") == .refused)
        #expect(AddressGrammar.classify("a@" + String(repeating: "b", count: 64)) == .refused)
        #expect(AddressGrammar.classify("a@" + String(repeating: "bcd.", count: 63) + "test") == .refused)
    }

    @Test("E2: bytes that are no UTF-8 are refused")
    func invalidUTF8() {
        #expect(AddressGrammar.classify([0x61, 0xFF, 0x40, 0x62]) == .refused)
        #expect(AddressGrammar.classify([0x61, 0xC3, 0x40, 0x62]) == .refused)
    }

    @Test(
        "E1: line ends become CRLF, dots are stuffed",
        arguments: [
            ("a\r\nb\r\n", "a\r\nb\r\n"), ("a\nb", "a\r\nb\r\n"), ("a\rb", "a\r\nb\r\n"), (".\r\n", "..\r\n"),
            ("a\n.\nb", "a\r\n..\r\nb\r\n"),
            ("a\r\n.b", "a\r\n..b\r\n"), ("a\r.\rb", "a\r\n..\r\nb\r\n"), ("a\r\r\nb", "a\r\n\r\nb\r\n"), ("", ""),
            ("\n", "\r\n"), ("\r", "\r\n"),
            ("a\n.\r\n.\n", "a\r\n..\r\n..\r\n"), ("a.b", "a.b\r\n"),
        ] as [(String, String)])
    func stuffing(mail: String, wire: String) throws {
        #expect(try DataStuffing.stuff(Array(mail.utf8)).wire == Array(wire.utf8))
    }

    @Test("E1: a NUL and a line beyond 998 bytes are refused, 998 bytes pass")
    func refusals() {
        #expect(throws: DataStuffing.Refusal.nulByte) { try DataStuffing.stuff([0x61, 0, 0x62]) }
        #expect(throws: DataStuffing.Refusal.lineTooLong(bytesMax: 998)) {
            try DataStuffing.stuff([UInt8](repeating: 0x61, count: 999))
        }
        #expect(throws: Never.self) { try DataStuffing.stuff([UInt8](repeating: 0x61, count: 998)) }
    }

    @Test("E1: whatever goes in, no lone CR or LF, no bare dot line comes out", arguments: [31, 32] as [UInt64])
    func oracle(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab.\r\n.\r\n".utf8)
        for _ in 0..<3000 {
            let mail = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0x61
            }
            let wire = try DataStuffing.stuff(mail).wire
            for (index, byte) in wire.enumerated() {
                if byte == 0x0D { #expect(wire[index + 1] == 0x0A, "seed \(seed)") }
                if byte == 0x0A { #expect(wire[index - 1] == 0x0D, "seed \(seed)") }
            }
            let lines = String(decoding: wire, as: UTF8.self).unicodeScalars.split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(!lines.contains { $0.elementsEqual(".\r".unicodeScalars) }, "seed \(seed)")
            // Unstuffed again, it says what was said.
            let said = lines.map { $0.first == "." ? $0.dropFirst() : $0 }.flatMap { $0.filter { $0 != "\r" } }
            #expect(
                said.elementsEqual(mail.filter { $0 != 0x0D && $0 != 0x0A }.map { Unicode.Scalar($0) }) || mail.contains(0x2E),
                "seed \(seed)")
        }
    }

    @Test(
        "replies are read, many lines together",
        arguments: [
            ("250 ok\r\n", 250, ["ok"]), ("250-a\r\n250-b\r\n250 c\r\n", 250, ["a", "b", "c"]), ("354\r\n", 354, [""]),
            ("550-5.1.1 no\r\n550 5.1.1 really\r\n", 550, ["5.1.1 no", "5.1.1 really"]), ("220 x\n", 220, ["x"]),
        ] as [(String, Int, [String])])
    func replies(text: String, code: Int, lines: [String]) {
        for chunks in Chunks.everyCut(Array(text.utf8)) {
            var parser = SMTPReplyParser()
            var found: [SMTPReply] = []
            for chunk in chunks {
                parser.receive(chunk)
                if case .reply(let reply) = parser.next() { found.append(reply) }
            }
            #expect(found.map(\.code) == [code])
            #expect(found.first?.lines == lines.map { Array($0.utf8) })
        }
    }

    @Test(
        "what is no reply fails",
        arguments: [
            "hello\r\n", "25 ok\r\n", "2500 ok\r\n", "199 x\r\n", "600 x\r\n", "25x ok\r\n", "\r\n", "250_ok\r\n", "-50 x\r\n",
        ])
    func notReplies(text: String) {
        var parser = SMTPReplyParser()
        parser.receive(Array(text.utf8)[...])
        #expect(parser.next() == .fail(.notAReply))
    }

    @Test("endless replies fail at a named limit")
    func endless() {
        var parser = SMTPReplyParser()
        parser.receive(Array(String(repeating: "250-x\r\n", count: 600).utf8)[...])
        #expect(parser.next() == .fail(.tooManyLines(max: SMTPReplyParser.linesMax)))
        var other = SMTPReplyParser()
        other.receive([UInt8](repeating: 0x32, count: 20_000)[...])
        #expect(other.next() == .fail(.framing(.lineTooLong(bytesMax: LineFramer.Limits.smtp.lineBytesMax))))
    }

    @Test(
        "enhanced status codes are read by RFC 3463",
        arguments: [
            ("5.1.1 no such user", "5.1.1"), ("4.7.1", "4.7.1"), ("2.0.0 Ok", "2.0.0"), ("5.999.123 x", "5.999.123"),
            ("3.1.1 x", nil),
            ("5.1 x", nil), ("5.1.1.1 x", nil), ("55.1.1 x", nil), ("5.1234.1 x", nil), ("a.b.c", nil), ("", nil),
            ("5..1 x", nil),
        ] as [(String, String?)])
    func enhancedStatus(text: String, expected: String?) {
        #expect(EnhancedStatus(startOf: Array(text.utf8)[...])?.description == expected)
    }
}
