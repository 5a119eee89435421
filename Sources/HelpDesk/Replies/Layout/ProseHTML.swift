/// Plain text as simple HTML: paragraphs, bullet and numbered lists, and links of hosts that are allowed.
enum ProseHTML {
    private enum Kind: Equatable { case plain, bullet, numbered }

    static func write(_ text: String, linkHosts: [String], to out: inout HTMLWriter) {
        for paragraph in CleanText.lines(text).split(whereSeparator: { CleanText.trimmed($0).isEmpty }) {
            for run in runs(Array(paragraph)) { write(run.kind, run.lines, linkHosts, to: &out) }
        }
    }

    /// Lines of one kind that stand together; an indented line goes on with the item above it.
    private static func runs(_ lines: [String]) -> [(kind: Kind, lines: [String])] {
        var runs: [(kind: Kind, lines: [String])] = []
        for line in lines {
            let item = item(line)
            if let last = runs.indices.last, item.kind == runs[last].kind {
                runs[last].lines.append(item.text)
            } else if let last = runs.indices.last, item.kind == .plain, runs[last].kind != .plain,
                line.utf8.first == UInt8(ascii: " ")
            {
                let end = runs[last].lines.count - 1
                runs[last].lines[end] += " " + item.text
            } else {
                runs.append((item.kind, [item.text]))
            }
        }
        return runs
    }

    private static let bullets = ["- ", "* ", "• ", "– "]

    private static func item(_ line: String) -> (kind: Kind, text: String) {
        let trimmed = CleanText.trimmed(line)
        for mark in bullets where trimmed.utf8.starts(with: mark.utf8) {
            return (.bullet, CleanText.trimmed(String(trimmed.unicodeScalars.dropFirst(2))))
        }
        guard trimmed.utf8.first.map({ 48...57 ~= $0 }) ?? false else { return (.plain, trimmed) }
        let digits = trimmed.unicodeScalars.prefix { $0.isASCII && $0.properties.numericType == .decimal }
        let rest = trimmed.unicodeScalars.dropFirst(digits.count)
        guard (1...2).contains(digits.count), let mark = rest.first, mark == "." || mark == ")", rest.dropFirst().first == " "
        else {
            return (.plain, trimmed)
        }
        // The number stays in the text: a list that begins at 3 must not be counted anew.
        return (.numbered, trimmed)
    }

    private static func write(_ kind: Kind, _ lines: [String], _ hosts: [String], to out: inout HTMLWriter) {
        switch kind {
        case .plain:
            out.tag(HTMLWriter.paragraph)
            for (index, line) in lines.enumerated() {
                if index > 0 { out.tag("<br>") }
                link(line, hosts, to: &out)
            }
            out.tag("</p>\n")
        case .bullet:
            out.tag("<ul style=\"margin:0 0 14px;padding:0 0 0 22px\">\n")
            write(lines, hosts, between: ("<li style=\"margin:0 0 6px\">", "</li>\n"), to: &out)
            out.tag("</ul>\n")
        case .numbered:
            out.tag("<div style=\"margin:0 0 14px\">\n")
            write(
                lines, hosts, between: ("<div style=\"margin:0 0 6px;padding:0 0 0 22px;text-indent:-22px\">", "</div>\n"),
                to: &out)
            out.tag("</div>\n")
        }
    }

    private static func write(
        _ items: [String], _ hosts: [String], between tags: (StaticString, StaticString), to out: inout HTMLWriter
    ) {
        for item in items {
            out.tag(tags.0)
            link(item, hosts, to: &out)
            out.tag(tags.1)
        }
    }

    private static let trailing = Set(".,;:!?)]}'\"»”’".unicodeScalars)

    /// A link shows exactly where it leads.
    private static func link(_ line: String, _ hosts: [String], to out: inout HTMLWriter) {
        // Only `https://` becomes a link, and most lines have no colon.
        guard !hosts.isEmpty, line.utf8.contains(UInt8(ascii: ":")) else { return HTMLEscape.write(line, to: &out.body) }
        for (index, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { out.body.append(UInt8(ascii: " ")) }
            link(word: String(word), hosts, to: &out)
        }
    }

    private static func link(word: String, _ hosts: [String], to out: inout HTMLWriter) {
        var url = word.unicodeScalars[...]
        var after = ""
        while let last = url.last, trailing.contains(last) {
            after = String(last) + after
            url = url.dropLast()
        }
        var before = ""
        while let first = url.first, "(<[\"'".unicodeScalars.contains(first) {
            before.unicodeScalars.append(first)
            url = url.dropFirst()
        }
        while let last = url.last, last == ">" {
            after = ">" + after
            url = url.dropLast()
        }
        guard let link = Hyperlink(String(url)), link.isAllowed(hosts) else { return UnbrokenHTML.write(word, to: &out.body) }
        let href = HTMLEscape.escaped(link.text)
        HTMLEscape.write(before, to: &out.body)
        out.put(HTMLWriter.anchorStart)
        out.body += href.utf8
        out.put(HTMLWriter.anchorEnd)
        out.body += href.utf8
        out.tag("</a>")
        HTMLEscape.write(after, to: &out.body)
    }
}
