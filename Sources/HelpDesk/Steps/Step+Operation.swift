extension Step {
    /// What an operator asked for on the command line; the actor is whoever ran it on the host.
    mutating func take(_ operation: Operation, _ evidence: Evidence?) {
        let actor = Actor.operatorOnHost("command line")
        switch operation {
        case .decide: decideAgain(evidence)
        case .assign(_, let address):
            guard ticket != nil else { return }
            assign(to: AddressKey.key(address), by: actor)
        case .resolve(_, let text): resolve(text, by: actor)
        case .rate(_, let stars, let comment):
            guard ticket != nil, (1...5).contains(stars) else { return }
            rate(Rating(stars: stars, comment: comment, resolved: stars >= 3), by: actor)
        case .close(_, let reason):
            guard ticket != nil else { return }
            close(by: actor, resolved: nil, because: reason)
        case .reopen(_, let reason):
            guard ticket != nil else { return }
            record(.reopened, by: actor, because: reason)
            setServiceTargets()
        case .note(_, let text):
            guard ticket != nil else { return }
            record(.noted(text: text), by: actor, because: "a note from the command line")
        case .hold(let reason): recordAside(.held, by: actor, because: reason)
        case .release: recordAside(.released, by: actor, because: "released on the command line")
        case .withdraw(let id, let reason): recordAside(.withdrawn(id), by: actor, because: reason)
        case .restore(let id): recordAside(.restored(id), by: actor, because: "restored on the command line")
        case .tidied(let counts): recordAside(.tidied(counts), by: .clock, because: "the daily retention")
        case .grade(_, let mark): gradeByHand(mark, by: actor)
        case .mode(let intent, let mode):
            recordAside(.modeChanged(intent: intent, mode: mode), by: actor, because: "mode \(intent) \(mode.rawValue)")
        case .retrained(let retraining): recordAside(.retrained(retraining), because: retraining.words)
        case .learn(let cases):
            for solved in cases { recordAside(.learned(solved), by: actor, because: "a solved conversation of an archive") }
        }
    }

    /// The automatic resolution once more, for a ticket that nobody has answered yet.
    private mutating func decideAgain(_ evidence: Evidence?) {
        guard let before = ticket, before.status != .closed, before.status != .autoResolved else { return }
        if let judgement = evidence?.judgement {
            record(.judged(judgement), by: .operatorOnHost("command line"), because: "judged again")
        }
        var circumstances = Circumstances(isAuthenticated: before.isAuthenticated)
        if !before.isAuthenticated, settings.answers.requireAuthentication {
            circumstances.rules.append(FiredRule("A10", "nobody vouches for the sender"))
        }
        if now.seconds(since: before.createdAt) > settings.answers.ageHoursMax * 3600 {
            circumstances.rules.append(
                FiredRule(
                    "A13", Phrase("the mail is older than {{count}} hours", ["count": String(settings.answers.ageHoursMax)])))
        }
        let deliberation = deliberate(evidence, circumstances)
        if deliberation.verdict == .autoResolve, let draft = deliberation.draft, let letter = answerLetter(draft) {
            record(
                .decided(deliberation.decision), by: .operatorOnHost("command line"),
                because: Step.sentence(deliberation.decision))
            answer(letter, draft, undoSeconds: deliberation.undoSeconds)
        } else {
            record(
                .decided(deliberation.decision), by: .operatorOnHost("command line"),
                because: Step.sentence(deliberation.decision))
            guard before.status == .open else { return }
            escalate(nil, nil, deliberation, evidence)
        }
    }

    private mutating func resolve(_ text: String, by actor: Actor) {
        guard ticket != nil else { return }
        guard let letter = agentReplyLetter(text, source: .agent, draft: nil, attachments: []) else {
            record(
                .refused(rule: "C4"), by: actor,
                because: "the text cannot be sent: \(gateFinding(ofWords: text) ?? "no address to send to")")
            return
        }
        gradeWithheld(sent: text, template: nil, by: actor)
        withdrawWaiting([.answer])
        post(letter, by: actor)
    }
}
