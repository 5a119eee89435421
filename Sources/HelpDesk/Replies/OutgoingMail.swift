/// A finished mail for the outbox: complete bytes and one recipient. It is never changed again (INV4).
public struct OutgoingMail: Sendable, Equatable {
    public var ticket: TicketID?
    public var purpose: MailPurpose
    /// What caused it, for `UNIQUE(cause, purpose, recipient)`: `mail:17`, `agenda:digest/2026-11-21`, `delivery:5`.
    public var cause: String
    public var recipient: String
    /// The envelope's reverse-path; may be empty (`<>`).
    public var reversePath: String
    public var messageID: String
    public var bytes: [UInt8]
    public var notBefore: Timestamp
    /// Tokens that stand in these bytes; the store keeps their digests.
    public var grants: [TokenGrant]
    /// Keys of the caps of RULES A7; nil for mail to agents and admins, and for mail that a person wrote.
    public var rateKeys: RateKeys?

    public init(
        ticket: TicketID?, purpose: MailPurpose, cause: String, recipient: String, reversePath: String, messageID: String,
        bytes: [UInt8], notBefore: Timestamp, grants: [TokenGrant] = [], rateKeys: RateKeys? = nil
    ) {
        self.ticket = ticket
        self.purpose = purpose
        self.cause = cause
        self.recipient = recipient
        self.reversePath = reversePath
        self.messageID = messageID
        self.bytes = bytes
        self.notBefore = notBefore
        self.grants = grants
        self.rateKeys = rateKeys
    }
}

/// The folded sender (B8: folding serves rate limits only) and its domain.
public struct RateKeys: Sendable, Equatable, Codable {
    public var sender: String
    public var domain: String
    public init(sender: String, domain: String) {
        self.sender = sender
        self.domain = domain
    }
}

public enum MailPurpose: String, Sendable, CaseIterable, Codable {
    /// To the customer.
    case answer, acknowledgement
    /// An agent's words to the customer.
    case agentReply = "agent-reply"
    /// To agents.
    case escalation, receipt, question
    case commandError = "command-error"
    case commandAnswer = "command-answer"
    /// To admins.
    case digest, alarm, nonce
}

/// What a token allows: the right is token **and** authenticated sender (RULES C1, C2).
public struct TokenGrant: Sendable, Equatable, Codable {
    public enum Purpose: String, Sendable, Codable { case reply, note, rating, bounce, nonce }
    public enum Role: String, Sendable, Codable { case customer, agent, admin }
    /// SHA-256 of the token's lower-case text, in hexadecimal: what the table holds.
    public var digest: String
    public var ticket: TicketID?
    public var role: Role
    public var purpose: Purpose
    /// The customer's address, or the agent group's mailbox, or the admin's address.
    public var boundTo: String
    /// Agents' and rating tokens and nonces expire at this time; a customer's token 90 days after the ticket closes.
    public var expiresAt: Timestamp?
    /// Message-ID of the mail that carries it.
    public var messageID: String
    /// For a nonce: the exact command it confirms.
    public var command: String?
    public init(
        digest: String, ticket: TicketID?, role: Role, purpose: Purpose, boundTo: String, expiresAt: Timestamp?,
        messageID: String, command: String? = nil
    ) {
        self.digest = digest
        self.ticket = ticket
        self.role = role
        self.purpose = purpose
        self.boundTo = boundTo
        self.expiresAt = expiresAt
        self.messageID = messageID
        self.command = command
    }
}
