import Foundation
import HelpDesk
import InternetMessage
import Store

/// The demonstration's folder: a configuration, an inbox, an outbox and a store, and the service over them.
final class DemoStage {
    static let agents = "agents@acme.example"
    static let admin = "boss@acme.example"
    static let server = "mx.acme.example"

    let configuration: ServiceConfiguration
    let installation: Installation
    let inbox: String
    let outbox: String
    private var received = 0

    init(directory: String, clock: ServiceClock, modelFolder: String?) throws {
        let folder = URL(fileURLWithPath: directory).standardizedFileURL.path()
        inbox = folder + "/inbox"
        outbox = folder + "/outbox"
        _ = try DataFolder(folder)
        for maildir in [inbox, outbox] {
            for part in ["tmp", "new", "cur"] { _ = try DataFolder(maildir + "/" + part) }
        }
        let file = folder + "/answerback.json5"
        try DataFolder.write(Array(Self.settings.utf8), to: file)
        configuration = try ConfigurationFile.load(file)
        installation = try Installation(configuration, clock: clock, modelFolder: modelFolder)
    }

    private static let settings = """
        // The demonstration's configuration: a Maildir in, a Maildir out.
        {
          address: "Acme Support <\(DemoMails.support)>",
          mailboxes: [{ name: "inbox", maildir: "inbox" }],
          submission: { maildir: "outbox" },
          store: { sqlite: "var/answerback.sqlite" },
          agents: [{ mailbox: "\(agents)", members: ["anna@acme.example"] }],
          admins: ["\(admin)"],
          trust: { authservID: "\(server)" },
          company: { name: "Acme" },
          packs: ["shop"],
          digest: { at: "00:00" },
          log: { level: "error" },
        }

        """

    /// Puts a mail into the inbox, as the receiving server would.
    func receive(_ mail: SampleMail) throws {
        received += 1
        let digits = String(received)
        let name = "\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits).demo"
        let bytes = mail.bytes(receivedAt: installation.clock.now(), by: Self.server)
        try DataFolder.write(bytes, to: inbox + "/tmp/" + name)
        try FileManager.default.moveItem(atPath: inbox + "/tmp/" + name, toPath: inbox + "/new/" + name)
    }

    /// One run of the service over all that waits.
    func work() async throws { try await Responder(installation).runOnce(teaching: .later) }

    /// The end of this day in UTC, and a minute.
    var nextMidnight: Timestamp {
        Timestamp(seconds: (installation.clock.now().seconds / 86_400 + 1) * 86_400 + 60)
    }

    /// The newest mail that went out to an address and quotes the subject of a mail that came in.
    func mail(to address: String, about original: SampleMail) throws -> DeliveredMail {
        let subject = Reading(Message(original.bytes(receivedAt: installation.clock.now(), by: Self.server))).subject
        return try find("to \(address) about \"\(subject)\"") { $0.isTo(address) && $0.reading.subject.contains(subject) }
    }

    func newestMail(to address: String) throws -> DeliveredMail { try find("to \(address)") { $0.isTo(address) } }

    private func find(_ what: String, _ isWanted: (DeliveredMail) -> Bool) throws -> DeliveredMail {
        let names = try FileManager.default.contentsOfDirectory(atPath: outbox + "/new")
        let mails = names.compactMap { FileManager.default.contents(atPath: outbox + "/new/" + $0) }.map {
            DeliveredMail([UInt8]($0))
        }
        guard
            let found = mails.filter(isWanted).max(by: { ($0.reading.date ?? .distantPast) < ($1.reading.date ?? .distantPast) })
        else { throw ServiceFailure.unavailable(what: "the demonstration", reason: "no mail \(what) went out") }
        return found
    }
}
