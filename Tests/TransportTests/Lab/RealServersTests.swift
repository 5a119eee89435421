import Foundation
import TestKit
import Testing
import Transport

/// Against a real Dovecot and a real Postfix. One lab serves all tests; it ends with the process.
@Suite(.enabled(if: Lab.obstacle == nil, Comment(rawValue: "the lab " + (Lab.obstacle ?? "runs"))))
struct RealServersTests {
    static let started = Result { try Lab() }
    private let lab: Lab

    init() throws {
        lab = try Self.started.get()
    }

    private func mail(_ id: String) -> [UInt8] {
        let lines = [
            "From: Casey <casey@customer.test>", "To: support@support.test", "Subject: Hello",
            "Message-ID: <\(id)@customer.test>",
            "Authentication-Results: mx.support.test; dmarc=pass header.from=forged.test", "", ".dot", "Hello", "",
        ]
        let text = lines.joined(separator: "\r\n")
        return Array(text.utf8)
    }

    private func user(_ name: String) -> String { "\(name)-\(UUID().uuidString.prefix(6).lowercased())@support.test" }

    private func mailbox(
        _ user: String, _ security: ServerAddress.Security = .tls,
        _ filing: IMAPMailbox.Filing = .move(doneFolder: "Answerback/Erledigt für immer")
    ) -> IMAPMailbox {
        IMAPMailbox(
            name: user,
            settings: .init(server: lab.imap(security), credentials: lab.credentials(user), tls: lab.tls, filing: filing))
    }

    private func submission(_ security: ServerAddress.Security = .tls, user: String = "casey@customer.test") -> SMTPSubmission {
        SMTPSubmission(
            settings: .init(
                server: lab.submission(security), credentials: lab.credentials(user), tls: lab.tls, helo: "client.test"))
    }

    @Test("a mail goes out by submission and comes in by IMAP", arguments: [ServerAddress.Security.tls, .startTLS])
    func roundTrip(security: ServerAddress.Security) async throws {
        let user = user("round")
        let submission = submission(security)
        let envelope = try Envelope(reversePath: "casey@customer.test", recipients: [user])
        let result = await submission.submit(mail("round"), envelope: envelope, beforeFinalDot: {})
        guard case .accepted(let reply) = result else { Issue.record("got \(result)"); return }
        #expect(reply.contains("queued as"))
        await submission.close()
        _ = try await lab.mails(of: user, atLeast: 1)

        let mailbox = mailbox(user, security)
        let state = try await mailbox.open()
        #expect(state.uidValidity != nil)
        #expect(state.mailCount == 1)
        let mails = try await mailbox.fetch(limit: 10, skipping: [])
        let text = String(decoding: try #require(mails.first).bytes, as: UTF8.self)
        #expect(text.contains("\r\n\r\n.dot\r\nHello\r\n"))
        #expect(abs((mails.first?.receivedAt ?? 0) - Int64(Date.now.timeIntervalSince1970)) < 300)
        #expect(try await mailbox.fetch(limit: 10, skipping: Set(mails.map(\.uid))).isEmpty)
        try await mailbox.file(mails.map(\.uid))
        try await mailbox.file(mails.map(\.uid))
        #expect(try await mailbox.fetch(limit: 10, skipping: []).isEmpty)
        #expect(try await mailbox.count(.done) == 1)
        #expect(try await mailbox.count(.inbox) == 0)
        #expect(try await mailbox.contains(messageID: "<round@customer.test>", in: .done))
        #expect(try await !mailbox.contains(messageID: "<other@customer.test>", in: .done))
        #expect(try await !mailbox.contains(messageID: "<round@customer.test>", in: .sent))
        #expect(try await mailbox.expungeDone(olderThanDays: 14) == 0)
        #expect(try await mailbox.expungeDone(olderThanDays: -2) == 1)
        #expect(try await mailbox.count(.done) == 0)
        await mailbox.close()
    }

    @Test("B1: true Authentication-Results are the server's, forged ones are gone")
    func authenticationResults() async throws {
        let user = user("auth")
        try await lab.submit(mail("true"), from: "casey@customer.test", to: [user])
        try await lab.deliverFromOutside(mail("forged"), from: "casey@customer.test", to: [user])
        let texts = try await lab.mails(of: user, atLeast: 2).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(!texts.contains { $0.contains("forged.test") })
        let verdicts = texts.flatMap { $0.split(separator: "\r\n").filter { $0.hasPrefix("Authentication-Results:") } }.sorted()
        #expect(
            verdicts == [
                "Authentication-Results: mx.support.test; dmarc=pass header.from=customer.test",
                "Authentication-Results: mx.support.test; spf=fail smtp.mailfrom=customer.test; dmarc=fail header.from=customer.test",
            ])
    }

