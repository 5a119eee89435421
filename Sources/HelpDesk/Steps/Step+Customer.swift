internal import FoundationEssentials
internal import InternetMessage

extension Step {
    /// A mail with customer's rights: it joins its ticket by token and sender (C1–C3) or opens one.
    mutating func takeCustomer(_ mail: IncomingMail, _ triage: Triage, _ evidence: Evidence?) {
        guard let sender = triage.sender else {
            ticket = nil
            openAndDecide(mail, triage, evidence, party: "", linkedTo: nil)
            return
        }
        switch place(of: triage, sender: sender) {
        case .join(let purpose): follow(mail, triage, evidence, purpose: purpose)
        case .thirdParty(let rule): takeThirdParty(mail, triage, rule: rule)
        case .linked(let old):
            ticket = nil
            openAndDecide(mail, triage, evidence, party: sender, linkedTo: old)
        case .new:
            ticket = nil
            openAndDecide(mail, triage, evidence, party: sender, linkedTo: nil)
        }
    }

    enum Place: Equatable {
        case join(TokenGrant.Purpose)
        case thirdParty(FiredRule)
        /// C8: the old ticket is closed too long.
        case linked(TicketID)
        case new
    }

    private func place(of triage: Triage, sender: String) -> Place {
        let isSure = counts(triage.authentication)
        if let grant = file.grants.first, let ticket, grant.ticket == ticket.id {
            return place(holding: grant, of: ticket, triage, sender: sender, isSure: isSure)
        }
        // C3: the number is only a hint, for the authenticated owner.
        if let hinted = file.hintedTicket ?? file.ticket, isSure, hinted.party == sender, triage.query.numberHint == hinted.number
        {
            // A merged ticket's number speaks of the ticket that it was merged into.
            let meant = hinted.mergedInto == nil ? hinted : ticket ?? hinted
            return isOver(meant) ? .linked(meant.id) : .join(.reply)
        }
        return .new
    }

    private func place(
        holding grant: TokenGrant, of ticket: Ticket, _ triage: Triage, sender: String, isSure: Bool
    ) -> Place {
        switch grant.purpose {
        case .bounce: return .thirdParty(FiredRule("A9", "a mail to a bounce address is never answered"))
        case .note, .nonce: return .thirdParty(FiredRule("B3", "an agent's token without an agent's rights"))
        case .reply, .rating: break
        }
        guard grant.role == .customer else { return .thirdParty(FiredRule("B3", "an agent's token without an agent's rights")) }
        guard AddressKey.key(grant.boundTo) == sender, ticket.party == sender else {
            return .thirdParty(FiredRule("C2", "the ticket's token, but not its sender"))
        }
        guard isSure else { return .thirdParty(FiredRule("C2", "the ticket's token, but the sender is not authenticated")) }
        if isExpired(grant, ticket) { return .linked(ticket.id) }
        // A rating may come long after the end; any other word then opens a linked ticket.
        let isRating = grant.purpose == .rating && rating(in: triage, purpose: .rating, ticket: ticket) != nil
        return isOver(ticket) && !isRating ? .linked(ticket.id) : .join(grant.purpose)
    }

    /// C1: a customer's token 90 days after the ticket closes, the others at their own time.
    func isExpired(_ grant: TokenGrant, _ ticket: Ticket?) -> Bool {
        if let end = grant.expiresAt { return now > end }
        guard let closed = ticket?.closedAt, ticket?.status == .closed else { return false }
        return now > closed.adding(days: Step.customerTokenDaysAfterClose)
    }

    static let customerTokenDaysAfterClose: Int64 = 90

    /// C8: closed longer than 14 days.
    private func isOver(_ ticket: Ticket) -> Bool {
        guard ticket.status == .closed, let closed = ticket.closedAt else { return false }
        return now > closed.adding(days: settings.answers.reopenDays)
    }

    /// C2, C5: kept for the agents, never shown to the customer, never answered, and nothing of the ticket leaves.
    private mutating func takeThirdParty(_ mail: IncomingMail, _ triage: Triage, rule: FiredRule) {
        record(.refused(rule: rule.id), by: .stranger(triage.sender ?? "unknown"), because: rule.words)
        record(
            .received(correspondence(mail, triage, role: .thirdParty)), by: .stranger(triage.sender ?? "unknown"),
            because: rule.words)
        if rule.id == "B3" {
            alarm("B3", Phrase("{{address}} used an agent's token without an agent's rights", ["address": triage.sender ?? "?"]))
        }
        if rule.id != "A9" { tellAgents(of: mail, triage, rules: [rule], draft: nil, kind: .thirdParty) }
        outcome.disposition = .handled("third-party")
    }

