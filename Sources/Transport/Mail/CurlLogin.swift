import CCurl
import Glibc
import MailProtocol

/// Opens a ``CurlConnection``: name look-up, TCP, TLS or STARTTLS, greeting, SASL, all by libcurl.
struct CurlLogin {
    enum Service {
        case imap
        /// - Parameter helo: the client's own host name.
        case smtp(helo: String)
    }

    /// A login that is ready to be sent; fetched from ``Credentials`` beforehand.
    enum Secret {
        case none
        case password(user: String, SecretBytes)
        case bearer(user: String, SecretBytes)
    }

    var server: ServerAddress
    var service: Service
    var secret: Secret
    var tls: TLSOptions
    var patience = Patience()

    private static let seconds = 60

    func connect(wake: WakeSignal, cancel: CancelFlag) throws(TransportError) -> CurlConnection {
        try check()
        guard let handle = curl_easy_init() else { throw .unreachable(server: server.description, why: "libcurl has no memory") }
        let watch = LoginWatch(cancel: cancel)
        let code = configure(handle, watch) ?? withExtendedLifetime(watch) { curl_easy_perform(handle) }
        detachWatch(handle)
        var socket: curl_socket_t = -1
        guard code == CURLE_OK, ab_curl_get_socket(handle, &socket) == CURLE_OK, socket >= 0 else {
            curl_easy_cleanup(handle)
            throw cancel.isCancelled ? .cancelled : error(code, said: watch.lastLine)
        }
        return CurlConnection(handle: handle, socket: socket, wake: wake)
    }

    private func check() throws(TransportError) {
        let isHostName = !server.host.isEmpty && server.host.utf8.allSatisfy { isHostByte($0) }
        guard isHostName, (1...65_535).contains(server.port) else {
            throw .settings("\(printable(server.host.utf8)):\(server.port) is not a host and port; check `host` and `port`")
        }
        if server.security == .plainLoopbackOnly, !["localhost", "127.0.0.1", "::1"].contains(server.host) {
            throw .settings(
                "an unprotected connection is allowed to this very machine only, not to \(server); use TLS or STARTTLS")
        }
        if let file = tls.caFile, access(file, R_OK) != 0 { throw .io(path: file, code: errno) }
    }

    /// Letters, digits, `.`, `-`, `_`, `:` (IPv6), and bytes beyond ASCII (IDN).
    private func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F, 0x80...0xFF: true
        default: false
        }
    }

    private var url: String {
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        let isTLS = server.security == .tls
        switch service {
        case .imap: return (isTLS ? "imaps" : "imap") + "://\(host):\(server.port)/"
        case .smtp(let helo):
            let name = String(decoding: helo.utf8.filter { isHostByte($0) && $0 < 0x80 && $0 != 0x3A }, as: UTF8.self)
            return (isTLS ? "smtps" : "smtp") + "://\(host):\(server.port)/\(name)"
        }
    }

    /// Nil when every option was taken, else the first refusal.
    private func configure(_ handle: UnsafeMutableRawPointer, _ watch: LoginWatch) -> CURLcode? {
        let context = Unmanaged.passUnretained(watch).toOpaque()
        var codes = [
            ab_curl_set_string(handle, CURLOPT_URL, url),
            ab_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "imap,imaps,smtp,smtps"),
            ab_curl_set_long(handle, CURLOPT_CONNECT_ONLY, 1),
            ab_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            ab_curl_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1),
            ab_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(patience.scaled(30) * 1000)),
            ab_curl_set_long(handle, CURLOPT_TIMEOUT_MS, Int(patience.scaled(Self.seconds) * 1000)),
            ab_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
            ab_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
            ab_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            ab_curl_set_debug(handle, LoginWatch.debug, context),
            ab_curl_set_progress(handle, LoginWatch.progress, context),
        ]
        if server.security != .plainLoopbackOnly {
            // ALL, never TRY: where STARTTLS is not offered, nothing more is said (RULES E5).
            codes.append(ab_curl_set_long(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)))
        }
        if let file = tls.caFile {
            codes.append(ab_curl_set_string(handle, CURLOPT_CAINFO, file))
            codes.append(ab_curl_set_string(handle, CURLOPT_CAPATH, nil))
        }
        codes += configureSecret(handle)
        return codes.first { $0 != CURLE_OK }
    }

    private func configureSecret(_ handle: UnsafeMutableRawPointer) -> [CURLcode] {
        let (user, bytes, option): (String, [UInt8], CURLoption)
        switch secret {
        case .none: return []
        case .password(let name, let word): (user, bytes, option) = (name, word.bytes, CURLOPT_PASSWORD)
        case .bearer(let name, let token): (user, bytes, option) = (name, token.bytes, CURLOPT_XOAUTH2_BEARER)
        }
        let terminated = (bytes + [0]).map { CChar(bitPattern: $0) }
        var codes = [
            ab_curl_set_string(handle, CURLOPT_USERNAME, user),
            ab_curl_set_string(handle, option, terminated),
            ab_curl_set_long(handle, CURLOPT_SASL_IR, 1),
        ]
        // Without this, libcurl tries an empty password where the server knows no tokens: a failed login for nothing.
        if case .bearer = secret {
            codes.append(ab_curl_set_string(handle, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2"))
        }
        return codes
    }

    private func detachWatch(_ handle: UnsafeMutableRawPointer) {
        _ = ab_curl_set_long(handle, CURLOPT_VERBOSE, 0)
        _ = ab_curl_set_long(handle, CURLOPT_NOPROGRESS, 1)
        _ = ab_curl_set_debug(handle, LoginWatch.silence, nil)
        _ = ab_curl_set_long(handle, CURLOPT_VERBOSE, 0)
    }

    private func error(_ code: CURLcode, said line: String) -> TransportError {
        let name = server.description
        let reason = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_LOGIN_DENIED:
            // libcurl says the same of a wrong password and of a server that cannot look it up now.
            return LoginLine.isTemporary(line)
                ? .unavailable(server: name, line: line) : .credentials(server: name, line: LoginLine.refusal(line, secret))
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
            CURLE_SSL_CERTPROBLEM:
            return .tls(server: name, why: reason)
        case CURLE_USE_SSL_FAILED: return .tls(server: name, why: "it does not offer STARTTLS")
        case CURLE_OPERATION_TIMEDOUT: return .timeout(server: name, what: "the connection and login", seconds: Self.seconds)
        case CURLE_RECV_ERROR where LoginLine.isGoodbye(line), CURLE_WEIRD_SERVER_REPLY where !line.isEmpty:
            return .unavailable(server: name, line: line)
        default: return .unreachable(server: name, why: reason)
        }
    }
}

