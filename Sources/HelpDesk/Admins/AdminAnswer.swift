/// Answers to admins' reading commands, and what `stop`, `start` and `mode` report, as mails.
public enum AdminAnswer {
    static let ticketsMax = 100
    static let eventsMax = 50

    /// `status`: the service in one screen.
    public static func status(_ figures: Figures, at now: Timestamp, for reader: Reader = .standard) -> NoticeLayout {
        let health = Health(figures, for: reader)
        let counts = [figures.tickets, figures.autoResolved, figures.escalated].map(String.init)
        return NoticeLayout(
            title: health.headline, tone: health.tone,
            blocks: [
                .facts([
                    Fact(
                        "Automatic mail",
                        figures.hold.map { reader("held: {{reason}}", ["reason": CleanText.line(reader.recorded($0))]) }
                            ?? reader("on"),
                        tone: figures.hold == nil ? .good : .alert),
                    Fact(
                        "Tickets",
                        reader(
                            "{{opened}} opened, {{answered}} answered, {{escalated}} escalated",
                            ["opened": counts[0], "answered": counts[1], "escalated": counts[2]])),
                    Fact("Waiting to be sent", String(figures.outboxDepth)),
                    Fact(
                        "Failed, parked", "\(figures.outboxFailed), \(figures.outboxParked)",
                        tone: figures.outboxFailed + figures.outboxParked > 0 ? .notice : .plain),
                    Fact("Quarantine", String(figures.quarantined), tone: figures.quarantined > 0 ? .notice : .plain),
                    Fact("Refusals", String(figures.refusals)), Fact("At", reader.minute(now)),
                ])
            ])
    }

    /// `tickets open`: what waits for a person, oldest first.
    public static func openTickets(
        _ tickets: [TicketBrief], at now: Timestamp, for reader: Reader = .standard
    ) -> NoticeLayout {
        let shown = tickets.sorted { $0.createdAt < $1.createdAt }.prefix(ticketsMax)
        let more = tickets.count - shown.count
        var blocks: [MailBlock] = tickets.isEmpty ? [] : [.table(ticketTable(Array(shown), at: now, for: reader))]
        if more > 0 { blocks.append(.small(reader("{{count}} more are not shown.", ["count": String(more)]))) }
        return NoticeLayout(
            title: tickets.isEmpty
                ? "No ticket waits" : reader.counted(tickets.count, "{{count}} open ticket", "{{count}} open tickets"),
            blocks: blocks)
    }

    static func ticketTable(_ tickets: [TicketBrief], at now: Timestamp, for reader: Reader) -> MailTable {
        MailTable(
            header: ["Ticket", "About", "Intent"],
            rows: tickets.prefix(ticketsMax).map {
                [
                    $0.number.rawValue + "\n"
                        + reader("waiting for {{time}}", ["time": reader.span(seconds: now.seconds(since: $0.createdAt))]),
                    CleanText.line($0.summary, scalarsMax: 100), $0.intent ?? reader("unknown"),
                ]
            })
    }

    /// `ticket NUMBER`: the ticket's state and its log; no mail text.
    public static func ticket(
        _ ticket: Ticket, events: [Event], at now: Timestamp, for reader: Reader = .standard
    ) -> NoticeLayout {
        let sure = reader("{{share}} sure", ["share": NumberText.percent(ticket.confidence)])
        var facts = [
            Fact("Status", reader(StatusWords.word(ticket.status))),
            Fact("Customer", CleanText.line(ticket.party, scalarsMax: 254)),
            Fact("About", CleanText.line(ticket.summary, scalarsMax: 150)),
            Fact("Intent", (ticket.intent ?? reader("unknown")) + ", " + sure),
            Fact("Priority", reader(PriorityWords.word(ticket.priority))),
            Fact("Opened", reader.minute(ticket.createdAt)), Fact("Answer from", reader(ticket.responseSource.rawValue)),
        ]
        if let agent = ticket.assignedAgent { facts.append(Fact("Assigned to", CleanText.line(agent))) }
        if let rating = ticket.rating { facts.append(Fact("Rating", "\(rating)/5")) }
        let rows = events.suffix(eventsMax).map { [minute($0.at, for: reader), line(of: $0, for: reader)] }
        return NoticeLayout(
            title: ticket.number.rawValue + ": " + reader(StatusWords.word(ticket.status)),
            blocks: [.facts(facts), .heading("What happened"), .table(MailTable(header: ["Time", "Event"], rows: rows))])
    }

    /// Day and time on two lines.
    private static func minute(_ time: Timestamp, for reader: Reader) -> String {
        let parts = reader.minute(time).split(separator: " ", maxSplits: 1)
        return parts.joined(separator: "\n")
    }

    /// What happened and, where a person did it, who.
    private static func line(of event: Event, for reader: Reader) -> String {
        let reason = CleanText.line(reader.eventReason(event.reason), scalarsMax: 160)
        return switch event.actor {
        case .agent(let who), .admin(let who), .operatorOnHost(let who), .stranger(let who):
            reason + " · " + CleanText.line(who, scalarsMax: 254)
        case .customer, .desk, .clock, .mailServer: reason
        }
    }

    public static func ticketNotFound(_ number: TicketNumber, for reader: Reader = .standard) -> NoticeLayout {
        NoticeLayout(
            title: reader("There is no ticket {{number}}", ["number": number.rawValue]), tone: .notice,
            blocks: [.paragraph("tickets open lists those that wait.")])
    }

    /// `metrics 7d`.
    public static func metrics(_ figures: Figures, days: Int, for reader: Reader = .standard) -> NoticeLayout {
        NoticeLayout(
            title: reader.counted(days, "The last day", "The last {{count}} days"),
            blocks: FiguresBlocks.all(figures, for: reader))
    }

    /// Why an intent does not go from canary to on yet (RULES H8), in the words of the command line.
    public static func waitForCanary(_ intent: String, given: Int, for reader: Reader = .standard) -> NoticeLayout {
        let words: KeyValuePairs = [
            "intent": intent, "given": String(given), "wanted": String(IntentRecord.lastMax),
            "command": "answerback mode \(intent) on --early",
        ]
        return NoticeLayout(
            title: "Nothing was changed", tone: .alert,
            blocks: [
                .paragraph(
                    reader("{{intent}} has given {{given}} of the {{wanted}} automatic answers that canary is for.", words)),
                .paragraph(reader("Wait for them, or go on without, on the server: {{command}}", words)),
            ])
    }

    /// What a command changed.
    public static func done(_ command: AdminCommand, for reader: Reader = .standard) -> NoticeLayout {
        switch command {
        case .stop:
            NoticeLayout(
                title: "All automatic mail is stopped", tone: .alert,
                blocks: [.paragraph("Mails that come in are kept and go to people. Reply start to go on.")])
        case .start: NoticeLayout(title: "Automatic mail goes out again", tone: .good, blocks: [])
        case .mode(let intent, let mode):
            NoticeLayout(
                title: reader("{{intent}} is now {{mode}}", ["intent": intent, "mode": mode.rawValue]), tone: .good, blocks: [])
        case .status, .ticketsOpen, .ticket, .metrics, .help: NoticeLayout(title: command.canonical, blocks: [])
        }
    }
}
