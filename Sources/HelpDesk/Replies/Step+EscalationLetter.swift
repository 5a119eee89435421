internal import InternetMessage

extension Step {
    /// The mail that brings a case to an agent group. Its Reply-To is the customer address alone; the note address stands in the body.
    func escalationLetter(
        to group: AgentGroup, at address: String? = nil, mail: IncomingMail?, triage: Triage?, rules: [FiredRule], draft: Draft?,
        kind: EscalationKind, evidence: Evidence?
    ) -> Letter {
        let recipient = AddressKey.key(address ?? addressee(of: group, kind))
        let reader = reader(of: recipient, group)
        guard let ticket else {
            let layout = NoticeLayout(title: "A mail for you", blocks: [])
            return noticeLetter(
                .escalation, to: group.mailbox, role: .agent, boundTo: group.mailbox, subject: reader(layout.title),
                body: layout.rendered(for: reader))
        }
        let brand = brand()
        let cause = distinctCause(.escalation, recipient)
        let seal = seal(
            .escalation, to: recipient, role: .agent, boundTo: group.mailbox, ticket: ticket.id, brand: brand, cause: cause)
        let forwarded = AttachmentForwarding(mail?.files() ?? [])
        var shown = ticket
        shown.draft = draft
        var layout = EscalationLayout(
            ticket: shown, now: now, reasons: reasons(of: kind) + rules, judgement: evidence?.judgement,
            history: earlierTickets(), similar: similarCases(evidence), customerText: customerText(triage, kind),
            attachments: forwarded.list, agentNames: agentNames(), noteURL: noteURL(seal))
        if let title = kind.reasonsTitle { layout.reasonsTitle = title }
        layout.notes = notes()
        var letter = Letter(
            purpose: .escalation, ticket: ticket.id, cause: cause, recipient: recipient, role: .agent, brand: brand, seal: seal,
            subject: "[\(ticket.number.rawValue)] " + kind.prefix.map { reader($0) + ": " }.joined()
                + SubjectLine.plain(ticket.subject),
            body: layout.rendered(for: reader), automatic: .generated)
        letter.attachments = forwarded.files
        // Agents' mail clients thread one ticket by its earlier escalations.
        letter.references = earlierEscalations()
        letter.inReplyTo = letter.references.last
        return letter
    }

    /// Who reads it: the agent who has the ticket, where the group gives tickets to its members; else the group's mailbox.
    private func addressee(of group: AgentGroup, _ kind: EscalationKind) -> String {
        guard let agent = ticket?.assignedAgent, kind == .assigned || group.assignment == .members,
            settings.group(of: agent)?.mailbox == group.mailbox
        else { return group.mailbox }
        return agent
    }

    /// Why this mail comes, beside the rules; a target is told with its time.
    private func reasons(of kind: EscalationKind) -> [FiredRule] {
        switch kind {
        case .reminder(let goal): [FiredRule("target", "the \(goal.words) is due soon")]
        case .overdue(let goal): [FiredRule("target", "the target for the \(goal.words) is missed")]
        case .escalation, .undelivered: []
        case .again: [FiredRule("C2", "the customer wrote again on a ticket that you have")]
        case .thirdParty:
            [
                FiredRule(
                    "C2", "the text below was not written by the customer; your reply goes to the customer, not to its author")
            ]
        case .woken: [FiredRule("snooze", "the time that you chose is over")]
        case .assigned: [FiredRule("assigned", "a colleague handed this ticket over")]
        }
    }

    /// The customer's other tickets, those from addresses that an agent linked among them, newest first.
    private func earlierTickets() -> [TicketBrief] {
        (file.history + file.linked).filter { $0.id != ticket?.id }.sorted { $0.id > $1.id }
    }

    private func notes() -> [EscalationLayout.Note] {
        events.compactMap { event in
            guard case .noted(let text) = event.kind else { return nil }
            return EscalationLayout.Note(author: event.actor.person, at: event.at, text: text)
        }
    }

    private func similarCases(_ evidence: Evidence?) -> [EscalationLayout.Similar] {
        (evidence?.similar ?? []).compactMap { near in
            file.cases.first { $0.id == near.id && !$0.isWithdrawn }.map {
                EscalationLayout.Similar(found: near, question: $0.question, solution: $0.solution, maySend: $0.maySend)
            }
        }
    }