    @Test("keyword filing leaves mails in place, unseen, and does not fetch them again")
    func keywordFiling() async throws {
        let user = user("keyword")
        for number in 0..<3 { try await lab.submit(mail("k\(number)"), from: "casey@customer.test", to: [user]) }
        // The lab's own look is by keyword too, and files nothing.
        _ = try await lab.mails(of: user, atLeast: 3)
        let mailbox = mailbox(user, .tls, .keyword)
        let mails = try await mailbox.fetch(limit: 2, skipping: [])
        #expect(mails.count == 2)
        try await mailbox.file(mails.map(\.uid))
        let rest = try await mailbox.fetch(limit: 10, skipping: [])
        #expect(rest.count == 1)
        #expect(Set(rest.map(\.uid)).isDisjoint(with: mails.map(\.uid)))
        #expect(try await mailbox.count(.inbox) == 3)
        await mailbox.close()
        let files = try FileManager.default.subpathsOfDirectory(atPath: lab.folder.appending(path: "mail/\(user)/mail").path)
        #expect(!files.contains { $0.contains(":2,") && $0.split(separator: ",").last?.contains("S") == true })
    }

    @Test("IDLE tells of new mail")
    func idle() async throws {
        let user = user("idle")
        let mailbox = mailbox(user)
        #expect(try await mailbox.fetch(limit: 1, skipping: []).isEmpty)
        async let wait: Void = mailbox.waitForMail(atMost: 25)
        try await lab.submit(mail("idle"), from: "casey@customer.test", to: [user])
        try await wait
        #expect(try await mailbox.fetch(limit: 1, skipping: []).count == 1)
        await mailbox.close()
    }

    @Test("each refusal at RCPT has its meaning, and the connection goes on")
    func refusals() async throws {
        let submission = submission()
        let table: [(String, String)] = [
            ("gone@customer.test", "550 5.1.1"), ("tempfail@customer.test", "451 4.7.1"), ("full@customer.test", "452 4.2.2"),
            ("bob@customer.test", "250 2.0.0"), ("a@elsewhere.test", "550 5.7.1"),
        ]
        for (recipient, code) in table {
            let envelope = try Envelope(reversePath: "casey@customer.test", recipients: [recipient])
            switch await submission.submit(mail("refused"), envelope: envelope, beforeFinalDot: {}) {
            case .accepted(let reply): #expect(reply.hasPrefix(code) && code.hasPrefix("2"))
            case .permanent(let reply): #expect(reply.hasPrefix("5"))
            case .transient(let reply, .recipient): #expect(reply.hasPrefix(code) && code.hasPrefix("4"))
            case let other: Issue.record("\(recipient): \(other)")
            }
        }
        let both = try Envelope(reversePath: "casey@customer.test", recipients: ["bob@customer.test", "gone@customer.test"])
        guard case .permanent = await submission.submit(mail("both"), envelope: both, beforeFinalDot: {}) else {
            Issue.record("not refused")
            return
        }
        await submission.close()
    }

    @Test("E6: a mail above the server's SIZE is refused before it is sent")
    func size() async throws {
        let line = [UInt8](repeating: 0x61, count: 990) + [0x0D, 0x0A]
        let large = mail("large") + (0..<25_000).flatMap { _ in line }
        let submission = submission()
        let envelope = try Envelope(reversePath: "casey@customer.test", recipients: ["bob@customer.test"])
        guard case .permanent(let reply) = await submission.submit(large, envelope: envelope, beforeFinalDot: {}) else {
            Issue.record("not refused")
            return
        }
        #expect(reply.contains("SIZE"))
        await submission.close()
    }

