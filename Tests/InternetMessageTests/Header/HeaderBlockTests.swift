import Testing

@testable import InternetMessage

@Suite("Header blocks")
struct HeaderBlockTests {
    @Test("folded bodies lose their line ends and keep their blanks")
    func unfolds() throws {
        let mail = message("Subject: one\n two\n\tthree\nX-Other: x\n\nbody")
        let field = try #require(mail.header.first(.subject))
        #expect(field.isFolded)
        #expect(String(decoding: mail.header.unfolded(field), as: UTF8.self) == "one two\tthree")
        #expect(mail.header.text(.subject) == "one two three")
        #expect(mail.header.text(named: "x-OTHER") == "x")
    }

    @Test("a bare CR is no fold: what it cuts in two is not joined, in a field that is folded elsewhere too")
    func bareReturn() throws {
        let mail = Message(Array("Received: x\r\nFrom: Ann\r\n <ann@exam\rple.org>\r\n\r\nbody".utf8))
        let field = try #require(mail.header.first(.from))
        #expect(field.isFolded)
        #expect(String(decoding: mail.header.unfolded(field), as: UTF8.self) == "Ann <ann@exam ple.org>")
    }

    @Test("order is kept, so that what stands above a Received can be told from what stands below")
    func keepsOrder() {
        let mail = message("A: 1\nReceived: x\nB: 2\nReceived: y\n\n")
        #expect(mail.header.fields.map { mail.header.spelling($0) } == ["A", "Received", "B", "Received"])
        #expect(mail.header.all(.received).count == 2)
    }

    @Test(
        "an mbox line, a byte order mark and leading blank lines stand before the header",
        arguments: ["From x@y Tue Nov 3\n", "\u{FEFF}", "\n\n\n", "\r\n"])
    func skipsWhatStandsBefore(prefix: String) {
        #expect(Message(Array((prefix + "Subject: s\nFrom: a@b.example\n\nbody").utf8)).header.text(.subject) == "s")
    }

    @Test("a line of junk is skipped where the header goes on, and ends it where a body follows")
    func junk() {
        let inside = message("Subject: s\nthis is no field\nFrom: a@b.example\n\nbody")
        #expect(inside.header.first(.from) != nil)
        #expect(inside.defects.contains(.junkInHeader))
        let missing = message("Subject: s\nHello, no blank line here\nand more\n")
        #expect(missing.defects.contains(.missingHeaderSeparator))
        #expect(Reading(missing).text.contains("Hello, no blank line here"))
    }

    @Test("D16: of two From fields the first is shown, the defect is told, and nothing is answered")
    func duplicateFrom() {
        let twice = customerMail("From: first@a.example")
        #expect(twice.from?.address == "first@a.example")
        #expect(twice.fromFieldCount == 2)
        #expect(twice.defects.contains(.duplicateFrom))
        #expect(!twice.mayAutorespond)
    }

    @Test("D16: single fields bring no defect and may be answered")
    func singleFields() {
        let once = customerMail()
        #expect(once.fromFieldCount == 1)
        #expect(once.defects.isEmpty)
        #expect(once.mayAutorespond)
    }

    @Test("D3: more fields, longer fields and a larger header than are read end in a defect, not in failure")
    func limits() {
        let many = message(String(repeating: "X: y\n", count: 2_000) + "\nbody")
        #expect(many.header.fields.count == 1_000)
        #expect(many.defects.contains(.tooManyFields))
        #expect(Reading(many).text == "body")
        let long = message("Subject: " + String(repeating: "a", count: 100_000) + "\n\nbody")
        #expect(long.defects.contains(.fieldTooLong))
        let large = message((0..<300).map { "X-\($0): " + String(repeating: "b", count: 1_000) + "\n" }.joined() + "\nbody")
        #expect(large.defects.contains(.headerTooLarge))
        #expect(message("Subject: s\n\nbody").defects == [.missingFrom])
    }

    @Test("lines that end in a lone CR are lines where the first one ends so")
    func carriageReturns() {
        let old = Message(Array("Subject: s\rFrom: a@b.example\r\rbody\rmore".utf8))
        #expect(old.header.text(.subject) == "s")
        #expect(Reading(old).text == "body\nmore")
        #expect(old.defects.contains(.carriageReturnLineEnds))
    }
}
