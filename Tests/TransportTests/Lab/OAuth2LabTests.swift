import Foundation
import Synchronization
import TestKit
import Testing

@testable import Transport

/// OAuth2 against a real Dovecot, which checks the tokens itself, and a real Postfix that asks it.
@Suite(.serialized, .enabled(if: Lab.obstacle == nil, Comment(rawValue: "the lab " + (Lab.obstacle ?? "runs"))))
struct OAuth2LabTests {
    private let lab: Lab
    private let folder: TemporaryFolder
    private let user = "casey@customer.test"

    init() throws {
        lab = try RealServersTests.started.get()
        folder = try TemporaryFolder()
    }

    private func tokens(_ endpoint: TokenEndpoint, _ secrets: SecretBox = SecretBox()) throws -> OAuth2Tokens {
        OAuth2Tokens(
            name: "lab",
            grant: OAuth2Grant(
                kind: .refreshToken, endpoint: try #require(HTTPSAddress(endpoint.url)), clientID: "c", scopes: [],
                secrets: { () throws(TransportError) in secrets.current }),
            tls: TLSOptions(caFile: try TestAuthority.shared().caFile), cache: TokenCache(path: folder.file("token.json")),
            now: { Int64(Date.now.timeIntervalSince1970) }, digest: { $0.reversed() })
    }

    private func mailbox(_ tokens: OAuth2Tokens, _ security: ServerAddress.Security = .tls) -> IMAPMailbox {
        IMAPMailbox(
            name: "x", settings: .init(server: lab.imap(security), credentials: .oauth2(user: user, tokens), tls: lab.tls))
    }

    private func submission(_ tokens: OAuth2Tokens, _ security: ServerAddress.Security = .tls) -> SMTPSubmission {
        SMTPSubmission(
            settings: .init(
                server: lab.submission(security), credentials: .oauth2(user: user, tokens), tls: lab.tls, helo: "client.test"))
    }

    @Test(
        "both servers take a token, by TLS and by STARTTLS, and one request serves all channels",
        arguments: [ServerAddress.Security.tls, .startTLS])
    func logins(_ security: ServerAddress.Security) async throws {
        let (user, key) = (user, lab.password)
        let endpoint = try TokenEndpoint { _, _ in .token(TokenEndpoint.jwt(subject: user, secondsLeft: 3600, key: key)) }
        let tokens = try tokens(endpoint)
        let (mailbox, submission) = (mailbox(tokens, security), submission(tokens, security))
        _ = try await mailbox.open()
        let envelope = try Envelope(reversePath: user, recipients: ["bob@customer.test"])
        let results = await withTaskGroup(of: SubmissionResult.self) { group in
            for number in 0..<8 {
                group.addTask {
                    await submission.submit(Array("Subject: \(number)\r\n\r\nx\r\n".utf8), envelope: envelope, beforeFinalDot: {})
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.allSatisfy { if case .accepted = $0 { true } else { false } }, "\(results)")
        await mailbox.close()
        await submission.close()
        #expect(endpoint.requests.count == 1)
    }

    @Test("a token that the server no longer takes is replaced once, without anybody noticing")
    func staleToken() async throws {
        let (user, key) = (user, lab.password)
        let endpoint = try TokenEndpoint { _, number in
            .token(TokenEndpoint.jwt(subject: user, secondsLeft: number == 1 ? -60 : 3600, key: key))
        }
        let tokens = try tokens(endpoint)
        let (mailbox, submission) = (mailbox(tokens), submission(tokens))
        _ = try await mailbox.open()
        try await submission.open()
        #expect(endpoint.requests.count == 2)
        await mailbox.close()
        await submission.close()
    }

    @Test("E8: a refused token is tried twice and no more, until the grant is another; then the channel resumes")
    func refusedToken() async throws {
        let (user, key) = (user, lab.password)
        let endpoint = try TokenEndpoint { form, _ in
            let isGood = form["refresh_token"] == "good"
            return .token(TokenEndpoint.jwt(subject: isGood ? user : "somebody@else.test", secondsLeft: 3600, key: key))
        }
        let secrets = SecretBox()
        let tokens = try tokens(endpoint, secrets)
        let (mailbox, submission) = (mailbox(tokens), submission(tokens))
        for _ in 0..<4 {
            await #expect { try await mailbox.open() } throws: { error in
                guard case .credentials? = error as? TransportError else { return false }
                return true
            }
            await #expect(throws: TransportError.self) { try await submission.open() }
        }
        #expect(endpoint.requests.count <= 3)
        secrets.set(refreshToken: "good")
        _ = try await mailbox.open()
        try await submission.open()
        await mailbox.close()
        await submission.close()
    }

    @Test("E8: a refused password is not sent again; when its file holds another, the channel resumes")
    func refusedPassword() async throws {
        let word = Mutex("wrong")
        let credentials = Credentials.secret(
            user: user, read: { () throws(TransportError) in SecretBytes(word.withLock { $0 }) })
        let mailbox = IMAPMailbox(name: "x", settings: .init(server: lab.imap(), credentials: credentials, tls: lab.tls))
        let submission = SMTPSubmission(
            settings: .init(server: lab.submission(), credentials: credentials, tls: lab.tls, helo: "client.test"))
        let before = failures()
        for _ in 0..<3 {
            await #expect(throws: TransportError.self) { try await mailbox.open() }
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { await #expect(throws: TransportError.self) { try await submission.open() } } }
            }
        }
        #expect(try await eventually("the servers' logs") { failures() - before >= 2 ? failures() - before : nil } == 2)
        word.withLock { $0 = lab.password }
        _ = try await mailbox.open()
        try await submission.open()
        await mailbox.close()
        await submission.close()
    }

    /// Failed logins that the servers have noted.
    private func failures() -> Int {
        let texts = ["dovecot.log", "postfix.log"].map {
            (try? String(contentsOf: lab.folder.appending(path: $0), encoding: .utf8)) ?? ""
        }
        let lines = texts.joined(separator: "\n").split(separator: "\n")
        return lines.count {
            ($0.contains("imap-login") && $0.contains("auth failed")) || $0.contains("authentication failed")
        }
    }
}
