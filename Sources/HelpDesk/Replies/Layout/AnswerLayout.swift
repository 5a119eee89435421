/// A mail to a customer: an automatic answer, an acknowledgement, or an agent's own words. All words stem from templates or
/// people; this only sets them (RULES C4, G7).
public struct AnswerLayout: Sendable, Equatable {
    public var language: String
    public var title: String
    /// The answer, plain text: paragraphs, lists, links.
    public var text: String
    /// Hosts whose https links may be pressed; other links stay text.
    public var linkHosts: [String]
    /// Asked below the answer, where the answer is automatic; nil elsewhere.
    public var rating: RatingRequest?
    /// How to reach a person: "reply HUMAN". Empty where a person wrote.
    public var human: String
    /// That the answer is automatic. Empty where a person wrote.
    public var disclosure: String
    /// Small print: ticket number, company.
    public var footer: [String]

    public init(
        language: String, title: String, text: String, linkHosts: [String] = [], rating: RatingRequest? = nil, human: String = "",
        disclosure: String = "", footer: [String] = []
    ) {
        self.language = language
        self.title = title
        self.text = text
        self.linkHosts = linkHosts
        self.rating = rating
        self.human = human
        self.disclosure = disclosure
        self.footer = footer
    }

    public func rendered() -> MailBody {
        var blocks: [MailBlock] = [.prose(text, linkHosts: linkHosts)]
        if rating != nil || !human.isEmpty || !disclosure.isEmpty || !footer.isEmpty { blocks.append(.rule) }
        if let rating {
            blocks.append(.paragraph(rating.question))
            blocks.append(.buttons(rating.links.map { MailLink(label: String($0.stars), caption: $0.label, url: $0.url) }))
        }
        if !human.isEmpty { blocks.append(.paragraph(human)) }
        let small = ([disclosure] + footer).filter { !$0.isEmpty }
        if !small.isEmpty { blocks.append(.small(small.joined(separator: "\n"))) }
        return MailDocument(language: language, title: title, look: .letter, blocks: blocks).rendered()
    }
}

/// The question below an automatic answer, and its five links.
public struct RatingRequest: Sendable, Equatable {
    /// Says also that replying with 1–5 does the same, because the text part has no links.
    public var question: String
    public var links: [RatingLink]
    public init(question: String, links: [RatingLink]) {
        self.question = question
        self.links = links
    }
}

public struct RatingLink: Sendable, Equatable {
    /// 1 to 5.
    public var stars: Int
    /// In the customer's language: "very good".
    public var label: String
    /// `mailto:`; see ``MailtoLink``.
    public var url: String
    public init(stars: Int, label: String, url: String) {
        self.stars = stars
        self.label = label
        self.url = url
    }
}