    private mutating func openAndDecide(
        _ mail: IncomingMail, _ triage: Triage, _ evidence: Evidence?, party: String, linkedTo: TicketID?
    ) {
        let opening = opening(triage, mail, party: party, name: triage.senderName, subject: triage.subject, linkedTo: linkedTo)
        open(
            opening, mail: mail.id, by: actor(of: triage),
            because: linkedTo == nil ? "a new matter" : "a mail on a ticket closed long ago")
        if let linkedTo {
            record(
                .linked(to: linkedTo), because: "the earlier ticket is closed for more than \(settings.answers.reopenDays) days")
        }
        record(.received(correspondence(mail, triage, role: .customer)), by: actor(of: triage), because: "the opening mail")
        for rule in triage.rules where rule.id == "B3" {
            record(.refused(rule: "B3"), by: .stranger(triage.sender ?? "unknown"), because: rule.words)
            alarm("B3", rule.words)
        }
        if let judgement = evidence?.judgement { record(.judged(judgement), because: "judged by the model \(judgement.model)") }
        var circumstances = circumstances(triage, mail)
        if CustomerWords.asksForHuman(triage.typed) {
            circumstances.wantsPerson = FiredRule("G7", "the customer asks for a person")
        }
        conclude(mail, triage, evidence, circumstances)
    }

    func opening(
        _ triage: Triage, _ mail: IncomingMail, party: String, name: String, subject: String, linkedTo: TicketID?
    ) -> Opening {
        Opening(
            number: TicketNumber(of: TicketID(openedBy: mail.id), salt: file.numberSalt, signer: desk.signer), party: party,
            customerName: name, mailbox: mail.mailbox, ownAddress: triage.ownAddress, subject: subject, message: triage.typed,
            isAuthenticated: triage.authentication.isAuthenticated, linkedTo: linkedTo)
    }

    func circumstances(_ triage: Triage, _ mail: IncomingMail) -> Circumstances {
        var found = Circumstances(isAuthenticated: counts(triage.authentication), rules: triage.rules)
        if !counts(triage.authentication) {
            found.rules.append(
                FiredRule(
                    "A10",
                    triage.authentication == .failed
                        ? "the sender's authentication failed" : "nobody vouches for the sender"))
        }
        if age(of: mail) > settings.answers.ageHoursMax * 3600 {
            found.rules.append(
                FiredRule(
                    "A13", Phrase("the mail is older than {{count}} hours", ["count": String(settings.answers.ageHoursMax)])))
        }
        found.rules = Step.unique(found.rules)
        return found
    }

    /// Seconds since the mail was written or received, whichever is longer ago.
    private func age(of mail: IncomingMail) -> Int64 {
        let written = mail.reading.date?.timeIntervalSince1970 ?? .infinity
        let isPlausible = written > 0 && written < Double(now.seconds)
        return max(now.seconds(since: mail.receivedAt), isPlausible ? now.seconds - Int64(written) : 0)
    }

    /// Decides, and answers or escalates.
    mutating func conclude(_ mail: IncomingMail, _ triage: Triage, _ evidence: Evidence?, _ circumstances: Circumstances) {
        var deliberation = deliberate(evidence, circumstances)
        var composed: Letter?
        if deliberation.verdict == .autoResolve, let draft = deliberation.draft {
            composed = answerLetter(draft)
            if composed == nil {
                deliberation.verdict = .escalate
                deliberation.against.append(FiredRule("C4", "the answer did not pass the last gate"))
            }
        }
        record(.decided(deliberation.decision), because: Step.sentence(deliberation.decision))
        if deliberation.against.contains(where: { $0.id == "A13" }) {
            alarm(
                "A13",
                Phrase(
                    "Mail older than {{count}} hours came in and is left to people.",
                    ["count": String(settings.answers.ageHoursMax)]))
        }
        openBreaker(deliberation.against)
        if let composed, let draft = deliberation.draft {
            answer(composed, draft, undoSeconds: deliberation.undoSeconds)
            outcome.disposition = .answered
        } else {
            escalate(mail, triage, deliberation, evidence)
            outcome.disposition = .escalated
        }
    }

    /// A7: the global breaker holds everything and says so.
    private mutating func openBreaker(_ rules: [FiredRule]) {
        guard file.hold == nil, rules.contains(where: { $0.id == "A7" && $0.words.hasPrefix("the breaker") }) else { return }
        recordAside(.held, because: "the breaker: more than \(breakerLimit) automatic mails within an hour")
        alarm(
            "breaker",
            Phrase(
                "More than {{count}} automatic mails within an hour: all automatic sending is held until it is released.",
                ["count": String(breakerLimit)]))
    }

    static func sentence(_ decision: Decision) -> String {
        switch decision.verdict {
        case .autoResolve: "answered from a \(decision.source.rawValue)"
        case .escalate: decision.rules.map { "\($0.id): \($0.words)" }.joined(separator: "; ")
        case .ignore: "ignored"
        }
    }
}
