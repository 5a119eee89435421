extension Ticket {
    /// Message-IDs kept of a conversation (RULES A8).
    public static let threadCountMax = 20

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
            assignedAgent: nil, rating: nil, ratingComment: nil, resolved: nil, isAuthenticated: opening.isAuthenticated,
            thread: [], lastCustomerMessageID: nil, automaticInARow: 0, ratingAsked: false, linkedTo: opening.linkedTo,
            mergedInto: nil, snoozedUntil: nil, mayLearn: true, createdAt: now, updatedAt: now, firstResponseAt: nil,
            resolvedAt: nil, closedAt: nil, processingMilliseconds: 0)
    }

    /// The ticket after one more event; events of other tickets change nothing. The statuses are those of INTERFACE section 1.
    public mutating func apply(_ event: Event) {
        guard event.ticket == id else { return }
        updatedAt = max(updatedAt, event.at)
        switch event.kind {
        case .received(let mail): receive(mail)
        case .judged(let judgement): judge(judgement)
        case .composed(let mail): compose(mail)
        case .delivered(let note): deliver(note, at: event.at)
        case .escalated(let newGroup):
            status = .escalated
            group = newGroup ?? group
            resolvedAt = nil
        case .assigned(let agent):
            assignedAgent = agent
            // Given by load it still waits: nobody has looked at it yet.
            if event.actor != .desk { take() }
        case .noted:
            if case .agent = event.actor { take() }
        case .rated(let given):
            rating = given.stars
            ratingComment = given.comment
            resolved = given.resolved
        case .closed(let wasResolved):
            close(at: event.at)
            resolved = wasResolved ?? resolved
        case .reopened:
            status = .escalated
            closedAt = nil
            resolvedAt = nil
            resolved = nil
        case .linked(let other): linkedTo = other
        case .merged(let other):
            mergedInto = other
            close(at: event.at)
        case .priorityChanged(let new): priority = new
        case .intentCorrected(let new): intent = new
        case .drafted(let new): draft = new
        case .snoozed(let time): snoozedUntil = time
        case .woken: snoozedUntil = nil
        case .learningForbidden: mayLearn = false
        case .decided(let decision): decide(decision)
        case .opened, .suppressed, .learned, .withdrawn, .restored, .refused, .ignored, .quarantined, .held, .released,
            .alarm, .reminded, .overdue, .personLinked, .personUnlinked, .tidied, .modeChanged, .graded, .taught, .retrained:
            break
        }
    }

    /// The confidence that an answer stood on, a solved case heard as a witness, is the ticket's; what was only judged stays as it is.
    private mutating func decide(_ decision: Decision) {
        guard decision.verdict == .autoResolve, let grounds = decision.grounds else { return }
        confidence = grounds.confidence
    }

    private mutating func receive(_ mail: Correspondence) {
        guard mail.role == .customer, let messageID = mail.messageID else { return }
        join(messageID)
        lastCustomerMessageID = messageID
    }

    /// The first judgement names the matter; later mails of the customer can only make it more urgent.
    private mutating func judge(_ judgement: Judgement) {
        sentiment = judgement.sentiment
        language = language ?? judgement.language
        guard model == "none" else {
            priority = min(priority, judgement.priority)
            return
        }
        summary = judgement.summary
        language = judgement.language
        intent = judgement.intent
        template = judgement.template
        confidence = judgement.confidence
        category = judgement.category
        priority = judgement.priority
        model = judgement.model
        processingMilliseconds = Double(judgement.microseconds) / 1000
    }

    private mutating func compose(_ mail: Composition) {
        switch mail.purpose {
        case .answer:
            answer(with: mail)
            automaticInARow &+= 1
        case .agentReply:
            answer(with: mail)
            automaticInARow = 0
        case .acknowledgement:
            join(mail.messageID)
            automaticInARow &+= 1
        case .escalation, .receipt, .question, .commandError, .commandAnswer, .digest, .alarm, .nonce:
            break
        }
    }

    private mutating func answer(with mail: Composition) {
        join(mail.messageID)
        response = mail.text
        responseSource = mail.source
        responseCase = mail.solvedCase
        ratingAsked = mail.asksForRating
        draft = nil
    }

    private mutating func deliver(_ note: DeliveryNote, at now: Timestamp) {
        guard note.isOfResponse else { return }
        firstResponseAt = firstResponseAt ?? now
        if note.purpose == .answer, status == .open {
            status = .autoResolved
            resolvedAt = now
        }
    }

    private mutating func take() {
        if status == .escalated || status == .open { status = .inProgress }
    }

    private mutating func close(at now: Timestamp) {
        status = .closed
        closedAt = now
        resolvedAt = resolvedAt ?? now
        snoozedUntil = nil
    }

    /// The conversation's first Message-ID stays: threads of mail clients hang on it.
    private mutating func join(_ messageID: String) {
        guard !thread.contains(messageID) else { return }
        thread.append(messageID)
        if thread.count > Ticket.threadCountMax { thread.remove(at: 1) }
    }
}

extension EventKind {
    /// Whether it leaves a ticket as it is, but for the time of its last event.
    public var onlyTouches: Bool {
        guard case .delivered(let note) = self else { return false }
        return !note.isOfResponse
    }
}

extension DeliveryNote {
    /// The customer has the words of an answer.
    fileprivate var isOfResponse: Bool {
        guard case .accepted = result else { return false }
        return purpose == .answer || purpose == .agentReply
    }
}

extension Priority: Comparable {
    /// The more urgent is the smaller.
    private var rank: Int {
        switch self {
        case .urgent: 0
        case .high: 1
        case .medium: 2
        case .low: 3
        }
    }
    public static func < (a: Priority, b: Priority) -> Bool { a.rank < b.rank }
}
