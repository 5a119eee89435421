/// What the desk asks the store before a step: keys only, found by triage without any reading of the store.
public struct CaseQuery: Sendable, Equatable {
    /// The inbound mail, for its id and replays.
    public var mail: MailID?
    /// A ticket that the cause names itself (timer, delivery, operator).
    public var ticket: TicketID?
    /// Digests of all tokens that the mail carries, at most 16, most specific first.
    public var tokenDigests: [String]
    /// `AB-XXXXXXXX` in the subject: a hint (RULES C3).
    public var numberHint: TicketNumber?
    /// Tickets that an agent's commands name, at most ``namedMax``.
    public var named: [TicketNumber]
    /// Our Message-IDs that a bounce names.
    public var bouncedMessageIDs: [String]
    /// The sender's address; its history is read.
    public var party: String?
    public var rateKeys: RateKeys?
    /// Cases that the evidence names.
    public var cases: [CaseID]
    /// The intent that the evidence names; its graded record is read.
    public var intent: String?
    /// Whether the step may grade the ticket's answer: then the record of the ticket's own intent is read, with the last fifty.
    public var mayGrade: Bool
    /// The agent group that would get an escalation; its hourly count is read.
    public var agentGroup: String?
    public var messageID: String?
    /// Agents whose open tickets are counted, in lower case.
    public var loads: [String]
    /// Agent groups, by mailbox in lower case, whose open tickets are counted; asked where several fit equally.
    public var groupLoads: [String]
    /// The span to count, for the digest and `metrics`, and the span it is compared with.
    public var figures: FiguresSpan?
    public var figuresBefore: FiguresSpan?
    public var list: TicketListQuery?
    public var reach: Reach

    /// No command stands twice in a mail, and three of them name a ticket.
    public static let namedMax = 4

    /// How much around the ticket a step reads.
    public enum Reach: Sendable, Equatable {
        /// All that a ``CaseFile`` holds.
        case story
        /// The ticket alone.
        case ticket
        /// Nothing: what the cause says is enough.
        case nothing
    }

    public init(
        mail: MailID? = nil, ticket: TicketID? = nil, tokenDigests: [String] = [], numberHint: TicketNumber? = nil,
        bouncedMessageIDs: [String] = [], party: String? = nil, rateKeys: RateKeys? = nil, cases: [CaseID] = [],
        intent: String? = nil, mayGrade: Bool = false, agentGroup: String? = nil, messageID: String? = nil, loads: [String] = [],
        groupLoads: [String] = [], figures: FiguresSpan? = nil, figuresBefore: FiguresSpan? = nil, list: TicketListQuery? = nil,
        reach: Reach = .story, named: [TicketNumber] = []
    ) {
        self.mail = mail
        self.ticket = ticket
        self.tokenDigests = tokenDigests
        self.numberHint = numberHint
        self.bouncedMessageIDs = bouncedMessageIDs
        self.party = party
        self.rateKeys = rateKeys
        self.cases = cases
        self.intent = intent
        self.mayGrade = mayGrade
        self.agentGroup = agentGroup
        self.messageID = messageID
        self.loads = loads
        self.groupLoads = groupLoads
        self.figures = figures
        self.figuresBefore = figuresBefore
        self.list = list
        self.reach = reach
        self.named = named
    }
}

/// From the first time, up to but without the second.
public struct FiguresSpan: Sendable, Equatable {
    public var from: Timestamp
    public var to: Timestamp
    /// Seconds east of UTC: days are counted in this local time.
    public var offsetSeconds: Int64
    public init(from: Timestamp, to: Timestamp, offsetSeconds: Int64 = 0) {
        self.from = from
        self.to = to
        self.offsetSeconds = offsetSeconds
    }
}

/// Tickets to list, newest first.
public struct TicketListQuery: Sendable, Equatable {
    public var statuses: [TicketStatus]
    /// ``Ticket/group``.
    public var group: String?
    /// ``Ticket/assignedAgent``, in lower case.
    public var agent: String?
    /// Updated since.
    public var since: Timestamp?
    public var countMax: Int
    public init(
        statuses: [TicketStatus], group: String? = nil, agent: String? = nil, since: Timestamp? = nil, countMax: Int = 100
    ) {
        self.statuses = statuses
        self.group = group
        self.agent = agent
        self.since = since
        self.countMax = countMax
    }
}

/// What the store knows that bears on one step: a bounded read inside the transaction that will commit the outcome.
public struct CaseFile: Sendable, Equatable {
    /// The grants of the tokens that were found, in the order asked.
    public var grants: [TokenGrant]
    /// The ticket of the cause, of the first grant, or else of the number hint; where that one was merged, the ticket that it was
    /// merged into, and then the grants name it too.
    public var ticket: Ticket?
    /// Its last 50 events, oldest first.
    public var events: [Event]
    /// The ticket that the number hint names, whoever owns it.
    public var hintedTicket: Ticket?
    /// Those of ``CaseQuery/named`` that there are, whoever owns them.
    public var named: [Ticket]
    /// Outbox rows that a bounce names, or whose bounce token (``TokenGrant/messageID``) the mail carries.
    public var bounced: [SentMail]
    /// The ticket's mails that have not left yet.
    public var waiting: [SentMail]
    /// The sender's last 20 tickets, newest first.
    public var history: [TicketBrief]
    public var isKnownSender: Bool
    /// Tickets of other addresses that agents linked with the ticket's customer, newest first.
    public var linked: [TicketBrief]
    /// Open tickets of the asked agents.
    public var loads: [String: Int]
    /// What the asked groups have to do.
    public var groupLoads: [String: GroupLoad]
    public var counts: SendCounts
    /// The asked ones, and the one behind the ticket's last answer.
    public var cases: [SolvedCase]
    public var intentRecord: IntentRecord
    /// The record of the ticket's own intent, where the query asked for it.
    public var ticketRecord: IntentRecord
    /// Why all automatic sending is held; nil in normal service.
    public var hold: String?
    /// How often this step met a ticket number already given; it salts the next number.
    public var numberSalt: Int
    public var figures: Figures?
    public var figuresBefore: Figures?
    /// What ``CaseQuery/list`` asked for.
    public var listed: [TicketBrief]
    /// Modes that admins changed by mail; they go before the configuration's. Always read.
    public var modes: [String: AnswerPolicy.Mode]

