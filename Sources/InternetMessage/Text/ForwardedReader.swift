/// Finds the message that somebody forwarded: by a mark, by a quoted header under a subject that says *forwarded*, by an attribution under
/// such a subject, or as an attached message.
struct ForwardedReader {
    private let lines: TextLines
    private let subject: String
    private let subjectSaysForwarded: Bool
    private let subjectSaysReply: Bool
    private(set) var forwarded: Forwarded?
    /// The line at which the forwarded message starts; what stands above was typed by the forwarder.
    private(set) var start: Int?
    private(set) var reasons: [Reason] = []
    /// How far attributions were looked for, for who looks again.
    private(set) var attribution = Attribution.Search()

    /// - Parameter folded: the subject again, folded.
    init(_ lines: TextLines, subject: String, folded: [UInt8]) {
        self.lines = lines
        self.subject = subject
        subjectSaysForwarded =
            HistoryPhrases.forwardPrefixes.match(folded, at: 0) != nil && !ForwardedReader.isFinnishReply(folded, lines)
        subjectSaysReply = HistoryPhrases.replyPrefixes.match(folded, at: 0) != nil && !subjectSaysForwarded
        find()
    }

    /// `VS:` is *videresendt* to Danes and Norwegians, but *vastaus* to Finns, whose quoted headers say `Lähettäjä`.
    private static func isFinnishReply(_ subject: [UInt8], _ lines: TextLines) -> Bool {
        guard subject.hasPrefix("vs:", at: 0) else { return false }
        return lines.text.contains("hettäjä:") || lines.text.contains("kirjoitti")
    }

    private mutating func find() {
        var index = 0
        let attribution = Attribution(lines: lines)
        while index < lines.lines.count {
            let line = lines.lines[index]
            defer { index += 1 }
            guard !line.inner.isEmpty, line.quoteDepth <= 1 else { continue }
            if let found = HistoryMarker.find(lines, index), take(found.marker, at: index) { return }
            if subjectSaysForwarded, let header = header(at: index), header.isCertain {
                take(header, from: ruleStart(above: index))
                reasons.append(Reason(rule: "forwarded.quoted-header", text: subject))
                return
            }
            guard line.quoteDepth == 0 else { continue }
            self.attribution.end = index + 1
            if let span = attribution.span(at: index) {
                self.attribution.found = span
                // Behind an attribution a mark belongs to the history, unless the subject says that all of it was forwarded.
                guard subjectSaysForwarded, !isReplyAttribution(span) else { return }
                takeAttribution(span)
                return
            }
        }
    }

    /// Quoted with `>` below text: an answer, whatever its subject says.
    private func isReplyAttribution(_ span: Range<Int>) -> Bool {
        let hasText = lines.lines[..<span.lowerBound].contains { !$0.isBlank }
        guard hasText else { return false }
        return lines.lines[span.upperBound...].prefix(3).contains { $0.quoteDepth > 0 }
    }

    private func header(at index: Int) -> HistoryHeader? {
        guard HistoryHeader.label(lines, index) != nil else { return nil }
        return HistoryHeader(lines, at: index)
    }

    private func ruleStart(above index: Int) -> Int {
        let signature = Signature(lines: lines)
        var start = index
        while start > 0, lines.lines[start - 1].isBlank || signature.isRule(start - 1) { start -= 1 }
        return start
    }

    private mutating func take(_ marker: HistoryMarker, at index: Int) -> Bool {
        if marker == .original, !subjectSaysForwarded { return false }
        if subjectSaysReply, marker == .original { return false }
        for next in index + 1..<min(index + 6, lines.lines.count)
        where next < lines.lines.count && !lines.lines[next].inner.isEmpty {
            if let header = header(at: next) {
                take(header, from: index)
                reasons.append(Reason(rule: "forwarded.marker", text: preview(index)))
                return true
            }
            break
        }
        if let header = InlineHeader(lines, index) {
            start = index
            forwarded = Forwarded(
                from: header.from.map(\.address), fromName: header.from?.name ?? "", subject: header.subject,
                text: text(behind: index + 1, depth: 0))
            reasons.append(Reason(rule: "forwarded.one-line-header", text: preview(index)))
            return true
        }
        // `Forwarded by …` with nothing recognizable behind it is still a forward.
        guard subjectSaysForwarded || marker == .forwarded else { return false }
        start = index
        forwarded = Forwarded(text: text(behind: index + 1, depth: lines.lines[index].quoteDepth))
        reasons.append(Reason(rule: "forwarded.marker", text: preview(index)))
        return true
    }

    private func preview(_ index: Int) -> String {
        String(decoding: lines.text[lines.lines[index].content].prefix(80), as: UTF8.self)
    }

