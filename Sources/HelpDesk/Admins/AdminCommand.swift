/// A command of an admin's mail (INTERFACE section 1; RULES B4, H12).
public enum AdminCommand: Sendable, Hashable {
    case status
    case ticketsOpen
    case ticket(TicketNumber)
    /// Figures of the last 1 to 366 days.
    case metrics(days: Int)
    case stop
    case start
    case mode(intent: String, AnswerMode)
    case help

    /// What a command does to the service; B4 asks a nonce of what changes it, and H12 none of `stop`.
    public enum Effect: Sendable, Equatable { case reading, changing, stopping }

    public var effect: Effect {
        switch self {
        case .status, .ticketsOpen, .ticket, .metrics, .help: .reading
        case .start, .mode: .changing
        case .stop: .stopping
        }
    }

    /// Whether a mail can ask it once only, because what it asks for is read once for the whole mail.
    var isAskedOnce: Bool {
        switch self {
        case .ticket, .metrics: true
        case .status, .ticketsOpen, .stop, .start, .mode, .help: false
        }
    }

    var verb: String { String(canonical.prefix { $0 != " " }) }

    /// The one spelling of the command: a nonce is bound to it, so `Mode  Login_Issue OFF` and `mode login_issue off` are one.
    public var canonical: String {
        switch self {
        case .status: "status"
        case .ticketsOpen: "tickets open"
        case .ticket(let number): "ticket \(number.rawValue)"
        case .metrics(let days): "metrics \(days)d"
        case .stop: "stop"
        case .start: "start"
        case .mode(let intent, let mode): "mode \(intent) \(mode.rawValue)"
        case .help: "help"
        }
    }
}

/// The ladder of RULES H8, as admins name its steps.
public typealias AnswerMode = AnswerPolicy.Mode
