/// What can happen to the desk. Time and a delivery's end are inputs like mail.
public enum Input: Sendable {
    /// A stored mail, already read and triaged; the attempt was counted before anything looked at its bytes.
    case mail(IncomingMail, Triage)
    /// An agenda entry that has come due.
    case timer(AgendaEntry)
    /// An outbox row that came to its end, or changed its state on the way there.
    case delivery(DeliveryReport)
    /// What an operator asked for on the command line.
    case operation(Operation)
    /// A mail that crashed the process twice is put aside at its third start; its bytes are not looked at again.
    case quarantine(MailID)
    /// Something that the shell saw and people must know. The key makes it one mail a day: `login/support`.
    case alarm(key: String, words: String)
}

/// What the end of a delivery attempt tells the desk.
public struct DeliveryReport: Sendable, Equatable {
    public var outbox: OutboxID
    public var ticket: TicketID?
    public var purpose: MailPurpose
    public var recipient: String
    public var messageID: String
    public var result: DeliveryResult
    public init(
        outbox: OutboxID, ticket: TicketID?, purpose: MailPurpose, recipient: String, messageID: String, result: DeliveryResult
    ) {
        self.outbox = outbox
        self.ticket = ticket
        self.purpose = purpose
        self.recipient = recipient
        self.messageID = messageID
        self.result = result
    }
}

/// The ends of an outbox row (RULES 2.1, INV7).
public enum DeliveryResult: Sendable, Equatable, Codable {
    /// The submission server accepted it; its reply line.
    case accepted(String)
    /// Refused for good, or given up after the last retry.
    case failed(String)
    /// Nobody can say whether it was accepted (RFC 1047), and the class's policy forbids a resend: a person looks.
    case parked(String)
}

/// An operator's act from the command line; `actor` is who ran it.
public enum Operation: Sendable, Equatable {
    case decide(TicketID)
    case assign(TicketID, to: String)
    case resolve(TicketID, text: String)
    case rate(TicketID, Int, comment: String)
    case close(TicketID, reason: String)
    case reopen(TicketID, reason: String)
    case note(TicketID, text: String)
    case hold(reason: String)
    case release
    case withdraw(CaseID, reason: String)
    case restore(CaseID)
    /// Retention has removed so many of each class.
    case tidied([String: Int])
    /// A person's word on the ticket's answer (H8, H9).
    case grade(TicketID, Grade.Mark)
    /// The rung of an intent (H8).
    case mode(intent: String, AnswerPolicy.Mode)
    /// A model was trained anew; the desk says whether it is used.
    case retrained(Retraining)
    /// Solved conversations of an archive become cases.
    case learn([SolvedCase])
}
