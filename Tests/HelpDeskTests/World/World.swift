import InternetMessage

@testable import HelpDesk

/// A store and a clock in memory around the desk: it folds outcomes as the real store does, and refuses what the real one refuses.
struct World {
    var desk: Desk
    /// 2026-11-21 08:00:00 UTC, a Saturday.
    var now = Timestamp(seconds: 1_795_248_000)
    var judge: @Sendable (JudgedText) -> Evidence

    var tickets: [TicketID: Ticket] = [:]
    var events: [Event] = []
    var outbox: [(id: OutboxID, mail: OutgoingMail, composedAt: Timestamp, state: State)] = []
    var letters = Letterbox()
    var mailCount = 0
    var grants: [String: TokenGrant] = [:]
    var history: [String: [TicketID]] = [:]
    var spent: Set<String> = []
    var agenda: [String: AgendaEntry] = [:]
    var parties: Set<TicketParty> = []
    var cases: [SolvedCase] = []
    var hold: String?
    var modes: [String: AnswerPolicy.Mode] = [:]
    var intentRecord = IntentRecord()
    /// Automatic answers as the real store keeps them, in order.
    var answers: [(ticket: TicketID, intent: String, at: Timestamp, mark: Grade.Mark?)] = []
    var grades: [TicketID: Grade] = [:]
    var modesSince: [String: Timestamp] = [:]
    var taught: [TicketID: TaughtExample] = [:]
    /// Mail that went out and mail that the schema refused.
    var refusals: [String] = []

    /// The world before its last step, for steps that are taken ahead; at most one.
    var past: [World] = []

    enum State: Equatable { case waiting, sent, failed, cancelled }

    init(
        settings: DeskSettings = .test, templates: TemplateLibrary = .test,
        judge: @escaping @Sendable (JudgedText) -> Evidence = Judge.plain
    ) {
        desk = Desk(settings: settings, templates: templates, signer: .test, calendar: .utc)
        self.judge = judge
    }

    // MARK: Inputs

    func incoming(_ bytes: [UInt8], id: Int64) -> IncomingMail {
        let message = Message(bytes)
        return IncomingMail(
            id: MailID(rawValue: id), mailbox: "support", receivedAt: now, message: message, reading: Reading(message))
    }

    /// A mail comes in and is worked; everything composed stays in the outbox until ``deliver()``.
    @discardableResult
    mutating func receive(_ post: Post) -> Outcome {
        mailCount += 1
        var post = post
        post.date = RFCDate.text(now)
        return receive(bytes: post.bytes(number: mailCount))
    }

    @discardableResult
    mutating func receive(bytes: [UInt8], receivedAt: Timestamp? = nil) -> Outcome {
        if mailCount == 0 { mailCount = 1 }
        var mail = incoming(bytes, id: Int64(mailCount))
        mail.receivedAt = receivedAt ?? now
        let triage = desk.triage(mail)
        let evidence = triage.text.map(judge)
        return take(.mail(mail, triage), evidence)
    }

    @discardableResult
    mutating func take(_ input: Input, _ evidence: Evidence? = nil) -> Outcome {
        let query = desk.query(for: input, given: evidence)
        let file = caseFile(query)
        let outcome = desk.step(input, in: file, given: evidence, at: now)
        // Whatever was committed between a step ahead and its transaction: the outcome is that of a step taken now.
        if let ahead = past.first.flatMap({ desk.foresee(input, in: $0.caseFile(query), given: evidence, at: now) }) {
            let same = desk.step(input, in: file, given: evidence, at: now, foreseen: ahead) == outcome
            if !same { refusals.append("a step taken ahead is another than one taken now") }
        }
        var past = self
        past.past = []
        self.past = [past]
        commit(outcome)
        return outcome
    }

    /// The submission server accepts everything that waits and is due; returns what arrived.
    @discardableResult
    mutating func deliver(_ result: DeliveryResult = .accepted("250 ok")) -> [Letterbox.Item] {
        var arrived: [Letterbox.Item] = []
        for index in outbox.indices where outbox[index].state == .waiting && outbox[index].mail.notBefore <= now {
            let (id, mail) = (outbox[index].id, outbox[index].mail)
            if case .accepted = result {
                outbox[index].state = .sent
                let message = Message(mail.bytes)
                let item = Letterbox.Item(mail: mail, message: message, reading: Reading(message))
                letters.items.append(item)
                arrived.append(item)
            } else {
                outbox[index].state = .failed
            }
            take(
                .delivery(
                    DeliveryReport(
                        outbox: id, ticket: mail.ticket, purpose: mail.purpose, recipient: mail.recipient,
                        messageID: mail.messageID,
                        result: result)))
        }
        return arrived
    }

    mutating func advance(seconds: Int64) {
        let end = now.adding(seconds: seconds)
        while let entry = agenda.values.filter({ $0.due <= end }).min(by: { ($0.due, $0.key) < ($1.due, $1.key) }) {
            now = max(now, entry.due)
            agenda[entry.key] = nil
            take(.timer(entry))
        }
        now = end
    }

    mutating func advance(days: Int64) { advance(seconds: days * 86_400) }

    /// Receives and delivers; the shortest way through a story.
    @discardableResult
    mutating func exchange(_ post: Post) -> [Letterbox.Item] {
        receive(post)
        return deliver()
    }

    // MARK: What there is

    var ticket: Ticket { tickets[tickets.keys.max() ?? TicketID(rawValue: 0)] ?? Ticket.none }
    func kinds(of ticket: Ticket) -> [EventKind] { events.filter { $0.ticket == ticket.id }.map(\.kind) }
    func sentAutomatically(to address: String) -> Int {
        outbox.filter { $0.mail.recipient == address && ($0.mail.purpose == .answer || $0.mail.purpose == .acknowledgement) }
            .count
    }
}
