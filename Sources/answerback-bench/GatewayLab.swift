import Foundation
import Responder
import Transport

/// The servers that `Tests/Lab/with-lab.sh` started, and an installation between them.
struct GatewayLab {
    static let authservID = "mx.support.test"
    static let user = "support@support.test"
    /// The mailbox of the bare loop: as the service's own, so that both find the same servers in the same state.
    static let bareUser = "bare@support.test"

    let folder: String
    let imapPort: Int
    let imapsPort: Int
    let smtpsPort: Int
    let password: String
    /// Where the installation of the service under test lies.
    let installation: String

    init?(_ environment: [String: String]) {
        guard let folder = environment["LAB_FOLDER"], let imap = environment["LAB_IMAP"].flatMap({ Int($0) }),
            let imaps = environment["LAB_IMAPS"].flatMap({ Int($0) }), let smtps = environment["LAB_SMTPS"].flatMap({ Int($0) }),
            let password = try? String(contentsOfFile: folder + "/password", encoding: .utf8)
        else { return nil }
        self.folder = folder
        (imapPort, imapsPort, smtpsPort) = (imap, imaps, smtps)
        self.password = password
        installation = folder + "/service"
    }

    var configurationFile: String { installation + "/answerback.json5" }
    private var tls: TLSOptions { TLSOptions(caFile: folder + "/tls/ca.pem") }

    /// Writes the configuration: everything as shipped, but for caps that a benchmark would run into.
    /// - Parameter filing: `move`, or `keyword` where somebody else has to see the mail as well.
    func install(filing: String) throws {
        try FileManager.default.createDirectory(atPath: installation + "/var", withIntermediateDirectories: true)
        try write(password, to: installation + "/password")
        func server(_ port: Int) -> String {
            "host: \"localhost\", port: \(port), security: \"tls\", user: \"\(Self.user)\", password: { file: \"password\" }"
        }
        try write(
            """
            {
              address: "Support <\(Self.user)>",
              mailboxes: [{ name: "support", imap: { \(server(imapsPort)), filing: "\(filing)" } }],
              submission: { smtp: { \(server(smtpsPort)) } },
              tls: { caFile: "\(folder)/tls/ca.pem" },
              store: { sqlite: "var/answerback.sqlite" },
              agents: [{ mailbox: "agents@support.test", members: ["anna@support.test"] }],
              trust: { authservID: "\(Self.authservID)", hops: 1 },
              answers: { caps: { senderTenMinutes: 900, senderDay: 900, ticketInARow: 900, domainHour: 1000000,
                                 allHour: 1000000, escalationsHour: 1000000 } },
              log: { level: "warning" },
            }
            """, to: configurationFile)
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    // MARK: Servers

    func mailbox(of user: String) -> IMAPMailbox {
        IMAPMailbox(
            name: "bare",
            settings: .init(
                server: ServerAddress(host: "localhost", port: imapsPort, security: .tls),
                credentials: .password(user: user, SecretBytes(password)), tls: tls))
    }

    func submission(of user: String, connections: Int) -> SMTPSubmission {
        SMTPSubmission(
            settings: .init(
                server: ServerAddress(host: "localhost", port: smtpsPort, security: .tls),
                credentials: .password(user: user, SecretBytes(password)), tls: tls, helo: "bench.test",
                connectionsMax: connections))
    }

    /// How many mails Postfix has taken so far, by its own log.
    func acceptedCount() -> Int {
        guard let log = FileManager.default.contents(atPath: folder + "/postfix.log") else { return 0 }
        let mark = Data("(queue active)".utf8)
        var (count, start) = (0, log.startIndex)
        while let found = log.range(of: mark, in: start..<log.endIndex) {
            count += 1
            start = found.upperBound
        }
        return count
    }

    // MARK: Mailboxes

    /// Puts mails into a user's Maildir as a delivery does: written under `tmp`, then renamed into `new`.
    func deliver(_ mails: [[UInt8]], to user: String, from number: Int = 0) throws {
        let home = folder + "/mail/" + user
        for part in ["", "/mail", "/mail/tmp", "/mail/new", "/mail/cur"] { try makeFolder(home + part) }
        for (index, mail) in mails.enumerated() {
            let name = "\(Int(Date().timeIntervalSince1970)).M\(1_000_000 + number + index)P1.bench"
            let temporary = "\(home)/mail/tmp/\(name)"
            try Data(mail).write(to: URL(fileURLWithPath: temporary))
            try own(temporary)
            try FileManager.default.moveItem(atPath: temporary, toPath: "\(home)/mail/new/\(name)")
        }
    }

    private func makeFolder(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try own(path)
    }

    private func own(_ path: String) throws {
        try FileManager.default.setAttributes([.ownerAccountName: "mail", .groupOwnerAccountName: "mail"], ofItemAtPath: path)
    }
}
