import FoundationEssentials
import MailProtocol

/// What a token endpoint answered (RFC 6749 §5), told apart by what has to be done.
enum OAuth2Reply: Sendable, Equatable {
    case granted(Grant)
    /// The grant or the client is refused: asking again changes nothing until a person has acted.
    case refused(String)
    /// The endpoint is busy or broken: ask again later.
    case unavailable(String, retryAfterSeconds: Int?)
    /// 200, and no token in it.
    case nonsense(String)

    struct Grant: Sendable, Equatable {
        var accessToken: SecretBytes
        var seconds: Int
        /// The endpoint rotates its refresh tokens: the old one is worthless from now on.
        var refreshToken: SecretBytes?
        /// How long the grant itself goes on, where the endpoint tells it.
        var grantSeconds: Int?
    }

    init(_ response: HTTPClient.Response) {
        let body = try? JSONDecoder().decode(Body.self, from: Data(response.body))
        switch response.status {
        case 200: self = Self.granted(body)
        case 408, 429, 500...599: self = .unavailable("HTTP \(response.status)", retryAfterSeconds: response.retryAfterSeconds)
        default: self = Self.error(response, body)
        }
    }

    private static func granted(_ body: Body?) -> OAuth2Reply {
        guard let body, let token = body.accessToken.flatMap(bearer) else { return .nonsense("HTTP 200 without an access token") }
        if let type = body.tokenType, type.lowercased() != "bearer" { return .nonsense("a token that is no bearer token") }
        return .granted(
            Grant(
                accessToken: token, seconds: min(max(body.expiresIn?.value ?? secondsStandard, 0), secondsMax),
                refreshToken: body.refreshToken.flatMap(bearer), grantSeconds: body.refreshTokenExpiresIn?.value))
    }

    private static func error(_ response: HTTPClient.Response, _ body: Body?) -> OAuth2Reply {
        guard let code = body?.error, !code.isEmpty else {
            return .unavailable("HTTP \(response.status) without an OAuth2 error; check the token URL", retryAfterSeconds: nil)
        }
        let word = printable(code.utf8.prefix(64))
        if ["temporarily_unavailable", "server_error", "slow_down"].contains(word) {
            return .unavailable(word, retryAfterSeconds: response.retryAfterSeconds)
        }
        let number = body?.errorDescription.flatMap(microsoftNumber).map { " (\($0))" } ?? ""
        return .refused("\(word)\(number): \(advice(word))")
    }

    private static func advice(_ error: String) -> String {
        switch error {
        case "invalid_grant": "the grant has expired or was revoked; give consent anew and put the new refresh token in its place"
        case "invalid_client": "the client's secret is wrong or has expired; make a new one and put it in its place"
        case "unauthorized_client": "this client may not use this grant; allow it at the provider"
        case "invalid_scope": "the provider does not know these scopes; check `scopes`"
        default: "check the `oauth2` settings against what the provider shows"
        }
    }

    /// `AADSTS70008`: the number alone, for the text behind it may name the user.
    private static func microsoftNumber(_ description: String) -> String? {
        let word = description.utf8.prefix { $0 != UInt8(ascii: ":") && $0 != 0x20 }
        guard word.starts(with: "AADSTS".utf8), word.count <= 16, word.dropFirst(6).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        return String(decoding: Array(word), as: UTF8.self)
    }

    /// RFC 6750 §2.1: printable, so that it can end no line of a protocol.
    private static func bearer(_ text: String) -> SecretBytes? {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= tokenBytesMax, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return SecretBytes(bytes)
    }

    private static let tokenBytesMax = 16 << 10
    /// Where the endpoint tells no lifetime, which RFC 6749 §5.1 only recommends.
    private static let secondsStandard = 600
    private static let secondsMax = 86_400

    private struct Body: Decodable {
        var accessToken: String?
        var tokenType: String?
        var expiresIn: Seconds?
        var refreshToken: String?
        var refreshTokenExpiresIn: Seconds?
        var error: String?
        var errorDescription: String?

        enum CodingKeys: String, CodingKey {
            case accessToken = "access_token"
            case tokenType = "token_type"
            case expiresIn = "expires_in"
            case refreshToken = "refresh_token"
            case refreshTokenExpiresIn = "refresh_token_expires_in"
            case error
            case errorDescription = "error_description"
        }
    }

    /// QUIRK: some endpoints write the number as a text.
    private struct Seconds: Decodable {
        var value: Int

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self), number.isFinite, abs(number) < 1e12 {
                value = Int(number)
            } else if let number = (try? container.decode(String.self)).flatMap({ Int($0) }) {
                value = number
            } else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "no number of seconds")
            }
        }
    }
}
