import MailProtocol

/// Who a mail is from and to, as SMTP is told it (RFC 5321 §2.3.1): never read from the mail's header.
public struct Envelope: Sendable, Equatable, Hashable {
    /// The address that failure reports go to; empty for `<>`.
    public let reversePath: String
    /// At least one, at most ``recipientsMax``.
    public let recipients: [String]

    public static let recipientsMax = 100

    /// - Throws: ``EnvelopeError`` when an address is not a plain addr-spec by the strict grammar of RULES E2
    ///   (see ``AddressGrammar``), so that nothing but an address can ever reach the wire.
    public init(reversePath: String, recipients: [String]) throws(EnvelopeError) {
        guard reversePath.isEmpty || AddressGrammar.classify(reversePath) != .refused else { throw .reversePath }
        guard !recipients.isEmpty else { throw .noRecipient }
        guard recipients.count <= Self.recipientsMax else { throw .tooManyRecipients(recipients.count) }
        for (index, recipient) in recipients.enumerated() {
            guard AddressGrammar.classify(recipient) != .refused else { throw .recipient(index: index) }
        }
        self.reversePath = reversePath
        self.recipients = recipients
    }

    /// Whether an address holds bytes beyond ASCII, which only a server with SMTPUTF8 takes (RFC 6531).
    var needsSMTPUTF8: Bool {
        AddressGrammar.classify(reversePath) == .internationalised
            || recipients.contains { AddressGrammar.classify($0) == .internationalised }
    }
}

/// Why an envelope is none. It never repeats the address.
public enum EnvelopeError: Error, Sendable, Equatable, CustomStringConvertible {
    case reversePath
    case recipient(index: Int)
    case noRecipient
    case tooManyRecipients(Int)

    public var description: String {
        switch self {
        case .reversePath: "the reverse-path is not a mail address that SMTP can carry (RFC 5321 §4.1.2); check `address`"
        case .recipient(let index): "recipient \(index + 1) is not a mail address that SMTP can carry (RFC 5321 §4.1.2)"
        case .noRecipient: "the envelope names no recipient"
        case .tooManyRecipients(let count): "the envelope names \(count) recipients; at most \(Envelope.recipientsMax)"
        }
    }
}
