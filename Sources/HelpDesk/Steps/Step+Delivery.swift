extension Step {
    /// The end of an outbox row: a status changes only when the submission server has accepted the words.
    mutating func take(_ report: DeliveryReport) {
        guard report.reach != .nothing else { return note(report) }
        guard ticket != nil, report.ticket == ticket?.id else {
            noteAside(report)
            return
        }
        let before = ticket?.status ?? .open
        record(
            .delivered(DeliveryNote(outbox: report.outbox, purpose: report.purpose, result: report.result)), by: .mailServer,
            because: report.result.words)
        switch report.result {
        case .accepted:
            if report.purpose == .agentReply { finishAgentReply(report) }
        case .failed, .parked: bringPerson(for: report, before)
        }
    }

    /// The ticket is known by its name alone, and stays as it is.
    private mutating func note(_ report: DeliveryReport) {
        guard let id = report.ticket else { return }
        let note = DeliveryNote(outbox: report.outbox, purpose: report.purpose, result: report.result)
        outcome.events.append(
            Event(ticket: id, at: now, actor: .mailServer, kind: .delivered(note), reason: report.result.words))
    }

    /// Digests, alarms and what else belongs to no ticket; only their failure is worth a word.
    private mutating func noteAside(_ report: DeliveryReport) {
        switch report.result {
        case .accepted: break
        case .failed(let words), .parked(let words):
            recordAside(
                .delivered(DeliveryNote(outbox: report.outbox, purpose: report.purpose, result: report.result)), by: .mailServer,
                because: words)
        }
    }

    /// INV7: every failed or parked row ends with a person.
    private mutating func bringPerson(for report: DeliveryReport, _ before: TicketStatus) {
        switch report.purpose {
        case .answer, .agentReply, .acknowledgement:
            if before == .closed { record(.reopened, because: "the last mail did not arrive") }
            if before != .inProgress {
                record(.escalated(group: group()?.mailbox), because: "a mail to the customer did not leave")
            }
            tellAgents(
                of: nil, nil,
                rules: [
                    FiredRule("INV7", Step.undelivered(report))
                ],
                draft: ticket?.draft, kind: .undelivered)
        case .escalation, .receipt, .question, .commandError, .commandAnswer:
            alarm(
                "undelivered/\(report.outbox.rawValue)",
                Phrase(
                    "A mail to {{address}} was not delivered: {{reply}}",
                    ["address": report.recipient, "reply": report.result.why])
            )
        case .digest, .alarm, .nonce: break
        }
    }

    private static func undelivered(_ report: DeliveryReport) -> Phrase {
        let values = ["reply": report.result.why]
        return switch report.purpose {
        case .acknowledgement: Phrase("the acknowledgement to the customer was not delivered: {{reply}}", values)
        case .agentReply: Phrase("the agent's answer to the customer was not delivered: {{reply}}", values)
        case .answer, .escalation, .receipt, .question, .commandError, .commandAnswer, .digest, .alarm, .nonce:
            Phrase("the answer to the customer was not delivered: {{reply}}", values)
        }
    }

    /// The agent's words are on their way: the ticket closes and its solution may be learned.
    private mutating func finishAgentReply(_ report: DeliveryReport) {
        guard let index = events.lastIndex(where: { $0.isComposition(of: report.messageID) }),
            case .composed(let mail) = events[index].kind
        else { return }
        learn(mail, by: events[index].actor, before: index)
        let wroteSince = events[index...].contains { event in
            if case .received(let mail) = event.kind { return mail.role == .customer }
            return false
        }
        guard !wroteSince, ticket?.snoozedUntil == nil, ticket?.status != .closed else { return }
        record(.closed(resolved: nil), because: "the agent's answer was accepted for delivery")
        cancelTimers()
    }

    /// What truly left for the customer becomes a case; with anything personal in it, it is only suggested to agents.
    private mutating func learn(_ mail: Composition, by actor: Actor, before index: Int) {
        guard let ticket, ticket.mayLearn, mail.source == .agent || mail.source == .template,
            let (id, author) = lesson(by: actor, before: index)
        else { return }
        let already = events.contains { if case .learned = $0.kind { true } else { false } }
        let solution = SolutionText.words(of: mail.text)
        guard !already, !solution.isEmpty, !ticket.message.isEmpty else { return }
        let people = KnownPeople(names: [ticket.customerName], addresses: [ticket.party] + (author.contains("@") ? [author] : []))
        let personal = PersonalData(in: solution, naming: people)
        let learned = SolvedCase(
            id: id, ticket: ticket.id, intent: ticket.intent, language: ticket.language,
            question: SubjectLine.plain(ticket.subject) + "\n" + ticket.message, solution: solution,
            maySend: personal.isClean, learnedFrom: author, learnedAt: now)
        record(
            .learned(learned), by: actor,
            because: personal.isClean
                ? "the agent's answer" : "the agent's answer, only suggested to agents: it holds \(personal.reasons)")
    }
}

extension Step {
    /// A case is named by the mail that it was learned from: the agent's, or the customer's where an operator answered on the host.
    private func lesson(by actor: Actor, before index: Int) -> (id: CaseID, author: String)? {
        switch actor {
        case .agent(let agent):
            for event in events[..<index].reversed() {
                if case .received(let mail) = event.kind, mail.role == .agent {
                    return (CaseID(rawValue: mail.mail.rawValue), agent)
                }
            }
            return nil
        case .operatorOnHost(let name): return ticket.map { (CaseID(rawValue: $0.id.rawValue), name) }
        case .customer, .admin, .stranger, .desk, .clock, .mailServer: return nil
        }
    }
}

extension Event {
    func isComposition(of messageID: String) -> Bool {
        if case .composed(let mail) = kind { return mail.messageID == messageID }
        return false
    }
}

extension DeliveryResult {
    var words: String {
        switch self {
        case .accepted(let reply): "accepted for delivery: \(reply)"
        case .failed(let reply): "the delivery failed: \(reply)"
        case .parked(let reply): "nobody can say whether it arrived: \(reply)"
        }
    }

    /// Behind words that say that it was not delivered.
    var why: String {
        switch self {
        case .accepted(let reply), .failed(let reply): reply
        case .parked: words
        }
    }
}

extension MailPurpose {
    var words: String {
        switch self {
        case .answer: "answer"
        case .acknowledgement: "acknowledgement"
        case .agentReply: "agent's reply"
        case .escalation: "escalation"
        case .receipt: "receipt"
        case .question: "question"
        case .commandError: "error mail"
        case .commandAnswer: "command's answer"
        case .digest: "digest"
        case .alarm: "alarm"
        case .nonce: "confirmation request"
        }
    }
}
