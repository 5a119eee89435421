/// What was typed now: the body without quoted history, attribution lines, signature and disclaimers (issue-proof rules, each with a name).
///
/// Quotations between typed lines are kept: they are what the answers answer. Quotations behind everything typed, and those that an
/// attribution opens before it, go. Nothing is lost: what is cut is kept in order.
struct ReplyText {
    private(set) var reply: [UInt8] = []
    private(set) var cut: [UInt8] = []
    private(set) var reasons: [Reason] = []

    private enum Class { case blank, text, quote, markedQuote, attribution }

    private let lines: TextLines
    private let signature: Signature
    private let senderName: [UInt8]
    private var classes: [Class] = []
    private var keeps: [Bool] = []
    /// Behind the last line that is looked at.
    private var end = 0

    /// - Parameters:
    ///   - lines: the body.
    ///   - limit: where a forwarded message starts; nothing behind it was typed.
    ///   - attribution: how far attributions were looked for already.
    ///   - isReply: whether the subject or the thread says that this answers something.
    ///   - senderName: the display name of From, as which a signature is recognized.
    init(
        _ lines: TextLines, limit: Int? = nil, attribution: Attribution.Search = Attribution.Search(), isReply: Bool,
        senderName: String = ""
    ) {
        self.lines = lines
        self.senderName = TextFold.fold(senderName)
        signature = Signature(lines: lines)
        end = min(limit ?? lines.lines.count, lines.lines.count)
        if let limit, limit < lines.lines.count { reasons.append(Reason(rule: "cut.forwarded", text: preview(limit))) }
        keeps = [Bool](repeating: true, count: lines.lines.count)
        classify(after: attribution)
        cutAtHeader(isReply: isReply)
        cutSeparatedSignature()
        cutRules()
        cutFooterParagraphs()
        cutHistory()
        cutFooters()
        finish()
    }

    private func preview(_ index: Int) -> String {
        guard lines.lines.indices.contains(index) else { return "" }
        return String(decoding: lines.text[lines.lines[index].content].prefix(80), as: UTF8.self)
    }

    private mutating func note(_ rule: String, _ index: Int) {
        if reasons.count < 40 { reasons.append(Reason(rule: rule, text: preview(index))) }
    }

    private mutating func classify(after search: Attribution.Search) {
        classes = lines.lines.map { line in
            if line.isMarkedHistory { return line.isBlank ? .blank : .markedQuote }
            if line.quoteDepth > 0 { return .quote }
            return line.isBlank ? .blank : .text
        }
        let attribution = Attribution(lines: lines)
        var index = 0
        while index < end {
            if classes[index] == .text, let span = attribution.span(at: index, after: search) {
                for line in span where line < end { classes[line] = .attribution }
                note("cut.attribution", index)
                index = span.upperBound
            } else {
                index += 1
            }
        }
        joinWrappedQuotes()
    }

    /// QUIRK: mailers that wrap quoted lines leave the tail of a long one without its `>`.
    private mutating func joinWrappedQuotes() {
        guard end > 2 else { return }
        for index in 1..<end - 1 where classes[index] == .text && classes[index - 1] == .quote && classes[index + 1] == .quote {
            if lines.lines[index - 1].content.count >= 66, lines.lines[index].content.count <= 24 { classes[index] = .quote }
        }
    }

    private func hasText(before index: Int) -> Bool { classes[..<min(index, end)].contains(.text) }

    /// A quoted header, a mark of an original message: all behind it is history.
    private mutating func cutAtHeader(isReply: Bool) {
        var index = 0
        while index < end {
            defer { index += 1 }
            guard classes[index] == .text else { continue }
            if HistoryMarker.find(lines, index) != nil {
                guard isReply || hasText(before: index) else { continue }
                note("cut.original-message", index)
                end = startOfRule(above: index)
                return
            }
            guard mayBeLabel(index), let header = HistoryHeader(lines, at: index), header.isCertain else { continue }
            guard isReply || hasText(before: index) else { continue }
            note("cut.quoted-header", index)
            end = startOfRule(above: index)
            return
        }
    }

    private func mayBeLabel(_ index: Int) -> Bool {
        let range = lines.lines[index].inner
        return lines.text[range.prefix(44)].contains { $0 == UInt8(ascii: ":") || $0 == 0xEF }
    }

