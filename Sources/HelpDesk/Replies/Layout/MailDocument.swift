/// The body of a mail as blocks. It is rendered twice, as text and as HTML, so both parts say the same by construction.
///
/// The HTML escapes everything it is given, fetches nothing, runs nothing, and links only by `mailto:` and by https to hosts that
/// a block names (RULES D10, D11). Tables and inline styles carry the layout, because mail clients honour little else; a style
/// sheet in the head only adds the dark colours and the phone's widths.
public struct MailDocument: Sendable, Equatable {
    /// `letter` looks like a mail that a person wrote; `sheet` is for agents and admins, who look things up in it.
    public enum Look: Sendable, Equatable { case letter, sheet }

    /// BCP 47 language of the words.
    public var language: String
    public var title: String
    /// What a mailbox shows beside the subject.
    public var preview: String
    public var look: Look
    public var blocks: [MailBlock]

    public init(language: String = "en", title: String, preview: String = "", look: Look = .sheet, blocks: [MailBlock] = []) {
        self.language = language
        self.title = title
        self.preview = preview
        self.look = look
        self.blocks = blocks
    }

    /// A document in its reader's language: our own words of the blocks are said in it, values and other people's texts stay.
    public init(for reader: Reader, title: String, preview: String = "", blocks: [MailBlock]) {
        self.init(
            language: reader.words.language, title: reader(title), preview: reader(preview),
            blocks: blocks.map { $0.said(in: reader.words) })
    }

    public func rendered() -> MailBody { MailBody(textBytes: renderedText(), htmlBytes: renderedHTML()) }
}

/// The two parts of a mail's body, UTF-8, with `\n` as line end.
///
/// They stay bytes on their way into the mail.
public struct MailBody: Sendable, Equatable {
    public var textBytes: [UInt8]
    public var htmlBytes: [UInt8]

    public init(textBytes: [UInt8] = [], htmlBytes: [UInt8] = []) {
        self.textBytes = textBytes
        self.htmlBytes = htmlBytes
    }

    public var text: String { String(decoding: textBytes, as: UTF8.self) }
    public var html: String { String(decoding: htmlBytes, as: UTF8.self) }
}

/// How good news is.
public enum Tone: Int, Sendable, CaseIterable { case plain, good, notice, alert }

public enum MailBlock: Sendable, Equatable {
    /// The one line at the top.
    case banner(Tone, String)
    case heading(String)
    /// Our own words; a line end stays a line end.
    case paragraph(String)
    /// Somebody's plain text: paragraphs, lists, and links of these hosts.
    case prose(String, linkHosts: [String])
    case small(String)
    case facts([Fact])
    case list([String])
    case table(MailTable)
    case chart([Bar])
    case tiles([Tile])
    /// Text of other people, in a box of its own; never a link.
    case quotation(String)
    /// A suggestion, in a box that stands out.
    case suggestion(String)
    case buttons([MailLink])
    case link(MailLink)
    case rule
}

extension MailBlock {
    /// The block with our own words in another language. What stands in facts, cells and boxes is left as it is.
    func said(in words: Wording) -> MailBlock {
        switch self {
        case .banner(let tone, let text): .banner(tone, words(text))
        case .heading(let text): .heading(words(text))
        case .paragraph(let text): .paragraph(words(text))
        case .small(let text): .small(words(text))
        case .facts(let facts): .facts(facts.map { Fact(words($0.label), $0.value, tone: $0.tone) })
        case .list(let items): .list(items.map { words($0) })
        case .table(let table):
            .table(MailTable(header: table.header.map { words($0) }, rows: table.rows, numeric: table.numeric))
        case .tiles(let tiles):
            .tiles(tiles.map { Tile(label: words($0.label), value: $0.value, change: $0.change, tone: $0.tone) })
        case .link(let link): .link(MailLink(label: words(link.label), caption: words(link.caption), url: link.url))
        case .prose, .chart, .quotation, .suggestion, .buttons, .rule: self
        }
    }
}

public struct Fact: Sendable, Equatable {
    public var label: String
    public var value: String
    public var tone: Tone
    public init(_ label: String, _ value: String, tone: Tone = .plain) {
        self.label = label
        self.value = value
        self.tone = tone
    }
}

public struct MailTable: Sendable, Equatable {
    public var header: [String]
    public var rows: [[String]]
    /// Columns that hold numbers; they stand at the right.
    public var numeric: Set<Int>
    public init(header: [String], rows: [[String]], numeric: Set<Int> = []) {
        self.header = header
        self.rows = rows
        self.numeric = numeric
    }
}

/// A bar of a chart; lengths are relative to the chart's longest.
public struct Bar: Sendable, Equatable {
    public var label: String
    public var value: Double
    /// The number as people read it.
    public var shown: String
    public var tone: Tone
    public init(label: String, value: Double, shown: String, tone: Tone = .plain) {
        self.label = label
        self.value = value
        self.shown = shown
        self.tone = tone
    }
}

/// A number that one looks at first, with its change.
public struct Tile: Sendable, Equatable {
    public var label: String
    public var value: String
    public var change: String
    public var tone: Tone
    public init(label: String, value: String, change: String = "", tone: Tone = .plain) {
        self.label = label
        self.value = value
        self.change = change
        self.tone = tone
    }
}

/// A `mailto:` link; any other URL is shown as text.
public struct MailLink: Sendable, Equatable {
    public var label: String
    /// Small words below a button.
    public var caption: String
    public var url: String
    public init(label: String, caption: String = "", url: String) {
        self.label = label
        self.caption = caption
        self.url = url
    }
}
