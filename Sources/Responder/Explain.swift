public import HelpDesk
import InternetMessage
import Store

/// `explain`: what would happen to a mail and why. It stores and sends nothing.
public struct Explain: Sendable {
    let installation: Installation
    let analyst: Analyst

    public init(_ installation: Installation) async throws {
        self.installation = installation
        analyst = try await installation.analyst()
    }

    /// - Parameter mailbox: the configured mailbox it would come from; nil is the first.
    public func mail(_ bytes: [UInt8], mailbox: String? = nil) async throws -> Explanation {
        let now = installation.clock.now()
        let message = Message(bytes)
        let mail = IncomingMail(
            id: MailID(rawValue: Int64.max), mailbox: mailbox ?? installation.configuration.mailboxes.first?.name ?? "",
            receivedAt: now, message: message, reading: Reading(message))
        let triage = installation.desk.triage(mail)
        let evidence = analyst.evidence(for: triage)
        let query = installation.desk.query(for: .mail(mail, triage), given: evidence)
        let file = try await installation.store.caseFile(for: query, now: now)
        return installation.desk.explain(mail, in: file, given: evidence, at: now)
    }

    /// What the words alone would be judged as, for `classify`.
    public func words(_ text: JudgedText) -> Evidence { analyst.evidence(for: text) }
}
