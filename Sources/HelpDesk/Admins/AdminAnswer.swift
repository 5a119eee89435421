/// Answers to admins' reading commands, and what `stop`, `start` and `mode` report, as mails.
public enum AdminAnswer {
    static let ticketsMax = 100
    static let eventsMax = 50

    /// `status`: the service in one screen.
    public static func status(_ figures: Figures, at now: Timestamp) -> NoticeLayout {
        let health = Health(figures)
        return NoticeLayout(
            title: health.headline, tone: health.tone,
            blocks: [
                .facts([
                    Fact(
                        "Automatic mail", figures.hold.map { "held: " + CleanText.line($0) } ?? "on",
                        tone: figures.hold == nil ? .good : .alert),
                    Fact(
                        "Tickets", "\(figures.tickets) opened, \(figures.autoResolved) answered, \(figures.escalated) escalated"),
                    Fact("Waiting to be sent", String(figures.outboxDepth)),
                    Fact(
                        "Failed, parked", "\(figures.outboxFailed), \(figures.outboxParked)",
                        tone: figures.outboxFailed + figures.outboxParked > 0 ? .notice : .plain),
                    Fact("Quarantine", String(figures.quarantined), tone: figures.quarantined > 0 ? .notice : .plain),
                    Fact("Refusals", String(figures.refusals)), Fact("At", TimeText.minute(now)),
                ])
            ])
    }

    /// `tickets open`: what waits for a person, oldest first.
    public static func openTickets(_ tickets: [TicketBrief], at now: Timestamp) -> NoticeLayout {
        let shown = tickets.sorted { $0.createdAt < $1.createdAt }.prefix(ticketsMax)
        let more = tickets.count - shown.count
        var blocks: [MailBlock] = tickets.isEmpty ? [] : [.table(ticketTable(Array(shown), at: now))]
        if more > 0 { blocks.append(.small("\(more) more are not shown.")) }
        return NoticeLayout(
            title: tickets.isEmpty ? "No ticket waits" : "\(tickets.count) open \(tickets.count == 1 ? "ticket" : "tickets")",
            blocks: blocks)
    }

    static func ticketTable(_ tickets: [TicketBrief], at now: Timestamp) -> MailTable {
        MailTable(
            header: ["Ticket", "Waits", "Intent", "About"],
            rows: tickets.prefix(ticketsMax).map {
                [
                    $0.number.rawValue, TimeText.span(seconds: now.seconds(since: $0.createdAt)), $0.intent ?? "unknown",
                    CleanText.line($0.summary, scalarsMax: 100),
                ]
            })
    }

    /// `ticket NUMBER`: the ticket's state and its log; no mail text.
    public static func ticket(_ ticket: Ticket, events: [Event], at now: Timestamp) -> NoticeLayout {
        var facts = [
            Fact("Status", StatusWords.word(ticket.status)), Fact("Customer", CleanText.line(ticket.party, scalarsMax: 254)),
            Fact("About", CleanText.line(ticket.summary, scalarsMax: 150)),
            Fact("Intent", "\(ticket.intent ?? "unknown"), \(NumberText.percent(ticket.confidence)) sure"),
            Fact("Priority", ticket.priority.rawValue),
            Fact("Opened", TimeText.minute(ticket.createdAt)), Fact("Answer from", ticket.responseSource.rawValue),
        ]
        if let agent = ticket.assignedAgent { facts.append(Fact("Assigned to", CleanText.line(agent))) }
        if let rating = ticket.rating { facts.append(Fact("Rating", "\(rating) of 5")) }
        let rows = events.suffix(eventsMax).map { [TimeText.minute($0.at), CleanText.line($0.reason, scalarsMax: 160)] }
        return NoticeLayout(
            title: "\(ticket.number.rawValue): \(StatusWords.word(ticket.status))",
            blocks: [.facts(facts), .heading("What happened"), .table(MailTable(header: ["Time", "Event"], rows: rows))])
    }

    public static func ticketNotFound(_ number: TicketNumber) -> NoticeLayout {
        NoticeLayout(
            title: "There is no ticket \(number.rawValue)", tone: .notice,
            blocks: [.paragraph("tickets open lists those that wait.")])
    }

    /// `metrics 7d`.
    public static func metrics(_ figures: Figures, days: Int) -> NoticeLayout {
        NoticeLayout(title: "The last \(days) \(days == 1 ? "day" : "days")", blocks: FiguresBlocks.all(figures))
    }

    /// What a command changed.
    public static func done(_ command: AdminCommand) -> NoticeLayout {
        switch command {
        case .stop:
            NoticeLayout(
                title: "All automatic mail is stopped", tone: .alert,
                blocks: [.paragraph("Mails that come in are kept and go to people. Reply start to go on.")])
        case .start: NoticeLayout(title: "Automatic mail goes out again", tone: .good, blocks: [])
        case .mode(let intent, let mode): NoticeLayout(title: "\(intent) is now \(mode.rawValue)", tone: .good, blocks: [])
        case .status, .ticketsOpen, .ticket, .metrics, .help: NoticeLayout(title: command.canonical, blocks: [])
        }
    }
}
