import Glibc
import Synchronization
public import Transport

/// The token sources of an installation: channels that log in by the same grant share one, so that there is one request at a
/// time and one place where a rotated refresh token is kept.
final class TokenShelf: Sendable {
    private let dataFolder: String
    private let environment: [String: String]
    private let sources = Mutex<[OAuth2Settings: OAuth2Tokens]>([:])

    init(dataFolder: String, environment: [String: String]) {
        self.dataFolder = dataFolder
        self.environment = environment
    }

    /// Every source with the settings it came from.
    var all: [WatchedGrant] {
        sources.withLock { sources in
            sources.map { WatchedGrant(settings: $0.key, tokens: $0.value) }.sorted { $0.tokens.name < $1.tokens.name }
        }
    }

    /// - Throws: ``SecretError`` when a secret cannot be read now.
    func tokens(_ settings: OAuth2Settings) throws(SecretError) -> OAuth2Tokens {
        if let found = sources.withLock({ $0[settings] }) { return found }
        let made = try make(settings)
        return sources.withLock { sources in
            if let found = sources[settings] { return found }
            sources[settings] = made
            return made
        }
    }

    private func make(_ settings: OAuth2Settings) throws(SecretError) -> OAuth2Tokens {
        let clientSecret = try settings.clientSecret.map { secret throws(SecretError) in
            try SecretReader(secret, environment: environment)
        }
        let refreshToken = try settings.refreshToken.map { secret throws(SecretError) in
            try SecretReader(secret, environment: environment)
        }
        let kind: OAuth2Grant.Kind =
            switch settings.grant {
            case .refreshToken: .refreshToken
            case .clientCredentials: .clientCredentials
            }
        let grant = OAuth2Grant(
            kind: kind, endpoint: settings.tokenURL, clientID: settings.clientID, scopes: settings.scopes,
            secrets: { () throws(TransportError) in
                OAuth2Grant.Secrets(clientSecret: try clientSecret?.read(), refreshToken: try refreshToken?.read())
            })
        let name = "oauth2-\(Self.identifier(settings))"
        return OAuth2Tokens(
            name: name, grant: grant, tls: TLSOptions(caFile: settings.caFile),
            cache: TokenCache(path: "\(dataFolder)/\(name).json"), now: { Int64(time(nil)) }, digest: InstallationKey.digest)
    }

    /// The same at every start, and another for every client, scope and named secret.
    private static func identifier(_ settings: OAuth2Settings) -> String {
        let parts = [
            settings.grant.rawValue, settings.tokenURL.text, settings.clientID, settings.scopes.joined(separator: " "),
            "\(settings.refreshToken.map { "\($0)" } ?? "")",
        ]
        return Hexadecimal.text(InstallationKey.digest(Array(parts.joined(separator: "\n").utf8)).prefix(6))
    }
}

/// A grant whose end and failures people should hear of.
public struct WatchedGrant: Sendable {
    public let settings: OAuth2Settings
    public let tokens: OAuth2Tokens
}
