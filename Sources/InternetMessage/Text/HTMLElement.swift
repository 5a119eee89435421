/// What an HTML element means for text, by its name.
struct HTMLElement: OptionSet {
    let rawValue: UInt16

    static let void = HTMLElement(rawValue: 1)
    /// Starts and ends a line.
    static let block = HTMLElement(rawValue: 2)
    /// A block with a blank line around it.
    static let paragraph = HTMLElement(rawValue: 4)
    /// Its content is no markup and no text.
    static let rawText = HTMLElement(rawValue: 8)
    /// Its content is never shown.
    static let invisible = HTMLElement(rawValue: 16)
    static let quote = HTMLElement(rawValue: 32)
    static let item = HTMLElement(rawValue: 64)
    static let cell = HTMLElement(rawValue: 128)
    static let preformatted = HTMLElement(rawValue: 256)
    static let lineBreak = HTMLElement(rawValue: 512)
    static let row = HTMLElement(rawValue: 1_024)

    /// The first eight bytes of a name in lower case: enough to tell all that matter apart.
    typealias Name = UInt64

    static func name(_ bytes: [UInt8], _ range: Range<Int>) -> Name {
        var name: UInt64 = 0
        for index in range.prefix(8) { name = name << 8 | UInt64(bytes[index].lowercasedASCII) }
        return name
    }

    static func name(_ text: String) -> Name { name(Array(text.utf8), 0..<text.utf8.count) }

    static let kinds: [Name: HTMLElement] = {
        var kinds: [Name: HTMLElement] = [:]
        func add(_ names: String, _ kind: HTMLElement) {
            for word in names.split(separator: " ") { kinds[name(String(word)), default: []].formUnion(kind) }
        }
        add("br hr img input meta link area base col embed source track wbr param", .void)
        add("br", .lineBreak)
        add(
            "div table tbody thead tfoot tr ul ol dl dt dd li form fieldset section article header footer nav aside main address center "
                + "hr body html o:p caption figure figcaption", .block)
        add("p blockquote h1 h2 h3 h4 h5 h6 pre", [.block, .paragraph])
        add("script style title textarea xmp noembed noframes svg", [.rawText, .invisible])
        add("head template object applet select datalist", .invisible)
        add("blockquote", .quote)
        add("li dt", .item)
        add("td th", .cell)
        add("tr", .row)
        add("pre listing", .preformatted)
        // `o:p` is Word's empty inline element.
        kinds[name("o:p")] = []
        return kinds
    }()

    static func kind(_ name: Name) -> HTMLElement { kinds[name] ?? [] }
}
