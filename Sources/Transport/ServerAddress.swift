/// Where a server is, and how the connection is protected.
public struct ServerAddress: Sendable, Equatable, Hashable, CustomStringConvertible {
    public enum Security: Sendable, Equatable, Hashable {
        /// TLS from the first byte (RFC 8314): port 993 or 465.
        case tls
        /// STARTTLS, and no further word where the server does not offer it (RULES E5).
        case startTLS
        /// No protection; refused for every host but this very machine.
        case plainLoopbackOnly
    }

    public var host: String
    public var port: Int
    public var security: Security

    public init(host: String, port: Int, security: Security) {
        self.host = host
        self.port = port
        self.security = security
    }

    public var description: String { "\(host):\(port)" }
}

/// Whose certificates are believed. The host name is always checked, TLS 1.2 is the least.
public struct TLSOptions: Sendable, Equatable {
    /// A PEM file of authorities; nil for the system's.
    public var caFile: String?

    public init(caFile: String? = nil) {
        self.caFile = caFile
    }
}

/// How to log in. The secret never appears in a description.
public enum Credentials: Sendable {
    case password(user: String, SecretBytes)
    /// A password that is read anew before each login, so that it may be changed under a running service.
    case secret(user: String, read: @Sendable () throws(TransportError) -> SecretBytes)
    /// An access token, asked for before each login (XOAUTH2, OAUTHBEARER).
    case oauth2(user: String, OAuth2Tokens)
}

/// A password or a token: it can be used, not shown.
public struct SecretBytes: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    public init(_ text: String) { bytes = Array(text.utf8) }

    public var description: String { "(secret)" }
    public var debugDescription: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
