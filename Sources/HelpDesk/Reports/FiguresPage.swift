/// The figures of a span and the newest tickets as one self-contained page: no script, no image, nothing remote. It may be opened
/// from a disk or served by any web server; whoever can read it reads customers' addresses and summaries.
public struct FiguresPage: Sendable {
    public var figures: Figures
    /// Newest first, at most ``ticketsMax``.
    public var tickets: [Ticket]
    public var company: String
    public var madeAt: Timestamp
    public var reader: Reader

    public static let ticketsMax = 500

    public init(figures: Figures, tickets: [Ticket], company: String, madeAt: Timestamp, for reader: Reader = .standard) {
        self.figures = figures
        self.tickets = Array(tickets.prefix(Self.ticketsMax))
        self.company = company
        self.madeAt = madeAt
        self.reader = reader
    }

    public func html() -> String {
        let health = Health(figures, for: reader)
        let name = company.isEmpty ? "Support" : CleanText.line(company, scalarsMax: 40)
        let span = "\(name), \(reader.day(figures.from)) – \(reader.day(figures.to))"
        var blocks: [MailBlock] = [.banner(health.tone, health.headline), .heading(span)]
        blocks += FiguresBlocks.all(figures, for: reader)
        if !tickets.isEmpty { blocks += [.heading("Tickets"), .table(table)] }
        blocks.append(.small(reader.minute(madeAt)))
        return MailDocument(for: reader, title: span, blocks: blocks).rendered().html
    }

    private var table: MailTable {
        MailTable(
            header: ["Ticket", "Status", "Intent", "Customer", "About", "Rating"],
            rows: tickets.map { ticket in
                [
                    ticket.number.rawValue + "\n" + reader.day(ticket.createdAt), reader(StatusWords.word(ticket.status)),
                    (ticket.intent ?? reader("unknown")) + "\n" + NumberText.percent(ticket.confidence),
                    CleanText.line(ticket.party, scalarsMax: 254), CleanText.line(ticket.summary, scalarsMax: 150),
                    ticket.rating.map { "\($0)/5" } ?? "–",
                ]
            }, numeric: [5])
    }
}
