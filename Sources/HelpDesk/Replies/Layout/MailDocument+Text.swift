extension MailDocument {
    /// The same blocks as plain text; long lines are left to the client to wrap, tables and charts fit 72 cells.
    func renderedText() -> String {
        let parts = blocks.map(TextWriter.render).filter { !$0.isEmpty }
        return parts.joined(separator: "\n\n") + "\n"
    }
}

/// Writes one block as text.
enum TextWriter {
    static let widthCells = 72
    private static let labelCellsMax = 40

    static func render(_ block: MailBlock) -> String {
        switch block {
        case .banner(let tone, let text): mark(tone) + CleanText.text(text)
        case .heading(let text):
            CleanText.line(text) + "\n" + String(repeating: "-", count: min(widthCells, TextColumns.width(CleanText.line(text))))
        case .paragraph(let text), .prose(let text, linkHosts: _), .small(let text): CleanText.text(text)
        case .facts(let facts): self.facts(facts)
        case .list(let items): items.map { "- " + hanging($0, by: 2) }.joined(separator: "\n")
        case .table(let table):
            TextColumns.table(
                header: table.header.map { CleanText.line($0) }, rows: table.rows.map { $0.map { CleanText.line($0) } },
                numeric: table.numeric)
        case .chart(let bars): chart(bars)
        case .tiles(let tiles): self.tiles(tiles)
        case .quotation(let text):
            CleanText.lines(CleanText.text(text)).map { $0.isEmpty ? "|" : "| " + $0 }.joined(separator: "\n")
        case .suggestion(let text):
            CleanText.lines(CleanText.text(text)).map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
        case .buttons(let links):
            links.map { CleanText.line($0.label) + ($0.caption.isEmpty ? "" : " = " + CleanText.line($0.caption)) }.joined(
                separator: ", ")
        case .link(let link): self.link(link)
        case .rule: String(repeating: "-", count: 40)
        }
    }

    private static func mark(_ tone: Tone) -> String {
        switch tone {
        case .plain, .good: ""
        case .notice: "! "
        case .alert: "!! "
        }
    }

    private static func hanging(_ text: String, by blanks: Int) -> String {
        let lines = CleanText.lines(CleanText.text(text))
        return lines.count == 1 ? lines[0] : lines.joined(separator: "\n" + TextColumns.blanks(blanks))
    }

    private static func facts(_ facts: [Fact]) -> String {
        let labels = facts.map { CleanText.line($0.label) }
        let widest = min(labelCellsMax, labels.map(TextColumns.width).max() ?? 0)
        return zip(labels, facts).map { label, fact in
            TextColumns.padded(label + ":", to: widest + 3) + hanging(fact.value, by: widest + 3)
        }.joined(separator: "\n")
    }

    private static let barLabelCellsMax = 28

    /// Labels beside their bars; where one is too long for that, all stand behind, so that nothing is cut.
    private static func chart(_ bars: [Bar]) -> String {
        let most = bars.map(\.value).filter(\.isFinite).max() ?? 0
        let labels = bars.map { CleanText.line($0.label) }
        let widest = labels.map(TextColumns.width).max() ?? 0
        let shown = bars.map { TextColumns.width($0.shown) }.max() ?? 0
        return zip(labels, bars).map { label, bar in
            let figure = TextColumns.padded(left: bar.shown, to: shown)
            guard widest <= barLabelCellsMax else {
                return Chart.textBar(bar.value, of: most, cells: Chart.shortBarCells) + " " + figure + "  "
                    + hanging(wrapped(label), by: Chart.shortBarCells + shown + 3)
            }
            return TextColumns.padded(label, to: widest) + "  " + Chart.textBar(bar.value, of: most) + "  " + figure
        }.joined(separator: "\n")
    }

    /// Lines of at most so many cells, broken between words.
    private static func wrapped(_ text: String, cells: Int = 50) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, TextColumns.width(last) + 1 + TextColumns.width(String(word)) <= cells {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func tiles(_ tiles: [Tile]) -> String {
        let rows = tiles.map { [CleanText.line($0.label), CleanText.line($0.value), CleanText.line($0.change)] }
        return TextColumns.table(header: [], rows: rows, numeric: [1])
    }

    private static func link(_ link: MailLink) -> String {
        let caption = link.caption.isEmpty ? "" : "\n" + CleanText.text(link.caption)
        guard HTMLWriter.mailto(link.url) != nil else { return CleanText.line(link.label) + caption }
        return CleanText.line(link.label) + ":\n<" + CleanText.line(link.url, scalarsMax: 4_000) + ">" + caption
    }
}
