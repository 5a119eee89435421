internal import TextAnalysis

/// What people's work teaches the classifier: their corrections, approvals and ratings.
extension Step {
    /// An agent's word counts as much as an example that somebody wrote for a template.
    static let agentWeight = 1.0
    /// A customer's good rating says that the answer helped, and little of which template is meant.
    static let goodRatingWeight = 0.5
    /// A bad one may mean the answer as well as the intent: it only lowers the confidence a little.
    static let badRatingWeight = 0.25

    mutating func teachCorrection(_ intent: String, by actor: Actor) {
        teach(.correction, intent: intent, template: nil, weight: Step.agentWeight, by: actor)
    }

    /// An agent sent the draft as it stood. `login_issue/forgot-password` names both; a solved case only confirms the intent.
    mutating func teachApproval(of draft: Draft, by actor: Actor) {
        let parts = draft.template?.split(separator: "/").map(String.init) ?? []
        guard let intent = parts.count == 2 ? parts[0] : ticket?.intent else { return }
        teach(.approval, intent: intent, template: parts.count == 2 ? parts[1] : nil, weight: Step.agentWeight, by: actor)
    }

    /// A rating of an automatic answer; one of a person's words says nothing of the classifier.
    mutating func teachRating(_ rating: Rating, by actor: Actor) {
        guard let (grounds, _) = standingAnswer, let intent = grounds.intent else { return }
        let template = rating.resolved && ticket?.responseSource == .template ? ticket?.template : nil
        teach(
            .rating, intent: rating.resolved ? intent : nil, template: template,
            weight: rating.resolved ? Step.goodRatingWeight : Step.badRatingWeight, by: actor)
    }

    private mutating func teach(
        _ source: TaughtExample.Source, intent: String?, template: String?, weight: Double, by actor: Actor
    ) {
        guard let ticket, ticket.mayLearn else { return }
        let isBelieved = events.contains { event in
            if case .taught(let earlier) = event.kind { return earlier.source.rank > source.rank }
            return false
        }
        let text = Step.lesson(of: ticket)
        guard !isBelieved, !text.isEmpty else { return }
        record(
            .taught(
                TaughtExample(
                    ticket: ticket.id, source: source, language: ticket.language, intent: intent, template: template, text: text,
                    weight: weight)),
            by: actor, because: "\(source.words) teaches the classifier")
    }

    /// The opening mail as the classifier reads it, with nothing personal in it.
    static func lesson(of ticket: Ticket) -> String {
        let mail = MailText(subject: SubjectLine.plain(ticket.subject), body: ticket.message)
        let people = KnownPeople(names: [ticket.customerName], addresses: [ticket.party])
        let text = ImpersonalText(mail.whole, naming: people, leaving: .empty).text
        return CleanText.trimmed(String(decoding: text.utf8.prefix(TaughtExample.textBytesMax), as: UTF8.self))
    }
}

extension TaughtExample.Source {
    var words: String {
        switch self {
        case .rating: "a rating"
        case .approval: "an approved draft"
        case .correction: "a corrected intent"
        }
    }
}
