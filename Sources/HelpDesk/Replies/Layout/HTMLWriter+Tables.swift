/// Facts, tables, charts, tiles and buttons: all of them plain tables.
extension HTMLWriter {
    private static let presentation =
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""

    private func cell(_ text: String) -> String { CleanText.lines(text).map(HTMLEscape.escaped).joined(separator: "<br>") }

    private func colour(_ tone: Tone) -> (name: String, style: String) {
        switch tone {
        case .plain: ("tx", "color:\(Palette.text)")
        case .good: ("cg", "color:#1d6b3d;font-weight:600")
        case .notice: ("cn", "color:#7d4700;font-weight:600")
        case .alert: ("ca", "color:#9c1f17;font-weight:600")
        }
    }

    mutating func facts(_ facts: [Fact]) {
        var rows = ""
        for fact in facts {
            let tone = colour(fact.tone)
            rows +=
                "<tr><td class=\"mu lab\" width=\"132\" valign=\"top\" style=\"width:132px;padding:3px 12px 3px 0;font-size:14px;line-height:21px;"
            rows +=
                "color:\(Palette.muted)\">\(cell(fact.label))</td><td class=\"\(tone.name)\" valign=\"top\" style=\"padding:3px 0;font-size:15px;"
            rows += "line-height:21px;word-break:break-word;\(tone.style)\">\(cell(fact.value))</td></tr>"
        }
        box("\(Self.presentation) style=\"margin:0 0 14px\">\(rows)</table>")
    }

    mutating func table(_ table: MailTable) {
        func align(_ column: Int) -> String { table.numeric.contains(column) ? "right" : "left" }
        var rows = ""
        if !table.header.isEmpty {
            let cells = table.header.enumerated().map { column, text in
                "<th class=\"mu ln\" align=\"\(align(column))\" style=\"padding:6px \(column == 0 ? "6px 6px 0" : "0 6px 6px");font-size:13px;line-height:18px;"
                    + "font-weight:600;text-align:\(align(column));color:\(Palette.muted);border-bottom:1px solid \(Palette.line)\">\(cell(text))</th>"
            }
            rows += "<tr>\(cells.joined())</tr>"
        }
        for row in table.rows {
            let cells = row.enumerated().map { column, text in
                "<td class=\"tx ln\" valign=\"top\" align=\"\(align(column))\" style=\"padding:6px \(column == 0 ? "6px 6px 0" : "0 6px 6px");font-size:14px;line-height:20px;"
                    + "text-align:\(align(column));word-break:break-word;color:\(Palette.text);border-bottom:1px solid \(Palette.line)\">\(cell(text))</td>"
            }
            rows += "<tr>\(cells.joined())</tr>"
        }
        box(
            "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:0 0 14px;border-collapse:collapse\">\(rows)</table>"
        )
    }

    /// A bar is a table cell with a ground of its own: no image, so every client draws it.
    mutating func chart(_ bars: [Bar]) {
        let most = bars.map(\.value).filter(\.isFinite).max() ?? 0
        var rows = ""
        for bar in bars {
            let share = Chart.share(bar.value, of: most)
            let percent = share == 0 ? 0 : max(2, Int((share * 100).rounded()))
            rows +=
                "<tr><td class=\"tx\" width=\"34%\" style=\"width:34%;padding:4px 12px 4px 0;font-size:14px;line-height:18px;color:\(Palette.text)\">\(cell(bar.label))</td>"
            rows += "<td style=\"padding:4px 0\">\(track(percent, bar.tone))</td>"
            rows +=
                "<td class=\"tx\" width=\"96\" align=\"right\" style=\"width:96px;padding:4px 0 4px 10px;font-size:14px;line-height:18px;"
            rows += "text-align:right;color:\(Palette.text)\">\(cell(bar.shown))</td></tr>"
        }
        box("\(Self.presentation) style=\"margin:0 0 14px\">\(rows)</table>")
    }

    private func track(_ percent: Int, _ tone: Tone) -> String {
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
                let tone = colour(tile.tone)
                let change =
                    tile.change.isEmpty
                    ? ""
                    : "<div class=\"mu\" style=\"font-size:13px;line-height:18px;color:\(Palette.muted)\">\(cell(tile.change))</div>"
                return "<td width=\"50%\" valign=\"top\" style=\"width:50%;padding:0 8px 14px 0\">"
                    + "<div class=\"mu\" style=\"font-size:13px;line-height:18px;color:\(Palette.muted)\">\(cell(tile.label))</div>"
                    + "<div class=\"\(tone.name)\" style=\"font-size:26px;line-height:32px;\(tone.style);font-weight:700\">\(cell(tile.value))</div>\(change)</td>"
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
                ? "" : "<br><span style=\"font-size:11px;line-height:14px;font-weight:400\">\(cell(link.caption))</span>"
            return "<td width=\"\(width)%\" align=\"center\" valign=\"top\" style=\"width:\(width)%;padding:0 3px\">"
                + "<a class=\"bt\" href=\"\(url)\" style=\"display:block;padding:9px 2px;border:1px solid #c5cedb;border-radius:8px;background:#f4f7fc;"
                + "color:\(Palette.accent);font-size:18px;line-height:20px;font-weight:700;text-align:center;text-decoration:none\">\(cell(link.label))\(caption)</a></td>"
        }
        box("\(Self.presentation) style=\"max-width:460px;margin:0 -3px 16px\"><tr>\(cells.joined())</tr></table>")
    }

}
