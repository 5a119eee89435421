/// Short mails to agents and admins: errors, questions, lists, alarms, and the answers to commands.
public struct NoticeLayout: Sendable, Equatable {
    public var title: String
    public var tone: Tone
    public var blocks: [MailBlock]

    public init(title: String, tone: Tone = .plain, blocks: [MailBlock]) {
        self.title = title
        self.tone = tone
        self.blocks = blocks
    }

    public func rendered(for reader: Reader = .standard) -> MailBody {
        MailDocument(for: reader, title: title, preview: title, blocks: [.banner(tone, title)] + blocks).rendered()
    }

    /// What an agent's or admin's mail had wrong; nothing of it was done.
    public static func errors(
        _ errors: [CommandError], about number: TicketNumber?, help: [(usage: String, meaning: String)],
        for reader: Reader = .standard
    ) -> NoticeLayout {
        let ticket = number.map { "\($0.rawValue): " } ?? ""
        let lines = errors.prefix(20).map { error in
            error.line > 0
                ? reader(
                    "Line {{line}}, “{{text}}”: {{message}}",
                    ["line": String(error.line), "text": error.text, "message": reader(error.message)])
                : reader(error.message)
        }
        return NoticeLayout(
            title: ticket + reader("your mail was not understood, and nothing of it was done"), tone: .notice,
            blocks: [.list(lines), .heading("What can be written"), helpTable(help, reader)])
    }

    /// Nothing was sent; what did the agent mean?
    public static func question(
        _ question: AgentQuestion, about number: TicketNumber, for reader: Reader = .standard
    ) -> NoticeLayout {
        NoticeLayout(
            title: number.rawValue + ": " + reader("nothing was sent"), tone: .notice, blocks: [.paragraph(question.words)])
    }

    public static func refusal(
        _ refusal: AgentRefusal, about number: TicketNumber, for reader: Reader = .standard
    ) -> NoticeLayout {
        NoticeLayout(
            title: number.rawValue + ": " + reader("nothing was sent"), tone: .alert, blocks: [.paragraph(refusal.words)])
    }

    public static func help(
        _ help: [(usage: String, meaning: String)], title: String, for reader: Reader = .standard
    ) -> NoticeLayout {
        NoticeLayout(title: title, blocks: [helpTable(help, reader)])
    }

    /// Escalations past the hourly cap, as one list (RULES A7).
    public static func escalations(
        _ tickets: [TicketBrief], at now: Timestamp, for reader: Reader = .standard
    ) -> NoticeLayout {
        NoticeLayout(
            title: reader.counted(
                tickets.count, "{{count}} more ticket waits for a person", "{{count}} more tickets wait for a person"),
            tone: .notice,
            blocks: [
                .paragraph(
                    "So many came within an hour that they are sent to you as one list. Each of them waits as an escalated ticket."
                ),
                .table(AdminAnswer.ticketTable(tickets, at: now, for: reader)),
            ])
    }

    /// Something that a person should look at now.
    public static func alarm(_ title: String, details: [String], whatToDo: [String]) -> NoticeLayout {
        var blocks = details.map { MailBlock.paragraph(CleanText.line($0, scalarsMax: 500)) }
        if !whatToDo.isEmpty { blocks += [.heading("What to do"), .list(whatToDo.map { CleanText.line($0, scalarsMax: 500) })] }
        return NoticeLayout(title: title, tone: .alert, blocks: blocks)
    }

    /// Asks an admin to confirm a command (RULES B4).
    public static func confirmation(
        of command: AdminCommand, confirmURL: String, minutes: Int, for reader: Reader = .standard
    ) -> NoticeLayout {
        NoticeLayout(
            title: reader("Please confirm: {{command}}", ["command": command.canonical]), tone: .notice,
            blocks: [
                .paragraph("This command came from your address. Nothing has been done yet."),
                .paragraph(
                    reader(
                        "Reply to this mail with ok within {{minutes}} minutes to do it. If it was not you, do nothing and look at the audit log.",
                        ["minutes": String(minutes)])),
                .link(MailLink(label: reader("Confirm {{command}}", ["command": command.canonical]), url: confirmURL)),
            ])
    }

    private static func helpTable(_ help: [(usage: String, meaning: String)], _ reader: Reader) -> MailBlock {
        .table(MailTable(header: ["Write", "Meaning"], rows: help.map { [$0.usage, reader($0.meaning)] }))
    }
}
