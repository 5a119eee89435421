/// Reads HTML as a mail client would, as far as the tests must know: its tags, its links, and what it would fetch.
struct HTMLOracle {
    var tags: [(name: String, attributes: String)] = []
    /// Text between tags, entities decoded.
    var text = ""

    init(_ html: String) {
        var rest = Array(html.utf8)[...]
        var raw: [UInt8] = []
        while let byte = rest.first {
            if byte == UInt8(ascii: "<") {
                let end = rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
                let inner = String(decoding: rest[rest.startIndex..<end].dropFirst(), as: UTF8.self)
                let name = inner.prefix { $0 != " " && $0 != "\n" }
                tags.append((name.lowercased(), String(inner.dropFirst(name.count))))
                rest = end == rest.endIndex ? [] : rest[(end + 1)...]
                if name == "style" || name == "title" { rest = rest.drop { $0 != UInt8(ascii: "<") } }
            } else {
                raw.append(byte)
                rest = rest.dropFirst()
            }
        }
        text = String(decoding: raw, as: UTF8.self)
        for (entity, character) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&"),
        ] {
            text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
        }
    }

    static let allowed: Set<String> = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "th", "p", "a", "br", "h2",
        "ul", "li", "span", "wbr",
    ]

    /// Attribute names as they stand outside quoted values, and those values.
    private static func attributes(_ text: String) -> (names: String, values: [String]) {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        let names = parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
        return (names, parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
    }

    /// What is wrong with the page; empty where all is well.
    func faults(linkHosts: [String] = []) -> [String] {
        var faults: [String] = []
        for tag in tags {
            let name = tag.name.hasPrefix("/") ? String(tag.name.dropFirst()) : tag.name
            if !Self.allowed.contains(name) { faults.append("tag \(tag.name)") }
            let (names, values) = Self.attributes(tag.attributes.lowercased())
            for active in [" src", " on", " background=", " srcset", " action"] where names.contains(active) {
                faults.append("\(active) in \(tag.name)")
            }
            for value in values
            where ["url(", "expression(", "@import"].contains(where: value.contains) && names.contains("style=")
                && !value.hasPrefix("mailto:") && !value.hasPrefix("https:")
            {
                faults.append("\(value) in \(tag.name)")
            }
            if names.contains("href=") {
                let link = values.first ?? ""
                let target =
                    tag.attributes.lowercased().split(separator: "href=\"", maxSplits: 1).last?.prefix { $0 != "\"" } ?? ""
                let isOwn = linkHosts.contains { host in
                    let own = "https://" + host.lowercased()
                    return target == own || ["/", "?", "#"].contains { target.hasPrefix(own + $0) }
                }
                if name != "a" || !(target.hasPrefix("mailto:") || isOwn) { faults.append("href \(link) \(target)") }
            }
        }
        let opened = tags.filter { !$0.name.hasPrefix("/") && !["!doctype", "meta", "br", "wbr"].contains($0.name) }.count
        if opened != tags.filter({ $0.name.hasPrefix("/") }).count { faults.append("tags are not balanced") }
        return faults
    }
}
