/// The body as lines, each with what can be said of it alone.
struct TextLines {
    struct Line {
        /// Without its line end and without blanks on either side.
        var content: Range<Int>
        /// Behind `>` marks and blanks.
        var inner: Range<Int>
        var quoteDepth: UInt8
        var isBlank: Bool
        /// Marked by the mail program as history, and not set off by `>`.
        var isMarkedHistory = false
        var isMarkedSignature = false
        /// Whether the next lines hold one that ends like an attribution: with a colon or a dash.
        var isNearColon = false
    }

    let text: [UInt8]
    private(set) var lines: [Line] = []

    init(_ body: BodyText) {
        text = body.text
        lines.reserveCapacity(text.count / 40 + 4)
        var position = 0
        while position < text.count {
            let end = text.firstIndex(of: .lf, in: position..<text.count) ?? text.count
            lines.append(TextLines.line(text, position..<end))
            position = end + 1
        }
        mark(body)
        markColons()
    }

    private static let colonReach = 6

    private mutating func markColons() {
        var reach = 0
        for index in lines.indices.reversed() {
            let inner = lines[index].inner
            if endsLikeAttribution(inner) { reach = TextLines.colonReach }
            lines[index].isNearColon = reach > 0
            if reach > 0 { reach -= 1 }
        }
    }

    /// A colon, its full-width form, or dashes; emphasis marks behind it are looked through.
    private func endsLikeAttribution(_ inner: Range<Int>) -> Bool {
        var end = inner.upperBound
        while end > inner.lowerBound,
            text[end - 1] == UInt8(ascii: "*") || text[end - 1] == UInt8(ascii: "_") || text[end - 1].isWSP
        { end -= 1 }
        guard end > inner.lowerBound else { return false }
        return text[end - 1] == UInt8(ascii: ":") || text[end - 1] == UInt8(ascii: "-")
            || (text[end - 1] == 0x9A && end - inner.lowerBound >= 3)
    }

    private static func line(_ text: [UInt8], _ range: Range<Int>) -> Line {
        let content = trim(text, range)
        var inner = content.lowerBound
        var depth: UInt8 = 0
        while inner < content.upperBound, text[inner] == UInt8(ascii: ">") || text[inner].isWSP {
            if text[inner] == UInt8(ascii: ">") {
                // `>>>>` runs are quotes, a `>>` behind a blank that starts code or a shell prompt is not told apart.
                if depth < 200 { depth += 1 }
            }
            inner += 1
        }
        return Line(
            content: content, inner: trim(text, inner..<content.upperBound), quoteDepth: depth, isBlank: content.isEmpty)
    }

    /// Blanks, no-break blanks, byte order marks and zero-width characters on either side.
    static func trim(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper {
            if text[lower].isFWS {
                lower += 1
            } else if upper - lower >= 2, text[lower] == 0xC2, text[lower + 1] == 0xA0 {
                lower += 2
            } else if upper - lower >= 3, isInvisible(text, lower) {
                lower += 3
            } else {
                break
            }
        }
        while lower < upper {
            if text[upper - 1].isFWS {
                upper -= 1
            } else if upper - lower >= 2, text[upper - 2] == 0xC2, text[upper - 1] == 0xA0 {
                upper -= 2
            } else if upper - lower >= 3, isInvisible(text, upper - 3) {
                upper -= 3
            } else {
                break
            }
        }
        return lower..<upper
    }

    private static func isInvisible(_ text: [UInt8], _ at: Int) -> Bool {
        if text[at] == 0xEF { return text[at + 1] == 0xBB && text[at + 2] == 0xBF }
        guard text[at] == 0xE2 else { return false }
        return
            (text[at + 1] == 0x80
            && ((text[at + 2] >= 0x8B && text[at + 2] <= 0x8F) || (text[at + 2] >= 0xAA && text[at + 2] <= 0xAE)))
            || (text[at + 1] == 0x81 && text[at + 2] >= 0xA0 && text[at + 2] <= 0xA9)
    }

    /// Containers that hold `>` lines keep what stands between them: that is where inline answers are typed.
    private mutating func mark(_ body: BodyText) {
        guard !body.history.isEmpty || !body.signatures.isEmpty else { return }
        for range in body.history {
            let inside = indices(in: range)
            let firstQuote = inside.first { lines[$0].quoteDepth > 0 }
            for index in inside where firstQuote.map({ index < $0 }) ?? true { lines[index].isMarkedHistory = true }
        }
        for range in body.signatures {
            for index in indices(in: range) { lines[index].isMarkedSignature = true }
        }
    }

    private func indices(in range: Range<Int>) -> Range<Int> {
        // Lines ascend: a binary search keeps many marked ranges linear.
        var first = 0
        var past = lines.count
        while first < past {
            let middle = (first + past) / 2
            if lines[middle].content.lowerBound < range.lowerBound { first = middle + 1 } else { past = middle }
        }
        var last = first
        while last < lines.count, lines[last].content.lowerBound < range.upperBound { last += 1 }
        return first..<last
    }

    func folded(_ index: Int) -> [UInt8] { TextFold.fold(text, lines[index].inner) }

    /// The text of the chosen lines as it stands, quote marks and indentation included, blanks at their ends not.
    func joined(where isChosen: (Int) -> Bool) -> [UInt8] {
        var output: [UInt8] = []
        // Lines that follow each other without a blank between are copied at once.
        var run = 0..<0
        for index in lines.indices where isChosen(index) {
            let content = lines[index].content
            var start = content.lowerBound
            while start > 0, text[start - 1].isWSP { start -= 1 }
            if !run.isEmpty, run.upperBound + 1 == start, text[run.upperBound] == .lf {
                run = run.lowerBound..<content.upperBound
                continue
            }
            append(run, to: &output)
            run = start..<content.upperBound
            if run.isEmpty { output.append(.lf) }
        }
        append(run, to: &output)
        return TextLines.trimmedLines(output)
    }

    private func append(_ run: Range<Int>, to output: inout [UInt8]) {
        guard !run.isEmpty else { return }
        if output.isEmpty { output.reserveCapacity(text.count + 1) }
        output.append(contentsOf: text[run])
        output.append(.lf)
    }

    /// Without blank lines at the start and blanks at the end.
    static func trimmedLines(_ bytes: consuming [UInt8]) -> [UInt8] {
        var start = 0
        var position = 0
        while position < bytes.count, bytes[position].isFWS {
            position += 1
            if bytes[position - 1] == .lf { start = position }
        }
        if position == bytes.count { return [] }
        var end = bytes.count
        while end > start, bytes[end - 1].isFWS { end -= 1 }
        if start > 0 { return Array(bytes[start..<end]) }
        bytes.removeLast(bytes.count - end)
        return bytes
    }
}
