/// Tells an agent exactly what was sent to the customer.
public struct ReceiptLayout: Sendable, Equatable {
    public var number: TicketNumber
    public var recipient: String
    public var subject: String
    /// The words as they went out, without what was added below them.
    public var text: String
    public var at: Timestamp
    /// What else the mail did, one line each: "The ticket is closed.", "Learned as case 12."
    public var effects: [String]

    public init(number: TicketNumber, recipient: String, subject: String, text: String, at: Timestamp, effects: [String] = []) {
        self.number = number
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.at = at
        self.effects = effects
    }

    static let textHTMLBytesMax = 60_000

    public func rendered(for reader: Reader = .standard) -> MailBody {
        let cut = HTMLEscape.cut(CleanText.text(text), htmlBytesMax: Self.textHTMLBytesMax)
        var blocks: [MailBlock] = [
            .banner(.good, number.rawValue + ": " + reader("your answer is on its way to the customer")),
            .facts([
                Fact("To", CleanText.line(recipient, scalarsMax: 254)), Fact("Subject", CleanText.line(subject)),
                Fact("Handed over", reader.minute(at)),
            ]),
            .heading("What was sent"), .quotation(cut.text),
        ]
        if cut.isCut { blocks.append(.small("The text is longer; all of it was sent.")) }
        if !effects.isEmpty { blocks.append(.list(effects.map { CleanText.line($0, scalarsMax: 300) })) }
        let preview = reader("Sent to {{address}}", ["address": CleanText.line(recipient)])
        return MailDocument(for: reader, title: number.rawValue + ": " + reader("sent"), preview: preview, blocks: blocks)
            .rendered()
    }
}
