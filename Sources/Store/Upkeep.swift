public import HelpDesk

/// How long each class of data is kept after it came to rest (RULES G3).
public struct Retention: Sendable, Equatable {
    /// Raw mails, and the frozen bytes of sent ones, after their end.
    public var rawDays: Int64
    /// Tickets with all that belongs to them, after their last change, once closed.
    public var ticketDays: Int64
    /// Log entries that concern no ticket.
    public var logDays: Int64
    public var quarantineDays: Int64
    public init(rawDays: Int64 = 90, ticketDays: Int64 = 730, logDays: Int64 = 30, quarantineDays: Int64 = 30) {
        self.rawDays = rawDays
        self.ticketDays = ticketDays
        self.logDays = logDays
        self.quarantineDays = quarantineDays
    }
}

/// What retention removed.
public struct Pruned: Sendable, Equatable {
    public var rawMails = 0
    public var sentBytes = 0
    public var tickets = 0
    public var logEntries = 0
    public var tokens = 0
    /// More is waiting: call again, so that no transaction is long.
    public var isMore = false
    public init() {}
}

/// What an erasure of a customer is about.
public struct ErasureScope: Sendable, Equatable {
    public var tickets: [TicketID]
    /// Mails of their tickets, whoever wrote them, and what they wrote on others'.
    public var mails: Set<MailID>
    /// Message-IDs of what was sent on their tickets.
    public var messageIDs: [String] = []
}

/// What an erasure removed, and where copies stand on the mail server.
public struct Erased: Sendable, Equatable {
    public var tickets: Int
    public var mails: Int
    public var cases: Int
    /// Places on servers, by mailbox name.
    public var places: [String: [MailPlace]]
    /// Message-IDs of mails that were sent, for the Sent folder.
    public var messageIDs: [String]
}

/// The state of the store as `doctor`, the health file and metrics show it.
public struct StoreHealth: Sendable, Equatable {
    public var fileBytes: Int64
    public var freeBytesInFile: Int64
    public var waitingMails: Int
    public var oldestWaitingAt: Timestamp?
    public var outboxDepth: Int
    /// Since when the oldest mail in the outbox should have left.
    public var oldestDueAt: Timestamp?
    public var failed: Int
    public var parked: Int
    public var quarantined: Int
    public var schemaVersion: Int
    public var hold: Hold?
    public var owner: String?
    public var epoch: Int64
}
