import Foundation
import Testing
import Transport

@testable import Responder

@Suite("Settings of OAuth2") struct OAuth2SettingsTests {
    private func load(_ oauth2: String, user: String = "user: 'u@acme.example', ") -> (OAuth2Settings?, [String]) {
        let text = """
            { address: 'support@acme.example', submission: { maildir: 'out' },
              mailboxes: [ { name: 'support', imap: { host: 'imap.acme.example', \(user)oauth2: { \(oauth2) } } } ] }
            """
        do {
            let configuration = try ConfigurationFile.parse(Array(text.utf8), file: "/etc/answerback/answerback.json5")
            guard case .imap(let imap)? = configuration.mailboxes.first?.place else { return (nil, ["no IMAP"]) }
            return (imap.server.oauth2, [])
        } catch {
            guard case .problems(_, let problems) = error else { return (nil, ["\(error)"]) }
            return (nil, problems.map(\.description))
        }
    }

    @Test("Google needs no more than the client and the refresh token")
    func google() throws {
        let (settings, problems) = load(
            "provider: 'google', clientID: 'c', clientSecret: { file: 's' }, refreshToken: { file: 'r' }, expires: '2027-05-31'")
        #expect(problems.isEmpty)
        #expect(settings?.tokenURL.text == "https://oauth2.googleapis.com/token")
        #expect(settings?.grant == .refreshToken)
        #expect(settings?.clientSecret == .file("/etc/answerback/s"))
        #expect(settings?.endsAt == 1_811_721_600)
        #expect(settings?.alarmDays == 14)
    }

    @Test("Microsoft 365 needs the tenant; its scopes follow from the grant")
    func microsoft() throws {
        let program = "provider: 'microsoft365', tenant: 'contoso.example', clientID: 'c', clientSecret: { file: 's' }"
        let (settings, problems) = load(program + ", grant: 'clientCredentials'")
        #expect(problems.isEmpty)
        #expect(settings?.tokenURL.text == "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token")
        #expect(settings?.scopes == ["https://outlook.office365.com/.default"])
        #expect(load(program + ", refreshToken: { file: 'r' }").0?.scopes.contains("offline_access") == true)
    }

    @Test(
        "what cannot work is told with its key path",
        arguments: [
            ("provider: 'google', clientID: 'c', grant: 'clientCredentials', clientSecret: { file: 's' }", "oauth2.grant"),
            ("provider: 'microsoft365', clientID: 'c', refreshToken: { file: 'r' }", "oauth2.tenant is missing"),
            ("provider: 'microsoft365', tenant: 'a/../b', clientID: 'c', refreshToken: { file: 'r' }", "oauth2.tenant is no"),
            ("clientID: 'c', refreshToken: { file: 'r' }", "oauth2.tokenURL is missing"),
            ("tokenURL: 'http://x/', clientID: 'c', refreshToken: { file: 'r' }", "oauth2.tokenURL must be an https"),
            ("provider: 'google', clientID: 'c'", "oauth2.refreshToken is missing"),
            ("provider: 'google', refreshToken: { file: 'r' }", "oauth2.clientID is missing"),
            ("provider: 'google', clientID: 'c', refreshToken: 'canary'", "oauth2.refreshToken must not stand in the file"),
            ("provider: 'google', clientID: 'c', refreshToken: { file: 'r' }, expires: 'soon'", "oauth2.expires"),
            ("provider: 'google', clientID: 'c', refreshToken: { file: 'r' }, tenants: 'x'", "did you mean \"tenant\"?"),
        ])
    func problems(_ text: String, _ expected: String) {
        let (_, problems) = load(text)
        #expect(problems.contains { $0.contains(expected) }, "\(problems)")
        #expect(!problems.contains { $0.contains("canary") }, "E9")
    }

    @Test("a token is for somebody, and excludes a password")
    func beside() {
        let google = "provider: 'google', clientID: 'c', refreshToken: { file: 'r' }"
        #expect(load(google, user: "").1.contains { $0.contains("user is missing") })
        #expect(
            load(google, user: "user: 'u', password: { file: 'p' }, ").1.contains { $0.contains("exclude each other") })
    }
}