    public init(
        grants: [TokenGrant] = [], ticket: Ticket? = nil, events: [Event] = [], hintedTicket: Ticket? = nil,
        bounced: [SentMail] = [], waiting: [SentMail] = [], history: [TicketBrief] = [], isKnownSender: Bool = false,
        counts: SendCounts = SendCounts(), cases: [SolvedCase] = [], intentRecord: IntentRecord = IntentRecord(),
        ticketRecord: IntentRecord = IntentRecord(), linked: [TicketBrief] = [], loads: [String: Int] = [:],
        groupLoads: [String: GroupLoad] = [:], hold: String? = nil, numberSalt: Int = 0, figures: Figures? = nil,
        figuresBefore: Figures? = nil,
        listed: [TicketBrief] = [], modes: [String: AnswerPolicy.Mode] = [:], named: [Ticket] = []
    ) {
        self.grants = grants
        self.ticket = ticket
        self.events = events
        self.hintedTicket = hintedTicket
        self.bounced = bounced
        self.waiting = waiting
        self.history = history
        self.isKnownSender = isKnownSender
        self.linked = linked
        self.loads = loads
        self.groupLoads = groupLoads
        self.counts = counts
        self.cases = cases
        self.intentRecord = intentRecord
        self.ticketRecord = ticketRecord
        self.hold = hold
        self.numberSalt = numberSalt
        self.figures = figures
        self.figuresBefore = figuresBefore
        self.listed = listed
        self.modes = modes
        self.named = named
    }
}

/// A mail of ours as the outbox knows it.
public struct SentMail: Sendable, Equatable {
    public var id: OutboxID
    public var ticket: TicketID?
    public var purpose: MailPurpose
    public var recipient: String
    public var messageID: String
    public init(id: OutboxID, ticket: TicketID?, purpose: MailPurpose, recipient: String, messageID: String) {
        self.id = id
        self.ticket = ticket
        self.purpose = purpose
        self.recipient = recipient
        self.messageID = messageID
    }
}

/// A line of a customer's history.
public struct TicketBrief: Sendable, Equatable {
    public var id: TicketID
    public var number: TicketNumber
    public var status: TicketStatus
    public var intent: String?
    public var summary: String
    /// The opening mail's typed text, at most 4 KB: "the same matter" compares it.
    public var message: String
    public var rating: Int?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    /// The customer's address; empty where the reader knows it.
    public var party: String
    public init(
        id: TicketID, number: TicketNumber, status: TicketStatus, intent: String?, summary: String, message: String,
        rating: Int?, createdAt: Timestamp, updatedAt: Timestamp, party: String = ""
    ) {
        self.party = party
        self.id = id
        self.number = number
        self.status = status
        self.intent = intent
        self.summary = summary
        self.message = message
        self.rating = rating
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// Automatic mails to customers that were composed so far, for the caps of RULES A7.
public struct SendCounts: Sendable, Equatable {
    public var senderTenMinutes = 0
    public var senderDay = 0
    public var domainHour = 0
    public var allHour = 0
    /// The busiest hour of the trailing seven days; nil until seven days of history exist.
    public var peakHour: Int?
    /// Escalations to the asked agent group in the last hour.
    public var escalationsHour = 0
    public init() {}
}

/// What an agent group has to do.
public struct GroupLoad: Sendable, Equatable {
    /// Escalated, or in progress.
    public var openTickets: Int
    /// Escalations to it in the last hour, for the cap of RULES A7.
    public var escalationsHour: Int
    public init(openTickets: Int = 0, escalationsHour: Int = 0) {
        self.openTickets = openTickets
        self.escalationsHour = escalationsHour
    }
}

/// How answers of an intent were graded so far (RULES H6, H9).
public struct IntentRecord: Sendable, Equatable {
    /// Graded answers by the confidence they stood on; at most one a floor.
    public var bands: [Band]
    /// Of the last 50 automatic answers since the rung of the intent last changed: how many there are, and how many were bad.
    public var lastAnswers: Int
    public var lastBad: Int
    public init(bands: [Band] = [], lastAnswers: Int = 0, lastBad: Int = 0) {
        self.bands = bands
        self.lastAnswers = lastAnswers
        self.lastBad = lastBad
    }

    public var graded: Int { bands.reduce(0) { $0 &+ $1.graded } }
    public var wrong: Int { bands.reduce(0) { $0 &+ $1.wrong } }

    /// Answers between one step of confidence and the next; see ``Grade/band``.
    public struct Band: Sendable, Equatable {
        /// The lower end of its confidences.
        public var floor: Double
        public var graded: Int
        public var wrong: Int
        public init(floor: Double, graded: Int, wrong: Int) {
            self.floor = floor
            self.graded = graded
            self.wrong = wrong
        }
    }

    /// How many automatic answers H9 looks back on.
    public static let lastMax = 50
}
