/// A header quoted as text, as Outlook and forwards have it: `From: … Sent: … To: … Subject: …`, in any of many languages.
struct HistoryHeader {
    /// The lines, markers and rules above them not counted.
    private(set) var lines: Range<Int>
    private(set) var from: [UInt8]?
    private(set) var subject: [UInt8]?
    private(set) var date: [UInt8]?
    private(set) var hasTo = false

    private static let linesMax = 24
    private static let labelBytesMax = 40

    /// Reads the block whose first label stands at `index`; nil where there are fewer than two labels that count.
    init?(_ text: TextLines, at index: Int) {
        guard let first = HistoryHeader.label(text, index), first.kind != .other || index + 1 < text.lines.count else {
            return nil
        }
        lines = index..<index + 1
        var last = index
        var kinds = 0
        var current: HistoryLabel?
        var unlabelled = 0
        var next = index
        let depth = text.lines[index].quoteDepth
        while next < min(index + HistoryHeader.linesMax, text.lines.count) {
            let line = text.lines[next]
            guard line.quoteDepth == depth || line.inner.isEmpty else { break }
            if line.inner.isEmpty {
                unlabelled += 1
                // Word puts blank lines between them; two end the header.
                if unlabelled > 1 { break }
            } else if let label = HistoryHeader.label(text, next) {
                if label.kind != .other, take(label.kind, text.text, label.value) { kinds += 1 }
                current = label.kind
                last = next
                unlabelled = 0
            } else {
                // A folded value goes on; a paragraph of text does not.
                unlabelled += 1
                if unlabelled > 2 { break }
                let isFolded = next == last + 1 && HistoryHeader.isAddressLike(text.text, line.inner)
                let isValue = next == last + 1 && isEmptyValue(current)
                if isFolded || isValue {
                    if isValue, let current { _ = take(current, text.text, line.inner) }
                    last = next
                    unlabelled = 0
                } else if !HistoryHeader.isFollowedByLabel(text, next, depth) {
                    break
                }
            }
            next += 1
        }
        guard kinds >= 2 else { return nil }
        lines = index..<last + 1
    }

    /// How sure it is without a marker above: at least three labels, among them an author, and an address or a subject.
    var isCertain: Bool {
        let count = (from == nil ? 0 : 1) + (subject == nil ? 0 : 1) + (date == nil ? 0 : 1) + (hasTo ? 1 : 0)
        guard count >= 3, let from else { return false }
        return subject != nil || from.contains(UInt8(ascii: "@"))
    }

    private func isEmptyValue(_ kind: HistoryLabel?) -> Bool {
        switch kind {
        case .from: from?.isEmpty == true
        case .subject: subject?.isEmpty == true
        case .date: date?.isEmpty == true
        case .to, .cc, .other, nil: false
        }
    }

    private mutating func take(_ kind: HistoryLabel, _ text: [UInt8], _ value: Range<Int>) -> Bool {
        let bytes = Array(text[value])
        switch kind {
        case .from:
            guard from == nil || from?.isEmpty == true else { return false }
            from = bytes
        case .subject:
            guard subject == nil || subject?.isEmpty == true else { return false }
            subject = bytes
        case .date:
            guard date == nil || date?.isEmpty == true else { return false }
            date = bytes
        case .to:
            defer { hasTo = true }
            return !hasTo
        case .cc, .other: return false
        }
        return true
    }

