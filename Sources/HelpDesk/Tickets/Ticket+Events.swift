extension Ticket {
    /// A ticket from the event that opens it; nil for every other kind, and for an event without a ticket.
    public init?(_ event: Event) {
        guard let id = event.ticket, case .opened(let opening) = event.kind else { return nil }
        self.init(id: id, opening: opening, at: event.at)
    }

    init(id: TicketID, opening: Opening, at now: Timestamp) {
        self.init(
            id: id, number: opening.number, status: .open, party: opening.party, customerName: opening.customerName,
            mailbox: opening.mailbox, ownAddress: opening.ownAddress, subject: opening.subject, message: opening.message,
            summary: "", language: nil, intent: nil, template: nil, confidence: 0, category: .general, priority: .medium,
            sentiment: 0, model: "none", response: nil, responseSource: .none, responseCase: nil, draft: nil, group: nil,
            assignedAgent: nil,
            rating: nil, ratingComment: nil, resolved: nil, isAuthenticated: opening.isAuthenticated, thread: [],
            lastCustomerMessageID: nil, automaticInARow: 0, ratingAsked: false, linkedTo: opening.linkedTo, mergedInto: nil,
            snoozedUntil: nil, mayLearn: true, createdAt: now,
            updatedAt: now, firstResponseAt: nil, resolvedAt: nil, closedAt: nil, processingMilliseconds: 0)
    }

    /// The ticket after one more event; events of other tickets change nothing.
    public mutating func apply(_ event: Event) {
        guard event.ticket == id else { return }
        updatedAt = max(updatedAt, event.at)
    }
}
