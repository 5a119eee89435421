/// A command of an agent's mail, as INTERFACE section 1 names it, with its argument already understood.
public enum AgentCommand: Sendable, Hashable {
    case close
    case reopen
    /// The mail's text is an internal note.
    case note
    /// Hands the ticket over to this address, in lower case.
    case assign(to: String)
    /// The writer takes the ticket.
    case take
    /// Asks for the list of the writer's tickets.
    case mine
    /// Asks for a new draft.
    case draft
    case priority(Priority)
    case intent(String)
    /// 60 seconds to 90 days.
    case snooze(seconds: Int64)
    case merge(with: TicketNumber)
    /// The customer of that ticket is the same person.
    case link(with: TicketNumber)
    case unlink(from: TicketNumber)
    case spam
    /// What is sent must not become a solution.
    case noLearn
    /// Makes the draft anew from this template.
    case template(String)
    case help
    /// Sends the draft.
    case send

    /// The command's name, as it is written after `#`.
    public var name: String {
        switch self {
        case .close: "close"
        case .reopen: "reopen"
        case .note: "note"
        case .assign: "assign"
        case .take: "take"
        case .mine: "mine"
        case .draft: "draft"
        case .priority: "priority"
        case .intent: "intent"
        case .snooze: "snooze"
        case .merge: "merge"
        case .link: "link"
        case .unlink: "unlink"
        case .spam: "spam"
        case .noLearn: "nolearn"
        case .template: "template"
        case .help: "help"
        case .send: "send"
        }
    }
}

/// A command that was understood and turned out impossible while it was done; its mail changes nothing.
struct CommandFailure: Error, Equatable {
    var command: AgentCommand
    /// What is wrong.
    var message: Phrase
}

/// A line of a mail that could not be understood; its mail changes nothing.
public struct CommandError: Sendable, Equatable {
    /// 1-based line in the typed text; 0 where the whole mail is meant.
    public var line: Int
    /// The line as typed, cleaned and at most 80 scalars long.
    public var text: String
    /// What is wrong, and what to write instead.
    public var message: Phrase

    public init(line: Int, text: String, message: Phrase) {
        self.line = line
        self.text = CleanText.line(text, scalarsMax: 80)
        self.message = message
    }
}

/// Names that arguments may use; nil where any well-formed one will do, and an empty list where none will.
public struct AgentVocabulary: Sendable, Equatable {
    public var intents: [String]?
    /// Those that the ticket can be answered from.
    public var templates: [String]?
    /// Addresses a ticket may be handed to, in lower case.
    public var agents: [String]?
    /// Tickets that this one may be merged with, and those of other addresses.
    public var ticketsOfCustomer: [TicketNumber]?
    public var ticketsOfOthers: [TicketNumber]?
    public init(
        intents: [String]? = nil, templates: [String]? = nil, agents: [String]? = nil, ticketsOfCustomer: [TicketNumber]? = nil,
        ticketsOfOthers: [TicketNumber]? = nil
    ) {
        self.intents = intents
        self.templates = templates
        self.agents = agents
        self.ticketsOfCustomer = ticketsOfCustomer
        self.ticketsOfOthers = ticketsOfOthers
    }
}
