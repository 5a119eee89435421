/// Something to do at a time. An entry with the same key replaces the one that stands, so setting it twice is setting it once.
public struct AgendaEntry: Sendable, Equatable, Codable {
    /// For example `close/17` or `digest/420`.
    public var key: String
    public var due: Timestamp
    public var kind: AgendaKind
    public init(key: String, due: Timestamp, kind: AgendaKind) {
        self.key = key
        self.due = due
        self.kind = kind
    }
}

public enum AgendaKind: Sendable, Equatable, Codable {
    /// Seven days of silence after an automatic answer close a ticket.
    case closeAfterSilence(TicketID)
    /// The daily digest of the day that ends before the due time, for those who read it at this minute of the day; nil: an entry
    /// of a time when all read it at once.
    case digest(minuteOfDay: Int?)
    /// Escalations past the hourly cap go out as one list (RULES A7).
    case escalationList(group: String)
    /// A snoozed ticket wakes.
    case wake(TicketID)
    /// A service target comes near.
    case reminder(TicketID, ServiceGoal)
    /// A service target comes due.
    case serviceTarget(TicketID, ServiceGoal)
    /// Daily retention (RULES G3).
    case retention
}
