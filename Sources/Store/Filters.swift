public import HelpDesk

/// Which tickets to list. All given conditions hold together.
public struct TicketFilter: Sendable, Equatable {
    public var statuses: [TicketStatus]
    public var intent: String?
    public var category: HelpDesk.Category?
    /// The customer's address.
    public var party: String?
    /// Created since.
    public var since: Timestamp?
    /// Words in subject, message or summary of the newest 10,000 tickets.
    public var text: String?
    public init(
        statuses: [TicketStatus] = [], intent: String? = nil, category: HelpDesk.Category? = nil, party: String? = nil,
        since: Timestamp? = nil, text: String? = nil
    ) {
        self.statuses = statuses
        self.intent = intent
        self.category = category
        self.party = party
        self.since = since
        self.text = text
    }
}

/// Which part of a list, newest first.
public struct PageRequest: Sendable, Equatable {
    /// At most 1000.
    public var limit: Int
    /// ``Page/next`` of the page before.
    public var before: Int64?
    public init(limit: Int = 50, before: Int64? = nil) {
        self.limit = limit
        self.before = before
    }
}

public struct Page<Item: Sendable & Equatable>: Sendable, Equatable {
    public var items: [Item]
    /// Where the next page starts; nil on the last.
    public var next: Int64?
    public init(items: [Item], next: Int64? = nil) {
        self.items = items
        self.next = next
    }
}

/// Which events of the audit log to show. All given conditions hold together.
public struct LogFilter: Sendable, Equatable {
    public var ticket: TicketID?
    /// An address, or `desk`, `clock`, `mail-server`.
    public var actor: String?
    /// The tag of a kind, for example `refused`.
    public var kind: String?
    public var since: Timestamp?
    public init(ticket: TicketID? = nil, actor: String? = nil, kind: String? = nil, since: Timestamp? = nil) {
        self.ticket = ticket
        self.actor = actor
        self.kind = kind
        self.since = since
    }
}

/// A line of the audit log.
public struct LogEntry: Sendable, Equatable {
    public var id: Int64
    public var ticket: TicketID?
    public var number: TicketNumber?
    public var at: Timestamp
    /// `customer`, `agent`, `admin`, `operator`, `stranger`, `desk`, `clock`, `mail-server`.
    public var actor: String
    public var actorAddress: String?
    /// For example `opened`, `escalated`, `refused`.
    public var kind: String
    public var reason: String
    /// nil for a kind of a later version.
    public var event: Event?
}

/// A ticket with its whole story.
public struct TicketStory: Sendable, Equatable {
    public var ticket: Ticket
    /// Oldest first.
    public var events: [Event]
    public var mails: [StoredMail]
    public var outbox: [OutboxLine]
}
