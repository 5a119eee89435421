internal import InternetMessage

extension Step {
    /// The mail that brings a case to an agent group. Its Reply-To is the customer address alone; the note address stands in the body.
    func escalationLetter(
        to group: AgentGroup, mail: IncomingMail?, triage: Triage?, rules: [FiredRule], draft: Draft?, kind: EscalationKind,
        evidence: Evidence?
    ) -> Letter {
        guard let ticket else {
            return noticeLetter(
                .escalation, to: group.mailbox, role: .agent, boundTo: group.mailbox, subject: "A mail for you",
                body: NoticeLayout(title: "A mail for you", blocks: []).rendered())
        }
        let brand = brand()
        let recipient = AddressKey.key(ticket.assignedAgent.map { kind == .assigned ? $0 : group.mailbox } ?? group.mailbox)
        let cause = distinctCause(.escalation, recipient)
        let seal = seal(
            .escalation, to: recipient, role: .agent, boundTo: group.mailbox, ticket: ticket.id, brand: brand, cause: cause)
        let forwarded = AttachmentForwarding(mail?.files() ?? [])
        var shown = ticket
        shown.draft = draft
        let body = EscalationLayout(
            ticket: shown, now: now, reasons: kind.reasons + rules, judgement: evidence?.judgement, history: earlierTickets(),
            similar: similarCases(evidence), customerText: customerText(triage, kind), attachments: forwarded.list,
            agentNames: agentNames(), noteURL: noteURL(seal)
        ).rendered()
        var letter = Letter(
            purpose: .escalation, ticket: ticket.id, cause: cause, recipient: recipient, role: .agent, brand: brand, seal: seal,
            subject: "[\(ticket.number.rawValue)] \(kind.prefix)\(SubjectLine.plain(ticket.subject))", text: body.text,
            html: body.html, automatic: .generated)
        letter.attachments = forwarded.files
        // Agents' mail clients thread one ticket by its earlier escalations.
        letter.references = earlierEscalations()
        letter.inReplyTo = letter.references.last
        return letter
    }

    private func earlierTickets() -> [TicketBrief] { file.history.filter { $0.id != ticket?.id } }

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

    private func agentNames() -> [String] {
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
    var prefix: String {
        switch self {
        case .escalation, .assigned: ""
        case .again: "Customer wrote again: "
        case .thirdParty: "Somebody else wrote: "
        case .undelivered: "Not delivered: "
        case .woken: "Back from snooze: "
        case .overdue: "Overdue: "
        }
    }

    var reasons: [FiredRule] {
        switch self {
        case .escalation: []
        case .again: [FiredRule("C2", "the customer wrote again on a ticket that you have")]
        case .thirdParty:
            [
                FiredRule(
                    "C2", "the text below was not written by the customer; your reply goes to the customer, not to its author")
            ]
        case .undelivered: []
        case .woken: [FiredRule("snooze", "the time that you chose is over")]
        case .overdue: [FiredRule("target", "the service target is missed")]
        case .assigned: [FiredRule("assigned", "a colleague handed this ticket over")]
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