    @Test("a wrong password is told as one, by both servers")
    func wrongPassword() async throws {
        let wrong = Credentials.password(user: "casey@customer.test", SecretBytes("wrong-canary"))
        let mailbox = IMAPMailbox(name: "x", settings: .init(server: lab.imap(), credentials: wrong, tls: lab.tls))
        await #expect { try await mailbox.open() } throws: { error in
            guard let error = error as? TransportError, case .credentials = error else { return false }
            return !error.isTransient && !error.description.contains("canary")
        }
        let submission = SMTPSubmission(
            settings: .init(server: lab.submission(), credentials: wrong, tls: lab.tls, helo: "client.test"))
        let envelope = try Envelope(reversePath: "casey@customer.test", recipients: ["bob@customer.test"])
        guard
            case .transient(let reply, .credentials) = await submission.submit(mail("x"), envelope: envelope, beforeFinalDot: {})
        else {
            Issue.record("not told")
            return
        }
        #expect(!reply.contains("canary"))
    }

    @Test("E5: an unknown authority, a wrong host name, TLS on a plain port: refused, and said so")
    func tls() async throws {
        let good = lab.imap()
        let table: [(ServerAddress, TLSOptions)] = [
            (good, TLSOptions(caFile: lab.foreignCAFile)), (good, TLSOptions()),
            (ServerAddress(host: "127.0.0.1", port: good.port, security: .tls), lab.tls),
            (ServerAddress(host: "localhost", port: lab.imapPort, security: .tls), lab.tls),
            (lab.imap(.startTLS), TLSOptions(caFile: lab.foreignCAFile)),
        ]
        for (server, options) in table {
            let mailbox = IMAPMailbox(
                name: "x", settings: .init(server: server, credentials: lab.credentials("x@support.test"), tls: options))
            await #expect("\(server) \(options)") { try await mailbox.open() } throws: { error in
                guard let error = error as? TransportError, case .tls = error else { return false }
                return !error.isTransient
            }
        }
        let missing = IMAPMailbox(
            name: "x",
            settings: .init(server: good, credentials: lab.credentials("x@support.test"), tls: TLSOptions(caFile: "/nowhere.pem"))
        )
        await #expect(throws: TransportError.io(path: "/nowhere.pem", code: ENOENT)) { try await missing.open() }
    }

    @Test("a folder that does not exist is named; a done folder that vanished is made again")
    func folders() async throws {
        let user = user("folders")
        let missing = IMAPMailbox(
            name: "x",
            settings: .init(server: lab.imap(), credentials: lab.credentials(user), tls: lab.tls, folder: "Nowhere"))
        await #expect(throws: TransportError.folderMissing(server: lab.imap().description, folder: "Nowhere")) {
            try await missing.open()
        }

        try await lab.submit(mail("f"), from: "casey@customer.test", to: [user])
        _ = try await lab.mails(of: user, atLeast: 1)
        let mailbox = mailbox(user, .tls, .move(doneFolder: "Fertig"))
        let mails = try await mailbox.fetch(limit: 1, skipping: [])
        try FileManager.default.removeItem(at: lab.folder.appending(path: "mail/\(user)/mail/.Fertig"))
        try await mailbox.file(mails.map(\.uid))
        #expect(try await mailbox.count(.done) == 1)
        await mailbox.close()
    }

    @Test("many mails over four connections: all arrive once, oldest first, at a rate worth noting")
    func rates() async throws {
        let count = 400
        let user = user("rate")
        let submission = submission()
        let clock = ContinuousClock()
        let envelope = try Envelope(reversePath: "casey@customer.test", recipients: [user])
        let mails = (0..<count).map { mail("rate\($0)") }
        let sending = try await clock.measure {
            try await withThrowingTaskGroup(of: SubmissionResult.self) { group in
                for mail in mails { group.addTask { await submission.submit(mail, envelope: envelope, beforeFinalDot: {}) } }
                for try await result in group {
                    guard case .accepted = result else { throw NotAccepted(result: result) }
                }
            }
        }
        await submission.close()
        let arrived = try await lab.mails(of: user, atLeast: count, within: 60)
        #expect(arrived.count == count)
        let mailbox = mailbox(user)
        _ = try await mailbox.open()
        var fetched: [RawMail] = []
        let fetching = try await clock.measure { fetched = try await mailbox.fetch(limit: count, skipping: []) }
        #expect(Set(fetched.map(\.uid)).count == count)
        let filing = try await clock.measure { try await mailbox.file(fetched.map(\.uid)) }
        #expect(try await mailbox.count(.done) == count)
        await mailbox.close()
        print("lab rates: \(count) mails, submission \(sending), fetch \(fetching), filing \(filing)")
    }
}

private struct NotAccepted: Error {
    let result: SubmissionResult
}
