public import Transport

/// Where access tokens for a mailbox or a submission server come from (RFC 6749); its secrets are named, not held.
public struct OAuth2Settings: Sendable, Equatable, Hashable {
    public enum Grant: String, Sendable, CaseIterable { case refreshToken, clientCredentials }

    public var grant: Grant
    public var tokenURL: HTTPSAddress
    public var clientID: String
    public var clientSecret: Secret?
    public var refreshToken: Secret?
    public var scopes: [String]
    /// Authorities to trust at the token endpoint instead of the system's; PEM.
    public var caFile: String?
    /// When the consent or the client's secret ends, as the operator knows it; seconds since 1970.
    public var endsAt: Int64?
    /// So many days before its end people are told.
    public var alarmDays: Int
}
