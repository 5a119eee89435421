/// What the head of a page adds to its inline styles: dark colours and a phone's widths, by class.
///
/// Clients that drop style sheets keep the light inline styles and lose nothing. Only the rules of classes that the page uses are
/// written: most mails use five of twenty.
enum StyleSheet {
    private struct Rule {
        /// The name's bytes as one number, so that finding it is one comparison.
        let key: UInt32
        let onPhones: String
        let inTheDark: String

        init(_ name: String, onPhones: String = "", inTheDark: String = "") {
            key = name.utf8.reduce(0) { $0 << 8 | UInt32($1) }
            self.onPhones = onPhones.isEmpty ? "" : ".\(name){\(onPhones)}"
            self.inTheDark = inTheDark.isEmpty ? "" : ".\(name){\(inTheDark)}"
        }
    }

    private static let rules = [
        Rule("pad", onPhones: "padding-left:16px !important;padding-right:16px !important"),
        Rule("out", onPhones: "padding:0 !important"),
        Rule("lab", onPhones: "width:104px !important"),
        Rule(
            "card", onPhones: "border-radius:0 !important;border-left:0 !important;border-right:0 !important",
            inTheDark: "background:#1d2127 !important;border-color:#343a44 !important"),
        Rule("bg", inTheDark: "background:#14171c !important"),
        Rule("let", inTheDark: "background:#16191e !important"),
        Rule("tx", inTheDark: "color:#e8eaee !important"),
        Rule("mu", inTheDark: "color:#a7b0bd !important"),
        Rule("ln", inTheDark: "border-color:#343a44 !important"),
        Rule("bx", inTheDark: "background:#262b33 !important;border-color:#454d59 !important;color:#e8eaee !important"),
        Rule("tr", inTheDark: "background:#323843 !important"),
        Rule("bt", inTheDark: "background:#262b33 !important;border-color:#4d5664 !important"),
        Rule("bl", inTheDark: "color:#cfe0ff !important"),
        Rule("sg", inTheDark: "border-color:#6f9be8 !important"),
        Rule("ac", inTheDark: "color:#9dc0ff !important"),
        Rule("tp", inTheDark: "background:#262b33 !important;color:#e8eaee !important"),
        Rule("tg", inTheDark: "background:#17331f !important;color:#9fe0b7 !important"),
        Rule("tn", inTheDark: "background:#3a2c12 !important;color:#f4cd85 !important"),
        Rule("ta", inTheDark: "background:#452220 !important;color:#f8b4ad !important"),
        Rule("cg", inTheDark: "color:#8fd6a9 !important"),
        Rule("cn", inTheDark: "color:#f0c172 !important"),
        Rule("ca", inTheDark: "color:#f5a59d !important"),
    ]

    /// The sheet of a page.
    /// - Parameter body: HTML of ours; in what others wrote, quotes are escaped, so it names no class.
    static func text(for body: [UInt8]) -> String {
        let used = used(in: body.span)
        var (phones, dark) = ("", "")
        for (index, rule) in rules.enumerated() where used & 1 << UInt32(index) != 0 {
            phones += rule.onPhones
            dark += rule.inTheDark
        }
        return """
            :root{color-scheme:light dark;supported-color-schemes:light dark}
            @media (max-width:480px){\(phones)}
            @media (prefers-color-scheme:dark){\(dark)}
            """
    }

    /// A bit for each rule whose class occurs.
    private static func used(in body: Span<UInt8>) -> UInt32 {
        var (used, index) = (UInt32(0), 0)
        let length = mark.count
        while index + length < body.count {
            guard body[index] == UInt8(ascii: "c"), body[index + 1] == UInt8(ascii: "l"), isMark(body, index) else {
                index += 1
                continue
            }
            index += length
            var key: UInt32 = 0
            while index < body.count {
                let byte = body[index]
                index += 1
                if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") {
                    if let rule = rules.firstIndex(where: { $0.key == key }) { used |= 1 << UInt32(rule) }
                    key = 0
                    if byte == UInt8(ascii: "\"") { break }
                } else {
                    key = key << 8 | UInt32(byte)
                }
            }
        }
        return used
    }

    private static let mark = Array("class=\"".utf8)

    private static func isMark(_ body: Span<UInt8>, _ start: Int) -> Bool {
        mark.indices.allSatisfy { body[start + $0] == mark[$0] }
    }
}
