import TestKit
import Testing
import Transport

/// Servers that never end, answer what nobody asked, and say goodbye at any point.
@Suite struct HostileServersTests {
    private let greeting = [
        "S:* OK hello", "C:CAPABILITY", "S:* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR", "S:A001 OK x", "C:AUTHENTICATE",
        "S:A002 OK in",
    ]
    private let sound: [(String, String)] = [
        ("CAPABILITY", "* CAPABILITY IMAP4rev1 MOVE UTF8=ACCEPT\r\n@ OK\r\n"), ("ENABLE", "* ENABLED UTF8=ACCEPT\r\n@ OK\r\n"),
        ("LIST", "* LIST () \"/\" \"\"\r\n@ OK\r\n"), ("STATUS", "* STATUS x (MESSAGES 0)\r\n@ OK\r\n"),
        ("SELECT", "* 2 EXISTS\r\n* OK [UIDVALIDITY 9] x\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n@ OK [READ-WRITE] x\r\n"),
        ("SEARCH", "* SEARCH 3\r\n@ OK\r\n"), ("RFC822.SIZE", "* 1 FETCH (UID 3 RFC822.SIZE 2)\r\n@ OK\r\n"),
        ("BODY.PEEK[]", "* 1 FETCH (UID 3 BODY[] {2}\r\nhi)\r\n@ OK\r\n"), ("MOVE", "* 1 EXPUNGE\r\n@ OK\r\n"),
    ]

    private func mailbox(_ port: Int, done: String = "Done") -> IMAPMailbox {
        IMAPMailbox(
            name: "fake",
            settings: .init(
                server: ServerAddress(host: "127.0.0.1", port: port, security: .plainLoopbackOnly),
                credentials: .password(user: "u", SecretBytes("p")), filing: .move(doneFolder: done)))
    }

    /// Fetches and files; the error, where one came.
    private func work(_ mailbox: IMAPMailbox) async -> (mails: [RawMail], error: TransportError?) {
        do throws(TransportError) {
            let mails = try await mailbox.fetch(limit: 10, skipping: [])
            try await mailbox.file(mails.map(\.uid))
            return (mails, nil)
        } catch { return ([], error) }
    }

    private func serve(_ changed: [(String, String)]) throws -> TaglessServer {
        try TaglessServer(login: greeting, answers: changed + sound)
    }

    @Test("BYE at any point is bad weather, before its answer and behind it")
    func bye() async throws {
        for point in sound.map(\.0) where point != "ENABLE" {
            for answer in [
                "* BYE going down\r\nCLOSE", "@ OK\r\n* BYE going down\r\nCLOSE", "* BYE [UNAVAILABLE]\r\n@ NO x\r\nCLOSE",
            ] {
                let server = try serve([(point, answer)])
                let (_, error) = await work(mailbox(server.port))
                #expect(error?.isTransient ?? true, "\(point) \(answer): \(String(describing: error))")
                if answer.hasPrefix("* BYE going") {
                    guard case .unavailable? = error else { Issue.record("\(point): \(String(describing: error))"); continue }
                }
            }
        }
    }

    @Test("E3: a line without end, and a literal of 4 GB, are cut off at every point")
    func endless() async throws {
        let line = "* OK " + String(repeating: "x", count: (8 << 20) + 10)
        let literals = ["* 1 FETCH (UID 3 BODY[] {4294967296}\r\n", "* 1 FETCH (X {99999999999999999999}\r\n"]
        let answers = ["SELECT", "SEARCH", "BODY.PEEK[]", "MOVE"].flatMap { point in literals.map { (point, $0) } }
        for (point, answer) in answers + [("SEARCH", line)] {
            let server = try serve([(point, answer)])
            let (_, error) = await work(mailbox(server.port))
            guard case .protocolViolation? = error else { Issue.record("\(point): \(String(describing: error))"); continue }
        }
    }