/// What the server's last line during login says.
enum LoginLine {
    /// RFC 5530 codes and RFC 4954 replies that blame the server and not the password.
    static func isTemporary(_ line: String) -> Bool {
        let upper = line.uppercased()
        let codes = ["[UNAVAILABLE]", "[LIMIT]", "[SERVERBUG]", "[INUSE]", "[CONTACTADMIN]"]
        return codes.contains { upper.contains($0) } || line.hasPrefix("4") || isGoodbye(line)
    }

    /// The server's words, or what they mean where they would not help: a challenge in base64, or an OK to an earlier command.
    static func refusal(_ line: String, _ secret: CurlLogin.Secret) -> String {
        guard case .bearer = secret else { return line }
        if line.hasPrefix("+") || line.hasPrefix("334") { return "the access token was refused" }
        let words = line.split(separator: " ")
        let isNoRefusal = line.hasPrefix("2") || words.dropFirst().first == "OK" || line.hasPrefix("* ")
        return isNoRefusal ? "it offers neither OAUTHBEARER nor XOAUTH2" : line
    }

    static func isGoodbye(_ line: String) -> Bool { line.uppercased().hasPrefix("* BYE") || line.hasPrefix("421") }
}

/// Listens to what the server says during login; what we say holds the password and is not looked at.
private final class LoginWatch {
    private let cancel: CancelFlag
    private var line: [UInt8] = []

    init(cancel: CancelFlag) { self.cancel = cancel }

    var lastLine: String { printable(line) }

    static let debug: ab_curl_debug = { _, type, data, size, context in
        guard type == CURLINFO_HEADER_IN, let data, let context else { return 0 }
        let watch = Unmanaged<LoginWatch>.fromOpaque(context).takeUnretainedValue()
        let bytes = UnsafeRawBufferPointer(start: data, count: min(size, 1024))
        let line = bytes.prefix { $0 != 0x0D && $0 != 0x0A }
        if !line.isEmpty { watch.line = Array(line) }
        return 0
    }

    static let silence: ab_curl_debug = { _, _, _, _, _ in 0 }

    static let progress: ab_curl_progress = { context, _, _, _, _ in
        guard let context else { return 0 }
        return Unmanaged<LoginWatch>.fromOpaque(context).takeUnretainedValue().cancel.isCancelled ? 1 : 0
    }
}
