/// One step of the desk in the making: what it knows, the ticket as its events change it, and the outcome so far.
///
/// Each way a step can go is an extension of its own file, `Step+….swift`. Everything goes through ``record(_:by:because:)`` and
/// ``post(_:)``, so that the ticket, the log and the outbox never disagree.
struct Step {
    let desk: Desk
    let file: CaseFile
    let now: Timestamp
    /// For `UNIQUE(cause, purpose, recipient)` and inside every token: `mail:17`, `delivery:5/accepted`.
    let cause: String
    var ticket: Ticket?
    var outcome = Outcome()
    /// Everything known of this ticket, with this step's own events at the end.
    var events: [Event]
    /// Whether this step has already sent the customer something automatic: at most one a mail (INTERFACE section 1).
    var hasAnsweredAutomatically = false
    /// Alarms that wait until the step's other mails are composed.
    var lateAlarms: [(key: String, words: String)] = []

    init(desk: Desk, file: CaseFile, now: Timestamp, cause: String) {
        self.desk = desk
        self.file = file
        self.now = now
        self.cause = cause
        ticket = file.ticket
        events = file.events
    }

    var settings: DeskSettings { desk.settings }
    var templates: TemplateLibrary { desk.templates }

    /// Puts an event into the log and onto the ticket.
    mutating func record(_ kind: EventKind, by actor: Actor = .desk, because reason: String) {
        let event = Event(ticket: ticket?.id, at: now, actor: actor, kind: kind, reason: reason)
        outcome.events.append(event)
        events.append(event)
        ticket?.apply(event)
    }

    /// An event that belongs to no ticket.
    mutating func recordAside(_ kind: EventKind, by actor: Actor = .desk, because reason: String) {
        outcome.events.append(Event(ticket: nil, at: now, actor: actor, kind: kind, reason: reason))
    }

    /// Opens a ticket for a mail. Its id is the mail's, so a replay names it again.
    mutating func open(_ opening: Opening, mail: MailID, by actor: Actor, because reason: String) {
        let event = Event(
            ticket: TicketID(openedBy: mail), at: now, actor: actor, kind: .opened(opening), reason: reason)
        ticket = Ticket(event)
        events = [event]
        outcome.events.append(event)
        admit(opening.party, as: .customer)
    }

    /// Makes somebody a party of the ticket, so that mail may go there (INV9).
    mutating func admit(_ address: String, as role: TokenGrant.Role) {
        guard let id = ticket?.id else { return }
        let party = TicketParty(ticket: id, address: AddressKey.key(address), role: role)
        if !outcome.parties.contains(party) { outcome.parties.append(party) }
    }

    mutating func set(_ entry: AgendaEntry) { outcome.agenda.append(entry) }

    mutating func cancelTimers() {
        guard let id = ticket?.id else { return }
        outcome.cancelled.append("close/\(id.rawValue)")
        for goal in ServiceGoal.allCases {
            outcome.cancelled += ["target/\(id.rawValue)/\(goal.rawValue)", "remind/\(id.rawValue)/\(goal.rawValue)"]
        }
    }

    /// Takes back what has not left yet: a second mail of the customer overtakes a waiting answer (H10).
    mutating func withdrawWaiting(_ purposes: Set<MailPurpose>) {
        for mail in file.waiting where purposes.contains(mail.purpose) { outcome.withdrawn.append(mail.id) }
    }
}
