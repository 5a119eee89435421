/// A step in the life of a ticket or of the service, with its time, actor and reason: the audit log.
public struct Event: Sendable, Equatable {
    /// nil for what concerns no ticket: an ignored mail, a refused command, a hold.
    public var ticket: TicketID?
    public var at: Timestamp
    public var actor: Actor
    public var kind: EventKind
    /// Plain words for people, no mail text.
    public var reason: String

    public init(ticket: TicketID?, at: Timestamp, actor: Actor, kind: EventKind, reason: String) {
        self.ticket = ticket
        self.at = at
        self.actor = actor
        self.kind = kind
        self.reason = reason
    }
}

public enum Actor: Sendable, Equatable, Codable {
    case customer(String)
    case agent(String)
    case admin(String)
    case operatorOnHost(String)
    case stranger(String)
    case desk
    case clock
    case mailServer
}

/// What happened. Switches over it have no `default`, so a new kind finds every place it matters.
public enum EventKind: Sendable, Equatable {
    case opened(Opening)
    /// A mail joined the ticket (or opened it); its text as typed.
    case received(Correspondence)
    case judged(Judgement)
    case decided(Decision)
    /// A mail was composed and stands in the outbox.
    case composed(Composition)
    case delivered(DeliveryNote)
    case escalated(group: String?)
    case suppressed(rule: String)
    case assigned(to: String)
    case noted(text: String)
    case rated(Rating)
    case closed(resolved: Bool?)
    case reopened
    case linked(to: TicketID)
    case priorityChanged(Priority)
    case intentCorrected(String)
    case drafted(Draft)
    /// A solution became a case of the similarity index.
    case learned(SolvedCase)
    case withdrawn(CaseID)
    case restored(CaseID)
    /// Rights were refused: a forged agent, a foreign token, an unknown command.
    case refused(rule: String)
    case ignored(rule: String)
    case quarantined(MailID)
    case held
    case released
    case alarm(String)
    /// Put aside until a time; a timer wakes it.
    case snoozed(until: Timestamp)
    case woken
    /// The whole ticket goes on as another one of the same customer.
    case merged(into: TicketID)
    /// An agent's word that nothing may be learned from this ticket.
    case learningForbidden
    /// A service target comes near; the agents were reminded.
    case reminded(ServiceGoal)
    /// A service target was missed.
    case overdue(ServiceGoal)
    /// An agent says that the customer also writes from this address; agents see both histories, access stays apart (B8).
    case personLinked(with: String)
    case personUnlinked(from: String)
    /// Retention removed so many of each class (RULES G3).
    case tidied([String: Int])
    /// An admin, an operator or a fall-back (H9) changed the rung of an intent (H8); it outlasts a restart.
    case modeChanged(intent: String, mode: AnswerPolicy.Mode)
    /// A person's word on an answer; the record of its intent counts it (H6, H9).
    case graded(Grade)
    /// The ticket's text became an example for the classifier.
    case taught(TaughtExample)
    /// A model was trained with what people taught, and taken or refused.
    case retrained(Retraining)
}

/// The promises of a service target.
public enum ServiceGoal: String, Sendable, CaseIterable, Codable { case firstResponse = "first-response", resolution }

public struct Opening: Sendable, Equatable, Codable {
    public var number: TicketNumber
    public var party: String
    public var customerName: String
    public var mailbox: String
    public var ownAddress: String
    public var subject: String
    public var message: String
    public var isAuthenticated: Bool
    public var linkedTo: TicketID?
    public init(
        number: TicketNumber, party: String, customerName: String, mailbox: String, ownAddress: String, subject: String,
        message: String, isAuthenticated: Bool, linkedTo: TicketID?
    ) {
        self.number = number
        self.party = party
        self.customerName = customerName
        self.mailbox = mailbox
        self.ownAddress = ownAddress
        self.subject = subject
        self.message = message
        self.isAuthenticated = isAuthenticated
        self.linkedTo = linkedTo
    }
}

/// A mail that belongs to a ticket: who wrote it in which role, and what was typed.
public struct Correspondence: Sendable, Equatable, Codable {
    public enum Role: String, Sendable, Codable { case customer, agent, thirdParty, automatic }
    public var mail: MailID
    public var role: Role
    public var from: String
    public var messageID: String?
    public var text: String
    public init(mail: MailID, role: Role, from: String, messageID: String?, text: String) {
        self.mail = mail
        self.role = role
        self.from = from
        self.messageID = messageID
        self.text = text
    }
}

/// A mail of ours, as the log tells it.
public struct Composition: Sendable, Equatable, Codable {
    public var purpose: MailPurpose
    public var recipient: String
    public var messageID: String
    public var source: ReplySource
    public var template: String?
    public var solvedCase: CaseID?
    /// The words that the customer will read, for mail to customers; empty for mail to agents and admins.
    public var text: String
    public var asksForRating: Bool
    public init(
        purpose: MailPurpose, recipient: String, messageID: String, source: ReplySource, template: String?,
        solvedCase: CaseID?, text: String, asksForRating: Bool
    ) {
        self.purpose = purpose
        self.recipient = recipient
        self.messageID = messageID
        self.source = source
        self.template = template
        self.solvedCase = solvedCase
        self.text = text
        self.asksForRating = asksForRating
    }
}

public struct DeliveryNote: Sendable, Equatable, Codable {
    public var outbox: OutboxID
    public var purpose: MailPurpose
    public var result: DeliveryResult
    public init(outbox: OutboxID, purpose: MailPurpose, result: DeliveryResult) {
        self.outbox = outbox
        self.purpose = purpose
        self.result = result
    }
}

public struct Rating: Sendable, Equatable, Codable {
    /// 1 to 5.
    public var stars: Int
    public var comment: String
    public var resolved: Bool
    public init(stars: Int, comment: String, resolved: Bool) {
        self.stars = stars
        self.comment = comment
        self.resolved = resolved
    }
}
