internal import TextAnalysis

extension Step {
    /// A customer's further mail on a ticket: a rating, thanks, a wish for a person, or another word on the matter.
    mutating func follow(_ mail: IncomingMail, _ triage: Triage, _ evidence: Evidence?, purpose: TokenGrant.Purpose) {
        guard let before = ticket else { return }
        let actor = actor(of: triage)
        record(.received(correspondence(mail, triage, role: .customer)), by: actor, because: "a customer's mail on the ticket")
        let asksForHuman = CustomerWords.asksForHuman(triage.typed)
        if let rating = rating(in: triage, purpose: purpose, ticket: before) {
            rate(rating, by: actor)
            if rating.resolved, !asksForHuman {
                outcome.disposition = .handled("rating")
                return
            }
            if before.rating != nil, !asksForHuman { return }
            bringPerson(mail, triage, evidence, before, FiredRule("C9", "the rating says that it is not solved"))
            return
        }
        if asksForHuman {
            bringPerson(mail, triage, evidence, before, FiredRule("G7", "the customer asks for a person"))
        } else if CustomerWords.isThanksAlone(triage.typed, names: thankedNames(before)) {
            acceptThanks(before, by: actor)
        } else if CustomerWords.saysNotHelped(triage.typed) {
            bringPerson(mail, triage, evidence, before, FiredRule("H5", "the customer says that it did not help"))
        } else {
            bringPerson(mail, triage, evidence, before, FiredRule("H5", "a further mail on the same matter"))
        }
    }

    /// Who may be thanked by name: the company, its people, and the customer below the thanks.
    private func thankedNames(_ ticket: Ticket) -> [String] { [ticket.customerName, settings.company.name ?? ""] + agentNames() }

    /// C9: only where the token's purpose is rating or our last mail in the ticket asked.
    func rating(in triage: Triage, purpose: TokenGrant.Purpose, ticket: Ticket) -> Rating? {
        guard purpose == .rating || ticket.ratingAsked else { return nil }
        return RatingMail(text: triage.typed, subject: purpose == .rating ? TokenSubject.removed(from: triage.subject) : nil)
            .read()
    }

    /// The first rating counts; a later one is kept as a note.
    mutating func rate(_ rating: Rating, by actor: Actor) {
        guard ticket?.rating == nil else {
            record(
                .noted(text: CleanText.trimmed("A later rating: \(rating.stars) of 5. \(rating.comment)")), by: actor,
                because: "the first rating counts")
            outcome.disposition = .handled("rating")
            return
        }
        record(.rated(rating), by: actor, because: "a rating of \(rating.stars) of 5\(rating.resolved ? "" : ", not solved")")
        withdrawCase(after: rating)
        gradeAnswer(rating.resolved ? .right : .wrong, by: actor, because: "a rating of \(rating.stars) of 5")
        teachRating(rating, by: actor)
        guard rating.resolved else { return }
        // People who still work on it decide themselves when it is done.
        guard ticket?.status == .autoResolved || ticket?.status == .open || ticket?.status == .closed else { return }
        record(.closed(resolved: true), by: actor, because: "a rating of \(rating.stars) of 5")
        cancelTimers()
    }

    /// A case whose ratings show, with 95 % confidence, that it helps less than half of those who get it, is withdrawn.
    private mutating func withdrawCase(after rating: Rating) {
        guard let id = ticket?.responseCase, let solved = file.cases.first(where: { $0.id == id }), !solved.isWithdrawn else {
            return
        }
        let good = solved.goodRatings &+ (rating.resolved ? 1 : 0)
        let bad = solved.badRatings &+ (rating.resolved ? 0 : 1)
        guard ClopperPearson.upperBound(right: good, of: good &+ bad) < Step.helpfulShareMin else { return }
        record(.withdrawn(id), because: "\(bad) of \(good &+ bad) ratings say that it does not help")
    }

    static let helpfulShareMin = 0.5

    private mutating func acceptThanks(_ before: Ticket, by actor: Actor) {
        outcome.disposition = .handled("thanks")
        switch before.status {
        case .autoResolved, .open:
            record(.closed(resolved: true), by: actor, because: "the customer says thanks")
            cancelTimers()
        case .closed, .escalated, .inProgress: break
        }
    }

    /// Escalates what the customer wrote now, with one acknowledgement where no person was on it yet.
    private mutating func bringPerson(
        _ mail: IncomingMail, _ triage: Triage, _ evidence: Evidence?, _ before: Ticket, _ rule: FiredRule
    ) {
        withdrawWaiting([.answer])
        if before.status == .closed {
            record(.reopened, by: actor(of: triage), because: rule.words)
        }
        if let judgement = evidence?.judgement { record(.judged(judgement), because: "judged by the model \(judgement.model)") }
        var circumstances = circumstances(triage, mail)
        circumstances.wantsPerson = rule
        let deliberation = deliberate(evidence, circumstances)
        record(.decided(deliberation.decision), because: Step.sentence(deliberation.decision))
        escalate(mail, triage, deliberation, evidence, statusBefore: before.status)
        gradeReopening(by: actor(of: triage), because: rule.words)
        outcome.disposition = .escalated
    }
}
