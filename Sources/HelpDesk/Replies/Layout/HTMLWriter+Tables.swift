/// Facts, tables, charts, tiles and buttons: all of them plain tables.
extension HTMLWriter {
    private static func colour(_ tone: Tone) -> (name: String, style: String) {
        switch tone {
        case .plain: ("tx", "color:\(Palette.text)")
        case .good: ("cg", "color:#1d6b3d;font-weight:600")
        case .notice: ("cn", "color:#7d4700;font-weight:600")
        case .alert: ("ca", "color:#9c1f17;font-weight:600")
        }
    }

    private static let label = Markup(
        "<tr><td class=\"mu lab\" width=\"132\" valign=\"top\" style=\"width:132px;padding:3px 12px 3px 0;font-size:14px;color:\(Palette.muted)\">"
    )
    private static let factsTable = Markup("\(presentation) style=\"margin:0 0 14px;line-height:21px\">\n")
    /// The cells of values, by tone.
    private static let values = Tone.allCases.map { tone in
        let colour = colour(tone)
        let mark = tone == .plain ? ("", "") : (" class=\"\(colour.name)\"", ";\(colour.style)")
        return Markup("</td><td\(mark.0) valign=\"top\" style=\"padding:3px 0;word-break:break-word\(mark.1)\">")
    }

    mutating func facts(_ facts: [Fact]) {
        put(Self.factsTable)
        for fact in facts {
            put(Self.label)
            words(fact.label)
            put(Self.values[fact.tone.rawValue])
            words(fact.value)
            tag("</td></tr>\n")
        }
        tag("</table>\n")
    }

    private mutating func box(_ markup: String) {
        put(markup)
        tag("\n")
    }

    private func lines(_ text: String) -> String { UnbrokenHTML.words(CleanText.cleaned(text)) }

    mutating func table(_ table: MailTable) {
        let widest = Self.widest(of: table)
        var rows = ""
        if !table.header.isEmpty {
            rows +=
                "<tr>" + table.header.enumerated().map { tableCell("th", $1, column: $0, in: table, widest: widest) }.joined()
                + "</tr>"
        }
        for row in table.rows {
            rows +=
                "<tr>" + row.enumerated().map { tableCell("td", $1, column: $0, in: table, widest: widest) }.joined() + "</tr>"
        }
        box(
            "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:0 0 14px;border-collapse:collapse\">\(rows)</table>"
        )
    }

    static let unbrokenScalarsMax = 18

    /// Numbers and dates stay on one line, short words break between words, names of intents behind `_`; only longer words break
    /// anywhere, and the longest text gets the room that the others leave.
    private func tableCell(_ tag: String, _ text: String, column: Int, in table: MailTable, widest: Int?) -> String {
        let align = table.numeric.contains(column) ? "right" : "left"
        let isShort = CleanText.lines(text).allSatisfy { $0.unicodeScalars.count <= Self.unbrokenScalarsMax } && tag == "td"
        let style =
            tag == "th"
            ? "font-size:12px;line-height:17px;font-weight:600;color:\(Palette.muted)"
            : "font-size:13px;line-height:19px;color:\(Palette.text)"
        let isNumber =
            isShort && (table.numeric.contains(column) || CleanText.lines(text).allSatisfy { $0.first?.isNumber ?? true })
        let isOfWords = text.split { $0 == " " || $0 == "\n" }.allSatisfy { $0.unicodeScalars.count <= Self.unbrokenScalarsMax }
        let wrap =
            isNumber ? "white-space:nowrap" : isOfWords || tag == "th" ? "word-break:normal" : "word-break:break-word"
        let inner = isOfWords ? lines(text).replacing("_", with: "_<wbr>") : lines(text)
        let width = column == widest ? " width=\"60%\"" : ""
        return
            "<\(tag)\(width) class=\"\(tag == "th" ? "mu" : "tx") ln\" valign=\"top\" align=\"\(align)\" style=\"padding:6px 0 6px \(gap(before: column, in: table))px;"
            + "text-align:\(align);\(style);\(wrap);border-bottom:1px solid \(Palette.line)\">\(inner)</\(tag)>"
    }

    /// The column with the longest text, where that is not short.
    private static func widest(of table: MailTable) -> Int? {
        var (found, most) = (Int?.none, unbrokenScalarsMax)
        for row in table.rows {
            for (column, text) in row.enumerated() where !table.numeric.contains(column) {
                let longest = CleanText.lines(text).map(\.unicodeScalars.count).max() ?? 0
                if longest > most { (found, most) = (column, longest) }
            }
        }
        return found
    }

    /// A number's right edge would touch the words behind it.
    private func gap(before column: Int, in table: MailTable) -> Int {
        if column == 0 { return 0 }
        return table.numeric.contains(column - 1) && !table.numeric.contains(column) ? 18 : 7
    }

