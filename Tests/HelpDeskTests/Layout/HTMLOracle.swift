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
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
        }
    }

    static let allowed: Set<String> = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "th", "p", "a", "br", "h2",
        "ul", "li", "span",
    ]

    /// What is wrong with the page; empty where all is well.
    func faults(linkHosts: [String] = []) -> [String] {
        var faults: [String] = []
        for tag in tags {
            let name = tag.name.hasPrefix("/") ? String(tag.name.dropFirst()) : tag.name
            if !Self.allowed.contains(name) { faults.append("tag \(tag.name)") }
            for active in [" src", " on", "url(", "javascript:", "data:", " background=", "srcset", "@import", "expression("]
            where tag.attributes.lowercased().contains(active) {
                faults.append("\(active) in \(tag.name)")
            }
            if tag.attributes.contains("href=") {
                let link = tag.attributes.split(separator: "href=\"", maxSplits: 1).last?.prefix { $0 != "\"" } ?? ""
                let isOwn = linkHosts.contains { link.hasPrefix("https://\($0)/") || link == "https://\($0)" }
                if name != "a" || !(link.hasPrefix("mailto:") || isOwn) { faults.append("href \(link)") }
            }
        }
        let opened = tags.filter { !$0.name.hasPrefix("/") && !["!doctype", "meta", "br"].contains($0.name) }.count
        if opened != tags.filter({ $0.name.hasPrefix("/") }).count { faults.append("tags are not balanced") }
        return faults
    }
}
