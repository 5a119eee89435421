internal import TextAnalysis

/// What people's words say of an answer, and what an intent's rung makes of it (RULES H6, H8, H9).
extension Step {
    /// A bad reply so many days after an automatic answer still speaks of the answer.
    static let reopenGradeDays: Int64 = 7
    /// Of the last 50 automatic answers.
    static let badAnswersMax = 2

    /// The decision behind the automatic answer that the customer has from us; nil where a person answered last, or nothing left.
    var standingAnswer: (grounds: Grounds, at: Timestamp)? {
        let index = events.lastIndex { event in
            if case .composed(let mail) = event.kind { return mail.purpose == .answer || mail.purpose == .agentReply }
            return false
        }
        guard let index, case .composed(let mail) = events[index].kind, mail.purpose == .answer,
            !file.waiting.contains(where: { $0.messageID == mail.messageID })
        else { return nil }
        for event in events[..<index].reversed() {
            if case .decided(let decision) = event.kind, decision.verdict == .autoResolve {
                return decision.grounds.map { ($0, events[index].at) }
            }
        }
        return nil
    }

    /// What would have been sent but for the rung or the gate, by the last decision.
    private var withheldAnswer: Grounds? {
        for event in events.reversed() {
            if case .decided(let decision) = event.kind { return decision.grounds?.withheld == nil ? nil : decision.grounds }
        }
        return nil
    }

    /// Grades the automatic answer that stands, once a ticket, worse marks over better ones.
    mutating func gradeAnswer(_ mark: Grade.Mark, by actor: Actor, because reason: String) {
        guard let (grounds, _) = standingAnswer, let intent = grounds.intent else { return }
        grade(Grade(intent: intent, mark: mark, confidence: grounds.confidence, isAutomatic: true), by: actor, because: reason)
    }

    /// H9: a customer who comes back within seven days of an automatic answer was not helped by it.
    mutating func gradeReopening(by actor: Actor, because reason: String) {
        guard let (_, answeredAt) = standingAnswer, now <= answeredAt.adding(days: Step.reopenGradeDays) else { return }
        gradeAnswer(.wrong, by: actor, because: reason)
    }

    /// H8: the agent's words against what would have been sent. Anything but the same answer counts against the intent.
    mutating func gradeWithheld(sent text: String, template: String?, by actor: Actor) {
        guard let grounds = withheldAnswer, let intent = grounds.intent, let withheld = grounds.withheld else { return }
        let isSame =
            (template != nil && template == withheld.template)
            || CaseIndex.cosine(text, withheld.text) >= settings.answers.sameMatterCosine
        grade(
            Grade(intent: intent, mark: isSame ? .right : .wrong, confidence: grounds.confidence, isAutomatic: false), by: actor,
            because: isSame ? "an agent answers what would have been sent" : "an agent answers something else")
    }

    /// An agent names another intent: whatever was answered, or would have been, was wrong.
    mutating func gradeCorrection(to intent: String, by actor: Actor) {
        if let (grounds, _) = standingAnswer, grounds.intent != intent {
            gradeAnswer(.wrong, by: actor, because: "the intent is \(intent)")
        } else if let grounds = withheldAnswer, let judged = grounds.intent, judged != intent {
            grade(
                Grade(intent: judged, mark: .wrong, confidence: grounds.confidence, isAutomatic: false), by: actor,
                because: "the intent is \(intent)")
        }
    }

    /// The audit of H8, and severe marks of H9, from the command line.
    mutating func gradeByHand(_ mark: Grade.Mark, by actor: Actor) {
        guard standingAnswer?.grounds.intent != nil else {
            record(
                .refused(rule: "H9"), by: actor,
                because: "no automatic answer of this ticket stands, so there is nothing to grade")
            return
        }
        gradeAnswer(mark, by: actor, because: "graded \(mark.word) on the command line")
    }

    private mutating func grade(_ grade: Grade, by actor: Actor, because reason: String) {
        for event in events {
            if case .graded(let earlier) = event.kind, earlier.mark.weight >= grade.mark.weight { return }
        }
        record(.graded(grade), by: actor, because: reason)
        switch grade.mark {
        case .right: break
        case .wrong: fallBack(after: grade)
        case .severe(let severity): stop(grade.intent, after: severity)
        }
    }

    /// H9, in the transaction of the mark: an intent that its record speaks against goes to draft.
    private mutating func fallBack(after grade: Grade) {
        let mode = mode(of: grade.intent)
        // The record was read for the intent that the ticket had before this step.
        guard mode == .on || mode == .canary, file.ticket?.intent == grade.intent else { return }
        let bad = file.ticketRecord.lastBad + (grade.isAutomatic ? 1 : 0)
        if bad > Step.badAnswersMax {
            change(grade.intent, to: .draft, because: "\(bad) of its last \(IntentRecord.lastMax) automatic answers were bad")
        } else if isBelowTarget(file.ticketRecord.bands, with: grade) {
            change(
                grade.intent, to: .draft,
                because: "its graded answers do not hold the target of \(Step.percent(settings.answers.precisionTarget))")
        }
    }

    /// Measured: the record shows less than the target. Proven: it does not show the target any more.
    private func isBelowTarget(_ bands: [IntentRecord.Band], with grade: Grade) -> Bool {
        let graded = bands.reduce(1) { $0 &+ $1.graded }
        let right = bands.reduce(0) { $0 &+ $1.graded &- $1.wrong }
        switch settings.answers.gate {
        case .measured: return settings.answers.precisionGate.isShownBelow(wrong: graded - right, of: graded)
        case .proven: return !ClopperPearson.shows(atLeast: settings.answers.precisionTarget, right: right, of: graded)
        }
    }

    /// H9: an answer that did harm stops its intent at once, and a leak stops everything.
    private mutating func stop(_ intent: String, after severity: Grade.Severity) {
        if mode(of: intent) != .off { change(intent, to: .off, because: "an answer \(severity.words)") }
        guard severity == .leak, file.hold == nil else { return }
        recordAside(.held, because: "an automatic answer \(severity.words)")
        tellLater(
            "leak/\(ticket?.id.rawValue ?? 0)",
            "An automatic answer of ticket \(ticket?.number.rawValue ?? "?") \(severity.words): all automatic sending is held until it is released."
        )
    }

    /// After the mails that the ticket itself needs.
    private mutating func tellLater(_ key: String, _ words: String) { lateAlarms.append((key, words)) }

    mutating func sendLateAlarms() {
        for (key, words) in lateAlarms { alarm(key, words) }
        lateAlarms = []
    }

    private mutating func change(_ intent: String, to mode: AnswerPolicy.Mode, because reason: String) {
        recordAside(.modeChanged(intent: intent, mode: mode), because: reason)
        tellLater(
            "fall-back/\(intent)/\(ticket?.id.rawValue ?? 0)",
            "\(intent) is now \(mode.rawValue): \(reason). To let it answer again: mode \(intent) on")
    }
}

extension Grade.Severity {
    var words: String {
        switch self {
        case .policy: "told a customer something that is not so"
        case .leak: "told somebody what only another may know"
        case .person: "went to the wrong person"
        }
    }
}
