internal import TextAnalysis

extension Step {
    /// Words for the customer and the confidence that counts for them.
    struct Choice: Sendable, Equatable {
        var draft: Draft?
        var confidence: Double
        /// The intent may be right, and the template still not.
        var isUnsureTemplate = false
    }

    /// A solved case, else the template of the intent, else nothing.
    func chooseWords(_ evidence: Evidence?) -> Choice {
        guard let judgement = evidence?.judgement else { return Choice(draft: suggestion(evidence), confidence: 0) }
        if let solved = fittingCase(evidence, judgement), let text = solutionText(solved) {
            let confidence = max(judgement.confidence, evidence?.supportedConfidence ?? 0)
            return Choice(draft: Draft(text: text, source: .solution, solvedCase: solved.id), confidence: confidence)
        }
        // Cases of another intent are heard as witnesses against, too.
        let confidence = evidence?.supportedConfidence.map { min(judgement.confidence, $0) } ?? judgement.confidence
        if let draft = templateDraft(judgement) {
            return Choice(
                draft: draft, confidence: confidence,
                isUnsureTemplate: !(judgement.templateConfidence >= settings.answers.templateConfidence))
        }
        return Choice(draft: suggestion(evidence), confidence: confidence)
    }

    /// Issue of ground: near enough, the classifier agreeing, fit to be sent, well rated, in the customer's language.
    private func fittingCase(_ evidence: Evidence?, _ judgement: Judgement) -> SolvedCase? {
        guard let intent = judgement.intent else { return nil }
        for near in evidence?.similar ?? [] where near.score >= settings.answers.similarityThreshold {
            guard let solved = file.cases.first(where: { $0.id == near.id }) else { continue }
            if solved.intent == intent, solved.maySend, !solved.isBadlyRated, !solved.isWithdrawn,
                solved.language == nil || solved.language == judgement.language
            {
                return solved
            }
        }
        return nil
    }

    /// What is only shown to an agent: the nearest case, whatever it holds.
    private func suggestion(_ evidence: Evidence?) -> Draft? {
        for near in evidence?.similar ?? [] {
            guard let solved = file.cases.first(where: { $0.id == near.id }), !solved.isWithdrawn,
                let text = solutionText(solved)
            else { continue }
            return Draft(text: text, source: .solution, solvedCase: solved.id)
        }
        return nil
    }

    func templateDraft(_ judgement: Judgement) -> Draft? {
        guard let intent = judgement.intent, let name = judgement.template else { return nil }
        return templateDraft(intent: intent, name: name, language: judgement.language ?? ticket?.language ?? "en")
    }

    func templateDraft(intent: String, name: String, language: String) -> Draft? {
        let layer = ticket.flatMap { settings.brand(ofMailbox: $0.mailbox)?.templates }
        guard templates.isSwitchedOn(intent, packs: settings.packs),
            let template = templates.answer(intent: intent, name: name, language: language, layer: layer),
            let text = template.text.rendered(with: values())
        else { return nil }
        return Draft(text: text, source: .template, template: intent + "/" + name)
    }

    /// A solution is stored without greeting; the mail text `solution` puts one before it.
    private func solutionText(_ solved: SolvedCase) -> String? {
        let solution = solved.solution
        guard !solution.isEmpty else { return nil }
        var values = values()
        values["solution"] = solution
        let frame = templates.mail("solution", language: solved.language ?? ticket?.language)
        return frame?.text.rendered(with: values) ?? solution
    }

    /// The variables of INTERFACE section 4. A never-seen sender's own words are not among them, but for the subject (A12).
    func values() -> [String: String] {
        var values: [String: String] = [:]
        values["company.name"] = settings.company.name
        values["company.website"] = settings.company.website
        values["answer.date"] = desk.calendar.date(now)
        guard let ticket else { return values }
        values["ticket.number"] = ticket.number.rawValue
        values["ticket.subject"] = isFirstContact ? SubjectLine.withoutLinks(ticket.subject) : SubjectLine.plain(ticket.subject)
        if !isFirstContact {
            values["customer.name"] = GreetingName.sure(ticket.customerName)
            values["customer.address"] = ticket.party
        }
        return values
    }

    /// Whether this customer never had a mail of ours (A12).
    var isFirstContact: Bool { !file.isKnownSender && ticket?.response == nil }
}

extension SolvedCase {
    /// More bad than good, from the second bad on; one bad rating without any good one is doubt enough.
    public var isBadlyRated: Bool { badRatings > goodRatings || (badRatings > 0 && goodRatings == 0) }
}
