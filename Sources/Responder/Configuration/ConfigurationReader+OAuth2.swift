import Foundation
import Transport

/// `oauth2: { … }` beside `user`: how access tokens are had for XOAUTH2 and OAUTHBEARER.
extension ConfigurationReader {
    private enum Provider: String, CaseIterable { case google, microsoft365, other }

    func readOAuth2(_ section: SettingsSection) -> OAuth2Settings? {
        let provider: Provider = section.choice("provider", default: .other)
        let grant: OAuth2Settings.Grant = section.choice("grant", default: .refreshToken)
        let clientID = section.string("clientID") ?? ""
        if clientID.isEmpty { section.missing("clientID", "the name that the provider gave this program") }
        let clientSecret = readSecret(section, "clientSecret")
        let refreshToken = readSecret(section, "refreshToken")
        switch grant {
        case .refreshToken:
            if !section.has("refreshToken") { section.missing("refreshToken", "the provider's consent gave one; name its file") }
        case .clientCredentials:
            if !section.has("clientSecret") { section.missing("clientSecret", "this grant has nothing else to show") }
            if section.has("refreshToken") { section.problem("refreshToken", "belongs to grant: \"refreshToken\"") }
            if provider == .google {
                section.problem(
                    "grant", "\"clientCredentials\" is not offered by Google; use a refresh token of the mailbox's user")
            }
        }
        let url = tokenURL(section, provider)
        let scopes = section.strings("scopes") ?? Self.scopes(provider, grant)
        for scope in scopes where !scope.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            section.problem("scopes", "holds a scope that is not printable ASCII without spaces")
        }
        let caFile = section.string("caFile").map(path)
        let ends = readDay(section, "expires")
        let alarmDays = section.integer("alarmDays", default: 14, in: 1...90)
        guard let url else { return nil }
        return OAuth2Settings(
            grant: grant, tokenURL: url, clientID: clientID, clientSecret: clientSecret, refreshToken: refreshToken,
            scopes: scopes,
            caFile: caFile, endsAt: ends, alarmDays: alarmDays)
    }

    private func tokenURL(_ section: SettingsSection, _ provider: Provider) -> HTTPSAddress? {
        let written = section.string("tokenURL")
        let tenant = section.string("tenant")
        if tenant != nil, provider != .microsoft365 { section.problem("tenant", "belongs to provider: \"microsoft365\"") }
        if let written {
            if let url = HTTPSAddress(written) { return url }
            section.problem("tokenURL", "must be an https:// address")
            return nil
        }
        switch provider {
        case .google: return HTTPSAddress("https://oauth2.googleapis.com/token")
        case .microsoft365:
            guard let tenant else {
                section.missing("tenant", "the directory's id or domain, as in contoso.onmicrosoft.com")
                return nil
            }
            let isName = !tenant.isEmpty && tenant.utf8.allSatisfy { Self.isTenantByte($0) }
            if !isName { section.problem("tenant", "is no directory id or domain") }
            return isName ? HTTPSAddress("https://login.microsoftonline.com/\(tenant)/oauth2/v2.0/token") : nil
        case .other:
            section.missing("tokenURL", "the https:// address of the token endpoint; or name a provider")
            return nil
        }
    }

    private static func isTenantByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
        default: false
        }
    }

    private static func scopes(_ provider: Provider, _ grant: OAuth2Settings.Grant) -> [String] {
        switch (provider, grant) {
        case (.google, _), (.other, _): []
        case (.microsoft365, .clientCredentials): ["https://outlook.office365.com/.default"]
        case (.microsoft365, .refreshToken):
            [
                "https://outlook.office.com/IMAP.AccessAsUser.All", "https://outlook.office.com/SMTP.Send", "offline_access",
            ]
        }
    }

    /// `2027-05-31`: the beginning of that day (UTC) in seconds since 1970.
    private func readDay(_ section: SettingsSection, _ key: String) -> Int64? {
        guard let text = section.string(key) else { return nil }
        guard text.utf8.count == 10, let date = try? Date(text + "T00:00:00Z", strategy: .iso8601) else {
            section.problem(key, "is \"\(text)\", but must be a day like 2027-05-31")
            return nil
        }
        return Int64(date.timeIntervalSince1970)
    }
}