    /// A rule right above a quoted header belongs to it.
    private func startOfRule(above index: Int) -> Int {
        var start = index
        while start > 0, lines.lines[start - 1].isBlank || signature.isRule(start - 1) { start -= 1 }
        return start
    }

    private mutating func cutSeparatedSignature() {
        for index in 0..<end where classes[index] == .text && signature.isSeparator(index) && hasText(before: index) {
            var last = index
            // History may follow a signature, and answers may stand in it.
            while last < end, classes[last] == .text || classes[last] == .blank { last += 1 }
            let isLast = last >= end || !classes[last..<end].contains(.text)
            note("cut.signature-separator", index)
            drop(index..<(isLast ? end : last))
            if isLast { return }
        }
        for index in 0..<end where lines.lines[index].isMarkedSignature && classes[index] == .text && keeps[index] {
            note("cut.marked-signature", index)
            drop(index..<index + 1)
        }
    }

    private mutating func drop(_ range: Range<Int>) {
        for index in range where keeps[index] {
            keeps[index] = false
            if classes[index] != .blank { classes[index] = .markedQuote }
        }
    }

    private mutating func cutHistory() {
        let firstText = classes[..<end].firstIndex(of: .text)
        guard let firstText else {
            // Nothing typed. A lone quotation is left as it is where nothing introduces it.
            let isQuoteAlone =
                classes[..<end].contains(.quote) && !classes[..<end].contains(.attribution) && !startsWithAttribution()
            if !isQuoteAlone { drop(0..<end) }
            return
        }
        cutBehindBareAttribution(firstText)
        let lastText = classes[..<end].lastIndex(of: .text) ?? firstText
        if let quote = classes[lastText..<end].firstIndex(where: { $0 == .quote || $0 == .markedQuote || $0 == .attribution }) {
            if classes[quote] == .quote { note("cut.trailing-quote", quote) }
            drop(lastText + 1..<end)
        }
        for index in 0..<end where classes[index] == .attribution || classes[index] == .markedQuote { keeps[index] = false }
        cutOpeningQuote(firstText)
    }

    /// `> On … wrote:` as the only thing there.
    private func startsWithAttribution() -> Bool {
        guard let first = classes[..<end].firstIndex(of: .quote) else { return false }
        return Attribution(lines: lines).span(at: first) != nil
    }

    /// An attribution behind typed text, with no quotation behind it: what follows is the history, unmarked.
    private mutating func cutBehindBareAttribution(_ firstText: Int) {
        guard let attribution = classes[firstText..<end].firstIndex(of: .attribution) else { return }
        let hasQuote = classes[attribution..<end].contains(.quote)
        guard !hasQuote else { return }
        note("cut.unquoted-history", attribution)
        end = attribution
    }

    /// A quotation above everything typed goes if an attribution, or no more than a greeting, stands above it.
    private mutating func cutOpeningQuote(_ firstText: Int) {
        guard let quote = classes[..<end].firstIndex(of: .quote) else { return }
        let before = classes[..<quote]
        let isIntroduced = before.contains(.attribution) || before.contains(.markedQuote)
        let typed = before.indices.filter { classes[$0] == .text }
        let isGreeting = typed.count == 1 && lines.lines[typed[0]].content.count <= 40 && isIntroduced
        guard typed.isEmpty && isIntroduced || isGreeting else { return }
        let last = classes[quote..<end].firstIndex(of: .text) ?? end
        // Further quotations below mean answers in between: then all of it is context.
        guard !classes[last..<end].contains(.quote) else { return }
        note("cut.leading-quote", quote)
        drop(quote..<last)
    }

    // MARK: Footers

    private mutating func cutFooters() {
        cutRules()
        trimMobileFooters()
        cutContactBlock()
        cutDashedName()
        cutOwnName()
        trimMobileFooters()
    }

    private func lastKept() -> Int? { (0..<end).last { keeps[$0] && classes[$0] != .blank } }