    @Test("E3: answers that nobody asked for change nothing: foreign mails, foreign tags, flags, continuations")
    func unasked() async throws {
        let noise =
            "* 7 FETCH (UID 99 BODY[] {3}\r\nbad)\r\nt0x1 OK\r\n+ go on\r\n* 1 FETCH (FLAGS (\\Seen))\r\n* 5 RECENT\r\n* X-NEW thing\r\n"
        let noisy = sound.map { ($0.0, noise + $0.1) }
        let server = try TaglessServer(login: greeting, answers: noisy)
        let (mails, error) = await work(mailbox(server.port))
        #expect(error == nil)
        #expect(mails.map(\.bytes) == [Array("hi".utf8)])
        #expect(server.commands.contains { $0.hasPrefix("UID MOVE 3 ") })
    }

    @Test(
        "a folder name beyond ASCII is spelled in UTF-8 where the server switched to it, else in modified UTF-7; no control leaves"
    )
    func folderNames() async throws {
        let table: [(String, String)] = [
            ("* CAPABILITY IMAP4rev1 MOVE UTF8=ACCEPT\r\n@ OK\r\n", "\"Erledigt für immer\""),
            ("* CAPABILITY IMAP4rev1 MOVE\r\n@ OK\r\n", "\"Erledigt f&APw-r immer\""),
            ("* CAPABILITY IMAP4rev2 MOVE\r\n@ OK\r\n", "\"Erledigt für immer\""),
        ]
        for (capabilities, name) in table {
            let server = try serve([("CAPABILITY", capabilities)])
            let (_, error) = await work(mailbox(server.port, done: "Erledigt für immer"))
            #expect(error == nil)
            #expect(server.commands.contains("UID MOVE 3 " + name), "\(server.commands)")
        }
        let hostile = try serve([])
        _ = await work(mailbox(hostile.port, done: "a\r\nx1 DELETE INBOX"))
        #expect(!hostile.commands.contains { $0.hasPrefix("DELETE") })
        #expect(hostile.commands.contains("UID MOVE 3 \"ax1 DELETE INBOX\""), "\(hostile.commands)")
    }

    @Test("a server that offers UTF8=ACCEPT and refuses it is spoken to in modified UTF-7")
    func refusedEnable() async throws {
        let server = try serve([("ENABLE", "@ BAD no\r\n")])
        let (_, error) = await work(mailbox(server.port, done: "Ä"))
        #expect(error == nil)
        #expect(server.commands.contains("UID MOVE 3 \"&AMQ-\""))
    }

    @Test("without IDLE the mailbox looks again after its time instead of waiting for ever")
    func polling() async throws {
        let server = try serve([("CAPABILITY", "* CAPABILITY IMAP4rev1 MOVE\r\n@ OK\r\n"), ("SEARCH", "* SEARCH\r\n@ OK\r\n")])
        let mailbox = IMAPMailbox(
            name: "fake",
            settings: .init(
                server: ServerAddress(host: "127.0.0.1", port: server.port, security: .plainLoopbackOnly),
                credentials: .password(user: "u", SecretBytes("p")), pollSeconds: 1))
        _ = try await mailbox.fetch(limit: 1, skipping: [])
        let start = ContinuousClock.now
        try await mailbox.waitForMail(atMost: 600)
        #expect(start.duration(to: .now) < .seconds(120))
        #expect(!server.commands.contains("IDLE"))
    }

    // MARK: SMTP

    private let mail = Array("Subject: x\r\n\r\nhi\r\n".utf8)

    private func submit(_ scripts: [[String]], _ bytes: [UInt8]? = nil) async throws -> (SubmissionResult, FakeServer) {
        let server = try FakeServer(scripts)
        let submission = SMTPSubmission(
            settings: .init(
                server: ServerAddress(host: "127.0.0.1", port: server.port, security: .plainLoopbackOnly), credentials: nil,
                helo: "client.test"))
        let envelope = try Envelope(reversePath: "a@x.test", recipients: ["b@y.test"])
        let result = await submission.submit(bytes ?? mail, envelope: envelope, beforeFinalDot: {})
        await submission.close()
        return (result, server)
    }

