extension MailDocument {
    /// One self-contained page: no remote content, no script, no form, no image.
    /// - Parameter markup: HTML of our own that ends the page; a mail has none.
    func renderedHTML(below markup: String = "") -> [UInt8] {
        var html = HTMLWriter(look: look)
        html.open(preview: preview)
        var isHeadline = true
        for (index, block) in blocks.enumerated() {
            html.write(block, isFirst: index == 0 || isHeadline && index == 1)
            if case .banner = block { continue }
            isHeadline = false
        }
        return html.page(language: language, title: title, below: markup)
    }
}

/// Writes blocks below one another into one cell, so that every client stacks them.
///
/// The cell has the text's size and colour, and what stands in it inherits them; only what differs says so.
struct HTMLWriter {
    /// What others wrote goes here escaped; markup of our own by ``put(_:)``, which notes its classes.
    var body: [UInt8] = []
    private var classes = StyleSheet.Classes()
    let look: MailDocument.Look
    static let widthPixels = 640

    init(look: MailDocument.Look) {
        self.look = look
        body.reserveCapacity(8_192)
    }

    // MARK: The page

    /// A table that only lays out; its tag stays open for attributes.
    static let presentation = "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""

    private static let sheetFrame = Markup(
        """
        <body class="bg" style="margin:0;padding:0;background:\(Palette.page)">

        """)
    private static let sheetTables = Markup(
        """
        \(presentation) class="bg" style="background:\(Palette.page)"><tr><td class="out" align="center" style="padding:24px 12px">
        \(presentation) class="card" style="max-width:\(widthPixels)px;text-align:left;background:\(Palette.card);border:1px solid \(Palette.line);\
        border-radius:10px"><tr><td class="pad tx" style="padding:8px 24px 20px;font-family:\(Palette.font);font-size:15px;line-height:22px;color:\(Palette.text)">

        """)
    private static let letterFrame = Markup(
        """
        <body class="let" style="margin:0;padding:0;background:\(Palette.card)">

        """)
    private static let letterTables = Markup(
        """
        \(presentation)><tr><td class="pad" style="padding:16px 8px">
        \(presentation) style="max-width:\(widthPixels)px;text-align:left"><tr><td class="tx" style="font-family:\(Palette.font);font-size:16px;line-height:24px;color:\(Palette.text)">

        """)

    mutating func open(preview: String) {
        put(look == .sheet ? Self.sheetFrame : Self.letterFrame)
        if !preview.isEmpty {
            tag("<div style=\"display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden\">")
            HTMLEscape.write(CleanText.line(preview), to: &body)
            tag("</div>\n")
        }
        put(look == .sheet ? Self.sheetTables : Self.letterTables)
    }

