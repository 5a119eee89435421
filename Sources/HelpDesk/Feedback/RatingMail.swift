/// A customer's mail, read as a rating (RULES C9). Whether it may rate at all is the caller's to say: the token's purpose is
/// rating, or our last mail in the ticket asked.
public struct RatingMail: Sendable, Equatable {
    /// The typed text.
    public var text: String
    /// The subject, at a rating address only; nil elsewhere.
    public var subject: String?

    public init(text: String, subject: String? = nil) {
        self.text = text
        self.subject = subject
    }

    /// The rating, or nil where the mail is an ordinary one.
    ///
    /// The first typed line speaks before the subject, but a word in it does not outvote the digit of a pressed link.
    /// Resolved is three stars or more, unless the words say no.
    public func read() -> Rating? {
        let lines = CleanText.withoutBlankEnds(TypedLines.of(text))
        let pressed = subject.flatMap { RatingLine($0) }
        guard let first = lines.first else { return pressed.map { rating($0.stars, comment: "") } }
        let whole = lines.joined(separator: "\n")
        if let line = RatingLine(first), line.isExplicit || pressed == nil {
            let comment = CleanText.text(([line.rest] + lines.dropFirst()).joined(separator: "\n"))
            return rating(line.stars, comment: comment, whole: whole)
        }
        return pressed.map { rating($0.stars, comment: whole, whole: whole) }
    }

    static let commentScalarsMax = 4_000

    private func rating(_ stars: Int, comment: String, whole: String = "") -> Rating {
        let resolved = stars >= 3 && !CustomerWords.saysNotHelped(whole)
        return Rating(
            stars: stars, comment: String(String.UnicodeScalarView(comment.unicodeScalars.prefix(Self.commentScalarsMax))),
            resolved: resolved)
    }
}
