import HelpDesk

/// Events in words, for `tickets`, `log` and `explain`. The switches have no `default`: a new kind asks for its words here.
extension EventKind {
    /// The tag of the audit log.
    var name: String {
        switch self {
        case .opened: "opened"
        case .received: "received"
        case .judged: "judged"
        case .decided: "decided"
        case .composed: "composed"
        case .delivered: "delivered"
        case .escalated: "escalated"
        case .suppressed: "suppressed"
        case .assigned: "assigned"
        case .noted: "noted"
        case .rated: "rated"
        case .closed: "closed"
        case .reopened: "reopened"
        case .linked: "linked"
        case .priorityChanged: "priority-changed"
        case .intentCorrected: "intent-corrected"
        case .drafted: "drafted"
        case .learned: "learned"
        case .withdrawn: "withdrawn"
        case .restored: "restored"
        case .refused: "refused"
        case .ignored: "ignored"
        case .quarantined: "quarantined"
        case .held: "held"
        case .released: "released"
        case .alarm: "alarm"
        case .snoozed: "snoozed"
        case .woken: "woken"
        case .merged: "merged"
        case .learningForbidden: "learning-forbidden"
        case .reminded: "reminded"
        case .overdue: "overdue"
        case .personLinked: "person-linked"
        case .personUnlinked: "person-unlinked"
        case .tidied: "tidied"
        case .modeChanged: "mode-changed"
        case .graded: "graded"
        case .taught: "taught"
        case .retrained: "retrained"
        }
    }

    /// What it is about, without any mail's text.
    var detail: String {
        switch self {
        case .opened(let opening): opening.number.rawValue
        case .received(let mail): "mail \(mail.mail.rawValue) from the \(mail.role.rawValue)"
        case .judged(let judgement):
            "\(judgement.intent ?? "unknown") at \((judgement.confidence * 100).rounded() / 100), \(judgement.priority.rawValue)"
        case .decided(let decision):
            // The rules that spoke against it stand in the event's reason.
            decision.verdict.rawValue + (decision.source == .none ? "" : " from \(decision.source.rawValue)")
        case .composed(let mail): "\(mail.purpose.rawValue) to \(mail.recipient)"
        case .delivered(let note): "\(note.purpose.rawValue) \(note.result.words)"
        case .escalated(let group): group.map { "to \($0)" } ?? ""
        case .suppressed(let rule), .refused(let rule), .ignored(let rule): rule
        case .assigned(let agent): "to \(agent)"
        case .noted, .reopened, .released, .held, .woken, .learningForbidden: ""
        case .rated(let rating): "\(rating.stars) of 5"
        case .closed(let resolved): resolved.map { $0 ? "resolved" : "not resolved" } ?? ""
        case .linked(let ticket), .merged(let ticket): "ticket \(ticket.rawValue)"
        case .priorityChanged(let priority): priority.rawValue
        case .intentCorrected(let intent): intent
        case .drafted(let draft): "from \(draft.source.rawValue)"
        case .learned(let solved): "case \(solved.id.rawValue)"
        case .withdrawn(let id), .restored(let id): "case \(id.rawValue)"
        case .quarantined(let mail): "mail \(mail.rawValue)"
        case .alarm(let words): words
        case .snoozed(let until): "until \(TimeText.iso(until))"
        case .reminded(let goal), .overdue(let goal): goal.rawValue
        case .personLinked(let address), .personUnlinked(let address): address
        case .tidied(let counts): counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        case .modeChanged(let intent, let mode): "\(intent) \(mode.rawValue)"
        case .graded(let grade): "\(grade.mark.word), \(grade.intent)"
        case .taught(let example): "\(example.intent ?? "unknown") by \(example.source.rawValue)"
        case .retrained(let retraining): retraining.isWorse ? "refused" : "taken"
        }
    }
}

extension Actor {
    var words: String {
        switch self {
        case .customer(let address): "customer \(address)"
        case .agent(let address): "agent \(address)"
        case .admin(let address): "admin \(address)"
        case .operatorOnHost(let name): "operator \(name)"
        case .stranger(let address): "stranger \(address)"
        case .desk: "desk"
        case .clock: "clock"
        case .mailServer: "mail-server"
        }
    }
}

extension DeliveryResult {
    var words: String {
        switch self {
        case .accepted: "accepted"
        case .failed(let line): "failed: \(Plain.text(line, max: 120))"
        case .parked(let line): "parked: \(Plain.text(line, max: 120))"
        }
    }
}
