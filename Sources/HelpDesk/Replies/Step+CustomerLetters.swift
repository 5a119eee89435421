extension Step {
    /// The automatic answer; nil where a text is missing or the last gate (C4, C6, C7) refuses it.
    func answerLetter(_ draft: Draft) -> Letter? {
        guard var letter = customerLetter(.answer, automatic: .replied), let footer = footer() else { return nil }
        letter.words = draft.text
        letter.source = draft.source
        letter.template = draft.template
        letter.solvedCase = draft.solvedCase
        letter.asksForRating = true
        lay(&letter, footer: footer)
        return isClean(letter) ? letter : nil
    }

    /// One an escalation: the number and what happens next.
    func acknowledgementLetter() -> Letter? { customerNotice("acknowledgement") }

    /// A mail of ours that is no answer, from a template of `mail`; nil where the text is missing or the last gate refuses it.
    func customerNotice(_ name: String, _ more: [String: String] = [:]) -> Letter? {
        guard var letter = customerLetter(.acknowledgement, automatic: .replied),
            let template = templates.mail(name, language: ticket?.language, layer: letter.brand.templates),
            let text = template.text.rendered(with: values().merging(more) { _, new in new })
        else { return nil }
        letter.words = text
        lay(&letter, footer: nil)
        return isClean(letter) ? letter : nil
    }

    /// A person's words, built anew; nil where the last gate refuses them.
    func agentReplyLetter(_ text: String, source: ReplySource, draft: Draft?, attachments: [OutgoingAttachment]) -> Letter? {
        guard var letter = customerLetter(.agentReply, automatic: .no) else { return nil }
        letter.words = text
        letter.source = source
        letter.template = draft?.template
        letter.solvedCase = draft?.solvedCase
        letter.attachments = attachments
        letter.rateKeys = nil
        lay(&letter, footer: nil)
        return isClean(letter) ? letter : nil
    }

    /// The frame of every mail to the customer: one recipient, the party of the ticket (A11), threaded.
    private func customerLetter(_ purpose: MailPurpose, automatic: Letter.Automatic) -> Letter? {
        guard let ticket, OutboundAddress.isFit(ticket.party) else { return nil }
        let brand = brand()
        let seal = seal(
            purpose, to: ticket.party, role: .customer, boundTo: ticket.party, ticket: ticket.id, brand: brand, cause: cause)
        let subject = isFirstContact ? SubjectLine.withoutLinks(ticket.subject) : ticket.subject
        var letter = Letter(
            purpose: purpose, ticket: ticket.id, cause: cause, recipient: ticket.party, role: .customer, brand: brand, seal: seal,
            subject: SubjectLine.reply(to: subject), body: MailBody(), automatic: automatic)
        letter.inReplyTo = ticket.lastCustomerMessageID
        letter.references = ticket.thread
        letter.rateKeys = AddressKey.rateKeys(of: ticket.party)
        return letter
    }

    private func footer() -> String? {
        let template = templates.mail("answer-footer", language: ticket?.language, layer: brand().templates)
        return template?.text.rendered(with: values())
    }

    /// Sends an answer and waits for its acceptance; silence afterwards closes the ticket.
    mutating func answer(_ letter: Letter, _ draft: Draft, undoSeconds: Int64) {
        guard let id = ticket?.id else { return }
        var letter = letter
        letter.undoSeconds = undoSeconds
        hasAnsweredAutomatically = true
        post(letter)
        set(
            AgendaEntry(
                key: "close/\(id.rawValue)", due: now.adding(days: settings.answers.silenceDays), kind: .closeAfterSilence(id)))
    }
}
