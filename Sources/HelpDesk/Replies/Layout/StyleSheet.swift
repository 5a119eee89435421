/// What the head of a page adds to its inline styles: dark colours and a phone's widths, by class.
///
/// Clients that drop style sheets keep the light inline styles and lose nothing. Only the rules of classes that the page uses are
/// written: most mails use five of twenty.
enum StyleSheet {
    private struct Rule {
        /// The name's bytes as one number, so that finding it is one comparison.
        let key: UInt32
        let onPhones: [UInt8]
        let inTheDark: [UInt8]

        init(_ name: String, onPhones: String = "", inTheDark: String = "") {
            key = name.utf8.reduce(0) { $0 << 8 | UInt32($1) }
            self.onPhones = onPhones.isEmpty ? [] : Array(".\(name){\(onPhones)}".utf8)
            self.inTheDark = inTheDark.isEmpty ? [] : Array(".\(name){\(inTheDark)}".utf8)
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

    /// Appends the sheet of a page that uses these classes.
    static func write(for classes: Classes, to page: inout [UInt8]) {
        let rules = rules
        page.append(":root{color-scheme:light dark;supported-color-schemes:light dark}\n@media (max-width:480px){")
        for (index, rule) in rules.enumerated() where classes.contains(index) { page += rule.onPhones }
        page.append("}\n@media (prefers-color-scheme:dark){")
        for (index, rule) in rules.enumerated() where classes.contains(index) { page += rule.inTheDark }
        page.append("}")
    }

    /// The classes that HTML of ours names, a bit for each rule.
    struct Classes: Equatable {
        private var bits: UInt32 = 0

        init() {}

        /// - Parameter markup: in what others wrote, quotes are escaped, so it names no class.
        init(in markup: Span<UInt8>) {
            let length = mark.count
            var index = 0
            while index + length < markup.count {
                guard markup[index] == UInt8(ascii: "c"), markup[index + 1] == UInt8(ascii: "l"), isMark(markup, index) else {
                    index += 1
                    continue
                }
                index = read(markup, from: index + length)
            }
        }

        func contains(_ rule: Int) -> Bool { bits & 1 << UInt32(rule) != 0 }

        mutating func formUnion(_ others: Classes) { bits |= others.bits }

        /// The names up to the closing quote.
        private mutating func read(_ markup: Span<UInt8>, from start: Int) -> Int {
            var index = start
            var key: UInt32 = 0
            while index < markup.count {
                let byte = markup[index]
                index += 1
                guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") else {
                    key = key << 8 | UInt32(byte)
                    continue
                }
                if let rule = rules.firstIndex(where: { $0.key == key }) { bits |= 1 << UInt32(rule) }
                key = 0
                if byte == UInt8(ascii: "\"") { break }
            }
            return index
        }
    }

    private static let mark = Array("class=\"".utf8)

    private static func isMark(_ markup: Span<UInt8>, _ start: Int) -> Bool {
        mark.indices.allSatisfy { markup[start + $0] == mark[$0] }
    }
}
