/// A text that people's work taught the classifier, with where it comes from. Nothing personal is left in it.
///
/// A ticket teaches one example: what an agent said outright replaces what a rating only suggests.
public struct TaughtExample: Sendable, Equatable, Codable {
    /// In rising order of how much they are believed.
    public enum Source: String, Sendable, CaseIterable, Codable {
        /// A customer's rating of an automatic answer. A bad one teaches that such a mail is nothing to answer.
        case rating
        /// An agent sent the suggested answer as it stood.
        case approval
        /// An agent's `#intent`.
        case correction

        public var rank: Int {
            switch self {
            case .rating: 0
            case .approval: 1
            case .correction: 2
            }
        }
    }

    public var ticket: TicketID
    public var source: Source
    public var language: String?
    /// nil teaches what is not to be answered at all.
    public var intent: String?
    public var template: String?
    /// At most ``textBytesMax`` bytes.
    public var text: String
    /// How much it counts; 1 is an example of a template.
    public var weight: Double

    public init(
        ticket: TicketID, source: Source, language: String?, intent: String?, template: String?, text: String, weight: Double
    ) {
        self.ticket = ticket
        self.source = source
        self.language = language
        self.intent = intent
        self.template = template
        self.text = text
        self.weight = weight
    }

    public static let textBytesMax = 2_000
}
