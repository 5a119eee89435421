extension Step {
    /// What is known of the mail beyond the words.
    struct Circumstances {
        var isAuthenticated = false
        /// From triage: what speaks against an automatic mail or an answer.
        var rules: [FiredRule] = []
        /// The customer asks for a person, says it did not help, or writes again on the matter.
        var wantsPerson: FiredRule?
    }

    func deliberate(_ evidence: Evidence?, _ circumstances: Circumstances) -> Deliberation {
        let choice = chooseWords(evidence)
        var against = circumstances.rules
        if let rule = circumstances.wantsPerson { against.append(rule) }
        against += sendingRules()
        against += judgementRules(evidence?.judgement, confidence: choice.confidence)
        against += contactRules(evidence?.judgement)
        against += languageRules(evidence?.judgement)
        let intent = evidence?.judgement?.intent
        if choice.isUnsureTemplate { against.append(FiredRule("H5", "it is not clear which template of the intent fits")) }
        if choice.draft == nil, let intent {
            against.append(FiredRule("H5", Phrase("no solved case and no template answers {{intent}}", ["intent": intent])))
        }
        let isFree = against.isEmpty && choice.draft != nil
        let mode = mode(of: intent)
        if let intent { against += gateRules(intent, confidence: choice.confidence) }
        if let rung = rungRule(mode) { against.append(rung) }
        let isAnswered = isFree && against.isEmpty
        var grounds = grounds(intent, evidence?.judgement, choice, mode)
        grounds.isSampled = isAnswered && isSampled
        if isFree, !isAnswered, mode != .off { grounds.withheld = choice.draft }
        return Deliberation(
            verdict: isAnswered ? .autoResolve : .escalate, against: Step.unique(against),
            draft: mode == .off ? nil : choice.draft, confidence: choice.confidence,
            isSilent: against.contains(where: SilencingRules.contains),
            undoSeconds: mode == .canary ? settings.answers.canaryUndoSeconds : settings.answers.undoSeconds, mode: mode,
            grounds: grounds)
    }

    /// H11: what the decision stood on.
    private func grounds(_ intent: String?, _ judgement: Judgement?, _ choice: Choice, _ mode: AnswerPolicy.Mode) -> Grounds {
        Grounds(
            intent: intent, confidence: choice.confidence.isFinite ? choice.confidence : 0,
            threshold: intent == nil ? nil : threshold(file.intentRecord), mode: mode, model: judgement?.modelVersion ?? "none",
            templates: templates.version, solvedCase: choice.draft?.solvedCase)
    }

    static func unique(_ rules: [FiredRule]) -> [FiredRule] {
        var seen: Set<FiredRule> = []
        return rules.filter { seen.insert($0).inserted }
    }

    func mode(of intent: String?) -> AnswerPolicy.Mode {
        guard let intent else { return settings.answers.mode }
        return file.modes[intent] ?? settings.answers.mode(of: intent)
    }

    /// H8. A canary answers the same tenth of tickets whenever it is asked.
    private func rungRule(_ mode: AnswerPolicy.Mode) -> FiredRule? {
        switch mode {
        case .on: nil
        case .off: FiredRule("H8", "answering is off for this intent")
        case .shadow: FiredRule("H8", "this intent is in shadow: decided and recorded, not sent")
        case .draft: FiredRule("H8", "this intent is in draft: an agent approves each answer")
        case .canary:
            isCanary ? nil : FiredRule("H8", "this intent is in canary, and this ticket is not among the tenth that is answered")
        }
    }

    private var isCanary: Bool { isDrawn("canary", from: Step.canaryPercent) }

    /// H8: one answer in twenty is looked at by a person afterwards.
    private var isSampled: Bool { isDrawn("audit", from: Step.auditPercent) }

    static let canaryPercent: UInt64 = 10
    static let auditPercent: UInt64 = 5

    /// Whether the ticket is among so many of a hundred: unguessable from outside, and the same whenever it is asked.
    private func isDrawn(_ lot: String, from percent: UInt64) -> Bool {
        guard let ticket else { return false }
        let digest = desk.signer.sign(Array("answerback-\(lot)/1\u{0}\(ticket.id.rawValue)".utf8))
        return digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100 < percent
    }
}
