public import HelpDesk
import Store

/// `deliver`: one mail from an MTA's pipe into the store. It only stores; a running `serve` works it within a second.
public struct Deliver: Sendable {
    /// RULES D3; an MTA's own limit is usually lower.
    public static let bytesMax = 50 << 20

    let installation: Installation

    public init(_ installation: Installation) { self.installation = installation }

    /// Stores a mail; it is durable when this returns, so the MTA may forget it. The same mail again is the same row.
    /// - Parameter mailbox: the configured mailbox whose brand answers; nil is the first.
    public func store(_ bytes: [UInt8], mailbox: String? = nil) async throws -> MailID {
        guard !bytes.isEmpty else { throw ServiceFailure.noMail(reason: "standard input was empty") }
        guard bytes.count <= Self.bytesMax else {
            throw ServiceFailure.noMail(reason: "it is larger than \(Self.bytesMax >> 20) MB")
        }
        let names = installation.configuration.mailboxes.map(\.name)
        guard let name = mailbox ?? names.first, mailbox == nil || names.contains(name) else {
            throw ServiceFailure.noMail(reason: "the configuration has no mailbox \(mailbox ?? "")")
        }
        let now = installation.clock.now()
        let mail = IncomingBytes(mailbox: name, place: nil, receivedAt: now, bytes: Self.withoutEnvelopeLine(bytes))
        let kept = try await installation.store.keep([mail], now: now)
        guard let first = kept.first else { throw ServiceFailure.unavailable(what: "the store", reason: "no answer") }
        return first.id
    }

    /// An MTA's pipe puts the mbox line `From sender date` before the header (RFC 4155).
    private static func withoutEnvelopeLine(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.starts(with: Array("From ".utf8)), let end = bytes.prefix(1000).firstIndex(of: 10) else { return bytes }
        return Array(bytes[(end + 1)...])
    }
}
