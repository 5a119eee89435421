import Foundation
import HelpDesk
import Responder
import Store
import TestKit

/// Where the day is played: the service between a Maildir in and a Maildir out, or between a real Dovecot and a real Postfix.
final class DayStage {
    static let support = "support@support.test"
    static let english = "agents@support.test"
    static let german = "hilfe@support.test"
    static let boss = "boss@support.test"
    static let chefin = "chefin@support.test"

    let lab: Lab?
    let folder: TemporaryFolder
    let configuration: ServiceConfiguration
    let clock = TestClock()
    private var submitted = 0

    init(_ lab: Lab?) throws {
        self.lab = lab
        folder = try TemporaryFolder()
        if let lab {
            try folder.write("password", Array(lab.password.utf8))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file("password"))
        }
        for part in ["inbox/new", "inbox/cur", "inbox/tmp"] {
            try FileManager.default.createDirectory(atPath: folder.file(part), withIntermediateDirectories: true)
        }
        try folder.write("answerback.json5", Array(Self.settings(lab).utf8))
        configuration = try ConfigurationFile.load(folder.file("answerback.json5"))
    }

    private static func settings(_ lab: Lab?) -> String {
        func server(_ port: Int) -> String {
            "host: \"localhost\", port: \(port), security: \"tls\", user: \"\(support)\", password: { file: \"password\" }"
        }
        let place = lab.map { "imap: { \(server($0.imapsPort)) }" } ?? "maildir: \"inbox\""
        let way = lab.map { "smtp: { \(server($0.smtpsPort)) }" } ?? "maildir: \"outbox\""
        return """
            {
              address: "Acme Support <\(support)>",
              mailboxes: [{ name: "support", \(place) }],
              submission: { \(way) },
              tls: { caFile: \(lab.map { "\"\($0.caFile)\"" } ?? "null") },
              store: { sqlite: "var/answerback.sqlite" },
              agents: [
                { mailbox: "\(english)", members: ["anna@support.test", "bill@support.test"] },
                { mailbox: "\(german)", members: ["dieter@support.test", "erika@support.test"], languages: ["de"], language: "de" },
              ],
              admins: ["\(boss)", { address: "\(chefin)", language: "de", digestAt: "06:30" }],
              trust: { authservID: "\(Lab.authservID)" },
              company: { name: "Acme" },
              answers: { caps: { domainHour: 5000, escalationsHour: 5000 } },
              service: { timeZone: "\(zoneOfNoon)", targets: { \(targets) } },
              digest: { at: "07:00" },
              log: { level: "error" },
            }
            """
    }

    /// Weeks of business hours: whether the next day is a working day makes no difference.
    private static let targets = ["urgent", "high", "medium", "low"]
        .map { "\($0): { firstResponseMinutes: 20000, resolutionMinutes: 20000 }" }.joined(separator: ", ")

    /// The real servers stamp real times, and the day must not end in the middle of its story: it is played where it is noon now.
    private static var zoneOfNoon: String {
        let hours = 12 - Int(Date().timeIntervalSince1970 / 3600) % 24
        // POSIX counts hours to the west.
        return hours == 0 ? "UTC" : "Etc/GMT" + (hours > 0 ? "-\(hours)" : "+\(-hours)")
    }

    func open() throws -> Installation {
        try Installation(configuration, clock: clock.clock, modelFolder: TestModel.folder, logTo: { _ in })
    }

    /// Puts a mail on its way to the support address.
    /// - Parameter vouching: `failed` comes from elsewhere in somebody's name.
    func send(_ mail: SampleMail, vouching: SampleMail.Vouching = .dmarc) async throws {
        submitted += 1
        var mail = mail
        // Programs make identifiers of their own; two mails of one second must not share one.
        mail.messageID = "<day-\(submitted)@\(AddressKey.domain(of: mail.address))>"
        guard let lab else {
            mail.vouching = vouching
            let bytes = mail.bytes(receivedAt: clock.now, by: Lab.authservID)
            let name = String(10_000 + submitted) + ".day"
            try folder.write("inbox/tmp/\(name)", bytes)
            try FileManager.default.moveItem(atPath: folder.file("inbox/tmp/\(name)"), toPath: folder.file("inbox/new/\(name)"))
            return
        }
        let bytes = mail.bytes(writtenAt: clock.now)
        if vouching == .dmarc {
            try await lab.submit(bytes, from: mail.address, to: [mail.to])
        } else {
            try await lab.deliverFromOutside(bytes, from: "evil@outside.test", to: [mail.to])
        }
    }

    /// The service works off all that was sent; returns when every mail of ours has arrived.
    func work() async throws {
        let installation = try open()
        if lab != nil {
            try await eventually("all mails at the support mailbox", within: 60) {
                files(of: Self.support, folder: "mail").count >= submitted - filed ? true : nil
            }
        }
        try await Responder(installation).runOnce()
        filed = submitted
        guard lab != nil else { return }
        let sent = try await installation.store.outbox(in: [.sent], limit: 1000)
        let expected = Dictionary(grouping: sent) { $0.recipient }.mapValues(\.count)
        try await eventually("our mails at their readers", within: 60) {
            expected.allSatisfy { files(of: $0.key, folder: "mail").count >= $0.value } ? true : nil
        }
    }

    /// Mails that the service has taken from the support mailbox so far.
    private var filed = 0

    /// What lies in somebody's mailbox, oldest first.
    func mails(of address: String) throws -> [DeliveredMail] {
        if lab != nil { return try files(of: address, folder: "mail").map { DeliveredMail(try Self.read($0)) } }
        return try folder.names("outbox/new").map { DeliveredMail(try folder.read("outbox/new/\($0)")) }.filter {
            $0.isTo(address)
        }
    }

    private func files(of address: String, folder name: String) -> [String] {
        guard let lab else { return [] }
        let base = lab.folder.appending(path: "mail/\(address)/\(name)").path()
        return ["cur", "new"].flatMap { part in
            ((try? FileManager.default.contentsOfDirectory(atPath: base + "/" + part)) ?? []).map { (name: $0, part: part) }
        }.sorted { $0.name < $1.name }.map { "\(base)/\($0.part)/\($0.name)" }
    }

    private static func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
}