    /// A bar is a table cell with a ground of its own: no image, so every client draws it. Long labels stand above their bars, for a
    /// phone has no room beside them.
    mutating func chart(_ bars: [Bar]) {
        let most = bars.map(\.value).filter(\.isFinite).max() ?? 0
        guard bars.allSatisfy({ $0.label.unicodeScalars.count <= Self.unbrokenScalarsMax }) else {
            return tallChart(bars, of: most)
        }
        var rows = ""
        for bar in bars {
            rows +=
                "<tr><td class=\"tx\" width=\"34%\" style=\"width:34%;padding:4px 12px 4px 0;font-size:14px;line-height:18px;color:\(Palette.text)\">\(lines(bar.label))</td>"
            rows += "<td style=\"padding:4px 0\">\(track(bar, of: most))</td>"
            rows +=
                "<td class=\"tx\" width=\"72\" align=\"right\" style=\"width:72px;white-space:nowrap;padding:4px 0 4px 8px;font-size:14px;line-height:18px;"
            rows += "text-align:right;color:\(Palette.text)\">\(lines(bar.shown))</td></tr>"
        }
        box("\(Self.presentation) style=\"margin:0 0 14px\">\(rows)</table>")
    }

    private mutating func tallChart(_ bars: [Bar], of most: Double) {
        let words = "font-size:14px;line-height:19px;color:\(Palette.text)"
        var rows = ""
        for bar in bars {
            rows += "<tr><td class=\"tx\" style=\"padding:6px 12px 3px 0;\(words)\">\(lines(bar.label))</td>"
            rows +=
                "<td class=\"tx\" valign=\"bottom\" align=\"right\" style=\"padding:6px 0 3px;white-space:nowrap;text-align:right;\(words)\">"
            rows +=
                "\(lines(bar.shown))</td></tr><tr><td colspan=\"2\" style=\"padding:0 0 4px\">\(track(bar, of: most))</td></tr>"
        }
        box("\(Self.presentation) style=\"margin:0 0 14px\">\(rows)</table>")
    }

    private func track(_ bar: Bar, of most: Double) -> String {
        let tone = bar.tone
        let share = Chart.share(bar.value, of: most)
        let percent = share == 0 ? 0 : max(2, Int((share * 100).rounded()))
        let height = "height:14px;font-size:0;line-height:14px"
        let filled =
            "<td width=\"\(percent)%\" bgcolor=\"\(Palette.colours(tone).bar)\" style=\"width:\(percent)%;\(height);background:\(Palette.colours(tone).bar);border-radius:3px\">&nbsp;</td>"
        let empty =
            "<td class=\"tr\" bgcolor=\"\(Palette.track)\" style=\"\(height);background:\(Palette.track);border-radius:3px\">&nbsp;</td>"
        let cells = (percent > 0 ? filled : "") + (percent < 100 ? empty : "")
        return "\(Self.presentation)><tr>\(cells)</tr></table>"
    }

    /// Two in a row, so that a phone has room for them.
    mutating func tiles(_ tiles: [Tile]) {
        var rows = ""
        var at = 0
        while at < tiles.count {
            let pair = tiles[at..<min(at + 2, tiles.count)]
            let cells = pair.map { tile in
                let tone = Self.colour(tile.tone)
                let change =
                    tile.change.isEmpty
                    ? ""
                    : "<div class=\"mu\" style=\"font-size:13px;line-height:18px;color:\(Palette.muted)\">\(lines(tile.change))</div>"
                return "<td width=\"50%\" valign=\"top\" style=\"width:50%;padding:0 8px 14px 0\">"
                    + "<div class=\"mu\" style=\"font-size:13px;line-height:18px;color:\(Palette.muted)\">\(lines(tile.label))</div>"
                    + "<div class=\"\(tone.name)\" style=\"font-size:26px;line-height:32px;\(tone.style);font-weight:700\">\(lines(tile.value))</div>\(change)</td>"
            }
            rows += "<tr>\(cells.joined())\(pair.count == 1 ? "<td width=\"50%\">&nbsp;</td>" : "")</tr>"
            at += 2
        }
        box("\(Self.presentation)>\(rows)</table>")
    }

    mutating func buttons(_ links: [MailLink]) {
        let usable = links.compactMap { link in HTMLWriter.mailto(link.url).map { (link, $0) } }
        guard !usable.isEmpty else { return }
        let width = 100 / usable.count
        let cells = usable.map { link, url in
            let caption =
                link.caption.isEmpty
                ? "" : "<br><span style=\"font-size:11px;line-height:14px;font-weight:400\">\(lines(link.caption))</span>"
            // The cell is the button, so that all of a row are equally high.
            return
                "<td class=\"bt\" width=\"\(width)%\" align=\"center\" valign=\"top\" bgcolor=\"#f4f7fc\" style=\"width:\(width)%;border:1px solid #c5cedb;"
                + "border-radius:8px;background:#f4f7fc\"><a class=\"bl\" href=\"\(url)\" style=\"display:block;padding:9px 2px;color:\(Palette.accent);font-size:18px;"
                + "line-height:18px;font-weight:700;text-align:center;text-decoration:none\">\(lines(link.label))\(caption)</a></td>"
        }
        box(
            "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"6\" border=\"0\" style=\"max-width:460px;margin:0 -6px 12px;"
                + "border-collapse:separate\"><tr>\(cells.joined())</tr></table>")
    }
}