    private mutating func take(_ header: HistoryHeader, from first: Int) {
        start = first
        let author = header.from.flatMap(ForwardedReader.mailbox)
        var defects = DefectList()
        forwarded = Forwarded(
            from: author?.address.contains("@") == true ? author?.address : nil,
            fromName: author?.name ?? "",
            subject: header.subject.map { HeaderText.decode($0, limits: .standard, defects: &defects) },
            date: header.date.flatMap(DateTime.parse),
            text: text(behind: header.lines.upperBound, depth: lines.lines[header.lines.lowerBound].quoteDepth))
    }

    private mutating func takeAttribution(_ span: Range<Int>) {
        start = span.lowerBound
        var joined: [UInt8] = []
        for line in span { joined += lines.text[lines.lines[line].inner] + [.space] }
        let author = ForwardedReader.attributed(joined)
        forwarded = Forwarded(
            from: author?.address, fromName: author?.name ?? "", subject: ForwardedReader.withoutPrefixes(subject),
            text: text(behind: span.upperBound, depth: 0))
        reasons.append(Reason(rule: "forwarded.attribution", text: preview(span.lowerBound)))
    }

    /// The original's text: its quote marks taken off where all of it carries them.
    private func text(behind index: Int, depth: UInt8) -> String {
        guard index < lines.lines.count else { return "" }
        guard depth > 0 else { return String(decoding: lines.joined { $0 >= index }, as: UTF8.self) }
        var output: [UInt8] = []
        for line in lines.lines[index...] {
            output += lines.text[line.inner]
            output.append(.lf)
        }
        return String(decoding: TextLines.trimmedLines(output), as: UTF8.self)
    }

