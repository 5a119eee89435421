import Foundation
import Responder
import Store
import TestKit
import Testing
import Transport

/// An installation whose mailbox is a real Dovecot's and whose submission is a real Postfix's, both over TLS.
struct LabService {
    static let support = "support@support.test"
    static let agents = "agents@support.test"
    static let agent = "anna@support.test"
    static let admin = "boss@support.test"

    let lab: Lab
    let folder: TemporaryFolder
    let configuration: ServiceConfiguration
    let clock = TestClock()

    /// - Parameter security: `tls` or `starttls`.
    init(
        _ lab: Lab, security: String = "tls", password: String? = nil, caFile: String? = nil,
        oauth2: (endpoint: TokenEndpoint, clientSecret: String, refreshToken: String)? = nil
    ) throws {
        self.lab = lab
        folder = try TemporaryFolder()
        try folder.write("password", Array((password ?? lab.password).utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file("password"))
        let ports = security == "tls" ? (lab.imapsPort, lab.smtpsPort) : (lab.imapPort, lab.submissionPort)
        var login = "password: { file: \"password\" }"
        if let oauth2 {
            for (name, secret) in [("client", oauth2.clientSecret), ("refresh", oauth2.refreshToken)] {
                try folder.write(name, Array(secret.utf8))
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file(name))
            }
            login = """
                oauth2: { tokenURL: "\(oauth2.endpoint.url)", clientID: "c", clientSecret: { file: "client" },
                          refreshToken: { file: "refresh" }, caFile: "\(try TestAuthority.shared().caFile)" }
                """
        }
        func server(_ port: Int) -> String {
            "host: \"localhost\", port: \(port), security: \"\(security)\", user: \"\(Self.support)\", \(login)"
        }
        let text = """
            {
              address: "Acme Support <\(Self.support)>",
              mailboxes: [{ name: "support", imap: { \(server(ports.0)) } }],
              submission: { smtp: { \(server(ports.1)) } },
              tls: { caFile: "\(caFile ?? lab.caFile)" },
              store: { sqlite: "var/answerback.sqlite" },
              agents: [{ mailbox: "\(Self.agents)", members: ["\(Self.agent)"] }],
              admins: ["\(Self.admin)"],
              trust: { authservID: "\(Lab.authservID)", hops: 1 },
              answers: { caps: { domainHour: 1000000, allHour: 1000000, escalationsHour: 1000000 } },
              digest: { at: "00:00" },
              log: { level: "warning" },
            }
            """
        try folder.write("answerback.json5", Array(text.utf8))
        configuration = try ConfigurationFile.load(folder.file("answerback.json5"))
    }

    /// Plays a story between the servers while the service runs; the store must be right when it has ended.
    static func play(_ story: (LabService, Installation) async throws -> Void) async throws {
        let lab = try Lab()
        defer { lab.stop() }
        let service = try LabService(lab)
        try await TestModel.ready()
        let installation = try service.open()
        let running = Task { try await Responder(installation).run() }
        do {
            try await story(service, installation)
        } catch {
            running.cancel()
            throw error
        }
        running.cancel()
        try await running.value
        #expect(try await installation.store.verify(now: service.clock.now).isEmpty)
    }

    func open() throws -> Installation {
        try Installation(configuration, clock: clock.clock, modelFolder: TestModel.folder, logTo: { _ in })
    }

    /// A customer or agent writes, logged in as themselves.
    func submit(_ mail: SampleMail) async throws {
        try await lab.submit(mail.bytes(writtenAt: clock.now), from: mail.address, to: [mail.to])
    }

    /// Waits for the first mail in someone's mailbox that has what is wanted, read by IMAP.
    func mail(
        of user: String, _ what: String, within seconds: Double = 60, _ isWanted: (DeliveredMail) -> Bool = { _ in true }
    ) async throws -> DeliveredMail {
        let mailbox = lab.mailbox(of: user)
        let found = try await eventually("\(what) at \(user)", within: seconds) {
            try await mailbox.fetch(limit: 1000, skipping: []).map { DeliveredMail($0.bytes) }.first(where: isWanted)
        }
        await mailbox.close()
        return found
    }

    /// The mails that lie in a user's inbox, counted on the disk of the lab.
    func count(of user: String) -> Int {
        ["new", "cur"].reduce(0) { sum, part in
            let path = lab.folder.appending(path: "mail/\(user)/mail/\(part)").path()
            return sum + ((try? FileManager.default.contentsOfDirectory(atPath: path))?.count ?? 0)
        }
    }
}
