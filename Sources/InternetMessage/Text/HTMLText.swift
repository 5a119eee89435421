/// HTML as text, by a tokenizer of our own (RULES D10, D11): what nobody sees is dropped and told, links are shown as their words,
/// quotations carry `> `, and the containers in which mail programs keep the history are known by their marks.
struct HTMLText {
    /// UTF-8, lines ended by LF.
    private(set) var text: [UInt8] = []
    /// Where mail programs marked the quoted history, in ``text``; ascending, not overlapping.
    private(set) var history: [Range<Int>] = []
    /// Where they marked a signature.
    private(set) var signatures: [Range<Int>] = []
    private(set) var hasHiddenText = false
    private(set) var isCut = false

    private struct Open {
        var name: HTMLElement.Name
        var kind: HTMLElement
        var style: HTMLStyle
        var mark: HTMLMark
        var start: Int
    }

    private let bytes: [UInt8]
    private var stack: [Open] = []
    private var style = HTMLStyle()
    private var quoteDepth = 0
    private var preformattedDepth = 0
    private var historyDepth = 0
    private var historyStart = 0
    /// Line ends owed before the next text: 1 a new line, 2 a blank line.
    private var owedBreaks = 0
    private var owesSpace = false
    private var isAtLineStart = true
    private var lacksCommentEnd = false

    private static let depthMax = 512

    init(_ bytes: [UInt8], limits: Limits = .standard) {
        self.bytes = bytes
        let end = min(bytes.count, limits.htmlBytesMax)
        isCut = end < bytes.count
        text.reserveCapacity(end / 2)
        run(to: end)
        while let last = stack.last { pop(last) }
        if historyDepth > 0 { history.append(historyStart..<text.count) }
    }

    private mutating func run(to end: Int) {
        var position = 0
        while position < end {
            let open = bytes.firstIndex(of: UInt8(ascii: "<"), in: position..<end) ?? end
            if open > position { appendText(position..<open) }
            guard open < end else { return }
            position = takeMarkup(at: open, to: end)
        }
    }

    private mutating func takeMarkup(at open: Int, to end: Int) -> Int {
        let next = open + 1
        guard next < end else { return end }
        switch bytes[next] {
        case UInt8(ascii: "!"):
            if bytes.hasPrefix("<!--", at: open) { return endOfComment(from: open + 4, to: end) }
            return (bytes.firstIndex(of: UInt8(ascii: ">"), in: next..<end) ?? end - 1) + 1
        case UInt8(ascii: "?"):
            return (bytes.firstIndex(of: UInt8(ascii: ">"), in: next..<end) ?? end - 1) + 1
        case UInt8(ascii: "/"):
            guard next + 1 < end, bytes[next + 1].isLetter else {
                return (bytes.firstIndex(of: UInt8(ascii: ">"), in: next..<end) ?? end - 1) + 1
            }
            let nameEnd = endOfName(from: next + 1, to: end)
            close(HTMLElement.name(bytes, next + 1..<nameEnd))
            return (bytes.firstIndex(of: UInt8(ascii: ">"), in: nameEnd..<end) ?? end - 1) + 1
        default:
            guard bytes[next].isLetter else {
                appendText(open..<next)
                return next
            }
            return takeTag(nameStart: next, to: end)
        }
    }

    /// `-->`; where it lacks, the comment ends at the next `>`, so that one open comment cannot swallow the rest.
    private mutating func endOfComment(from start: Int, to end: Int) -> Int {
        var position = min(start, end)
        let first = bytes.firstIndex(of: UInt8(ascii: ">"), in: position..<end)
        while !lacksCommentEnd, let close = bytes.firstIndex(of: UInt8(ascii: ">"), in: position..<end) {
            if bytes[close - 1] == UInt8(ascii: "-"), bytes[close - 2] == UInt8(ascii: "-") { return close + 1 }
            position = close + 1
        }
        // Searched once: what lacks here lacks for every later comment.
        lacksCommentEnd = true
        return first.map { $0 + 1 } ?? end
    }

    private func endOfName(from start: Int, to end: Int) -> Int {
        var position = start
        while position < end, !bytes[position].isFWS, bytes[position] != UInt8(ascii: ">"), bytes[position] != UInt8(ascii: "/") {
            position += 1
        }
        return position
    }

