/// What an agent typed, and where it went. ``read(knowing:)`` says what is asked; nothing in here acts.
public struct AgentMail: Sendable, Equatable {
    /// Which of a ticket's two addresses the mail names in To and Cc.
    public enum Destination: Sendable, Equatable { case customer, note, both }
    /// Whether a person typed it; vacation notices, receipts and reports are automatic.
    public enum Origin: Sendable, Equatable { case person, automatic }

    /// The typed text, without quotes and signature.
    public var text: String
    public var destination: Destination
    public var origin: Origin
    /// The agent's display name, where there is one: it tells a signature that stands alone.
    public var agentName: String

    /// Longer texts are refused whole: nobody types them.
    public static let textBytesMax = 65_536
    static let commandsMax = 20
    static let errorsMax = 20

    public init(text: String, destination: Destination, origin: Origin, agentName: String = "") {
        self.text = text
        self.destination = destination
        self.origin = origin
        self.agentName = agentName
    }
}

/// What an agent's mail asks for. All or nothing: with one error in it, a mail asks for nothing else.
public enum AgentRequest: Sendable, Equatable {
    /// This text goes to the customer; the commands apply with it.
    case reply(text: String, commands: [AgentCommand])
    /// The suggested draft goes out as it stands (after `template`, if that is among the commands).
    case sendDraft(commands: [AgentCommand])
    /// An internal note; it never leaves.
    case note(text: String, commands: [AgentCommand])
    /// Commands and no text.
    case commands([AgentCommand])
    /// The mail names the customer address and the note address: nothing of it is used.
    case refused(AgentRefusal)
    case errors([CommandError])
    /// Nothing is sent; the agent is asked what was meant.
    case question(AgentQuestion)
}

public enum AgentRefusal: Sendable, Equatable {
    case namesBothAddresses
    public var words: String {
        switch self {
        case .namesBothAddresses:
            "Your mail names both the customer address and the note address, so nothing was sent and nothing was kept."
                + " Write to one of them."
        }
    }
}

/// Why a mail is answered with a question.
public enum AgentQuestion: Sendable, Equatable {
    case empty, signatureAlone, automatic, unclearApproval, approvalWithText
    public var words: String {
        switch self {
        case .empty:
            "Your mail was empty, so nothing was sent. Reply ok to send the draft, or write what the customer should read."
        case .signatureAlone:
            "Your mail held only a signature, so nothing was sent. Reply ok to send the draft, or write what the customer should read."
        case .automatic: "An automatic notice came from your address. Nothing was sent; the ticket still waits."
        case .unclearApproval:
            "Nothing was sent, because it is not clear whether your words approve the draft or are meant for the customer."
                + " Reply ok to send the draft, or write the customer a full sentence."
        case .approvalWithText:
            "Nothing was sent: your mail says ok, and then more. Reply ok alone to send the draft as it stands,"
                + " or leave the ok away to send your own words."
        }
    }
}
