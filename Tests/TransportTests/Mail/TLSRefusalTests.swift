import Foundation
import TestKit
import Testing
import Transport

/// E5: where encryption or the server's identity is not what it should be, nothing is said that matters: no credential, no mail.
@Suite struct TLSRefusalTests {
    private enum Channel: CaseIterable { case imap, smtp }

    private static let canary = "canary-password"

    /// Tries to connect and gives the error; fails where there is none.
    private func refusal(_ channel: Channel, _ port: Int, _ security: ServerAddress.Security) async throws -> TransportError? {
        let server = ServerAddress(host: "localhost", port: port, security: security)
        let credentials = Credentials.password(user: "user", SecretBytes(Self.canary))
        let tls = TLSOptions(caFile: try TestAuthority.shared().caFile)
        do throws(TransportError) {
            switch channel {
            case .imap:
                _ = try await IMAPMailbox(name: "x", settings: .init(server: server, credentials: credentials, tls: tls)).open()
            case .smtp:
                try await SMTPSubmission(
                    settings: .init(server: server, credentials: credentials, tls: tls, helo: "client.test")
                ).open()
            }
        } catch { return error }
        return nil
    }

    private func expectSilence(_ server: FakeServer, _ place: String) {
        let said = server.lines.joined(separator: "\n")
        let base64 = Data("\0user\0\(Self.canary)".utf8).base64EncodedString()
        #expect(!said.contains("AUTH ") && !said.contains("AUTHENTICATE") && !said.contains("LOGIN "), "\(place): \(said)")
        #expect(!said.contains(Self.canary) && !said.contains(base64) && !said.contains("MAIL FROM"), "\(place): \(said)")
    }

    private static let identities: [(String, @Sendable (TestAuthority) -> TLSIdentity)] = [
        ("self-signed", { $0.selfSigned }), ("wrong host", { $0.wrongHost }), ("expired", { $0.expired }),
    ]

    @Test("E5: a certificate that is self-signed, another host's or expired is refused at the handshake")
    func certificates() async throws {
        let authority = try TestAuthority.shared()
        for channel in Channel.allCases {
            for (name, identity) in Self.identities {
                let server = try FakeServer([["TLS", "S:* OK 220 hello", "HOLD"]], identity: identity(authority))
                let error = try await refusal(channel, server.port, .tls)
                guard case .tls? = error else { Issue.record("\(channel) \(name): \(String(describing: error))"); continue }
                expectSilence(server, "\(channel) \(name)")
            }
        }
    }

    private func startTLS(_ channel: Channel) -> [String] {
        switch channel {
        case .imap:
            [
                "S:* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR] hello", "C:CAPABILITY",
                "S:* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR", "S:A001 OK x", "C:STARTTLS",
            ]
        case .smtp: ["S:220 hello", "C:EHLO", "S:250-x", "S:250-STARTTLS", "S:250 AUTH PLAIN", "C:STARTTLS"]
        }
    }

    private func go(_ channel: Channel) -> String {
        switch channel {
        case .imap: "A002 OK go"
        case .smtp: "220 go"
        }
    }

    @Test("E5: the same certificates are refused behind STARTTLS")
    func certificatesBehindStartTLS() async throws {
        let authority = try TestAuthority.shared()
        for channel in Channel.allCases {
            for (name, identity) in Self.identities {
                let server = try FakeServer(
                    [startTLS(channel) + ["S:" + go(channel), "TLS", "HOLD"]], identity: identity(authority))
                let error = try await refusal(channel, server.port, .startTLS)
                guard case .tls? = error else { Issue.record("\(channel) \(name): \(String(describing: error))"); continue }
                expectSilence(server, "\(channel) \(name)")
            }
        }
    }

    @Test("E5: STARTTLS that is stripped from the offer, refused, or answered and not begun ends the conversation")
    func stripped() async throws {
        for channel in Channel.allCases {
            let begin = startTLS(channel)
            let offer = begin.dropLast().map { $0.replacing("STARTTLS ", with: "").replacing("250-STARTTLS", with: "250-SIZE") }
            let refusals: [(String, [String])] = [
                ("stripped", offer + ["HOLD"]),
                ("refused", begin + [channel == .imap ? "S:A002 NO not today" : "S:454 4.7.0 not today", "HOLD"]),
                ("not begun", begin + ["S:" + go(channel), "S:250 still in the clear", "HOLD"]),
            ]
            for (name, script) in refusals {
                let server = try FakeServer([script])
                let error = try await refusal(channel, server.port, .startTLS)
                #expect(error != nil, "\(channel) \(name)")
                expectSilence(server, "\(channel) \(name)")
            }
        }
    }

    /// CVE-2011-0411 and its kind: what stands behind the answer to STARTTLS in the clear must not count as said under TLS.
    @Test("E5: plaintext injected behind the answer to STARTTLS is never taken for the server's word")
    func injected() async throws {
        let authority = try TestAuthority.shared()
        for channel in Channel.allCases {
            // The injected lines pretend that the login is done; the true server then demands one.
            let injected =
                channel == .imap
                ? "* CAPABILITY IMAP4rev1\r\nA003 OK PREAUTH\r\n" : "250-injected\r\n250 SIZE\r\n235 2.7.0 you are in\r\n"
            let behind =
                channel == .imap
                ? [
                    "C:CAPABILITY", "S:* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR", "S:A003 OK x", "C:AUTHENTICATE",
                    "S:A004 NO no",
                ]
                : ["C:EHLO", "S:250-x", "S:250 AUTH PLAIN", "C:AUTH", "S:535 5.7.8 no"]
            let server = try FakeServer(
                [startTLS(channel) + ["RAW:" + go(channel) + "\r\n" + injected, "TLS"] + behind + ["HOLD"]],
                identity: authority.good)
            let error = try await refusal(channel, server.port, .startTLS)
            // Either the connection is given up, or the injected lines are dropped and the true refusal is heard.
            switch error {
            case .credentials?: break
            case .unreachable?, .tls?, .unavailable?, .timeout?, .protocolViolation?: expectSilence(server, "\(channel)")
            case nil, .refused?, .folderMissing?, .io?, .settings?, .cancelled?:
                Issue.record("\(channel): \(String(describing: error))")
            }
        }
    }

    @Test("E5: a sound server is spoken to")
    func sound() async throws {
        let authority = try TestAuthority.shared()
        let server = try FakeServer(
            [["TLS", "S:220 hello", "C:EHLO", "S:250-x", "S:250 AUTH PLAIN", "C:AUTH", "S:235 in", "C:EHLO", "S:250 x", "HOLD"]],
            identity: authority.good)
        #expect(try await refusal(.smtp, server.port, .tls) == nil)
        #expect(server.lines.contains { $0.hasPrefix("AUTH PLAIN") })
    }
}
