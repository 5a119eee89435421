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
        if let intent { against += gateRules(intent, confidence: choice.confidence) }
        if choice.isUnsureTemplate { against.append(FiredRule("H5", "it is not clear which template of the intent fits")) }
        if choice.draft == nil, let intent { against.append(FiredRule("H5", "no solved case and no template answers \(intent)")) }
        let mode = mode(of: intent)
        let rung = rungRule(mode)
        let isFree = against.isEmpty && choice.draft != nil
        if let rung { against.append(rung) }
        return Deliberation(
            verdict: isFree && rung == nil ? .autoResolve : .escalate, against: Step.unique(against),
            draft: mode == .off ? nil : choice.draft, confidence: choice.confidence,
            isSilent: against.contains(where: SilencingRules.contains),
            undoSeconds: mode == .canary ? settings.answers.canaryUndoSeconds : settings.answers.undoSeconds, mode: mode)
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

    private var isCanary: Bool {
        guard let ticket else { return false }
        return desk.signer.sign(Array("answerback-canary/1\u{0}\(ticket.id.rawValue)".utf8)).first.map { $0 < 26 } ?? false
    }
}
