import FoundationEssentials
import Testing

@testable import InternetMessage

@Suite("Written messages")
struct MessageDraftTests {
    private func draft(subject: String = "Re: Your order", text: String = "Hello,\n\nit is on its way.\n") -> MessageDraft {
        MessageDraft(
            from: Mailbox(address: "support@acme.example", name: "Acme Support"),
            to: [Mailbox(address: "casey@customer.example", name: "Jürgen, Ö.")],
            replyTo: [Mailbox(address: "support+r.x@acme.example")], subject: subject, messageID: "t1@acme.example",
            inReplyTo: "m1@customer.example",
            references: (0..<30).map { "r\($0)@customer.example" }, date: Date(timeIntervalSince1970: 1_793_696_400),
            fields: [.init("Auto-Submitted", "auto-replied"), .init("X-Auto-Response-Suppress", "OOF, AutoReply")], text: text)
    }

    /// The wire's rules (E1): CRLF alone, seven bits, no line over 998; the first thing that is wrong, or nil.
    private func wireError(_ bytes: [UInt8]) -> String? {
        var line = 0
        for (index, byte) in bytes.enumerated() {
            if byte >= 128 || byte == 0 { return "byte \(byte) at \(index)" }
            if byte == 10 {
                if index == 0 || bytes[index - 1] != 13 { return "a bare LF at \(index)" }
                line = 0
            } else {
                if byte == 13, index + 1 >= bytes.count || bytes[index + 1] != 10 { return "a bare CR at \(index)" }
                line += 1
                if line > 999 { return "a long line at \(index)" }
            }
        }
        return nil
    }

