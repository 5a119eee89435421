import FoundationEssentials
public import HelpDesk
import InternetMessage
import Store

/// `explain`: what would happen to a mail and why. It stores and sends nothing.
public struct Explain: Sendable {
    private let desk: Desk
    private let analyst: Analyst
    private let clock: ServiceClock
    private let mailbox: String
    /// nil without an installation: then every mail is a first contact.
    private let store: TicketStore?

    public init(_ installation: Installation) async throws {
        desk = installation.desk
        analyst = try await installation.analyst()
        clock = installation.clock
        mailbox = installation.configuration.mailboxes.first?.name ?? ""
        store = installation.store
    }

    /// Without an installation: built-in defaults and shipped templates. A mail is taken as just written, and nobody has to vouch for it.
    public init(clock: ServiceClock = .system) {
        let library = ShippedDesk.library
        desk = Desk(settings: ShippedDesk.settings, templates: library, signer: ShippedDesk.signer, calendar: .utc)
        analyst = Analyst(templates: library, settings: ShippedDesk.settings)
        self.clock = clock
        mailbox = ""
        store = nil
    }

    /// The floor of confidence that `classify` decides by.
    public var minimumConfidence: Double { desk.settings.answers.minimumConfidence }

    /// - Parameter mailbox: the configured mailbox it would come from; nil is the first.
    public func mail(_ bytes: [UInt8], mailbox: String? = nil) async throws -> Explanation {
        let message = Message(bytes)
        let reading = Reading(message)
        let now = store == nil ? Self.written(reading) ?? clock.now() : clock.now()
        let mail = IncomingMail(
            id: MailID(rawValue: Int64.max), mailbox: mailbox ?? self.mailbox, receivedAt: now, message: message, reading: reading
        )
        let triage = desk.triage(mail)
        let evidence = analyst.evidence(for: triage, reasoning: .always)
        let query = desk.query(for: .mail(mail, triage), given: evidence)
        let file = try await store?.caseFile(for: query, now: now) ?? CaseFile()
        return desk.explain(mail, in: file, given: evidence, at: now)
    }

    private static func written(_ reading: Reading) -> Timestamp? {
        guard let seconds = reading.date?.timeIntervalSince1970, (0..<4e9).contains(seconds) else { return nil }
        return Timestamp(seconds: Int64(seconds))
    }

    /// What the words alone would be judged as, for `classify`.
    public func words(_ text: JudgedText) -> Evidence { analyst.timed { $0.evidence(for: text) } }
}
