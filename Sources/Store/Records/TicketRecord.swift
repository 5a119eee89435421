import HelpDesk

extension RecordCoding {
    /// A ticket as one JSON text, without the long texts that stand in columns of their own. The time of the last event has a column
    /// too, and that one counts: it changes more often than the rest.
    func ticketText(_ ticket: Ticket) throws(StoreError) -> String {
        var short = ticket
        short.message = ""
        short.response = nil
        return try text(short, in: "ticket")
    }

}

/// Tickets of the last records that were written, so that they need not be decoded when their mails are accepted a moment later.
///
/// What another process wrote meanwhile is another record, and is decoded.
struct DecodedTickets {
    private var tickets: [TicketID: (record: String, ticket: Ticket)] = [:]
    private var order: [TicketID] = []
    private static let countMax = 256

    func ticket(_ id: TicketID, of record: String) -> Ticket? {
        guard let known = tickets[id], known.record == record else { return nil }
        return known.ticket
    }

    /// The long texts are left out: they have columns of their own.
    mutating func keep(_ ticket: Ticket, as record: String) {
        var short = ticket
        short.message = ""
        short.response = nil
        guard tickets.updateValue((record, short), forKey: ticket.id) == nil else { return }
        order.append(ticket.id)
        if order.count > Self.countMax { tickets[order.removeFirst()] = nil }
    }
}

extension StoreSession {
    func ticket(_ id: TicketID) throws(StoreError) -> Ticket? {
        try tickets("WHERE id = \(id)").first
    }

    func ticket(_ number: TicketNumber) throws(StoreError) -> Ticket? {
        try tickets("WHERE number = \(number)").first
    }

    func tickets(_ condition: SQL) throws(StoreError) -> [Ticket] {
        try connection.rows("SELECT record, message, response, updated_at, id FROM ticket \(part: condition)") {
            row throws(StoreError) in
            let record = row.text(0)
            var ticket =
                if let known = decoded.ticket(TicketID(rawValue: row.int64(4)), of: record) { known } else {
                    try coding.value(Ticket.self, from: record, in: "ticket")
                }
            ticket.message = row.text(1)
            ticket.response = row.optionalText(2)
            ticket.updatedAt = Timestamp(milliseconds: row.int64(3))
            return ticket
        }
    }

    func briefs(_ condition: SQL) throws(StoreError) -> [TicketBrief] {
        try connection.rows(
            """
            SELECT id, number, status, intent, summary, substr(message, 1, \(StoreLimits.excerptCharactersMax)), rating, created_at,
                updated_at, party FROM ticket \(part: condition)
            """
        ) { row throws(StoreError) in
            guard let status = TicketStatus(rawValue: row.text(2)) else {
                throw .unknownTag(record: "ticket", tag: row.text(2))
            }
            return TicketBrief(
                id: TicketID(rawValue: row.int64(0)), number: TicketNumber(rawValue: row.text(1)), status: status,
                intent: row.optionalText(3), summary: row.text(4), message: row.text(5), rating: row.optionalInt(6),
                createdAt: Timestamp(milliseconds: row.int64(7)), updatedAt: Timestamp(milliseconds: row.int64(8)),
                party: row.text(9))
        }
    }

    /// The last events of a ticket, oldest first. Kinds of a later version are left out; ``StoreSession/log(_:)`` shows them.
    func lastEvents(of id: TicketID, limit: Int = StoreLimits.eventsOfCaseMax) throws(StoreError) -> [Event] {
        let newestFirst = try connection.rows(
            """
            SELECT ticket, at, actor, actor_address, kind, reason, payload FROM event WHERE ticket = \(id)
            ORDER BY id DESC LIMIT \(limit)
            """
        ) { row throws(StoreError) in try event(row) }
        return newestFirst.reversed().compactMap { $0 }
    }

    /// From a row that starts with ticket, at, actor, actor_address, kind, reason, payload; nil for a kind of a later version.
    func event(_ row: borrowing Row, from column: Int32 = 0) throws(StoreError) -> Event? {
        do throws(StoreError) {
            let actor = try Actor(tag: row.text(column + 2), address: row.optionalText(column + 3))
            let record = EventRecord(tag: row.text(column + 4), payload: row.optionalText(column + 6))
            return Event(
                ticket: row.optionalInt64(column).map(TicketID.init(rawValue:)),
                at: Timestamp(milliseconds: row.int64(column + 1)), actor: actor, kind: try coding.kind(of: record),
                reason: row.text(column + 5))
        } catch .unknownTag {
            return nil
        }
    }
}