    private mutating func takeTag(nameStart: Int, to end: Int) -> Int {
        let nameEnd = endOfName(from: nameStart, to: end)
        let name = HTMLElement.name(bytes, nameStart..<nameEnd)
        let kind = HTMLElement.kind(name)
        var tag = HTMLTag()
        let next = tag.readAttributes(bytes, from: nameEnd, to: end)
        open(name, kind, tag)
        if kind.contains(.rawText), !tag.isSelfClosing { return endOfRawText(nameStart..<nameEnd, from: next, to: end) }
        return next
    }

    /// Behind the matching end tag of script, style and the like; its own element is closed there.
    private mutating func endOfRawText(_ name: Range<Int>, from start: Int, to end: Int) -> Int {
        var position = start
        defer { close(HTMLElement.name(bytes, name)) }
        while let open = bytes.firstIndex(of: UInt8(ascii: "<"), in: position..<end) {
            position = open + 1
            guard position < end, bytes[position] == UInt8(ascii: "/"), position + name.count < end else { continue }
            let isSame = zip(name, position + 1..<position + 1 + name.count).allSatisfy {
                bytes[$0].lowercasedASCII == bytes[$1].lowercasedASCII
            }
            if isSame { return (bytes.firstIndex(of: UInt8(ascii: ">"), in: position..<end) ?? end - 1) + 1 }
        }
        return end
    }

    private mutating func open(_ name: HTMLElement.Name, _ kind: HTMLElement, _ tag: HTMLTag) {
        // A paragraph ends where the next block starts; so do table cells and list items.
        if let last = stack.last, kind.contains(.block) || kind.contains(.cell) {
            if last.kind.contains(.paragraph), !last.kind.contains(.quote), !last.kind.contains(.preformatted),
                kind.contains(.block)
            {
                pop(last)
            } else if last.name == name, kind.contains(.item) || kind.contains(.cell) {
                pop(last)
            }
        }
        if kind.contains(.lineBreak) {
            lineBreak()
            return
        }
        if kind.contains(.block) { owedBreaks = max(owedBreaks, kind.contains(.paragraph) ? 2 : 1) }
        if kind.contains(.cell) { owesSpace = true }
        if kind.contains(.void) || tag.isSelfClosing { return }
        guard stack.count < HTMLText.depthMax else { return }
        var mark = tag.mark(bytes)
        if kind.contains(.quote) {
            quoteDepth += 1
            if quoteDepth > 20 { quoteDepth -= 1 }
        }
        if kind.contains(.preformatted) { preformattedDepth += 1 }
        if mark == .historyFromHere {
            mark = .none
            if historyDepth == 0 { historyStart = text.count }
            historyDepth += 1_000_000
        } else if mark == .history {
            if historyDepth == 0 { historyStart = text.count }
            historyDepth += 1
        }
        stack.append(Open(name: name, kind: kind, style: style, mark: mark, start: text.count))
        style.apply(tag, bytes)
        if kind.contains(.invisible) { style.isInvisible = true }
        if kind.contains(.item), !style.isHidden {
            flushBreaks()
            appendBytes(UInt8(ascii: "-"))
            owesSpace = true
        }
    }

    private mutating func close(_ name: HTMLElement.Name) {
        if HTMLElement.kind(name).contains(.lineBreak) {
            lineBreak()
            return
        }
        guard let index = stack.suffix(64).lastIndex(where: { $0.name == name }) else {
            if HTMLElement.kind(name).contains(.block) { owedBreaks = max(owedBreaks, 1) }
            return
        }
        while stack.count > index, let last = stack.last { pop(last) }
    }

    private mutating func pop(_ last: Open) {
        stack.removeLast()
        style = last.style
        if last.kind.contains(.quote), quoteDepth > 0 { quoteDepth -= 1 }
        if last.kind.contains(.preformatted), preformattedDepth > 0 { preformattedDepth -= 1 }
        if last.mark == .history {
            historyDepth -= 1
            if historyDepth == 0, historyStart < text.count { history.append(historyStart..<text.count) }
        } else if last.mark == .signature, last.start < text.count {
            signatures.append(last.start..<text.count)
        }
        if last.kind.contains(.block) { owedBreaks = max(owedBreaks, last.kind.contains(.paragraph) ? 2 : 1) }
    }

