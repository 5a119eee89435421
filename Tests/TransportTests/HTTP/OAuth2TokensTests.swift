import Foundation
import Synchronization
import TestKit
import Testing

@testable import Transport

/// Access tokens over real HTTPS on loopback.
@Suite struct OAuth2TokensTests {
    private let folder: TemporaryFolder
    private let clock = MovedClock()
    private let secrets = SecretBox()

    init() throws { folder = try TemporaryFolder() }

    private func tokens(
        _ endpoint: TokenEndpoint, _ kind: OAuth2Grant.Kind = .refreshToken, caFile: String? = nil, url: String? = nil,
        scopes: [String] = [], patienceSeconds: Int = 30
    ) throws -> OAuth2Tokens {
        let (clock, secrets) = (clock, secrets)
        return OAuth2Tokens(
            name: "test",
            grant: OAuth2Grant(
                kind: kind, endpoint: try #require(HTTPSAddress(url ?? endpoint.url)), clientID: "client 1", scopes: scopes,
                secrets: { () throws(TransportError) in secrets.current }),
            client: HTTPClient(
                tls: TLSOptions(caFile: try caFile ?? TestAuthority.shared().caFile), seconds: patienceSeconds),
            cache: TokenCache(path: folder.file("token.json")),
            now: { clock.now }, digest: { $0.reversed() })
    }

    private func text(_ token: SecretBytes) -> String { String(decoding: token.bytes, as: UTF8.self) }

    @Test("a refresh token gets an access token, which is kept until shortly before its end")
    func refreshGrant() async throws {
        let endpoint = try TokenEndpoint { _, number in .token("access-\(number)", seconds: 3600) }
        let tokens = try tokens(endpoint)
        for _ in 0..<3 { #expect(text(try await tokens.token()) == "access-1") }
        #expect(
            endpoint.requests == [
                [
                    "grant_type": "refresh_token", "refresh_token": "refresh&1=", "client_id": "client 1",
                    "client_secret": "sécret",
                ]
            ])
        clock.pass(3600 - Int(OAuth2Tokens.aheadSeconds) + 1)
        #expect(text(try await tokens.token()) == "access-2")
    }