    /// The label at the start of a line and the value behind its colon; emphasis marks around it are looked through.
    static func label(_ text: TextLines, _ index: Int) -> (kind: HistoryLabel, value: Range<Int>)? {
        let bytes = text.text
        let inner = text.lines[index].inner
        var start = inner.lowerBound
        // A table's cells: `| From | Ada |`.
        let isCell = start < inner.upperBound && bytes[start] == UInt8(ascii: "|")
        if isCell { start += 1 }
        while start < inner.upperBound, bytes[start] == UInt8(ascii: "*") || bytes[start] == UInt8(ascii: "_") { start += 1 }
        let limit = min(inner.upperBound, start + labelBytesMax)
        var colon = start
        let mark = isCell ? UInt8(ascii: "|") : UInt8(ascii: ":")
        while colon < limit, bytes[colon] != mark {
            if bytes[colon] == 0xEF, colon + 2 < limit, bytes[colon + 1] == 0xBC, bytes[colon + 2] == 0x9A { break }
            colon += 1
        }
        guard colon < limit, colon > start else { return nil }
        var end = colon
        while end > start, bytes[end - 1] == UInt8(ascii: "*") || bytes[end - 1] == UInt8(ascii: "_") || bytes[end - 1].isWSP {
            end -= 1
        }
        guard let kind = HistoryLabel(bytes, TextLines.trim(bytes, start..<end)) else { return nil }
        var value = colon + (bytes[colon] == mark ? 1 : 3)
        while value < inner.upperBound, bytes[value] == UInt8(ascii: "*") || bytes[value].isWSP { value += 1 }
        var valueEnd = inner.upperBound
        if isCell, valueEnd > value, bytes[valueEnd - 1] == mark { valueEnd -= 1 }
        return (kind, TextLines.trim(bytes, min(value, valueEnd)..<valueEnd))
    }

    private static func isAddressLike(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        bytes[range].contains(UInt8(ascii: "@")) || bytes[range].last == UInt8(ascii: ";")
            || bytes[range].last == UInt8(ascii: ",")
    }

    private static func isFollowedByLabel(_ text: TextLines, _ index: Int, _ depth: UInt8) -> Bool {
        let next = index + 1
        guard next < text.lines.count, text.lines[next].quoteDepth == depth, !text.lines[next].inner.isEmpty else { return false }
        return label(text, next) != nil
    }
}

/// Lines that say *what follows is another message*, without being a header.
enum HistoryMarker: Equatable {
    case forwarded
    case original

    /// Looks at one line: a phrase between dashes, or a phrase alone with a colon.
    static func find(_ text: TextLines, _ index: Int) -> (marker: HistoryMarker, end: Int)? {
        let bytes = text.text
        let inner = text.lines[index].inner
        guard inner.count >= 5, inner.count <= 600, let last = inner.last else { return nil }
        // Dashes before the phrase, or a colon behind it: else it is no mark, and nothing need be folded.
        let opensWithRule = ruleWidth(bytes, at: inner.lowerBound, to: inner.upperBound) != nil
        guard opensWithRule || bytes[last] == UInt8(ascii: ":") || bytes[last] == 0x9A else { return nil }
        var start = inner.lowerBound
        var dashes = 0
        while start < inner.upperBound, let width = ruleWidth(bytes, at: start, to: inner.upperBound) {
            if !bytes[start].isWSP { dashes += 1 }
            start += width
        }
        guard HistoryPhrases.forwarded.mayStart(bytes, at: start) || HistoryPhrases.original.mayStart(bytes, at: start) else {
            return nil
        }
        let folded = TextFold.fold(bytes, start..<min(inner.upperBound, start + 120))
        if let phrase = HistoryPhrases.forwarded.match(folded, at: 0) {
            if isMarker(folded, phrase, dashes) { return (.forwarded, inner.upperBound) }
        }
        if let phrase = HistoryPhrases.original.match(folded, at: 0), dashes >= 2, isMarker(folded, phrase, dashes) {
            return (.original, inner.upperBound)
        }
        return nil
    }

    private static func isRule(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "=")
            || byte.isWSP
    }

    /// The bytes of a dash and its like: ASCII, or one of U+2010 to U+2015.
    private static func ruleWidth(_ bytes: [UInt8], at index: Int, to end: Int) -> Int? {
        if isRule(bytes[index]) { return 1 }
        guard index + 2 < end, bytes[index] == 0xE2, bytes[index + 1] == 0x80 else { return nil }
        return bytes[index + 2] >= 0x90 && bytes[index + 2] <= 0x95 ? 3 : nil
    }

    /// With dashes before it dashes must follow, or nothing; without dashes the line holds little but the phrase and a colon.
    private static func isMarker(_ folded: [UInt8], _ phrase: Int, _ dashes: Int) -> Bool {
        let rest = folded[phrase...]
        if dashes >= 2 {
            return rest.allSatisfy { isRule($0) || $0 == UInt8(ascii: ":") } || rest.contains(UInt8(ascii: "-"))
                || rest.count < 24
        }
        return folded.last == UInt8(ascii: ":") && rest.count <= 40
    }
}
