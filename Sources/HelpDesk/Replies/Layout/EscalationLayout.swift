/// The mail that brings a case to an agent: all of it at a glance, in the order in which it is needed.
public struct EscalationLayout: Sendable, Equatable {
    /// A similar case that people solved.
    public struct Similar: Sendable, Equatable {
        public var found: SimilarCase
        public var question: String
        public var solution: String
        /// False where something personal is left in it.
        public var maySend: Bool
        public init(found: SimilarCase, question: String, solution: String, maySend: Bool) {
            self.found = found
            self.question = question
            self.solution = solution
            self.maySend = maySend
        }
    }
    public struct Attachment: Sendable, Equatable {
        public var name: String
        public var type: String
        public var bytes: Int
        /// For example "not attached: executable"; empty where it is attached.
        public var remark: String
        public init(name: String, type: String, bytes: Int, remark: String = "") {
            self.name = name
            self.type = type
            self.bytes = bytes
            self.remark = remark
        }
    }

    /// What an agent noted for the others; it never leaves.
    public struct Note: Sendable, Equatable {
        public var author: String
        public var at: Timestamp
        public var text: String
        public init(author: String, at: Timestamp, text: String) {
            self.author = author
            self.at = at
            self.text = text
        }
    }

    public var ticket: Ticket
    /// When this mail is written; ages are counted to it.
    public var now: Timestamp
    /// Why no answer went out, in words, by rule.
    public var reasons: [FiredRule]
    public var judgement: Judgement?
    /// The customer's earlier tickets, newest first.
    public var history: [TicketBrief]
    public var similar: [Similar]
    /// What the customer wrote in the mail that escalates; links are defanged where nobody vouches for the sender (D11).
    public var customerText: String
    public var attachments: [Attachment]
    /// Names of the agents: a stranger who bears one gets a warning line (B7).
    public var agentNames: [String]
    /// `mailto:` of the note address.
    public var noteURL: String
    /// Oldest first.
    public var notes: [Note] = []
    /// What stands above the reasons.
    public var reasonsTitle = "Why this was not answered automatically"
    /// Whether plus-addresses work; without them a note is made by `#note`.
    public var hasNoteAddress: Bool { !noteURL.isEmpty }

    public init(
        ticket: Ticket, now: Timestamp, reasons: [FiredRule], judgement: Judgement?, history: [TicketBrief] = [],
        similar: [Similar] = [],
        customerText: String, attachments: [Attachment] = [], agentNames: [String] = [], noteURL: String = ""
    ) {
        self.ticket = ticket
        self.now = now
        self.reasons = reasons
        self.judgement = judgement
        self.history = history
        self.similar = similar
        self.customerText = customerText
        self.attachments = attachments
        self.agentNames = agentNames
        self.noteURL = noteURL
    }

    static let customerHTMLBytesMax = 36_000
    static let draftHTMLBytesMax = 12_000
    static let solutionHTMLBytesMax = 1_500
    static let questionScalarsMax = 200
    static let historyMax = 8
    static let similarMax = 5
    static let notesMax = 10
    static let noteHTMLBytesMax = 1_500
    static let attachmentsMax = 50
}
