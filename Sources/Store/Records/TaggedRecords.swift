import HelpDesk

// Tags in the database are words of their own: renaming a Swift case must not change what is written.

extension Actor {
    var tag: String {
        switch self {
        case .customer: "customer"
        case .agent: "agent"
        case .admin: "admin"
        case .operatorOnHost: "operator"
        case .stranger: "stranger"
        case .desk: "desk"
        case .clock: "clock"
        case .mailServer: "mail-server"
        }
    }

    var address: String? {
        switch self {
        case .customer(let address), .agent(let address), .admin(let address), .operatorOnHost(let address),
            .stranger(let address):
            address
        case .desk, .clock, .mailServer: nil
        }
    }

    init(tag: String, address: String?) throws(StoreError) {
        let address = address ?? ""
        switch tag {
        case "customer": self = .customer(address)
        case "agent": self = .agent(address)
        case "admin": self = .admin(address)
        case "operator": self = .operatorOnHost(address)
        case "stranger": self = .stranger(address)
        case "desk": self = .desk
        case "clock": self = .clock
        case "mail-server": self = .mailServer
        default: throw .unknownTag(record: "actor", tag: tag)
        }
    }
}

extension Disposition {
    var tag: String {
        switch self {
        case .answered: "answered"
        case .escalated: "escalated"
        case .handled: "handled"
        case .ignored: "ignored"
        case .quarantined: "quarantined"
        }
    }

    var detail: String? {
        switch self {
        case .handled(let what), .ignored(let what): what
        case .answered, .escalated, .quarantined: nil
        }
    }

    init(tag: String, detail: String?) throws(StoreError) {
        switch tag {
        case "answered": self = .answered
        case "escalated": self = .escalated
        case "handled": self = .handled(detail ?? "")
        case "ignored": self = .ignored(detail ?? "")
        case "quarantined": self = .quarantined
        default: throw .unknownTag(record: "disposition", tag: tag)
        }
    }
}

extension AgendaKind {
    var tag: String {
        switch self {
        case .closeAfterSilence: "close-after-silence"
        case .digest: "digest"
        case .escalationList: "escalation-list"
        case .wake: "wake"
        case .reminder: "reminder"
        case .serviceTarget: "service-target"
        case .retention: "retention"
        }
    }

    var ticket: TicketID? {
        switch self {
        case .closeAfterSilence(let ticket), .wake(let ticket), .reminder(let ticket, _), .serviceTarget(let ticket, _): ticket
        case .digest, .escalationList, .retention: nil
        }
    }

    var argument: String? {
        switch self {
        case .escalationList(let group): group
        case .reminder(_, let goal), .serviceTarget(_, let goal): goal.rawValue
        case .digest(let minute): minute.map(String.init)
        case .closeAfterSilence, .wake, .retention: nil
        }
    }

    init(tag: String, ticket: TicketID?, argument: String?) throws(StoreError) {
        switch (tag, ticket) {
        case ("close-after-silence", .some(let ticket)): self = .closeAfterSilence(ticket)
        case ("digest", _): self = .digest(minuteOfDay: argument.flatMap { Int($0) })
        case ("escalation-list", _): self = .escalationList(group: argument ?? "")
        case ("wake", .some(let ticket)): self = .wake(ticket)
        case ("reminder", .some(let ticket)): self = .reminder(ticket, try ServiceGoal(tag: argument))
        case ("service-target", .some(let ticket)): self = .serviceTarget(ticket, try ServiceGoal(tag: argument))
        case ("retention", _): self = .retention
        default: throw .unknownTag(record: "agenda", tag: tag)
        }
    }
}

extension ServiceGoal {
    fileprivate init(tag: String?) throws(StoreError) {
        guard let goal = ServiceGoal(rawValue: tag ?? "") else { throw .unknownTag(record: "service goal", tag: tag ?? "") }
        self = goal
    }
}

extension DeliveryResult {
    var tag: String {
        switch self {
        case .accepted: "accepted"
        case .failed: "failed"
        case .parked: "parked"
        }
    }

    var words: String {
        switch self {
        case .accepted(let words), .failed(let words), .parked(let words): words
        }
    }

    init(tag: String, words: String) throws(StoreError) {
        switch tag {
        case "accepted": self = .accepted(words)
        case "failed": self = .failed(words)
        case "parked": self = .parked(words)
        default: throw .unknownTag(record: "delivery result", tag: tag)
        }
    }
}

extension MailPurpose {
    /// Mail to the customer; all other purposes go to agents and admins.
    var isForCustomer: Bool {
        switch self {
        case .answer, .acknowledgement, .agentReply: true
        case .escalation, .receipt, .question, .commandError, .commandAnswer, .digest, .alarm, .nonce: false
        }
    }

    /// Mail to the customer that no person wrote: what a hold stops (RULES H12).
    var isAutomatic: Bool {
        switch self {
        case .answer, .acknowledgement: true
        case .agentReply, .escalation, .receipt, .question, .commandError, .commandAnswer, .digest, .alarm, .nonce: false
        }
    }
}