    @Test("what is written is read back")
    func roundTrip() {
        let bytes = draft().bytes(boundarySeed: "t1")
        #expect(wireError(bytes) == nil)
        let read = Reading(Message(bytes))
        #expect(read.from == Mailbox(address: "support@acme.example", name: "Acme Support"))
        #expect(read.to == [Mailbox(address: "casey@customer.example", name: "Jürgen, Ö.")])
        #expect(
            read.subject == "Re: Your order" && read.messageID == "t1@acme.example" && read.inReplyTo == ["m1@customer.example"])
        #expect(read.references.count == 20 && read.references.last == "r29@customer.example")
        #expect(read.date == Date(timeIntervalSince1970: 1_793_696_400) && read.autoSubmitted == "auto-replied")
        #expect(LineEnds.normalized(Array(read.text.utf8)) == Array("Hello,\n\nit is on its way.\n".utf8) && read.defects.isEmpty)
    }

    static let hostile = [
        "a\rBcc: x@evil.example", "a\nBcc: x@evil.example", "a\r\nBcc: x@evil.example\r\n\r\nbody", "a\u{0}b", "a\u{85}b",
        "a\u{2028}b", "a\n\u{301}b", "\u{202E}abc", "=?utf-8?Q?=0D=0ABcc:_x?=", "  leading", "trailing  ", "two  blanks",
        String(repeating: "ä", count: 400), String(repeating: "x", count: 5_000), "\u{1B}[31m", "😀 emoji 👨‍👩‍👧", "\"quoted\\\"", "",
    ]

    @Test("D1, D2: no text of a header field can add a field, a line or a control", arguments: hostile)
    func hostileHeaders(text: String) {
        var evil = draft(subject: text)
        evil.from.name = text
        evil.fields.append(.init("X-Note", text))
        let bytes = evil.bytes(boundarySeed: "s")
        #expect(wireError(bytes) == nil)
        let message = Message(bytes)
        let names = message.header.fields.map { message.header.spelling($0) }
        let expected = [
            "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
            "X-Auto-Response-Suppress", "X-Note", "MIME-Version", "Content-Type",
            "Content-Transfer-Encoding",
        ]
        #expect(names == expected.filter { !text.isEmpty || ($0 != "Subject" && $0 != "X-Note") })
        #expect(Reading(message).subject == String(decoding: HeaderFolding.clean(text), as: UTF8.self))
        #expect(Reading(message).from?.address == "support@acme.example" && message.defects.isEmpty)
    }

    @Test("D1: names and values that are none are left out")
    func refusedFields() {
        var odd = draft()
        odd.fields = [
            .init("Bad Name", "x"), .init("X:Y", "x"), .init("Bcc", "x@evil.example"), .init("Subject", "second"),
            .init("X-Ü", "x"), .init("X-Good", "x"),
        ]
        odd.to = [
            Mailbox(address: "a@b.example>\r\nBcc: x@evil.example"), Mailbox(address: "no-at"),
            Mailbox(address: "good@b.example"),
        ]
        odd.references = ["a b\r\nX: y", "<x@y>"]
        let message = Message(odd.bytes(boundarySeed: "s"))
        #expect(
            message.header.count(.subject) == 1 && message.header.first(.bcc) == nil
                && message.header.first(named: "X-Good") != nil)
        #expect(Reading(message).to.map(\.address) == ["good@b.example"])
        #expect(Reading(message).references == ["abX:y", "x@y"])
    }

    static let texts = [
        "plain\n", ".\n", ".leading dot\n..\n", "From here\n", "blank at the end \n", "ä\n",
        String(repeating: "long ", count: 400) + "\n", "lone\rreturn\r\n", "a\u{1}b\n", "no end", "\n\n\n", "tab\t\n",
        "= =3D =\n", "--=_ab_\n",
    ]

    @Test("E1: any text travels in canonical lines and comes back", arguments: texts)
    func carriesText(text: String) {
        let bytes = draft(text: text).bytes(boundarySeed: "s")
        #expect(wireError(bytes) == nil)
        for line in bytes.split(separator: 10) {
            #expect(line.first != UInt8(ascii: ".") && !line.starts(with: Array("From ".utf8)))
        }
        var wanted = LineEnds.normalized(Array(text.utf8))
        if wanted.last != 10 { wanted.append(10) }
        #expect(LineEnds.normalized(Message(bytes).root.decoded()) == wanted)
    }

    @Test("E6: HTML and files stand beside the text, seven bits clean, and come back whole")
    func multipart() {
        var full = draft()
        full.html = "<p>Grüße</p>"
        full.attachments = [
            .init(
                name: "../Rechnung für Müller \u{202E}.pdf", type: "application/pdf",
                bytes: (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }),
            .init(name: "a.txt", type: "bad type\r\nX: y", bytes: Array("x".utf8)),
            .init(name: String(repeating: "ü", count: 300) + ".txt", type: "text/plain", bytes: []),
        ]
        let bytes = full.bytes(boundarySeed: "s")
        #expect(wireError(bytes) == nil)
        let message = Message(bytes)
        let read = Reading(message)
        #expect(read.attachments.map(\.name).prefix(2) == ["Rechnung für Müller .pdf", "a.txt"])
        #expect(read.attachments.map(\.type) == ["application/pdf", "application/octet-stream", "text/plain"])
        #expect(message.content(of: read.attachments[0]) == full.attachments[0].bytes)
        #expect(message.entities.map(\.contentType.media).contains(.textHTML) && message.defects.isEmpty)
    }

    @Test("the same draft gives the same bytes, another seed other boundaries, and a boundary never stands in a part")
    func boundaries() {
        var full = draft()
        full.html = "<p>x</p>"
        #expect(full.bytes(boundarySeed: "s") == full.bytes(boundarySeed: "s"))
        #expect(full.bytes(boundarySeed: "s") != full.bytes(boundarySeed: "t"))
        let boundary = Message(full.bytes(boundarySeed: "s")).root.contentType.parameter("boundary") ?? []
        full.text = "--" + String(decoding: boundary, as: UTF8.self) + "\n"
        #expect(Message(full.bytes(boundarySeed: "s")).root.children.count == 2)
    }

    @Test("random drafts come back field by field")
    func randomRoundTrip() {
        let seed: UInt64 = 20_261_103
        print("random drafts: seed \(seed)")
        var random = SeededBytes(seed: seed)
        for round in 0..<300 {
            let scalars = (0..<random.below(80)).compactMap { _ in Unicode.Scalar(UInt32(random.below(0x500))) }
            let text = String(String.UnicodeScalarView(scalars))
            let bytes = draft(subject: text, text: text).bytes(boundarySeed: text)
            #expect(wireError(bytes) == nil, "seed \(seed) round \(round)")
            #expect(
                Reading(Message(bytes)).subject == String(decoding: HeaderFolding.clean(text), as: UTF8.self),
                "seed \(seed) round \(round)")
        }
    }
}