    /// The whole page, ended; its head knows what the body needs.
    mutating func page(language: String, title: String, below markup: String) -> [UInt8] {
        put(markup)
        tag("</td></tr></table>\n</td></tr></table>\n</body></html>\n")
        var page: [UInt8] = []
        page.reserveCapacity(body.count + 2_048)
        let isTag =
            language.utf8.count <= 35 && language.utf8.allSatisfy { AddressShape.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        page.append("<!DOCTYPE html>\n<html lang=\"")
        page += (isTag ? language : "en").utf8
        page.append(
            """
            "><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <title>
            """)
        HTMLEscape.write(CleanText.line(title), to: &page)
        page.append("</title>\n<style>")
        StyleSheet.write(for: classes, to: &page)
        page.append("</style></head>\n")
        page += body
        return page
    }

    // MARK: Words

    mutating func put(_ markup: Markup) {
        body += markup.bytes
        classes.formUnion(markup.classes)
    }

    /// Markup of our own that is made for this page.
    mutating func put(_ markup: String) {
        body += markup.utf8
        classes.formUnion(StyleSheet.Classes(in: markup.utf8.span))
    }

    /// Markup that names no class.
    mutating func tag(_ markup: StaticString) { body.append(markup) }

    /// Our own words; a line end stays a line end.
    mutating func words(_ text: String) { UnbrokenHTML.write(CleanText.cleaned(text), to: &body) }

    /// Other people's texts are only escaped, so that they take no more room than was reckoned.
    private mutating func plain(_ text: String) { HTMLEscape.write(CleanText.cleaned(text), to: &body) }

    // MARK: Blocks

    mutating func write(_ block: MailBlock, isFirst: Bool) {
        switch block {
        case .banner(let tone, let text): banner(tone, text, isFirst: isFirst)
        case .heading(let text): heading(text, isFirst: isFirst)
        case .paragraph(let text):
            tag(Self.paragraph)
            words(text)
            tag("</p>\n")
        case .prose(let text, let hosts): ProseHTML.write(text, linkHosts: hosts, to: &self)
        case .small(let text):
            put(Self.smallPrint)
            words(text)
            tag("</p>\n")
        case .facts(let facts): self.facts(facts)
        case .list(let items): list(items)
        case .table(let table): self.table(table)
        case .chart(let bars): chart(bars)
        case .tiles(let tiles): self.tiles(tiles)
        case .quotation(let text): boxed(text, as: Self.quotationBox)
        case .suggestion(let text): boxed(text, as: Self.suggestionBox)
        case .buttons(let links): buttons(links)
        case .link(let link): anchor(link)
        case .rule: put(Self.rule)
        }
    }

    static let paragraph: StaticString = "<p style=\"margin:0 0 14px\">"
    private static let smallPrint = Markup(
        "<p class=\"mu\" style=\"margin:0 0 8px;font-size:13px;line-height:19px;color:\(Palette.muted)\">")
    private static let rule = Markup(
        "<div class=\"ln\" style=\"border-top:1px solid \(Palette.line);margin:20px 0 14px;font-size:0;line-height:0\">&nbsp;</div>\n"
    )

    private static func box(_ kind: String, border: String) -> Markup {
        Markup(
            "<div class=\"\(kind)\" style=\"margin:0 0 14px;padding:12px 14px;border-left:4px solid \(border);border-radius:4px;"
                + "background:\(Palette.box);word-break:break-word\">")
    }
    private static let quotationBox = box("bx", border: "#c9d0d9")
    private static let suggestionBox = box("bx sg", border: "#4f7fca")

    private mutating func boxed(_ text: String, as box: Markup) {
        put(box)
        plain(text)
        tag("</div>\n")
    }

    /// Only `mailto:` becomes a link.
    private mutating func anchor(_ link: MailLink) {
        tag(Self.paragraph)
        if let url = Self.mailto(link.url) {
            put(Self.anchorStart)
            body += url.utf8
            put(Self.anchorEnd)
            HTMLEscape.write(CleanText.line(link.label), to: &body)
            tag("</a>")
            if !link.caption.isEmpty {
                put(Self.caption)
                words(link.caption)
                tag("</span>")
            }
        } else {
            HTMLEscape.write(CleanText.line(link.label), to: &body)
        }
        tag("</p>\n")
    }

    /// The URL stands between them.
    static let anchorStart = Markup("<a class=\"ac\" href=\"")
    static let anchorEnd = Markup("\" style=\"color:\(Palette.accent)\">")
    private static let caption = Markup("<br><span class=\"mu\" style=\"font-size:13px;color:\(Palette.muted)\">")

    /// The URL, escaped; nil where it is no `mailto:` or holds what RFC 6068 wants percent-encoded.
    static func mailto(_ url: String) -> String? {
        let bytes = url.utf8
        guard bytes.count <= 4_000,
            bytes.prefix(7).elementsEqual("mailto:".utf8, by: { $0 == $1 || $0 | 0x20 == $1 && $0 >= 0x41 })
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
        put(isFirst ? Self.firstBanners[tone.rawValue] : Self.banners[tone.rawValue])
        words(text)
        tag("</div>\n")
    }

    private static let firstBanners = Tone.allCases.map { banner($0, margin: "12px") }
    private static let banners = Tone.allCases.map { banner($0, margin: "4px") }

    private static func banner(_ tone: Tone, margin: String) -> Markup {
        let colours = Palette.colours(tone)
        return Markup(
            "<div class=\"t\(Palette.name(tone))\" style=\"margin:\(margin) 0 20px;padding:12px 14px;border-radius:8px;"
                + "background:\(colours.ground);color:\(colours.text);font-size:16px;line-height:23px;font-weight:600\">")
    }

    private mutating func heading(_ text: String, isFirst: Bool) {
        if isFirst {
            tag("<h2 style=\"margin:0 0 12px;font-size:19px;line-height:26px\">")
        } else {
            tag("<h2 style=\"margin:26px 0 10px;font-size:15px;line-height:21px\">")
        }
        words(text)
        tag("</h2>\n")
    }

    private mutating func list(_ items: [String]) {
        tag("<ul style=\"margin:0 0 14px;padding:0 0 0 20px\">\n")
        for item in items {
            tag("<li style=\"margin:0 0 6px\">")
            words(item)
            tag("</li>\n")
        }
        tag("</ul>\n")
    }
}