    private let begin = ["S:220 hello", "C:EHLO", "S:250-x", "S:250 PIPELINING", "C:EHLO", "S:250-x", "S:250 PIPELINING"]

    @Test("E3: a reply line without end and replies without end are bad weather before the dot, and unknown after it")
    func endlessReplies() async throws {
        let line = "RAW:250 " + String(repeating: "x", count: 20_000)
        let many = "RAW:" + String(repeating: "250-x\r\n", count: 600)
        for flood in [line, many] {
            guard case .transient(_, .connection) = try await submit([begin + ["C:DATA", flood, "HOLD"]]).0 else {
                Issue.record("before the dot")
                continue
            }
            let after = begin + ["C:DATA", "S:250 ok", "S:250 ok", "S:354 go", "C:.", flood, "HOLD"]
            guard case .unknown = try await submit([after]).0 else { Issue.record("after the dot"); continue }
        }
    }

    @Test("answers out of turn never make a mail accepted")
    func outOfTurn() async throws {
        // All the yeses at once, before anything was asked.
        let early = begin.dropLast() + ["RAW:250 PIPELINING\r\n250 ok\r\n250 ok\r\n354 go\r\n250 2.0.0 queued\r\n", "HOLD"]
        let (result, server) = try await submit([Array(early)])
        if case .accepted = result { Issue.record("accepted without a mail") }
        #expect(!server.lines.contains("."))
    }

    @Test(
        "E1: a mail that tries to smuggle a second one is one mail on the wire, whatever it takes for a line end",
        arguments: [
            "\n.\n", "\r.\r", "\n.\r\n", "\r\n.\n", "\r\n.\r", "\r.\r\n", "\r\n.\r\n", "\n\n..\n.\n", "\r\n\u{0085}.\r\n",
        ])
    func smuggling(_ end: String) async throws {
        let second = "MAIL FROM:<evil@x.test>\r\nRCPT TO:<b@y.test>\r\nDATA\r\nSubject: smuggled\r\n\r\nhi"
        let smuggler = Array("Subject: x\r\n\r\nfirst\(end)\(second)\(end)".utf8)
        guard !smuggler.contains(where: { $0 >= 0x80 }) else {
            let (result, server) = try await submit([begin + ["HOLD"]], smuggler)
            guard case .permanent = result else { Issue.record("8-bit bytes went to a server without 8BITMIME"); return }
            #expect(!server.lines.contains { $0.hasPrefix("MAIL") })
            return
        }
        let script = begin + ["C:DATA", "S:250 ok", "S:250 ok", "S:354 go", "C:.END", "S:250 2.0.0 queued", "HOLD"]
        let server = try FakeServer([script.map { $0 == "C:.END" ? "END" : $0 }])
        let submission = SMTPSubmission(
            settings: .init(
                server: ServerAddress(host: "127.0.0.1", port: server.port, security: .plainLoopbackOnly), credentials: nil,
                helo: "client.test"))
        let envelope = try Envelope(reversePath: "a@x.test", recipients: ["b@y.test"])
        guard case .accepted = await submission.submit(smuggler, envelope: envelope, beforeFinalDot: {}) else {
            Issue.record("not accepted")
            return
        }
        await submission.close()
        let data = server.lines.drop { $0 != "DATA" }.dropFirst()
        #expect(data.count { $0 == "." } == 1)
        let dot = try #require(data.firstIndex(of: "."))
        #expect(data[data.index(after: dot)...].allSatisfy { $0 == "QUIT" }, "\(Array(data))")
        #expect(server.strayLineEnds == 0, "a lone CR or LF on the wire")
    }
}
