/// A ticket as its events have made it; the fold is ``Ticket/apply(_:)``.
public struct Ticket: Sendable, Equatable, Codable {
    public var id: TicketID
    public var number: TicketNumber
    public var status: TicketStatus
    /// The customer's address, the key of access (RULES B6, B8).
    public var party: String
    public var customerName: String
    /// The configured mailbox, and the address the customer wrote to: answers leave from it.
    public var mailbox: String
    public var ownAddress: String
    public var subject: String
    /// What the customer typed in the opening mail, at most 64 KB.
    public var message: String
    public var summary: String
    public var language: String?
    public var intent: String?
    public var template: String?
    public var confidence: Double
    public var category: Category
    public var priority: Priority
    public var sentiment: Double
    public var model: String
    /// The last answer to the customer, and where its words came from.
    public var response: String?
    public var responseSource: ReplySource
    public var responseCase: CaseID?
    /// The suggested answer that waits for an agent's `ok`, with its source.
    public var draft: Draft?
    /// The agent group's mailbox that got the last escalation.
    public var group: String?
    public var assignedAgent: String?
    public var rating: Int?
    public var ratingComment: String?
    /// nil until a rating or a close says.
    public var resolved: Bool?
    public var isAuthenticated: Bool
    /// Message-IDs of the conversation with the customer, oldest first, at most 20.
    public var thread: [String]
    /// Message-ID of the customer's last mail.
    public var lastCustomerMessageID: String?
    /// Automatic mails to the customer since a person last wrote (RULES A7).
    public var automaticInARow: Int
    /// Whether our last mail to the customer asked for a rating (RULES C9).
    public var ratingAsked: Bool
    public var linkedTo: TicketID?
    public var mergedInto: TicketID?
    public var snoozedUntil: Timestamp?
    /// False after `#nolearn`.
    public var mayLearn: Bool
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    public var firstResponseAt: Timestamp?
    public var resolvedAt: Timestamp?
    public var closedAt: Timestamp?
    public var processingMilliseconds: Double
}

/// `AB-` and eight characters of Crockford base32: a hint, never a key (RULES C3).
public struct TicketNumber: Sendable, Hashable, Codable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

public enum TicketStatus: String, Sendable, CaseIterable, Codable {
    case open
    case autoResolved = "auto_resolved"
    case escalated
    case inProgress = "in_progress"
    case closed
}

public enum Category: String, Sendable, CaseIterable, Codable { case technical, billing, general }

public enum Priority: String, Sendable, CaseIterable, Codable { case urgent, high, medium, low }

/// Where an answer's words came from (INTERFACE: `source`).
public enum ReplySource: String, Sendable, CaseIterable, Codable {
    case solution, template
    case languageModel = "language-model"
    case agent, none
}

/// A finished suggestion: what would be sent if an agent said `ok`.
public struct Draft: Sendable, Equatable, Codable {
    public var text: String
    public var source: ReplySource
    public var template: String?
    public var solvedCase: CaseID?
    public init(text: String, source: ReplySource, template: String? = nil, solvedCase: CaseID? = nil) {
        self.text = text
        self.source = source
        self.template = template
        self.solvedCase = solvedCase
    }
}
