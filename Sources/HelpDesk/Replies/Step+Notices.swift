extension Step {
    /// A short mail to an agent or admin. With a ticket it carries tokens bound to `boundTo`.
    func noticeLetter(
        _ purpose: MailPurpose, to recipient: String, role: TokenGrant.Role, boundTo: String, subject: String, body: MailBody,
        cause: String? = nil, isOfTicket: Bool = true, nonceCommand: String? = nil
    ) -> Letter {
        let cause = cause ?? distinctCause(purpose, recipient)
        let id = isOfTicket ? ticket?.id : nil
        let brand = brand()
        let seal = seal(
            purpose, to: recipient, role: role, boundTo: boundTo, ticket: id, brand: brand, cause: cause,
            nonceCommand: nonceCommand)
        return Letter(
            purpose: purpose, ticket: id, cause: cause, recipient: AddressKey.key(recipient), role: role, brand: brand,
            seal: seal,
            subject: SubjectLine.plain(subject), body: body, automatic: .generated)
    }

    /// The step's cause; a second mail of one purpose to one recipient gets a cause of its own.
    func distinctCause(_ purpose: MailPurpose, _ recipient: String) -> String {
        let key = AddressKey.key(recipient)
        let count = outcome.outgoing.filter { $0.purpose == purpose && $0.recipient == key && $0.cause.hasPrefix(cause) }.count
        return count == 0 ? cause : "\(cause)#\(count)"
    }

    /// An answer to what an agent wrote, in the agent's thread. One purpose a mail: errors, questions and receipts never add up.
    mutating func replyToAgent(_ purpose: MailPurpose, _ triage: Triage, agent: String, body: MailBody) {
        let reader = reader(of: agent)
        let number = ticket.map { "[\($0.number.rawValue)] " } ?? ""
        let prefix = Step.subject(for: purpose).map { reader($0) + ": " }.joined()
        let subject = number + prefix + SubjectLine.plain(ticket?.subject ?? triage.subject)
        var letter = noticeLetter(
            purpose, to: agent, role: .agent, boundTo: settings.group(of: agent)?.mailbox ?? agent, subject: subject, body: body)
        letter.inReplyTo = triage.messageID
        letter.references = triage.messageID.map { [$0] } ?? []
        post(letter)
    }

    mutating func replyToAgent(_ purpose: MailPurpose, _ triage: Triage, agent: String, blocks: [MailBlock]) {
        let reader = reader(of: agent)
        let title = (ticket.map { "\($0.number.rawValue): " } ?? "") + reader(Step.title(for: purpose))
        let layout = NoticeLayout(title: title, tone: Step.tone(for: purpose), blocks: blocks)
        replyToAgent(purpose, triage, agent: agent, body: layout.rendered(for: reader))
    }

    /// One of our own phrases, its places filled, and what else belongs to it.
    mutating func replyToAgent(
        _ purpose: MailPurpose, _ triage: Triage, agent: String, text: String, _ values: KeyValuePairs<String, String> = [:],
        _ blocks: [MailBlock] = []
    ) {
        let words = reader(of: agent)(text, values)
        replyToAgent(purpose, triage, agent: agent, blocks: [.paragraph(words)] + blocks)
    }

    private static func subject(for purpose: MailPurpose) -> [String] {
        switch purpose {
        case .receipt: ["Sent"]
        case .question, .commandError: ["Nothing was done"]
        case .answer, .acknowledgement, .agentReply, .escalation, .commandAnswer, .digest, .alarm, .nonce: []
        }
    }

    private static func tone(for purpose: MailPurpose) -> Tone {
        switch purpose {
        case .receipt: .good
        case .commandError: .alert
        case .question: .notice
        case .answer, .acknowledgement, .agentReply, .escalation, .commandAnswer, .digest, .alarm, .nonce: .plain
        }
    }

    private static func title(for purpose: MailPurpose) -> String {
        switch purpose {
        case .receipt: "done"
        case .question: "nothing was sent"
        case .commandError: "nothing was done"
        case .answer, .acknowledgement, .agentReply, .escalation, .commandAnswer, .digest, .alarm, .nonce: "as you asked"
        }
    }

    /// One mail a day and key to an admin. Its cause holds the day, so a repetition is a no-op in the store.
    func alarmLetter(key: String, words: String, to admin: String) -> Letter {
        let reader = reader(of: admin)
        let said = reader.recorded(words)
        let line = CleanText.line(said, scalarsMax: 120)
        let details = said.unicodeScalars.count > 120 ? [said] : []
        let layout = NoticeLayout.alarm(line, details: details, whatToDo: AlarmAdvice.lines(key))
        return noticeLetter(
            .alarm, to: admin, role: .admin, boundTo: admin, subject: "Answerback: " + line, body: layout.rendered(for: reader),
            cause: "alarm:\(key)/\(desk.calendar.date(now))", isOfTicket: false)
    }
}

/// What an admin can do about an alarm, by its key.
enum AlarmAdvice {
    static func lines(_ key: String) -> [String] {
        switch key.prefix(while: { $0 != "/" }) {
        case "breaker":
            [
                "Mail still comes in and is kept; nothing is lost.",
                "Look at what was sent: answerback log. Then reply with start, or run answerback release.",
            ]
        case "quarantine":
            ["It is kept unchanged, and the others go on.", "Look at it in the mailbox itself; answerback log names it."]
        case "B3": ["Somebody wrote in the name of one of yours. Nothing was done; look at the sender in answerback log."]
        case "agents": ["Name a group under agents in the configuration."]
        case "A13": ["Look at the mailbox: was mail moved or restored there?"]
        case "undelivered", "bounce": ["Check the address under agents and admins in the configuration."]
        default: []
        }
    }
}
