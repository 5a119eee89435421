import TestKit
import Testing
import Transport

/// IMAP servers that real ones are not: without MOVE, without manners.
struct FakeIMAPTests {
    private let greeting = [
        "S:* OK hello", "C:CAPABILITY", "S:* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR", "S:A001 OK x", "C:AUTHENTICATE",
        "S:A002 OK in",
    ]

    private func mailbox(_ port: Int, filing: IMAPMailbox.Filing = .move(doneFolder: "Done")) -> IMAPMailbox {
        IMAPMailbox(
            name: "fake",
            settings: .init(
                server: ServerAddress(host: "127.0.0.1", port: port, security: .plainLoopbackOnly),
                credentials: .password(user: "u", SecretBytes("p")), filing: filing))
    }

    /// Answers commands of ours whose tags are random, by what they contain.
    private func server(capabilities: String = "IMAP4rev1", _ answers: [(String, String)], closing: Bool = false) throws
        -> TaglessServer
    {
        try TaglessServer(
            login: greeting,
            answers: [
                ("CAPABILITY", "* CAPABILITY \(capabilities)\r\n@ OK\r\n"), ("LIST", "* LIST () \".\" \"\"\r\n@ OK\r\n"),
                ("STATUS", "* STATUS x (MESSAGES 0)\r\n@ OK\r\n"),
                ("SELECT", "* 2 EXISTS\r\n* OK [UIDVALIDITY 9] x\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n@ OK [READ-WRITE] x\r\n"),
            ] + answers)
    }

    @Test("without MOVE mails are copied, marked and expunged by UID; a plain EXPUNGE is never said")
    func fallbackWithUIDPlus() async throws {
        let server = try server(capabilities: "IMAP4rev1 UIDPLUS", [("", "@ OK\r\n")])
        let mailbox = mailbox(server.port)
        try await mailbox.file([MailUID(validity: 9, uid: 4), MailUID(validity: 9, uid: 5), MailUID(validity: 8, uid: 6)])
        await mailbox.close()
        let said = server.commands
        #expect(said.contains("UID COPY 4:5 \"Done\""))
        #expect(said.contains("UID STORE 4:5 +FLAGS.SILENT (\\Deleted)"))
        #expect(said.contains("UID EXPUNGE 4:5"))
        #expect(!said.contains("EXPUNGE"))
        #expect(said.last == "LOGOUT")
    }

    @Test("without UIDPLUS the mark alone stays, and marked mails are not fetched again")
    func fallbackWithoutUIDPlus() async throws {
        let server = try server([("", "@ OK\r\n")])
        let mailbox = mailbox(server.port)
        try await mailbox.file([MailUID(validity: 9, uid: 4)])
        #expect(try await mailbox.fetch(limit: 10, skipping: []).isEmpty)
        await mailbox.close()
        #expect(server.commands.contains("UID SEARCH UNDELETED"))
        #expect(!server.commands.contains { $0.contains("EXPUNGE") })
    }

    @Test("E3: a body that imitates tagged replies and literals is one mail")
    func imitation() async throws {
        let body = "Subject: x\r\n\r\nt1x1 OK done\r\n* 9 EXISTS\r\n* BYE {5}\r\n)\r\n"
        let server = try server([
            ("SEARCH", "* SEARCH 3\r\n@ OK\r\n"), ("RFC822.SIZE", "* 1 FETCH (UID 3 RFC822.SIZE \(body.utf8.count))\r\n@ OK\r\n"),
            ("BODY.PEEK[]", "* 1 FETCH (UID 3 BODY[] {\(body.utf8.count)}\r\n\(body))\r\n* 1 FETCH (FLAGS (\\Seen))\r\n@ OK\r\n"),
        ])
        let mails = try await mailbox(server.port).fetch(limit: 10, skipping: [])
        #expect(mails.map(\.bytes) == [Array(body.utf8)])
    }

    @Test("D3: a mail above 50 MB comes as its header")
    func tooLarge() async throws {
        let header = "Subject: huge\r\n\r\n"
        let server = try server([
            ("SEARCH", "* SEARCH 3\r\n@ OK\r\n"), ("RFC822.SIZE", "* 1 FETCH (UID 3 RFC822.SIZE 99000000000)\r\n@ OK\r\n"),
            ("BODY.PEEK[HEADER]", "* 1 FETCH (UID 3 BODY[HEADER] {\(header.utf8.count)}\r\n\(header))\r\n@ OK\r\n"),
        ])
        let mails = try await mailbox(server.port).fetch(limit: 10, skipping: [])
        #expect(mails.map(\.bytes) == [Array(header.utf8)])
        #expect(mails.first?.extent == .headerOnly(mailBytes: 99_000_000_000))
        #expect(!server.commands.contains { $0.contains("BODY.PEEK[]") })
    }