    /// What was written now; D11: links of unauthenticated senders cannot be pressed.
    private func customerText(_ triage: Triage?, _ kind: EscalationKind) -> String {
        let text = triage.map(\.typed) ?? ticket?.message ?? ""
        let isBelieved = (triage?.authentication.isAuthenticated ?? ticket?.isAuthenticated ?? false) && kind != .thirdParty
        return isBelieved ? text : Defanging.defanged(text)
    }

    private func noteURL(_ seal: Seal) -> String {
        if let address = seal.noteAddress {
            return MailtoLink.url(to: address, subject: "Note on \(ticket?.number.rawValue ?? "")")
        }
        return seal.noteSubject.map { MailtoLink.url(to: ownAddress(brand()), subject: "Note \($0)") } ?? ""
    }

    func agentNames() -> [String] {
        settings.agents.flatMap { [$0.mailbox] + $0.members }.map { String($0.prefix { $0 != "@" }) }
    }

    private func earlierEscalations() -> [String] {
        events.compactMap { event in
            if case .composed(let mail) = event.kind, mail.purpose == .escalation { return mail.messageID }
            return nil
        }
    }
}

extension Step.EscalationKind {
    /// Before the ticket's subject, at most one.
    var prefix: [String] {
        switch self {
        case .escalation, .assigned: []
        case .again: ["Customer wrote again"]
        case .thirdParty: ["Somebody else wrote"]
        case .undelivered: ["Not delivered"]
        case .woken: ["Back from snooze"]
        case .reminder: ["Reminder"]
        case .overdue: ["Overdue"]
        }
    }

    /// What stands above the reasons; nil where an answer was withheld.
    var reasonsTitle: String? {
        switch self {
        case .escalation: nil
        case .again, .thirdParty, .undelivered, .woken, .reminder, .overdue, .assigned: "Why you get this mail"
        }
    }
}

/// D9: a customer's files on their way to agents: at most 50 and 20 MB, programs only under another name, the rest listed.
struct AttachmentForwarding {
    static let countMax = 50
    static let bytesMax = 20 << 20

    var files: [OutgoingAttachment] = []
    var list: [EscalationLayout.Attachment] = []

    init(_ attachments: [OutgoingAttachment]) {
        var total = 0
        for attachment in attachments {
            var remark = ""
            var file = attachment
            if files.count >= Self.countMax {
                remark = "not attached: more than \(Self.countMax) files"
            } else if total + attachment.bytes.count > Self.bytesMax {
                remark = "not attached: more than 20 MB"
            } else {
                if Self.isProgram(attachment) {
                    file.name += ".blocked"
                    file.type = "application/octet-stream"
                    remark = "a program: renamed to .blocked"
                }
                total += attachment.bytes.count
                files.append(file)
            }
            list.append(
                EscalationLayout.Attachment(
                    name: attachment.name, type: attachment.type, bytes: attachment.bytes.count, remark: remark))
        }
    }

    /// By name and by first bytes: a program under another name is one, too.
    static func isProgram(_ file: OutgoingAttachment) -> Bool {
        let name = AddressKey.key(file.name)
        if let dot = name.lastIndex(of: "."), endings.contains(String(name[name.index(after: dot)...])) { return true }
        return file.bytes.starts(with: [0x4D, 0x5A]) || file.bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46])
    }

    private static let endings: Set<String> = [
        "exe", "com", "bat", "cmd", "scr", "pif", "msi", "msp", "jar", "js", "jse", "vbs", "vbe", "wsf", "wsh", "ps1", "psm1",
        "hta",
        "cpl", "lnk", "reg", "dll", "sys", "app", "apk", "dmg", "pkg", "deb", "rpm", "sh", "iso", "img", "vhd", "vhdx", "chm",
        "xll",
        "docm", "xlsm", "pptm", "dotm", "xlam", "html", "htm", "shtml", "svg", "url", "scf", "gadget", "application", "one",
    ]
}

extension Actor {
    /// The address of whoever acted; empty where nobody did.
    fileprivate var person: String {
        switch self {
        case .customer(let address), .agent(let address), .admin(let address), .operatorOnHost(let address),
            .stranger(let address):
            address
        case .desk, .clock, .mailServer: ""
        }
    }
}