    /// A rule with nothing but a footer behind it.
    private mutating func cutRules() {
        let lastQuote = classes[..<end].lastIndex(of: .quote) ?? -1
        for index in 0..<end where keeps[index] && classes[index] == .text && signature.isRule(index) && hasText(before: index) {
            guard index > lastQuote || index + 1 >= end, signature.isFooterBlock(index + 1..<end) else {
                continue
            }
            note("cut.rule", index)
            drop(index..<end)
            return
        }
    }

    private mutating func cutFooterParagraphs() {
        let lastQuote = classes[..<end].lastIndex(of: .quote) ?? -1
        for index in 0..<end where keeps[index] && classes[index] == .text && hasText(before: index) {
            let startsParagraph = index == 0 || lines.lines[index - 1].isBlank || signature.isRule(index - 1)
            guard startsParagraph, signature.isFooter(index), index > lastQuote else { continue }
            note("cut.footer", index)
            drop(index..<end)
            return
        }
    }

    private mutating func trimMobileFooters() {
        while let last = lastKept(), classes[last] == .text, hasText(before: last) {
            if signature.isMobile(last) {
                note("cut.mobile-footer", last)
                end = last
                // The name that the phone put above its footer.
                if let name = lastKept(), name == last - 1, signature.isName(name), hasText(before: name),
                    lines.lines[name].content.count <= 30,
                    name > 0, lines.lines[name - 1].isBlank, !signature.isClosing(name)
                {
                    end = name
                }
            } else if signature.isTracker(last) || signature.isRule(last) {
                end = last
            } else {
                return
            }
        }
    }

    /// A last paragraph of short lines that starts with a name and holds an address, a number or a link.
    private mutating func cutContactBlock() {
        guard let last = lastKept(), classes[last] == .text else { return }
        var first = last
        while first > 0, classes[first - 1] == .text, keeps[first - 1], last - first < 12 { first -= 1 }
        // The greeting words were typed; what follows them was not.
        for index in first...last where signature.isClosing(index) && index < last { first = index + 1 }
        guard first < last, last - first < 9, hasText(before: first), !endsWithColon(before: first) else { return }
        let block = first...last
        guard block.allSatisfy({ lines.lines[$0].content.count <= 70 }), block.contains(where: { signature.isContact($0) }) else {
            return
        }
        let head = lines.text[lines.lines[first].content]
        guard signature.isName(first) || head.starts(with: Array("#".utf8)), head.last != UInt8(ascii: ":") else { return }
        note("cut.contact-block", first)
        drop(first..<end)
    }

    private func endsWithColon(before index: Int) -> Bool {
        guard let previous = (0..<index).last(where: { classes[$0] == .text }) else { return false }
        return lines.text[lines.lines[previous].content].last == UInt8(ascii: ":")
    }

    /// `-Ada Lovelace` as the last line.
    private mutating func cutDashedName() {
        guard let last = lastKept(), classes[last] == .text, hasText(before: last), last > 0, lines.lines[last - 1].isBlank else {
            return
        }
        let content = lines.text[lines.lines[last].content]
        guard content.count >= 3, content.count <= 40, content.first == UInt8(ascii: "-") else { return }
        let second = content[content.startIndex + 1]
        guard second &- 65 < 26, content.split(separator: .space).count <= 3, content.last?.isLetter == true else { return }
        note("cut.dashed-name", last)
        drop(last..<end)
    }

    /// The sender's own name as the last line, with the greeting words above it.
    private mutating func cutOwnName() {
        guard !senderName.isEmpty, let last = lastKept(), classes[last] == .text, hasText(before: last) else { return }
        let line = TextFold.fold(lines.text, lines.lines[last].content)
        let isFirstName = senderName.count > line.count && senderName.starts(with: line) && senderName[line.count] == .space
        guard line == senderName || (isFirstName && line.count >= 3) else { return }
        var first = last
        if let above = (0..<last).last(where: { keeps[$0] && classes[$0] != .blank }), classes[above] == .text,
            signature.isClosingAlone(above),
            lines.lines[above].content.count <= 40, hasText(before: above)
        {
            first = above
        }
        note("cut.own-name", first)
        drop(first..<end)
    }

    private mutating func finish() {
        reply = lines.joined { $0 < end && keeps[$0] }
        cut = lines.joined { $0 >= end || !keeps[$0] }
    }
}