    @Test("E3: a literal of 4 GB is a protocol violation, not an allocation")
    func hugeLiteral() async throws {
        let server = try server([
            ("SEARCH", "* SEARCH 3\r\n@ OK\r\n"), ("RFC822.SIZE", "* 1 FETCH (UID 3 RFC822.SIZE 10)\r\n@ OK\r\n"),
            ("BODY.PEEK[]", "* 1 FETCH (UID 3 BODY[] {4294967295}\r\n"),
        ])
        await #expect { try await mailbox(server.port).fetch(limit: 10, skipping: []) } throws: { error in
            guard case .protocolViolation? = error as? TransportError else { return false }
            return true
        }
    }

    @Test("BYE at any point is bad weather, and says so")
    func bye() async throws {
        for point in ["CAPABILITY", "LIST", "STATUS", "SELECT", "SEARCH"] {
            let server = try TaglessServer(login: greeting, answers: [(point, "* BYE going down\r\nCLOSE"), ("", "@ OK\r\n")])
            await #expect { try await mailbox(server.port).fetch(limit: 10, skipping: []) } throws: { error in
                guard let error = error as? TransportError, case .unavailable(_, let line) = error else { return false }
                return error.isTransient && line == "* BYE going down"
            }
        }
    }

    @Test("a server that cannot check passwords now is not a wrong password")
    func unavailable() async throws {
        let refusals: [(String, Bool)] = [("NO [UNAVAILABLE] try later", true), ("NO [AUTHENTICATIONFAILED] wrong", false)]
        for (line, isTransient) in refusals {
            let server = try FakeServer([Array(greeting.dropLast()) + ["S:A002 " + line, "HOLD"]])
            await #expect { try await mailbox(server.port).open() } throws: { error in
                (error as? TransportError)?.isTransient == isTransient
            }
        }
    }

    @Test("a vanished folder is named")
    func vanishedFolder() async throws {
        let server = try TaglessServer(login: greeting, answers: [("SELECT", "@ NO [NONEXISTENT] gone\r\n"), ("", "@ OK\r\n")])
        await #expect(throws: TransportError.folderMissing(server: "127.0.0.1:\(server.port)", folder: "INBOX")) {
            try await mailbox(server.port).open()
        }
    }

    @Test("IDLE that is refused turns into listening, and new mail ends it")
    func idleRefused() async throws {
        let server = try server(
            capabilities: "IMAP4rev1 IDLE",
            [("IDLE", "@ NO not now\r\n* 5 EXISTS\r\n"), ("SEARCH", "* SEARCH\r\n@ OK\r\n")])
        let mailbox = mailbox(server.port)
        _ = try await mailbox.fetch(limit: 1, skipping: [])
        try await mailbox.waitForMail(atMost: 30)
        #expect(server.commands.contains("IDLE"))
        #expect(!server.commands.contains("DONE"))
    }

    @Test("cancelling ends a wait at once")
    func cancelledWait() async throws {
        let server = try server([("SEARCH", "* SEARCH\r\n@ OK\r\n")])
        let mailbox = mailbox(server.port)
        _ = try await mailbox.fetch(limit: 1, skipping: [])
        let wait = Task { () -> TransportError? in
            do throws(TransportError) { try await mailbox.waitForMail(atMost: 600) } catch { return error }
            return nil
        }
        wait.cancel()
        #expect(await wait.value == .cancelled)
    }

    @Test("another call ends a wait that holds the connection")
    func interruptedWait() async throws {
        let server = try server([("SEARCH", "* SEARCH\r\n@ OK\r\n")])
        let mailbox = mailbox(server.port)
        _ = try await mailbox.fetch(limit: 1, skipping: [])
        async let wait: Void = mailbox.waitForMail(atMost: 600)
        #expect(try await mailbox.count(.done) == 0)
        // The wait may begin only now; a second call ends it.
        #expect(try await mailbox.count(.done) == 0)
        await mailbox.close()
        try? await wait
    }

    @Test("E5: no connection without protection but to this very machine")
    func plainIsRefused() async {
        let mailbox = IMAPMailbox(
            name: "far",
            settings: .init(
                server: ServerAddress(host: "mail.example", port: 143, security: .plainLoopbackOnly),
                credentials: .password(user: "u", SecretBytes("p"))))
        await #expect { try await mailbox.open() } throws: { error in
            guard case .settings? = error as? TransportError else { return false }
            return true
        }
    }
}
