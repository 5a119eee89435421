/// Plain text as simple HTML: paragraphs, bullet and numbered lists, and links of hosts that are allowed.
enum ProseHTML {
    private enum Kind: Equatable { case plain, bullet, numbered }

    static func render(_ text: String, linkHosts: [String]) -> String {
        var out = ""
        for paragraph in CleanText.lines(text).split(whereSeparator: { CleanText.trimmed($0).isEmpty }) {
            for run in runs(Array(paragraph)) { out += render(run.kind, run.lines, linkHosts) }
        }
        return out
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

    private static func render(_ kind: Kind, _ lines: [String], _ hosts: [String]) -> String {
        let inner = lines.map { linked($0, hosts) }
        switch kind {
        case .plain: return "<p class=\"tx\" style=\"\(HTMLWriter.paragraph)\">\(inner.joined(separator: "<br>"))</p>"
        case .bullet:
            let items = inner.map {
                "<li class=\"tx\" style=\"margin:0 0 6px;font-size:16px;line-height:24px;color:\(Palette.text)\">\($0)</li>"
            }
            return "<ul style=\"margin:0 0 14px;padding:0 0 0 22px\">\(items.joined())</ul>"
        case .numbered:
            let items = inner.map {
                "<div class=\"tx\" style=\"margin:0 0 6px;padding:0 0 0 22px;text-indent:-22px;font-size:16px;line-height:24px;color:\(Palette.text)\">\($0)</div>"
            }
            return "<div style=\"margin:0 0 14px\">\(items.joined())</div>"
        }
    }

    private static let trailing = Set(".,;:!?)]}'\"»”’".unicodeScalars)

    /// A link shows exactly where it leads.
    private static func linked(_ line: String, _ hosts: [String]) -> String {
        // Only `https://` becomes a link, and most lines have no colon.
        guard !hosts.isEmpty, line.utf8.contains(UInt8(ascii: ":")) else { return HTMLEscape.escaped(line) }
        return line.split(separator: " ", omittingEmptySubsequences: false).map { word in
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
            guard let link = Hyperlink(String(url)), link.isAllowed(hosts) else { return UnbrokenHTML.words(String(word)) }
            let href = HTMLEscape.escaped(link.text)
            return HTMLEscape.escaped(before) + "<a class=\"ac\" href=\"\(href)\" style=\"color:\(Palette.accent)\">\(href)</a>"
                + HTMLEscape.escaped(after)
        }.joined(separator: " ")
    }
}
