import MailProtocol

/// What entitles us to access tokens (RFC 6749): the endpoint, the client, and a refresh token or the client's own secret.
public struct OAuth2Grant: Sendable {
    public enum Kind: Sendable, Equatable {
        /// RFC 6749 §6: somebody consented once, for one mailbox.
        case refreshToken
        /// RFC 6749 §4.4: the tenant's administrator consented for the program itself.
        case clientCredentials
    }

    /// The secrets of a grant, read anew whenever they are needed, so that a file may be replaced under a running service.
    public struct Secrets: Sendable, Equatable {
        /// Nil for a public client.
        public var clientSecret: SecretBytes?
        public var refreshToken: SecretBytes?

        public init(clientSecret: SecretBytes?, refreshToken: SecretBytes?) {
            self.clientSecret = clientSecret
            self.refreshToken = refreshToken
        }

        /// Both, so that a change of either is seen.
        var mark: SecretBytes { SecretBytes((clientSecret?.bytes ?? []) + [0] + (refreshToken?.bytes ?? [])) }
    }

    public var kind: Kind
    public var endpoint: HTTPSAddress
    public var clientID: String
    public var scopes: [String]
    public var secrets: @Sendable () throws(TransportError) -> Secrets

    public init(
        kind: Kind, endpoint: HTTPSAddress, clientID: String, scopes: [String],
        secrets: @escaping @Sendable () throws(TransportError) -> Secrets
    ) {
        self.kind = kind
        self.endpoint = endpoint
        self.clientID = clientID
        self.scopes = scopes
        self.secrets = secrets
    }

    /// The form of a token request.
    /// - Parameter refreshToken: the newest one, where the endpoint rotates them.
    func form(_ secrets: Secrets, refreshToken: SecretBytes?) -> [UInt8] {
        var fields: [(String, [UInt8])] = []
        switch kind {
        case .refreshToken:
            fields.append(("grant_type", Array("refresh_token".utf8)))
            fields.append(("refresh_token", refreshToken?.bytes ?? secrets.refreshToken?.bytes ?? []))
        case .clientCredentials: fields.append(("grant_type", Array("client_credentials".utf8)))
        }
        fields.append(("client_id", Array(clientID.utf8)))
        if let secret = secrets.clientSecret { fields.append(("client_secret", secret.bytes)) }
        if !scopes.isEmpty { fields.append(("scope", Array(scopes.joined(separator: " ").utf8))) }
        return Array(fields.map { Array(($0 + "=").utf8) + Self.escaped($1) }.joined(separator: [UInt8(ascii: "&")]))
    }

    /// Everything but unreserved characters (RFC 3986 §2.3) as `%XX`.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                [byte]
            default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }
}