    @Test("client credentials send scope and secret, and no refresh token")
    func clientCredentials() async throws {
        let endpoint = try TokenEndpoint { _, _ in .token("a") }
        secrets.set(refreshToken: nil)
        let tokens = try tokens(endpoint, .clientCredentials, scopes: ["https://outlook.office365.com/.default"])
        #expect(text(try await tokens.token()) == "a")
        #expect(
            endpoint.requests == [
                [
                    "grant_type": "client_credentials", "client_id": "client 1", "client_secret": "sécret",
                    "scope": "https://outlook.office365.com/.default",
                ]
            ])
    }

    @Test("many that ask at once share one request")
    func singleFlight() async throws {
        let endpoint = try TokenEndpoint { _, number in .token("access-\(number)") }
        let tokens = try tokens(endpoint)
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { self.text(try await tokens.token()) } }
            for try await token in group { #expect(token == "access-1") }
        }
        #expect(endpoint.requests.count == 1)
    }

    @Test(
        "who is cancelled does not wait for an endpoint that says nothing, and the next who asks gets an answer",
        .timeLimit(.minutes(10)))
    func cancelled() async throws {
        let endpoint = try TokenEndpoint { _, number in number == 1 ? .silence : .token("a") }
        // Longer than the test may last: that it ends shows that nobody waited.
        let tokens = try tokens(endpoint, patienceSeconds: 3_600)
        let loops = (0..<3).map { _ in
            Task {
                do { try await tokens.tend() } catch { return "\(error)" }; return ""
            }
        }
        try await eventually("the request") { endpoint.requests.isEmpty ? nil : true }
        for loop in loops { loop.cancel() }
        for loop in loops { #expect(await loop.value == "\(TransportError.cancelled)") }
        #expect(text(try await tokens.token()) == "a" && endpoint.requests.count == 2)
        #expect(await tokens.state.failure == nil, "a stop is no failure of the grant")
    }

    @Test("a rotated refresh token is used from then on, and by the next start; the file is its owner's alone (E9)")
    func rotation() async throws {
        let endpoint = try TokenEndpoint { _, number in
            .token("access-\(number)", more: ",\"refresh_token\":\"rotated-\(number)\"")
        }
        _ = try await tokens(endpoint).token()
        clock.pass(3600)
        _ = try await tokens(endpoint).token()
        clock.pass(3600)
        // Another life of the process.
        _ = try await tokens(endpoint).token()
        #expect(endpoint.requests.map { $0["refresh_token"] } == ["refresh&1=", "rotated-1", "rotated-2"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("token.json"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        // A new consent outweighs what was rotated from the old one.
        secrets.set(refreshToken: "consented anew")
        _ = try await tokens(endpoint).token()
        #expect(endpoint.requests.last?["refresh_token"] == "consented anew")
    }

    @Test("a token that another process obtained is taken from the file; a file that others can read is not (E9)")
    func sharedFile() async throws {
        let endpoint = try TokenEndpoint { _, number in .token("access-\(number)") }
        _ = try await tokens(endpoint).token()
        #expect(text(try await tokens(endpoint).token()) == "access-1")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.file("token.json"))
        #expect(text(try await tokens(endpoint).token()) == "access-2")
    }

    @Test("what the endpoint refuses for good is not asked for again until the secret has changed")
    func permanentRefusal() async throws {
        let endpoint = try TokenEndpoint { form, _ in
            form["refresh_token"] == "refresh&1="
                ? .json(
                    400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70008: canary@cage.example did this\\r\\nTrace ID: 1\"}"
                )
                : .token("access")
        }
        let tokens = try tokens(endpoint)
        for _ in 0..<3 {
            await #expect { try await tokens.token() } throws: { error in
                guard case .credentials(let server, let line)? = error as? TransportError else { return false }
                return server == "localhost:\(endpoint.port)" && line.hasPrefix("invalid_grant (AADSTS70008): ")
                    && line.contains("consent") && !line.contains("canary")
            }
            clock.pass(10_000)
        }
        #expect(endpoint.requests.count == 1)
        #expect(await tokens.state.failure != nil)
        secrets.set(refreshToken: "new")
        #expect(text(try await tokens.token()) == "access")
        #expect(await tokens.state.failure == nil)
    }

    @Test(
        "bad weather at the endpoint is transient, and waits longer each time",
        arguments: [
            TokenEndpoint.Answer.json(503, ""), .json(500, "{\"error\":\"server_error\"}"), .json(429, "{}"),
            .json(400, "{\"error\":\"temporarily_unavailable\"}"), .hangUp, .json(200, "{\"token_type\":\"Bearer\"}"),
            .json(200, "not json"), .json(302, "{}"), .json(404, "<html>"), .token("with\\u0001control"),
        ])
    func weather(_ answer: TokenEndpoint.Answer) async throws {
        let endpoint = try TokenEndpoint { _, number in number == 1 ? answer : .token("later") }
        let tokens = try tokens(endpoint)
        for _ in 0..<2 {
            await #expect("\(answer)") { try await tokens.token() } throws: { ($0 as? TransportError)?.isTransient == true }
        }
        #expect(endpoint.requests.count == 1, "a second try came too soon")
        clock.pass(5)
        #expect(text(try await tokens.token()) == "later")
    }

    @Test("Retry-After is kept")
    func retryAfter() async throws {
        let endpoint = try TokenEndpoint { _, number in
            number == 1 ? .fields(429, ["Retry-After: 120"], "{}") : .token("later")
        }
        let tokens = try tokens(endpoint)
        for seconds in [0, 100] {
            clock.pass(seconds)
            await #expect(throws: TransportError.self) { try await tokens.token() }
        }
        #expect(endpoint.requests.count == 1)
        clock.pass(30)
        #expect(text(try await tokens.token()) == "later")
    }

    @Test("while the endpoint is down the old token serves to its end, and the failure is told at once")
    func oldTokenServes() async throws {
        let endpoint = try TokenEndpoint { _, number in number == 1 ? .token("first") : .json(503, "") }
        let tokens = try tokens(endpoint)
        _ = try await tokens.token()
        clock.pass(3600 - 300)
        #expect(text(try await tokens.token()) == "first")
        #expect(await tokens.state.failure != nil)
        await #expect(throws: TransportError.self) { try await tokens.tend() }
        clock.pass(290)
        await #expect(throws: TransportError.self) { try await tokens.token() }
    }

    @Test("a token that a server refused is not used again")
    func discarded() async throws {
        let endpoint = try TokenEndpoint { _, number in .token("access-\(number)") }
        let tokens = try tokens(endpoint)
        await tokens.discard(try await tokens.token())
        #expect(text(try await tokens.token()) == "access-2")
        await tokens.discard(SecretBytes("access-1"))
        #expect(text(try await tokens.token()) == "access-2")
    }

    @Test("the end of a grant is told where the endpoint tells it")
    func grantEnd() async throws {
        let endpoint = try TokenEndpoint { _, _ in .token("a", more: ",\"refresh_token_expires_in\":604800") }
        let tokens = try tokens(endpoint)
        _ = try await tokens.token()
        #expect(await tokens.state.grantEndsAt == 1_800_000_000 + 604_800)
    }

    @Test("a file that cannot be written is told; the token serves all the same")
    func unwritableCache() async throws {
        let endpoint = try TokenEndpoint { _, _ in .token("a") }
        let tokens = try tokens(endpoint)
        try FileManager.default.createDirectory(atPath: folder.file("token.json/x"), withIntermediateDirectories: true)
        _ = try await tokens.token()
        #expect(await tokens.state.cacheFailure != nil)
    }

    @Test("E5: self-signed, another host, expired, unknown authority: refused, and no secret leaves")
    func certificates() async throws {
        let authority = try TestAuthority.shared()
        for identity in [authority.selfSigned, authority.wrongHost, authority.expired] {
            let endpoint = try TokenEndpoint(identity: identity) { _, _ in .token("a") }
            await #expect { try await tokens(endpoint).token() } throws: { error in
                guard case .tls? = error as? TransportError else { return false }
                return true
            }
            #expect(endpoint.requests.isEmpty)
        }
        let endpoint = try TokenEndpoint { _, _ in .token("a") }
        await #expect(throws: TransportError.self) {
            try await tokens(endpoint, caFile: "/etc/ssl/certs/ca-certificates.crt").token()
        }
        #expect(endpoint.requests.isEmpty)
    }

    @Test(
        "E5: an address that is not https is none",
        arguments: ["http://localhost/token", "https://", "https://a b/", "https://u@h/x", "ftp://x/", "https://h/\r\nX"])
    func addresses(_ text: String) {
        #expect(HTTPSAddress(text) == nil)
    }

    @Test("an answer without end is cut off, and a redirect is not followed")
    func hostileAnswers() async throws {
        let huge = String(repeating: " ", count: HTTPClient.bodyBytesMax + 1)
        let endpoint = try TokenEndpoint { _, _ in .json(200, huge) }
        await #expect { try await tokens(endpoint).token() } throws: { error in
            guard case .protocolViolation? = error as? TransportError else { return false }
            return true
        }
        let other = try TokenEndpoint { _, _ in .token("stolen") }
        let redirecting = try TokenEndpoint { _, _ in .fields(307, ["Location: \(other.url)"], "") }
        await #expect(throws: TransportError.self) { try await tokens(redirecting).token() }
        #expect(other.requests.isEmpty)
    }
}

/// Secrets that a test changes.
final class SecretBox: Sendable {
    private let secrets = Mutex(OAuth2Grant.Secrets(clientSecret: SecretBytes("sécret"), refreshToken: SecretBytes("refresh&1=")))

    var current: OAuth2Grant.Secrets { secrets.withLock { $0 } }

    func set(refreshToken: String?) { secrets.withLock { $0.refreshToken = refreshToken.map { SecretBytes($0) } } }
}

private final class MovedClock: Sendable {
    private let seconds = Mutex<Int64>(1_800_000_000)
    var now: Int64 { seconds.withLock { $0 } }
    func pass(_ count: Int) { seconds.withLock { $0 += Int64(count) } }
}
