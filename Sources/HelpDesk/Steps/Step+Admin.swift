extension Step {
    /// An authenticated admin's mail: reading is answered to the listed address, changing needs the nonce that is mailed back (B4),
    /// stopping needs nothing (H12).
    mutating func takeAdmin(_ mail: IncomingMail, _ triage: Triage) {
        guard let admin = triage.sender else { return }
        let about = file.ticket ?? file.hintedTicket
        let aboutEvents = file.events
        ticket = nil
        outcome.disposition = .handled("command")
        if triage.tokens.contains(where: { $0.tag == TokenGrant.Purpose.nonce.tag })
            || file.grants.contains(where: { $0.purpose == .nonce })
        {
            confirm(triage, admin: admin)
            return
        }
        switch adminMail(triage).read() {
        case .commands(let commands):
            for command in commands { obey(command, triage, admin: admin, about: about, aboutEvents) }
        case .errors(let errors):
            recordAside(.refused(rule: "command"), by: .admin(admin), because: "an admin's command was not understood")
            let reader = reader(of: admin)
            replyToAdmin(
                .commandError, triage, admin: admin,
                NoticeLayout.errors(errors, about: nil, help: AdminGrammar.help, for: reader))
        case .empty:
            sendHelp(triage, admin: admin)
        }
    }

    private mutating func sendHelp(_ triage: Triage, admin: String) {
        let layout = NoticeLayout.help(AdminGrammar.help, title: "What you can write", for: reader(of: admin))
        replyToAdmin(.commandAnswer, triage, admin: admin, layout)
    }

    func adminMail(_ triage: Triage) -> AdminMail { desk.adminMail(triage) }

    private mutating func obey(_ command: AdminCommand, _ triage: Triage, admin: String, about: Ticket?, _ events: [Event]) {
        let reader = reader(of: admin)
        switch command {
        case .stop: stop(triage, admin: admin)
        case .start, .mode: ask(to: command, triage, admin: admin)
        case .status:
            replyToAdmin(
                .commandAnswer, triage, admin: admin, AdminAnswer.status(file.figures ?? Figures(), at: now, for: reader))
        case .ticketsOpen:
            replyToAdmin(.commandAnswer, triage, admin: admin, AdminAnswer.openTickets(file.listed, at: now, for: reader))
        case .ticket(let number):
            let answer = about.flatMap {
                $0.number == number ? AdminAnswer.ticket($0, events: events, at: now, for: reader) : nil
            }
            replyToAdmin(.commandAnswer, triage, admin: admin, answer ?? AdminAnswer.ticketNotFound(number, for: reader))
        case .metrics(let days):
            let layout = AdminAnswer.metrics(file.figuresBefore ?? Figures(), days: days, for: reader)
            replyToAdmin(.commandAnswer, triage, admin: admin, layout)
        case .help: sendHelp(triage, admin: admin)
        }
        recordAside(.noted(text: command.canonical), by: .admin(admin), because: "an admin's command")
    }

    private mutating func stop(_ triage: Triage, admin: String) {
        recordAside(.held, by: .admin(admin), because: "stopped by the admin \(admin)")
        replyToAdmin(.commandAnswer, triage, admin: admin, AdminAnswer.done(.stop, for: reader(of: admin)))
    }

    private mutating func ask(to command: AdminCommand, _ triage: Triage, admin: String) {
        let reader = reader(of: admin)
        if case .mode(let intent, .on) = command, let given = answersOfCanary(intent) {
            replyToAdmin(.commandError, triage, admin: admin, AdminAnswer.waitForCanary(intent, given: given, for: reader))
            return
        }
        let subject = reader("Please confirm: {{command}}", ["command": command.canonical])
        var letter = noticeLetter(
            .nonce, to: admin, role: .admin, boundTo: admin, subject: subject, body: MailBody(),
            isOfTicket: false,
            nonceCommand: command.canonical)
        let url = MailtoLink.url(
            to: letter.seal.replyAddress ?? ownAddress(letter.brand),
            subject: letter.seal.nonce.map {
                settings.subaddressing ? "ok" : "ok " + TokenSubject.write(purpose: .nonce, token: $0)
            } ?? "",
            body: "ok")
        letter.body = NoticeLayout.confirmation(of: command, confirmURL: url, minutes: Int(Step.nonceSeconds / 60), for: reader)
            .rendered(for: reader)
        letter.inReplyTo = triage.messageID
        post(letter)
    }

    /// Canary is there to be looked at: how many answers it has given where that is too few to go on from (H8).
    private func answersOfCanary(_ intent: String) -> Int? {
        let mode = file.modes[intent] ?? settings.answers.mode(of: intent)
        return mode == .canary && file.intentRecord.lastAnswers < IntentRecord.lastMax ? file.intentRecord.lastAnswers : nil
    }

    /// B4: once, within 15 minutes, by the same admin, for exactly this command. A used nonce is no grant any more.
    private mutating func confirm(_ triage: Triage, admin: String) {
        guard let grant = file.grants.first(where: { $0.purpose == .nonce }), let canonical = grant.command,
            AddressKey.matches(grant.boundTo, admin), let end = grant.expiresAt, now <= end,
            adminMail(triage).confirms(canonical), let command = AdminCommand(canonical: canonical)
        else {
            recordAside(
                .refused(rule: "B4"), by: .admin(admin),
                because: "a confirmation that is used up, too late, or of another command")
            replyToAdmin(
                .commandError, triage, admin: admin,
                NoticeLayout(
                    title: "Nothing was changed", tone: .alert,
                    blocks: [
                        .paragraph(
                            "The confirmation is used up, too late, of another admin, or of another command. Send the command again."
                        )
                    ]))
            return
        }
        outcome.spent.append(grant.digest)
        switch command {
        case .start: recordAside(.released, by: .admin(admin), because: "started again by the admin \(admin)")
        case .mode(let intent, let mode):
            recordAside(.modeChanged(intent: intent, mode: mode), by: .admin(admin), because: canonical)
        case .stop: recordAside(.held, by: .admin(admin), because: "stopped by the admin \(admin)")
        case .status, .ticketsOpen, .ticket, .metrics, .help: break
        }
        replyToAdmin(.commandAnswer, triage, admin: admin, AdminAnswer.done(command, for: reader(of: admin)))
    }

    /// Each answer of a mail with several commands has a cause of its own.
    private mutating func replyToAdmin(_ purpose: MailPurpose, _ triage: Triage, admin: String, _ layout: NoticeLayout) {
        let reader = reader(of: admin)
        var letter = noticeLetter(
            purpose, to: admin, role: .admin, boundTo: admin, subject: SubjectLine.reply(to: reader(layout.title)),
            body: layout.rendered(for: reader), isOfTicket: false)
        letter.inReplyTo = triage.messageID
        letter.references = triage.messageID.map { [$0] } ?? []
        post(letter)
    }

    /// The daily digest, to each who reads it at this hour, in the reader's language (INTERFACE section 1).
    mutating func composeDigest(due: Timestamp, minuteOfDay: Int?) {
        ticket = nil
        let day = desk.calendar.date(desk.digestSpan(due: due).from)
        let readers = desk.digestReaders()
        let recipients = minuteOfDay.map { readers[$0] ?? [] } ?? readers.keys.sorted().flatMap { readers[$0] ?? [] }
        for recipient in recipients {
            let report = DigestReport(
                day: day, yesterday: file.figures ?? Figures(), weekBefore: file.figuresBefore ?? Figures(),
                company: settings.company.name ?? "", for: reader(of: recipient))
            post(
                noticeLetter(
                    .digest, to: recipient, role: .admin, boundTo: recipient, subject: report.subject,
                    body: report.rendered(), cause: "agenda:digest/\(day)", isOfTicket: false))
        }
        // After a pause each digest comes late; of a longer one the first day and the last are told.
        let last = max(due, now.adding(days: -1))
        if let minuteOfDay, !recipients.isEmpty { set(desk.nextDigest(minuteOfDay: minuteOfDay, after: last)) }
    }
}

extension AdminCommand {
    /// The command of a nonce, from the spelling it was bound to.
    init?(canonical: String) {
        guard case .success(let command) = AdminGrammar.parse(canonical, intents: []) else { return nil }
        self = command
    }
}
