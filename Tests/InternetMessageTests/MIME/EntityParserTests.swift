import Testing

@testable import InternetMessage

@Suite("The tree of parts")
struct EntityParserTests {
    static let nested = """
        From: a@b.example
        Content-Type: multipart/mixed; boundary="m"

        preamble
        --m
        Content-Type: multipart/alternative; boundary=a

        --a
        Content-Type: text/plain; charset=utf-8

        plain
        --a
        Content-Type: text/html

        <p>html</p>
        --a--
        --m
        Content-Type: application/pdf; name="x.pdf"
        Content-Disposition: attachment; filename="Rechnung.pdf"
        Content-Transfer-Encoding: base64

        aGVsbG8=
        --m
        Content-Type: message/rfc822

        From: c@d.example
        Subject: inner

        inner body
        --m--
        epilogue
        """

    @Test("children, bodies and embedded messages stand where they belong")
    func tree() {
        let mail = message(EntityParserTests.nested)
        #expect(
            mail.entities.map(\.contentType.media) == [
                .multipartMixed, .multipartAlternative, .textPlain, .textHTML, .other, .messageRFC822, .textPlain,
            ])
        #expect(mail.root.children == [1, 4, 5])
        #expect(String(decoding: mail.entities[2].decoded(), as: UTF8.self) == "plain")
        #expect(String(decoding: mail.entities[4].decoded(), as: UTF8.self) == "hello")
        #expect(mail.entities[6].header.text(.subject) == "inner")
        #expect(mail.isEmbedded(mail.entities[6]) && !mail.isEmbedded(mail.entities[2]))
        let read = Reading(mail)
        #expect(read.text == "plain")
        #expect(read.attachments.map(\.name) == ["Rechnung.pdf", ""])
        #expect(mail.content(of: read.attachments[0]) == Array("hello".utf8))
        #expect(mail.defects.isEmpty)
    }

    @Test("a missing end, a missing boundary parameter and a renamed boundary are forgiven and told")
    func broken() {
        let unclosed = reading(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhello")
        #expect(unclosed.text == "hello" && unclosed.defects.contains(.unclosedMultipart))
        let guessed = reading(
            "From: a@b.example\nContent-Type: multipart/mixed\n\n--xyz\nContent-Type: text/plain\n\nhello\n--xyz--")
        #expect(guessed.text == "hello" && guessed.defects.contains(.missingBoundary))
        let renamed = reading(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=other\n\n--xyz\nContent-Type: text/plain\n\nhello\n--xyz--"
        )
        #expect(renamed.text == "hello")
    }

    @Test("a boundary that starts like another one is not taken for it")
    func prefixes() {
        let mail = message(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=ab\n\n--ab\n\nx\n--ab--\n--a\n\ny\n--a--"
        )
        #expect(mail.root.children.count == 2)
        #expect(mail.entities.filter { $0.children.isEmpty }.map { String(decoding: $0.decoded(), as: UTF8.self) } == ["x", "y"])
    }

    @Test("D3: deeper nesting and more parts than are read end in a defect")
    func limits() {
        let deep = (0..<100).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined() + "\ntext"
        #expect(message(deep).defects.contains(.tooDeep))
        #expect(message(deep).entities.count < 40)
        let many = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 3_000) + "--b--"
        #expect(message(many).entities.count == 1_000)
        #expect(message(many).defects.contains(.tooManyParts))
        #expect(!message(EntityParserTests.nested).defects.contains(.tooDeep))
        var limits = Limits.standard
        limits.messageBytesMax = 100
        let large = Message(bytes("From: a@b.example\nSubject: s\n\n" + String(repeating: "x", count: 200)), limits: limits)
        #expect(large.defects.contains(.messageTooLarge) && large.header.text(.subject) == "s" && Reading(large).text.isEmpty)
    }

    @Test(
        "D4: a hundred thousand levels neither trap nor overflow", arguments: ["message/rfc822", "multipart/mixed; boundary=x"])
    func deepNesting(type: String) {
        let level = "Content-Type: \(type)\n\n" + (type.hasPrefix("multipart") ? "--x\n" : "")
        let mail = Message(Array(String(repeating: level, count: 100_000).utf8))
        #expect(mail.entities.count <= Limits.standard.partCountMax)
        #expect(mail.entities.allSatisfy { $0.depth <= Limits.standard.depthMax + 1 })
        #expect(Reading(mail).kind == .human)
    }

    static let names: [(String, String)] = [
        ("filename=\"a.pdf\"", "a.pdf"), ("filename*=utf-8''%E2%82%AC%20rates.txt", "€ rates.txt"),
        ("filename*0=\"long \"; filename*1=\"name.txt\"", "long name.txt"),
        ("filename*0*=utf-8''%C3%A4; filename*1*=%C3%B6; filename*2=.txt", "äö.txt"), ("filename*1=b; filename*0=a", "ab"),
        ("filename=\"=?utf-8?Q?=C3=A4.txt?=\"", "ä.txt"), ("filename=my file.doc", "my file.doc"),
        ("filename=\"a\\\"b.txt\"", "ab.txt"),
        ("filename=\"../../etc/passwd\"", "passwd"), ("filename=\"C:\\\\temp\\\\x.exe\"", "x.exe"),
        ("filename=\"a\u{0}\u{202E}gpj.exe\"", "agpj.exe"),
        ("filename=\"CON.txt\"", "_CON.txt"), ("filename=\"lpt1\"", "_lpt1"), ("filename=\"..\"", ""),
    ]

    @Test("D8: a file's name is a label: decoded, and never a path, a device or invisible", arguments: names)
    func fileNames(parameter: String, expected: String) {
        let mail = reading(
            "From: a@b.example\nContent-Type: application/octet-stream\nContent-Disposition: attachment; \(parameter)\n\nx")
        #expect(mail.attachments.first?.name == expected)
    }
}
