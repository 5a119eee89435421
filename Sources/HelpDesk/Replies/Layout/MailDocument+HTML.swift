extension MailDocument {
    /// One self-contained page: no remote content, no script, no form, no image.
    /// - Parameter markup: HTML of our own that ends the page; a mail has none.
    func renderedHTML(below markup: String = "") -> String {
        var html = HTMLWriter(language: language)
        html.open(title: title, preview: preview, look: look)
        var isHeadline = true
        for (index, block) in blocks.enumerated() {
            html.write(block, isFirst: index == 0 || isHeadline && index == 1)
            if case .banner = block { continue }
            isHeadline = false
        }
        html.close(with: markup)
        return html.out
    }
}

/// Writes blocks as rows of one table, so that every client stacks them.
struct HTMLWriter {
    private(set) var out = ""
    let language: String
    static let widthPixels = 640

    init(language: String) {
        self.language =
            language.utf8.count <= 35 && language.utf8.allSatisfy { AddressShape.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
            ? language : "en"
    }

    mutating func open(title: String, preview: String, look: MailDocument.Look) {
        let ground = look == .sheet ? ("bg", Palette.page) : ("let", Palette.card)
        out += """
            <!DOCTYPE html>
            <html lang="\(language)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <title>\(HTMLEscape.escaped(CleanText.line(title)))</title>
            <style>\(Palette.sheet)</style></head>
            <body class="\(ground.0)" style="margin:0;padding:0;background:\(ground.1);font-family:\(Palette.font)">

            """
        if !preview.isEmpty {
            out += "<div style=\"display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden\">"
            out += HTMLEscape.escaped(CleanText.line(preview)) + "</div>\n"
        }
        let table = "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""
        switch look {
        case .sheet:
            out +=
                "\(table) class=\"bg\" style=\"background:\(Palette.page)\"><tr><td class=\"out\" align=\"center\" style=\"padding:24px 12px\">\n"
            out += "\(table) class=\"card\" style=\"max-width:\(Self.widthPixels)px;text-align:left;background:\(Palette.card);"
            out += "border:1px solid \(Palette.line);border-radius:10px\"><tr><td style=\"padding:8px 0 20px\">\n"
        case .letter:
            out += "\(table)><tr><td class=\"pad\" style=\"padding:16px 8px\">\n"
            out += "\(table) style=\"max-width:\(Self.widthPixels)px;text-align:left\"><tr><td>\n"
        }
        isSheet = look == .sheet
    }

    mutating func close(with markup: String) { out += markup + "</td></tr></table>\n</td></tr></table>\n</body></html>\n" }

    private var isSheet = true
    /// Sheets have margins inside their card; letters stand at the edge.
    private var side: String { isSheet ? "0 24px" : "0" }

    mutating func write(_ block: MailBlock, isFirst: Bool) {
        switch block {
        case .banner(let tone, let text): banner(tone, text, isFirst: isFirst)
        case .heading(let text): heading(text, isFirst: isFirst)
        case .paragraph(let text): box("<p class=\"tx\" style=\"\(Self.paragraph)\">\(lines(text))</p>")
        case .prose(let text, let hosts): box(ProseHTML.render(text, linkHosts: hosts))
        case .small(let text):
            box(
                "<p class=\"mu\" style=\"margin:0 0 8px;font-size:13px;line-height:19px;color:\(Palette.muted)\">\(lines(text))</p>"
            )
        case .facts(let facts): self.facts(facts)
        case .list(let items): list(items)
        case .table(let table): self.table(table)
        case .chart(let bars): chart(bars)
        case .tiles(let tiles): self.tiles(tiles)
        case .quotation(let text): boxed(text, kind: "bx", border: "#c9d0d9")
        case .suggestion(let text): boxed(text, kind: "bx sg", border: "#4f7fca")
        case .buttons(let links): buttons(links)
        case .link(let link): box("<p class=\"tx\" style=\"\(Self.paragraph)\">\(anchor(link))</p>")
        case .rule:
            box(
                "<div class=\"ln\" style=\"border-top:1px solid \(Palette.line);margin:20px 0 14px;font-size:0;line-height:0\">&nbsp;</div>"
            )
        }
    }

    static let paragraph = "margin:0 0 14px;font-size:16px;line-height:24px;color:\(Palette.text)"

    mutating func box(_ inner: String) { out += "<div class=\"pad\" style=\"padding:\(side)\">\(inner)</div>\n" }

    /// Our own words; other people's texts are only escaped, so that they take no more room than was reckoned.
    func lines(_ text: String) -> String { Self.broken(text, UnbrokenHTML.words) }

    private func plainLines(_ text: String) -> String { Self.broken(text, HTMLEscape.escaped) }

    private static func broken(_ text: String, _ html: (String) -> String) -> String {
        let lines = CleanText.lines(text)
        return lines.count == 1 ? html(lines[0]) : lines.map(html).joined(separator: "<br>")
    }

    /// Only `mailto:` becomes a link.
    private func anchor(_ link: MailLink) -> String {
        let label = HTMLEscape.escaped(CleanText.line(link.label))
        guard let url = Self.mailto(link.url) else { return label }
        let caption =
            link.caption.isEmpty
            ? "" : "<br><span class=\"mu\" style=\"font-size:13px;color:\(Palette.muted)\">\(lines(link.caption))</span>"
        return "<a class=\"ac\" href=\"\(url)\" style=\"color:\(Palette.accent)\">\(label)</a>\(caption)"
    }

    /// The URL, escaped; nil where it is no `mailto:` or holds what RFC 6068 wants percent-encoded.
    static func mailto(_ url: String) -> String? {
        let bytes = url.utf8
        guard bytes.count <= 4_000, CleanText.lowercasedASCII(String(decoding: bytes.prefix(7), as: UTF8.self)) == "mailto:"
        else { return nil }
        return bytes.allSatisfy(isFitForURL) ? HTMLEscape.escaped(url) : nil
    }

    private static func isFitForURL(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"):
            false
        default: true
        }
    }

    private mutating func banner(_ tone: Tone, _ text: String, isFirst: Bool) {
        let colours = Palette.colours(tone)
        let margin = isFirst ? "12px 0 20px" : "4px 0 20px"
        box(
            "<div class=\"t\(Palette.name(tone))\" style=\"margin:\(margin);padding:12px 14px;border-radius:8px;background:\(colours.ground);"
                + "color:\(colours.text);font-size:16px;line-height:23px;font-weight:600\">\(lines(text))</div>")
    }

    private mutating func heading(_ text: String, isFirst: Bool) {
        let margin = isFirst ? "0 0 12px" : "26px 0 10px"
        let size = isFirst ? "font-size:19px;line-height:26px" : "font-size:15px;line-height:21px"
        box("<h2 class=\"tx\" style=\"margin:\(margin);\(size);font-weight:700;color:\(Palette.text)\">\(lines(text))</h2>")
    }

    private mutating func list(_ items: [String]) {
        let inner = items.map {
            "<li class=\"tx\" style=\"margin:0 0 6px;font-size:15px;line-height:22px;color:\(Palette.text)\">\(lines($0))</li>"
        }
        box("<ul style=\"margin:0 0 14px;padding:0 0 0 20px\">\(inner.joined())</ul>")
    }

    private mutating func boxed(_ text: String, kind: String, border: String) {
        box(
            "<div class=\"\(kind)\" style=\"margin:0 0 14px;padding:12px 14px;border-left:4px solid \(border);border-radius:4px;background:\(Palette.box);"
                + "color:\(Palette.text);font-size:15px;line-height:22px;word-break:break-word\">\(plainLines(text))</div>")
    }
}
