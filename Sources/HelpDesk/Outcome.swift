/// All that a step of the desk may change; the store commits it in one transaction with its cause.
public struct Outcome: Sendable, Equatable {
    /// The final state of an inbound mail; nil where the cause was none.
    public var disposition: Disposition?
    /// In order; each is applied to its ticket and stands in the audit log.
    public var events: [Event]
    public var outgoing: [OutgoingMail]
    /// Entries to set; an entry with the same key replaces the one that stands.
    public var agenda: [AgendaEntry]
    /// Keys of entries to remove.
    public var cancelled: [String]
    /// Who becomes a party of a ticket in this step: only parties are ever written to about it (INV9). Store them before the mails.
    public var parties: [TicketParty]
    /// Digests of tokens that were used up (nonces); a used token is never granted again.
    public var spent: [String]
    /// Outbox rows of this ticket that must not leave any more (undo window, STOP, a second mail).
    public var withdrawn: [OutboxID]

    public init(
        disposition: Disposition? = nil, events: [Event] = [], outgoing: [OutgoingMail] = [], agenda: [AgendaEntry] = [],
        cancelled: [String] = [], withdrawn: [OutboxID] = [], parties: [TicketParty] = [], spent: [String] = []
    ) {
        self.disposition = disposition
        self.events = events
        self.outgoing = outgoing
        self.agenda = agenda
        self.cancelled = cancelled
        self.withdrawn = withdrawn
        self.parties = parties
        self.spent = spent
    }
}

/// Someone to whom mail about a ticket may go. A ticket has one customer.
public struct TicketParty: Sendable, Hashable, Codable {
    public var ticket: TicketID
    public var address: String
    public var role: TokenGrant.Role
    public init(ticket: TicketID, address: String, role: TokenGrant.Role) {
        self.ticket = ticket
        self.address = address
        self.role = role
    }
}

/// The state in which an inbound mail comes to rest (RULES 2.1).
public enum Disposition: Sendable, Equatable, Codable {
    case answered
    case escalated
    /// A rating, command, note, thanks, third-party message, agent's reply or report; the word says which.
    case handled(String)
    case ignored(String)
    case quarantined
}
