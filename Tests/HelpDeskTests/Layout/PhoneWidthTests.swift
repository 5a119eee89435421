import Testing

@testable import HelpDesk

/// A table is at least as wide as the longest unbreakable runs of its columns; a phone of 320 pixels leaves it 288.
@Suite("Mails on a phone of 320 pixels")
struct PhoneWidthTests {
    private static let roomPixels = 288.0

    @Test("no table of any mail is wider than the phone, in each shipped language", arguments: ["en", "de", "fr", "es"])
    func tables(language: String) {
        let reader = Reader(words: WordingTests.shipped.wording(language))
        let figures = LayoutSamples.figures()
        var digest = LayoutSamples.digest()
        digest.reader = reader
        let briefs = (1...3).map { LayoutSamples.brief($0) }
        let mails: [(String, MailBody)] = [
            ("escalation", LayoutSamples.escalation().rendered(for: reader)), ("digest", digest.rendered()),
            ("help", NoticeLayout.help(AgentGrammar.help, title: "What you can write", for: reader).rendered(for: reader)),
            ("list", NoticeLayout.escalations(briefs, at: LayoutSamples.noon, for: reader).rendered(for: reader)),
            ("status", AdminAnswer.status(figures, at: LayoutSamples.noon, for: reader).rendered(for: reader)),
        ]
        for (name, mail) in mails {
            let widths = TableWidths.pixels(in: mail.html)
            #expect(!widths.isEmpty, "\(name)")
            #expect(widths.allSatisfy { $0 <= Self.roomPixels }, "\(language) \(name): \(widths.map { Int($0) })")
        }
    }

    @Test("a run that cannot break is measured, and one that can is not")
    func measured() {
        func width(_ style: String, _ text: String) -> Double {
            TableWidths.pixels(in: "<table><tr><td style=\"font-size:13px;\(style)\">\(text)</td></tr></table>").first ?? 0
        }
        let long = String(repeating: "n", count: 60)
        #expect(width("word-break:normal", long) > Self.roomPixels)
        #expect(width("white-space:nowrap", String(repeating: "one ", count: 20)) > Self.roomPixels)
        #expect(width("word-break:break-word", long) < 20)
        #expect(width("word-break:normal", "nnn<wbr>nnn nnn") < 30)
    }
}

/// The least widths of a mail's innermost tables, by the widths of Helvetica's letters.
private enum TableWidths {
    static func pixels(in html: String) -> [Double] {
        pieces(of: html, between: "<table", "</table>").map { table in
            var columns: [Double] = []
            for row in pieces(of: table, between: "<tr", "</tr>") {
                for (index, cell) in row.replacing("<th", with: "<td").split(separator: "<td").dropFirst().enumerated() {
                    if index == columns.count { columns.append(0) }
                    columns[index] = max(columns[index], width(of: String(cell)))
                }
            }
            return columns.reduce(0, +)
        }
    }

    /// What stands between the two, where nothing of its kind stands within.
    private static func pieces(of text: String, between start: String, _ end: String) -> [String] {
        text.components(by: start).dropFirst().compactMap { piece in
            piece.firstRange(of: end).map { String(piece[..<$0.lowerBound]) }
        }
    }

    private static func width(of cell: String) -> Double {
        guard let close = cell.firstIndex(of: ">") else { return 0 }
        let (style, inner) = (String(cell[..<close]), String(cell[cell.index(after: close)...]))
        let padding = style.firstRange(of: "padding:").map { range in
            style[range.upperBound...].prefix { $0 != ";" && $0 != "\"" }.split(separator: " ").map(pixels)
        }
        // A tile's lines are boxes, each with letters of its own size.
        let boxes = inner.components(by: "<div").enumerated().map { index, box in
            let cut = index == 0 ? nil : box.firstIndex(of: ">")
            let own = cut.map { String(box[..<$0]) } ?? style
            let words = cut.map { box[box.index(after: $0)...] } ?? box
            return longestRun(String(words), own) * (number(behind: "font-size:", in: own) ?? 16)
        }
        return sides(padding ?? []) + (boxes.max() ?? 0)
    }

    private static func number(behind name: String, in style: String) -> Double? {
        style.firstRange(of: name).map { pixels(style[$0.upperBound...]) }
    }

    private static func pixels(_ text: Substring) -> Double { Double(text.prefix { $0.isNumber }) ?? 0 }

    /// Right and left, as CSS counts them.
    private static func sides(_ padding: [Double]) -> Double {
        switch padding.count {
        case 0: 0
        case 1: padding[0] * 2
        case 4: padding[1] + padding[3]
        default: padding[1] * 2
        }
    }

    /// In widths of the letter's size. `break-word` breaks anywhere, `nowrap` at the ends of lines alone.
    private static func longestRun(_ inner: String, _ style: String) -> Double {
        if style.contains("break-word") { return 1 }
        let isKept = style.contains("nowrap")
        let lines = inner.replacing("&nbsp;", with: "\u{A0}").replacing("&amp;", with: "&").replacing("<br>", with: "\n")
            .replacing("<wbr>", with: isKept ? "" : "\n")
        var (longest, run, isTag) = (0.0, 0.0, false)
        for scalar in lines.unicodeScalars {
            if scalar == "<" { isTag = true }
            let isBreak = !isTag && (scalar == "\n" || scalar == " " && !isKept)
            if !isTag { run = isBreak ? 0 : run + letter(scalar) }
            if scalar == ">" { isTag = false }
            longest = max(longest, run)
        }
        return longest
    }

    private static func letter(_ scalar: Unicode.Scalar) -> Double {
        if "iljtfI.,:;'|!-() \u{A0}".unicodeScalars.contains(scalar) { return 0.3 }
        if "mwMW%@".unicodeScalars.contains(scalar) { return 0.87 }
        return scalar.properties.isUppercase ? 0.7 : 0.556
    }
}

extension String {
    fileprivate func components(by separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
