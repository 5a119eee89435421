/// The figures of a span and its tickets as self-contained pages: no script, no image, nothing remote. They may be opened from a
/// disk or served by any web server; whoever can read them reads customers' addresses and summaries.
///
/// The first page holds the figures and the newest tickets; where there are more, each page links to the next.
public struct FiguresPage: Sendable {
    public var figures: Figures
    /// Newest first, at most ``ticketsMax``.
    public var tickets: [Ticket]
    /// From 1 on.
    public var page: Int
    public var following: Following
    public var company: String
    public var madeAt: Timestamp
    public var reader: Reader

    public static let ticketsMax = 500
    public static let pagesMax = 200

    /// What comes behind this page.
    public enum Following: Sendable, Equatable {
        case nothing, page
        /// There are more tickets than pages; the last page says so.
        case ticketsLeftOut
    }

    public init(
        figures: Figures, tickets: [Ticket], page: Int = 1, following: Following = .nothing, company: String, madeAt: Timestamp,
        for reader: Reader = .standard
    ) {
        self.figures = figures
        self.tickets = Array(tickets.prefix(Self.ticketsMax))
        self.page = page
        self.following = following
        self.company = company
        self.madeAt = madeAt
        self.reader = reader
    }

    /// The name of a page's file.
    public static func fileName(page: Int) -> String { page == 1 ? "index.html" : "tickets-\(page).html" }

    public func html() -> String {
        let health = Health(figures, for: reader)
        let name = company.isEmpty ? "Support" : CleanText.line(company, scalarsMax: 40)
        let span = "\(name), \(reader.day(figures.from)) – \(reader.day(figures.to))"
        var blocks: [MailBlock] =
            page == 1 ? [.banner(health.tone, health.headline), .heading(span)] + FiguresBlocks.all(figures, for: reader) : []
        blocks += list(beneath: span)
        blocks.append(.small(reader.minute(madeAt)))
        let page = MailDocument(for: reader, title: span, blocks: blocks).renderedHTML(below: navigation())
        return String(decoding: page, as: UTF8.self)
    }

    private func list(beneath span: String) -> [MailBlock] {
        guard !tickets.isEmpty else { return [] }
        let first = (page - 1) * Self.ticketsMax + 1
        let last = first + tickets.count - 1
        let which = reader(
            "{{first}} to {{last}} of {{count}}, newest first",
            [
                "first": NumberText.grouped(first), "last": NumberText.grouped(last),
                "count": NumberText.grouped(max(last, figures.tickets)),
            ])
        var blocks: [MailBlock] = [.heading(page == 1 ? "Tickets" : span), .small(which), .table(table)]
        if following == .ticketsLeftOut {
            blocks.append(.paragraph("Older tickets are not on these pages. Choose a later day with --since."))
        }
        return blocks
    }

    /// Three columns, so that a phone has room for them.
    private var table: MailTable {
        MailTable(
            header: ["Ticket", "About", "Status"],
            rows: tickets.map { ticket in
                [
                    ticket.number.rawValue + "\n" + reader.day(ticket.createdAt),
                    CleanText.line(ticket.summary, scalarsMax: 150) + "\n" + CleanText.line(ticket.party, scalarsMax: 254),
                    reader(StatusWords.word(ticket.status)) + "\n" + (ticket.intent ?? reader("unknown")) + ", "
                        + NumberText.percent(ticket.confidence) + (ticket.rating.map { "\n" + Self.stars($0) } ?? ""),
                ]
            })
    }

    private static func stars(_ rating: Int) -> String { String(repeating: "★", count: max(0, min(5, rating))) }

    /// Links between the pages, which lie in one folder.
    private func navigation() -> String {
        func link(_ words: String, to page: Int) -> String {
            "<a class=\"ac\" href=\"\(Self.fileName(page: page))\" style=\"color:\(Palette.accent)\">\(HTMLEscape.escaped(reader(words)))</a>"
        }
        var links: [String] = []
        if page > 1 { links.append(link("Figures and newest tickets", to: 1)) }
        if page > 2 { links.append(link("Newer tickets", to: page - 1)) }
        if following == .page { links.append(link("Older tickets", to: page + 1)) }
        return links.isEmpty
            ? ""
            : "<p style=\"margin:6px 0 0;line-height:24px\">"
                + links.joined(separator: " &middot; ") + "</p>\n"
    }
}
