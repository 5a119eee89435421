extension MailDocument {
    /// The same blocks as plain text; long lines are left to the client to wrap, tables and charts fit 72 cells.
    func renderedText() -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(4_096)
        for block in blocks {
            let end = out.count
            if end > 0 { out += "\n\n".utf8 }
            let start = out.count
            TextWriter.write(block, to: &out)
            if out.count == start { out.removeLast(start - end) }
        }
        out.append(UInt8(ascii: "\n"))
        return out
    }
}

/// Writes one block as text.
enum TextWriter {
    static let widthCells = 72
    private static let labelCellsMax = 40

    static func write(_ block: MailBlock, to out: inout [UInt8]) {
        switch block {
        case .banner(let tone, let text):
            out += mark(tone).utf8
            out += CleanText.text(text).utf8
        case .heading(let text):
            let line = CleanText.line(text)
            out += line.utf8
            out.append(UInt8(ascii: "\n"))
            dashes(min(widthCells, TextColumns.width(line)), to: &out)
        case .paragraph(let text), .prose(let text, linkHosts: _), .small(let text): out += CleanText.text(text).utf8
        case .facts(let facts): self.facts(facts, to: &out)
        case .list(let items):
            for (index, item) in items.enumerated() {
                if index > 0 { out.append(UInt8(ascii: "\n")) }
                out += "- ".utf8
                hanging(item, by: 2, to: &out)
            }
        case .quotation(let text): lines(of: text, after: "| ", empty: "|", to: &out)
        case .suggestion(let text): lines(of: text, after: "    ", empty: "", to: &out)
        case .rule: dashes(40, to: &out)
        case .table(let table): out += self.table(table).utf8
        case .chart(let bars): out += chart(bars).utf8
        case .tiles(let tiles): out += self.tiles(tiles).utf8
        case .buttons(let links): out += buttons(links).utf8
        case .link(let link): out += self.link(link).utf8
        }
    }

    private static func table(_ table: MailTable) -> String {
        TextColumns.table(
            header: table.header.map { CleanText.line($0) }, rows: table.rows.map { $0.map { CleanText.line($0) } },
            numeric: table.numeric)
    }

    private static func buttons(_ links: [MailLink]) -> String {
        links.map { CleanText.line($0.label) + ($0.caption.isEmpty ? "" : " = " + CleanText.line($0.caption)) }
            .joined(separator: ", ")
    }

    private static func dashes(_ count: Int, to out: inout [UInt8]) {
        out.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: count))
    }

    private static func mark(_ tone: Tone) -> String {
        switch tone {
        case .plain, .good: ""
        case .notice: "! "
        case .alert: "!! "
        }
    }

    /// The lines of a text, each behind a mark; an empty one behind its own.
    private static func lines(of text: String, after mark: String, empty: String, to out: inout [UInt8]) {
        let text = CleanText.text(text)
        let bytes = text.utf8.span
        var start = 0
        while true {
            let end = bytes.firstPlace(of: UInt8(ascii: "\n"), from: start)
            out += (end == start ? empty : mark).utf8
            out.append(bytes.extracting(start..<end))
            guard end < bytes.count else { return }
            out.append(UInt8(ascii: "\n"))
            start = end + 1
        }
    }

    /// A text whose further lines begin below its first.
    private static func hanging(_ text: String, by blanks: Int, to out: inout [UInt8]) {
        let text = CleanText.text(text)
        let bytes = text.utf8.span
        var start = 0
        while true {
            let end = bytes.firstPlace(of: UInt8(ascii: "\n"), from: start)
            guard end < bytes.count else { return out.append(bytes.extracting(start...)) }
            out.append(bytes.extracting(start...end))
            out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks))
            start = end + 1
        }
    }

    private static func hanging(_ text: String, by blanks: Int) -> String {
        var out: [UInt8] = []
        hanging(text, by: blanks, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    private static func facts(_ facts: [Fact], to out: inout [UInt8]) {
        let labels = facts.map { CleanText.line($0.label) }
        let widest = min(labelCellsMax, labels.map(TextColumns.width).max() ?? 0)
        for (index, label) in labels.enumerated() {
            if index > 0 { out.append(UInt8(ascii: "\n")) }
            out += label.utf8
            out.append(UInt8(ascii: ":"))
            out.append(
                contentsOf: repeatElement(UInt8(ascii: " "), count: max(0, widest + 2 - TextColumns.width(label))))
            hanging(facts[index].value, by: widest + 3, to: &out)
        }
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
