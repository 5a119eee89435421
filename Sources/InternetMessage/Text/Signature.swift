/// Tells signatures and footers from what was typed, at the end of a run of lines.
struct Signature {
    let lines: TextLines

    private static let footerLinesMax = 15
    private static let footerLineBytesMax = 120

    /// `-- `, `--`, a lone dash sign: the separator of RFC 3676 section 4.3 and what became of it.
    func isSeparator(_ index: Int) -> Bool {
        let range = lines.lines[index].content
        let bytes = lines.text
        switch range.count {
        case 2: return bytes[range.lowerBound] == UInt8(ascii: "-") && bytes[range.lowerBound + 1] == UInt8(ascii: "-")
        case 3:
            return bytes[range.lowerBound] == 0xE2 && bytes[range.lowerBound + 1] == 0x80 && bytes[range.lowerBound + 2] >= 0x93
                && bytes[range.lowerBound + 2] <= 0x95
        default: return false
        }
    }

    /// A line of nothing but dashes, underscores, stars and the like.
    func isRule(_ index: Int) -> Bool {
        let range = lines.lines[index].content
        guard range.count >= 2 else { return false }
        let bytes = lines.text
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "#"),
                UInt8(ascii: "*"),
                .space:
                position += 1
            case 0xE2 where position + 2 < range.upperBound && (bytes[position + 1] == 0x80 || bytes[position + 1] == 0x94):
                position += 3
            default: return false
            }
        }
        return true
    }

    /// Gmail's tracking extension leaves a lone U+1427.
    func isTracker(_ index: Int) -> Bool {
        let range = lines.lines[index].content
        return range.count == 3 && lines.text.hasPrefix([0xE1, 0x90, 0xA7], at: range.lowerBound)
    }

    /// A footer that a phone or an app adds.
    func isMobile(_ index: Int) -> Bool {
        let range = lines.lines[index].content
        guard range.count >= 4, range.count <= Signature.footerLineBytesMax else { return false }
        let folded = Signature.unframed(TextFold.fold(lines.text, range))
        if let length = Signature.mobileStart(of: folded) {
            // A sentence with a comma behind it was typed: *Sent from my desk, is the cable ok?*
            guard folded.last != UInt8(ascii: "?"), folded.last != UInt8(ascii: ":") else { return false }
            let hasClause = folded.contains(UInt8(ascii: ",")) && !Signature.apologies.contains(in: folded)
            return !hasClause && (folded.count > length || length >= 10) && Signature.words(of: folded).count <= 14
        }
        let endsAsMobile = SignaturePhrases.mobileEnds.contains {
            folded.count > $0.count && folded.hasPrefix($0, at: folded.count - $0.count)
        }
        return endsAsMobile && Signature.words(of: folded).count <= 6
    }

    /// How long the words are that only a phone or a program starts a line with; nil where a person may have typed it.
    private static func mobileStart(of folded: [UInt8]) -> Int? {
        if let length = SignaturePhrases.mobileStarts.match(folded, at: 0) { return length }
        let german = SignaturePhrases.possibleMobileStartsOfGerman.match(folded, at: 0)
        guard let length = SignaturePhrases.possibleMobileStarts.match(folded, at: 0) ?? german,
            SignaturePhrases.devices.contains(in: folded)
        else { return nil }
        let words = words(of: folded)
        guard !words.contains(where: { SignaturePhrases.clauseWords.contains(Array($0)) }) else { return nil }
        if german != nil, !SignaturePhrases.sentAtEnd.contains(where: { words.last.map(Array.init) == $0 }) { return nil }
        return length
    }

    private static func words(of folded: [UInt8]) -> [ArraySlice<UInt8>] { folded.split(separator: .space) }

    /// Without the brackets, stars and dashes that some programs set around their footer.
    private static func unframed(_ folded: [UInt8]) -> [UInt8] {
        var start = 0
        var end = folded.count
        while start < end, isFrame(folded[start]) { start += 1 }
        while end > start, isFrame(folded[end - 1]) || isClosingFrame(folded[end - 1]) { end -= 1 }
        return start == 0 && end == folded.count ? folded : Array(folded[start..<end])
    }

    private static func isFrame(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            .space:
            true
        default: false
        }
    }

    private static func isClosingFrame(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ")") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: ".")
    }

    private static let apologies = PhraseSet(
        "excuse|typo|brevity|sorry|forgive|autocorrect|entschuldig|tippfehler|pardon|disculp|scus|desculp")

    /// A paragraph of a disclaimer, a virus scanner or a list.
    func isFooter(_ index: Int) -> Bool {
        let range = lines.lines[index].content
        guard range.count >= 6 else { return false }
        var start = range.lowerBound
        while start < range.upperBound,
            lines.text[start] == UInt8(ascii: "*") || lines.text[start] == UInt8(ascii: "_")
                || lines.text[start] == UInt8(ascii: "[")
        { start += 1 }
        let mayStart =
            SignaturePhrases.footers.mayStart(lines.text, at: start)
            || SignaturePhrases.possibleFooters.mayStart(lines.text, at: start)
        guard mayStart else { return false }
        let folded = TextFold.fold(lines.text, start..<min(range.upperBound, start + 64))
        if SignaturePhrases.footers.match(folded, at: 0) != nil { return true }
        return SignaturePhrases.possibleFooters.match(folded, at: 0) != nil && isLegal(from: index)
    }

    private static let paragraphBytesMax = 2_000

    /// Whether the paragraph that starts here is a lawyer's.
    private func isLegal(from index: Int) -> Bool {
        let start = lines.lines[index].content.lowerBound
        var last = index
        while last + 1 < lines.lines.count, !lines.lines[last + 1].isBlank,
            lines.lines[last + 1].content.upperBound - start <= Signature.paragraphBytesMax
        { last += 1 }
        let end = min(lines.lines[last].content.upperBound, start + Signature.paragraphBytesMax)
        return SignaturePhrases.legalWords.contains(in: TextFold.fold(lines.text, start..<end))
    }

    func isClosing(_ index: Int) -> Bool {
        let range = lines.lines[index].content
        guard range.count <= 60 else { return false }
        guard SignaturePhrases.closings.mayStart(lines.text, at: range.lowerBound) else { return false }
        return SignaturePhrases.closings.match(TextFold.fold(lines.text, range), at: 0) != nil
    }

    /// Whether a line closes the letter and says nothing else: not `thank you, that helped`.
    func isClosingAlone(_ index: Int) -> Bool {
        guard isClosing(index) else { return false }
        let line = TextFold.fold(lines.text, lines.lines[index].content)
        guard let length = SignaturePhrases.closings.match(line, at: 0) else { return false }
        let rest = line.dropFirst(length).drop { $0 == .space }
        guard let mark = rest.first, ",.;:!".utf8.contains(mark) else { return true }
        return !rest.contains { $0.isLetter }
    }

    /// Whether the lines behind a rule are a footer: few, short, and with an address, a number or a link among them; or none at all.
    func isFooterBlock(_ indices: Range<Int>) -> Bool {
        var count = 0
        var hasContact = false
        for index in indices where !lines.lines[index].isBlank && !isRule(index) {
            count += 1
            if isContact(index) || isFooter(index) { hasContact = true }
            if count > Signature.footerLinesMax { return false }
        }
        return count == 0 || hasContact
    }

    /// An address, a telephone number or a link that fills the line.
    func isContact(_ index: Int) -> Bool {
        let range = lines.lines[index].content
        guard range.count <= 100 else { return false }
        let bytes = lines.text
        var digits = 0
        var others = 0
        for position in range {
            let byte = bytes[position]
            if byte.isDigit { digits += 1 } else if byte.isLetter { others += 1 }
            if byte == UInt8(ascii: "@"), position > range.lowerBound, position + 3 < range.upperBound,
                bytes[position - 1].isAlphanumeric,
                bytes[position + 1].isAlphanumeric
            {
                return bytes[range].split(separator: .space).count <= 5
            }
        }
        if bytes.firstRange(of: "www.", in: range) != nil || bytes.firstRange(of: "http", in: range) != nil {
            return bytes[range].split(separator: .space).count <= 5
        }
        return digits >= 7 && digits >= others
    }

    /// A name: one to four words, each with a capital, without a sentence's punctuation.
    func isName(_ index: Int) -> Bool {
        let range = lines.lines[index].content
        guard range.count >= 2, range.count <= 50 else { return false }
        let words = lines.text[range].split(separator: .space)
        guard words.count <= 5 else { return false }
        for word in words {
            guard let first = word.first, !(first &- 97 < 26) || word.count <= 3 else { return false }
            if let last = word.last, last == UInt8(ascii: "?") || last == UInt8(ascii: "!") || last == UInt8(ascii: ":") {
                return false
            }
        }
        return lines.text[range].last != UInt8(ascii: ".") || words.count >= 2
    }
}