    /// `Ada<mailto:a@b> <a@b<mailto:a@b>> on behalf of …` and plainer ones.
    static func mailbox(_ value: [UInt8]) -> Mailbox? {
        var clean: [UInt8] = []
        var position = 0
        while position < value.count {
            if value.hasPrefix("<mailto:", at: position) || value.hasPrefix("[mailto:", at: position) {
                let isInAngle = clean.lastIndex(of: UInt8(ascii: "<")).map { clean[$0...].contains(UInt8(ascii: "@")) } ?? false
                let close = value[position...].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "]") } ?? value.count
                // Outlook's `Ada [mailto:a@b]` gives the address nowhere else.
                if value[position] == UInt8(ascii: "["), !isInAngle, !clean.contains(UInt8(ascii: "@")) {
                    clean += [UInt8(ascii: "<")] + value[position + 8..<close] + [UInt8(ascii: ">")]
                }
                position = close + 1
            } else {
                clean.append(value[position])
                position += 1
            }
        }
        if let behalf = clean.firstRange(of: " on behalf of ", in: 0..<clean.count) { clean.removeSubrange(behalf.lowerBound...) }
        if !clean.contains(UInt8(ascii: "<")) { clean = bracketed(clean) }
        // `Ada <ada@x> <ada@x>`: the first address is enough.
        if let close = clean.firstIndex(of: UInt8(ascii: ">")) { clean.removeSubrange((close + 1)...) }
        while clean.first == UInt8(ascii: "*") || clean.first == .space { clean.removeFirst() }
        guard clean.contains(UInt8(ascii: "@")) else {
            var defects = DefectList()
            return Mailbox(
                address: "",
                name: HeaderText.decode(Array(clean[clean.trimmed(0..<clean.count)]), limits: .standard, defects: &defects))
        }
        return AddressList(clean).mailboxes.first
    }

    /// `Ada [a@b]` and `Ada (a@b)` as `Ada <a@b>`.
    private static func bracketed(_ value: [UInt8]) -> [UInt8] {
        let pairs: [(UInt8, UInt8)] = [(UInt8(ascii: "["), UInt8(ascii: "]")), (UInt8(ascii: "("), UInt8(ascii: ")"))]
        for (open, close) in pairs {
            guard let start = value.lastIndex(of: open), let end = value[start...].firstIndex(of: close),
                value[start..<end].contains(UInt8(ascii: "@"))
            else { continue }
            return value[..<start] + [UInt8(ascii: "<")] + value[(start + 1)..<end] + [UInt8(ascii: ">")]
        }
        return value
    }

    /// The name and address inside an attribution line.
    static func attributed(_ line: [UInt8]) -> Mailbox? {
        guard let at = line.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        var start = at
        while start > 0, line[start - 1] > 32, line[start - 1] != UInt8(ascii: "<"), line[start - 1] != UInt8(ascii: "("),
            line[start - 1] != UInt8(ascii: "[")
        {
            start -= 1
        }
        var end = at
        while end < line.count, line[end] > 32, line[end] != UInt8(ascii: ">"), line[end] != UInt8(ascii: ")"),
            line[end] != UInt8(ascii: "]"),
            line[end] != UInt8(ascii: "<"), line[end] != UInt8(ascii: ",")
        {
            end += 1
        }
        while end > at, line[end - 1] == UInt8(ascii: ":") || line[end - 1] == UInt8(ascii: ".") { end -= 1 }
        let address = String(decoding: line[start..<end].map(\.lowercasedASCII), as: UTF8.self)
        return Mailbox(address: address, name: name(before: start, in: line))
    }

    /// Quoted, or the words behind the date, the opener and the verb.
    private static func name(before address: Int, in line: [UInt8]) -> String {
        var end = address
        while end > 0, line[end - 1].isWSP || line[end - 1] == UInt8(ascii: "<") || line[end - 1] == UInt8(ascii: "(") {
            end -= 1
        }
        let quotes: [(open: [UInt8], close: [UInt8])] = [
            (Array("\"".utf8), Array("\"".utf8)), (Array("„".utf8), Array("”".utf8)), (Array("„".utf8), Array("“".utf8)),
            (Array("“".utf8), Array("”".utf8)), (Array("«".utf8), Array("»".utf8)),
        ]
        for (open, close) in quotes where end > close.count && line.hasPrefix(close, at: end - close.count) {
            var start = end - close.count - open.count
            while start > 0, !line.hasPrefix(open, at: start) { start -= 1 }
            if line.hasPrefix(open, at: start) {
                return String(decoding: line[(start + open.count)..<(end - close.count)], as: UTF8.self)
            }
        }
        var start = end
        // Back to the last digit, colon or comma: what lies between is a name and perhaps a verb.
        while start > 0, !line[start - 1].isDigit, line[start - 1] != UInt8(ascii: ","), line[start - 1] != UInt8(ascii: ":") {
            start -= 1
        }
        var words = line[start..<end].split(separator: .space).map(Array.init)
        while let first = words.first, isNoWordOfName(first) { words.removeFirst() }
        return String(decoding: Array(words.joined(separator: [.space])), as: UTF8.self)
    }

    private static let fillers = PhraseSet(
        "am|pm|a.m.|p.m.|uhr|schrieb|heeft|skrev|użytkownik|пользователь|napisał|às|kl|klo|от|от:|a las|de|by|från|fra|von|da|van|nachm.|vorm.|ore|alle|o|at|on|le|il|la"
    )

    private static func isNoWordOfName(_ word: [UInt8]) -> Bool {
        let folded = TextFold.fold(word, 0..<word.count)
        return fillers.match(folded, at: 0) == folded.count
    }

    /// The subject without any number of *Fwd:* and *Re:*.
    static func withoutPrefixes(_ subject: String) -> String {
        var bytes = Array(subject.utf8)
        for _ in 0..<10 {
            bytes = Array(bytes[bytes.trimmed(0..<bytes.count)])
            let folded = TextFold.fold(bytes, 0..<bytes.count)
            guard let colon = bytes.prefix(24).firstIndex(of: UInt8(ascii: ":")),
                HistoryPhrases.forwardPrefixes.match(folded, at: 0) != nil
                    || HistoryPhrases.replyPrefixes.match(folded, at: 0) != nil
            else { break }
            bytes.removeFirst(colon + 1)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A quoted header that lost its line ends: `----- Forwarded Message ----- From: A <a@b>To: …Subject: S` (Yahoo).
private struct InlineHeader {
    private(set) var from: Mailbox?
    private(set) var subject: String?

    init?(_ lines: TextLines, _ index: Int) {
        let text = lines.text
        let inner = lines.lines[index].inner
        guard
            let lastDash = text[inner].firstRange(of: Array("--- ".utf8))?.upperBound
                ?? text[inner].firstRange(of: Array("-- ".utf8))?.upperBound
        else { return nil }
        // The dashes behind the phrase: the second run.
        var start = lastDash
        if let second = text[start..<inner.upperBound].firstRange(of: Array("-- ".utf8)) { start = second.upperBound }
        while start < inner.upperBound, text[start] == UInt8(ascii: "-") || text[start].isWSP { start += 1 }
        guard let colon = text[start..<min(inner.upperBound, start + 40)].firstIndex(of: UInt8(ascii: ":")) else { return nil }
        guard HistoryLabel(text, TextLines.trim(text, start..<colon)) == .from else { return nil }
        if let close = text[colon..<inner.upperBound].firstIndex(of: UInt8(ascii: ">")) {
            from = ForwardedReader.mailbox(Array(text[colon + 1...close]))
        }
        subject = InlineHeader.subject(text, colon..<inner.upperBound)
    }

    /// The value behind the last label of a subject.
    private static func subject(_ text: [UInt8], _ range: Range<Int>) -> String? {
        var colon = range.upperBound - 1
        while colon > range.lowerBound {
            if text[colon] == UInt8(ascii: ":") {
                let folded = TextFold.fold(text, range.lowerBound..<colon + 1)
                if let found = HistoryLabel.lastSubject(in: folded), found.upperBound == folded.count {
                    return String(decoding: text[TextLines.trim(text, colon + 1..<range.upperBound)], as: UTF8.self)
                }
            }
            colon -= 1
        }
        return nil
    }
}
