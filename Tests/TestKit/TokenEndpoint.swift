internal import CCrypto
import Foundation
import Synchronization

/// A token endpoint of OAuth2 on loopback, over TLS: it answers each request as a test's closure says.
public final class TokenEndpoint: Sendable {
    public enum Answer: Sendable {
        /// A status with a JSON body.
        case json(Int, String)
        /// The same with further header lines.
        case fields(Int, [String], String)
        /// Listens and says nothing until the client goes.
        case silence
        /// Hangs up.
        case hangUp

        /// A token as Google and Microsoft grant it.
        public static func token(_ token: String, seconds: Int = 3600, more: String = "") -> Answer {
            .json(200, "{\"access_token\":\"\(token)\",\"token_type\":\"Bearer\",\"expires_in\":\(seconds)\(more)}")
        }
    }

    public let port: Int
    private let server: ListeningSocket
    private let identity: TLSIdentity
    private let heard = Mutex<[[String: String]]>([])
    private let answer: @Sendable (_ form: [String: String], _ number: Int) -> Answer

    public var url: String { "https://localhost:\(port)/token" }
    /// The forms of all requests so far.
    public var requests: [[String: String]] { heard.withLock { $0 } }

    /// - Parameter answer: gets the form and the request's number, from 1.
    public init(
        identity: TLSIdentity? = nil, answer: @escaping @Sendable (_ form: [String: String], _ number: Int) -> Answer
    ) throws {
        server = try ListeningSocket()
        port = server.port
        self.identity = try identity ?? TestAuthority.shared().good
        self.answer = answer
        let (server, weakly) = (server, Weakly(self))
        Thread.detachNewThread {
            while let stream = server.accept() {
                let box = Handed(stream)
                Thread.detachNewThread { weakly.endpoint?.serve(box.stream) }
            }
        }
    }

    deinit { server.stop() }

    private func serve(_ stream: LineStream) {
        guard stream.protect(identity) else { return }
        // A client that refuses the certificate says nothing.
        guard stream.line() != nil else { return }
        var length = 0
        while let line = stream.line(), !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.first?.lowercased() == "content-length" { length = Int(parts[1].trimmingCharacters(in: .whitespaces)) ?? 0 }
        }
        guard let body = stream.bytes(length) else { return }
        let form = Self.form(String(decoding: body, as: UTF8.self))
        let number = heard.withLock {
            $0.append(form)
            return $0.count
        }
        switch answer(form, number) {
        case .json(let status, let text): reply(stream, status, [], text)
        case .fields(let status, let fields, let text): reply(stream, status, fields, text)
        case .silence: while stream.read() != nil {}
        case .hangUp: return
        }
    }

    private func reply(_ stream: LineStream, _ status: Int, _ fields: [String], _ text: String) {
        let head = [
            "HTTP/1.1 \(status) x", "Content-Type: application/json", "Content-Length: \(text.utf8.count)", "Connection: close",
        ]
        stream.say((head + fields).joined(separator: "\r\n") + "\r\n\r\n" + text)
    }

    private static func form(_ text: String) -> [String: String] {
        Dictionary(
            text.split(separator: "&").map { field in
                let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), String(parts.last ?? "").removingPercentEncoding ?? "")
            }, uniquingKeysWith: { first, _ in first })
    }

    /// A token that Dovecot's local validation takes: a JWT signed with HS256 (RFC 7519).
    public static func jwt(subject: String, secondsLeft: Int, key: String) -> String {
        let now = Int(Date.now.timeIntervalSince1970)
        let header = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".utf8)
        let body = base64(
            "{\"sub\":\"\(subject)\",\"iat\":\(now - 5),\"nbf\":\(now - 5),\"exp\":\(now + secondsLeft),\"jti\":\"\(UUID().uuidString)\"}"
                .utf8)
        let (message, key) = (Array("\(header).\(body)".utf8), Array(key.utf8))
        var digest = [UInt8](repeating: 0, count: 32)
        let prepared = ab_hmac_key(key, key.count)
        defer { ab_hmac_key_free(prepared) }
        if let prepared { _ = ab_hmac_sha256(prepared, message, message.count, &digest) }
        return "\(header).\(body).\(base64(digest))"
    }

    /// Base64 for URLs, without padding (RFC 7515 section 2).
    private static func base64(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// Lets the accepting thread end with its endpoint.
private final class Weakly: Sendable {
    private let reference: @Sendable () -> TokenEndpoint?
    var endpoint: TokenEndpoint? { reference() }
    init(_ endpoint: TokenEndpoint) { reference = { [weak endpoint] in endpoint } }
}

/// A connection on its way to the thread that serves it.
// @unchecked: it is handed over once and used by that thread alone.
public final class Handed: @unchecked Sendable {
    public let stream: LineStream
    public init(_ stream: LineStream) { self.stream = stream }
}