    private mutating func lineBreak() {
        guard !style.isHidden else { return }
        if owedBreaks > 0, !isAtLineStart { flushBreaks() }
        owedBreaks = 0
        startLineIfNeeded()
        text.append(.lf)
        isAtLineStart = true
        owesSpace = false
    }

    private mutating func flushBreaks() {
        guard owedBreaks > 0 else { return }
        if !text.isEmpty {
            if !isAtLineStart { text.append(.lf) }
            isAtLineStart = true
            if owedBreaks > 1, !endsWithBlankLine {
                startLineIfNeeded()
                text.append(.lf)
                isAtLineStart = true
            }
        }
        owedBreaks = 0
        owesSpace = false
    }

    private var endsWithBlankLine: Bool { text.count >= 2 && text[text.count - 1] == .lf && text[text.count - 2] == .lf }

    private mutating func startLineIfNeeded() {
        guard isAtLineStart else { return }
        for _ in 0..<quoteDepth { text.append(UInt8(ascii: ">")) }
        if quoteDepth > 0 { text.append(.space) }
        isAtLineStart = false
    }

    @inline(__always) private mutating func appendBytes(_ byte: UInt8) {
        startLineIfNeeded()
        if owesSpace {
            if text.last != .lf, text.last != .space { text.append(.space) }
            owesSpace = false
        }
        text.append(byte)
    }

    private mutating func appendText(_ range: Range<Int>) {
        if style.isHidden {
            if !style.isInvisible, !hasHiddenText { hasHiddenText = bytes[range].contains { !$0.isFWS } && !isBlank(range) }
            return
        }
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: "&"), let entity = HTMLEntity.read(bytes, at: position, to: range.upperBound) {
                position = entity.next
                appendScalar(entity.scalar)
            } else if byte <= 32 {
                position += 1
                appendSpace(byte)
            } else {
                var end = position + 1
                while end < range.upperBound, bytes[end] > 32, bytes[end] != UInt8(ascii: "&") { end += 1 }
                flushBreaks()
                appendBytes(byte)
                if end > position + 1 { text.append(contentsOf: bytes[position + 1..<end]) }
                position = end
            }
        }
    }

    /// Entities that are blanks, and nothing else: what preheaders are padded with.
    private func isBlank(_ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while position < range.upperBound {
            if bytes[position] == UInt8(ascii: "&"), let entity = HTMLEntity.read(bytes, at: position, to: range.upperBound) {
                guard entity.scalar == 0xA0 || entity.scalar == 0xAD || (entity.scalar >= 0x2000 && entity.scalar <= 0x200F)
                else {
                    return false
                }
                position = entity.next
            } else if bytes[position].isFWS {
                position += 1
            } else {
                return false
            }
        }
        return true
    }

    private mutating func appendSpace(_ byte: UInt8) {
        if preformattedDepth > 0 {
            if byte == .lf {
                lineBreak()
            } else if byte != .cr {
                flushBreaks()
                startLineIfNeeded()
                text.append(.space)
            }
            return
        }
        if !isAtLineStart, owedBreaks == 0 { owesSpace = true }
    }

    private mutating func appendScalar(_ scalar: UInt32) {
        switch scalar {
        case 0xA0:
            flushBreaks()
            startLineIfNeeded()
            text.append(.space)
            owesSpace = false
        case 0x200B, 0x200C, 0x200D, 0xFEFF, 0xAD: break
        case 9, 10, 32: appendSpace(.space)
        default:
            flushBreaks()
            startLineIfNeeded()
            if owesSpace {
                if text.last != .lf, text.last != .space { text.append(.space) }
                owesSpace = false
            }
            UTF8Writer.append(scalar, to: &text)
        }
    }

    /// The charset that a `<meta>` in the first kilobyte declares.
    static func declaredCharset(_ bytes: [UInt8]) -> Charset? {
        let end = min(bytes.count, 1_024)
        guard let found = bytes.firstRange(of: "charset=", in: 0..<end) else { return nil }
        var start = found.upperBound
        while start < end, bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") { start += 1 }
        var stop = start
        while stop < end, bytes[stop].isAlphanumeric || bytes[stop] == 45 || bytes[stop] == 95 { stop += 1 }
        return stop > start ? Charset(label: bytes[start..<stop]) : nil
    }
}
