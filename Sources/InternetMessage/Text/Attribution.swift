/// Finds the lines by which mail programs introduce a quotation: *On Monday Ada wrote:*, in any of many languages.
///
/// The shape decides more than the words: a date or an address, a verb of writing or neither but an address before the final colon.
struct Attribution {
    let lines: TextLines
    private static let linesMax = 6
    private static let lineBytesMax = 240

    /// What a first search found: unquoted lines before `end` start none, but for the one at which `found` starts.
    struct Search {
        var end = 0
        var found: Range<Int>?
    }

    /// ``span(at:)`` of an unquoted line, by a search that may have come by already.
    func span(at index: Int, after search: Search) -> Range<Int>? {
        guard index < search.end else { return span(at: index) }
        return search.found?.lowerBound == index ? search.found : nil
    }

    /// The lines of an attribution that starts at `index`; nil where none does.
    func span(at index: Int) -> Range<Int>? {
        let first = lines.lines[index]
        guard first.isNearColon else { return nil }
        guard !first.inner.isEmpty, first.inner.count <= Attribution.lineBytesMax,
            canStart(first) || isNameAboveAddress(index)
        else { return nil }
        var joined: [UInt8] = []
        var isLong = false
        for next in index..<min(index + Attribution.linesMax, lines.lines.count) {
            let line = lines.lines[next]
            // QUIRK: a closing `>` of the address that was wrapped to the start of a line looks like a quotation.
            let isWrappedBracket = line.quoteDepth == first.quoteDepth + 1 && line.inner.count <= 16 && !joined.isEmpty
            guard line.quoteDepth == first.quoteDepth || line.isBlank || isWrappedBracket else { return nil }
            guard line.inner.count <= Attribution.lineBytesMax else { return nil }
            if line.inner.isEmpty {
                // Some programs put blank lines inside; only an unmistakable opening may run over them.
                if !isLong { isLong = startsWithOpener(joined) && hasDate(joined) && joined.count < 80 }
                guard isLong else { return nil }
                continue
            }
            if !joined.isEmpty { joined.append(.space) }
            joined += TextFold.fold(lines.text, line.inner)
            guard endsAttribution(joined) else { continue }
            guard isAttribution(joined, isFollowedByQuote: isQuote(after: next, than: first.quoteDepth)) else { return nil }
            // An own line before it must not be taken along: the shortest tail that is an attribution by itself wins.
            if next > index, let later = laterStart(from: index + 1, to: next) { return later == index ? index..<next + 1 : nil }
            return index..<next + 1
        }
        return nil
    }

    /// A name whose address was wrapped to the start of the next line.
    private func isNameAboveAddress(_ index: Int) -> Bool {
        guard index + 1 < lines.lines.count, lines.lines[index].inner.count <= 160 else { return false }
        let next = lines.lines[index + 1].inner
        return !next.isEmpty && lines.text[next.lowerBound] == UInt8(ascii: "<") && lines.text[next].contains(UInt8(ascii: "@"))
    }

    private func laterStart(from start: Int, to end: Int) -> Int? {
        for candidate in stride(from: end, through: start, by: -1) where canStart(lines.lines[candidate]) {
            let opening = lines.folded(candidate)
            guard startsWithOpener(opening), hasDate(opening) else { continue }
            return candidate
        }
        return nil
    }

    /// A cheap look before anything is joined: an opener, a digit near the start, or an address in the line.
    private func canStart(_ line: TextLines.Line) -> Bool {
        let text = lines.text
        let head = line.inner.prefix(48)
        for position in head where text[position].isDigit { return true }
        for position in line.inner where text[position] == UInt8(ascii: "@") || text[position] == UInt8(ascii: "<") {
            return true
        }
        guard let last = line.inner.last else { return false }
        if text[last] == UInt8(ascii: ":") || text[last] == UInt8(ascii: "-") { return true }
        if line.inner.count >= 3, text[last] == 0x9A { return true }
        return HistoryPhrases.openers.match(
            TextFold.fold(text, line.inner.lowerBound..<min(line.inner.upperBound, line.inner.lowerBound + 24)), at: 0) != nil
    }

