import Foundation
public import Responder

/// The real service over a Maildir in and a Maildir out, with a real store, in a folder of its own.
public final class MaildirService: Sendable {
    public static let support = "support@acme.example"
    public static let agents = "agents@acme.example"
    public static let agent = "Anna Agent <anna@acme.example>"
    public static let admin = "boss@acme.example"
    public static let server = "mx.acme.example"

    public let folder: TemporaryFolder
    public let clock: TestClock
    public let configuration: ServiceConfiguration

    /// - Parameter more: further settings, each `key: value,` as in the configuration file.
    public init(_ more: String = "", clock: TestClock = TestClock()) throws {
        folder = try TemporaryFolder()
        self.clock = clock
        try folder.write("answerback.json5", Array(Self.settings(more).utf8))
        configuration = try ConfigurationFile.load(folder.file("answerback.json5"))
        for part in ["inbox/new", "inbox/cur", "inbox/tmp"] {
            try FileManager.default.createDirectory(atPath: folder.file(part), withIntermediateDirectories: true)
        }
    }

    public static func settings(_ more: String) -> String {
        """
        {
          address: "Acme Support <\(support)>",
          mailboxes: [{ name: "inbox", maildir: "inbox" }],
          submission: { maildir: "outbox" },
          store: { sqlite: "var/answerback.sqlite" },
          agents: [{ mailbox: "\(agents)", members: ["anna@acme.example"] }],
          admins: ["\(admin)"],
          trust: { authservID: "\(server)" },
          company: { name: "Acme" },
          log: { level: "error" },
          poll: { idle: true, intervalSeconds: 1 },
          \(more)
        }
        """
    }

    /// A fresh opening of the installation, as each command and each start makes it.
    public func open() throws -> Installation {
        try Installation(configuration, clock: clock.clock, modelFolder: TestModel.folder, logTo: { _ in })
    }

    /// Puts a mail into the inbox, as the receiving server would; the names keep the order.
    public func receive(_ mail: SampleMail) throws {
        try receive(mail.bytes(receivedAt: clock.now, by: Self.server))
    }

    public func receive(_ bytes: [UInt8]) throws {
        let name = "\(DispatchTime.now().uptimeNanoseconds).\(UUID().uuidString.prefix(8)).test"
        try folder.write("inbox/tmp/\(name)", bytes)
        try FileManager.default.moveItem(atPath: folder.file("inbox/tmp/\(name)"), toPath: folder.file("inbox/new/\(name)"))
    }

    /// One run of the service over all that waits.
    @discardableResult
    public func work() async throws -> Installation {
        try await TestModel.ready()
        let installation = try open()
        try await Responder(installation).runOnce()
        return installation
    }

    /// Everything that has gone out.
    public func sent() throws -> [DeliveredMail] {
        try folder.names("outbox/new").map { DeliveredMail(try folder.read("outbox/new/\($0)")) }
    }

    public func sent(to address: String) throws -> [DeliveredMail] { try sent().filter { $0.isTo(address) } }
}