    private func endsAttribution(_ joined: [UInt8]) -> Bool {
        var end = joined.count
        while end > 0, joined[end - 1] == UInt8(ascii: "*") || joined[end - 1] == UInt8(ascii: "_") || joined[end - 1] == .space {
            end -= 1
        }
        if end > 0, joined[end - 1] == UInt8(ascii: ":") { return true }
        // Zoho: `---- On … wrote ----`
        return joined.starts(with: Array("----".utf8)) && end > 8 && joined.hasPrefix("---", at: end - 3)
    }

    private func isAttribution(_ joined: [UInt8], isFollowedByQuote: Bool) -> Bool {
        guard joined.count <= 420 else { return false }
        let hasVerb = HistoryPhrases.wrote.contains(in: joined)
        let hasAddress = hasAddress(joined)
        let hasDate = hasDate(joined)
        if hasVerb {
            // *I wrote to you on 3/5:* and *your driver wrote this on the card:* is the customer speaking.
            if !isFollowedByQuote, Attribution.ownWords.contains(in: joined) { return false }
            if !isFollowedByQuote, !hasAddress, !startsWithOpener(joined) { return false }
            return hasDate || hasAddress || (isFollowedByQuote && joined.count < 100)
        }
        return hasAddress && hasDate && endsWithAddress(joined)
    }

    private static let ownWords = PhraseSet(
        """
        i wrote|we wrote|i have written|you wrote|i said|your |my |our |the page|the site|the app|ich schrieb|schrieb ich|wir schrieben|schrieben sie|ihr |mein |\
        j'ai écrit|nous avons écrit|vous avez écrit|votre |notre |yo escribí|les escribí|le escribí|ho scritto io|io ho scritto|vi ho scritto|il vostro |il mio |eu escrevi|meu |seu |ik schreef|mijn 
        """)

    private func isQuote(after index: Int, than depth: UInt8) -> Bool {
        for next in index + 1..<min(index + 4, lines.lines.count) where next < lines.lines.count {
            if lines.lines[next].isBlank { continue }
            return lines.lines[next].quoteDepth > depth
        }
        return false
    }

    private func startsWithOpener(_ joined: [UInt8]) -> Bool {
        joined.first?.isDigit == true || HistoryPhrases.openers.match(joined, at: 0) != nil
    }

    private func hasAddress(_ joined: [UInt8]) -> Bool {
        guard let at = joined.firstIndex(of: UInt8(ascii: "@")), at > 0, at + 1 < joined.count else { return false }
        return joined[at - 1] > 32 && joined[at + 1].isAlphanumeric
    }

    private func endsWithAddress(_ joined: [UInt8]) -> Bool {
        guard
            let last = joined.lastIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "]") })
        else {
            return joined.split(separator: .space).last?.contains(UInt8(ascii: "@")) == true
        }
        return joined.count - last <= 4
    }

    /// A time, a year, or a date in digits.
    private func hasDate(_ joined: [UInt8]) -> Bool {
        var position = 0
        while position < joined.count {
            guard joined[position].isDigit else {
                position += 1
                continue
            }
            var end = position
            while end < joined.count, joined[end].isDigit { end += 1 }
            let isWordStart = position == 0 || !joined[position - 1].isLetter
            let digits = end - position
            if isWordStart, digits == 4, joined[position] == 49 || joined[position] == 50 { return true }
            if isWordStart, digits <= 2, end + 1 < joined.count, joined[end + 1].isDigit,
                joined[end] == UInt8(ascii: ":") || joined[end] == UInt8(ascii: "/") || joined[end] == UInt8(ascii: ".")
                    || joined[end] == UInt8(ascii: "-")
            {
                return true
            }
            position = end
        }
        return false
    }
}
