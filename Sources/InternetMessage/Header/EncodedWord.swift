/// Header text for people: encoded words (RFC 2047) decoded, raw 8-bit bytes read as what they most likely are, controls taken out.
///
/// Deviations, all because senders do it: an encoded word may stand inside a quoted string and without white space around it; it may hold
/// blanks; one character may be split over two words of the same charset.
enum HeaderText {
    /// - Parameter bytes: an unfolded body.
    /// - Returns: decoded and sanitised text (RULES D2); CR, LF and TAB become a blank.
    static func decode(_ bytes: [UInt8], limits: Limits, defects: inout DefectList) -> String {
        String(decoding: decodeBytes(bytes, limits: limits, defects: &defects), as: UTF8.self)
    }

    static func decodeBytes(_ bytes: [UInt8], limits: Limits, defects: inout DefectList) -> [UInt8] {
        sanitize(decodeRaw(bytes, limits: limits, defects: &defects))
    }

    /// Decoded, but not sanitised.
    private static func decodeRaw(_ bytes: [UInt8], limits: Limits, defects: inout DefectList) -> [UInt8] {
        var position = 0
        var start = nextMark(bytes, from: 0)
        guard start != nil else { return plain(bytes, defects: &defects) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var pending = PendingWords()
        var count = 0
        while let mark = start {
            guard count < limits.encodedWordCountMax else {
                defects.note(.tooManyEncodedWords)
                break
            }
            guard let word = EncodedWord(bytes, at: mark) else {
                start = nextMark(bytes, from: mark + 2)
                if start == nil { defects.note(.badEncodedWord) }
                continue
            }
            count += 1
            // White space between two encoded words is not text (RFC 2047 section 6.2).
            let isAdjacent = !pending.isEmpty && bytes[position..<mark].allSatisfy(\.isFWS)
            if !isAdjacent {
                pending.flush(into: &output, defects: &defects)
                output.append(contentsOf: plain(Array(bytes[position..<mark]), defects: &defects))
            }
            pending.add(word, from: bytes, into: &output, defects: &defects)
            position = word.end
            start = nextMark(bytes, from: position)
        }
        pending.flush(into: &output, defects: &defects)
        if position < bytes.count { output.append(contentsOf: plain(Array(bytes[position...]), defects: &defects)) }
        return output
    }

    /// Looks for the rarer byte of `=?`.
    @inline(__always) private static func nextMark(_ bytes: [UInt8], from start: Int) -> Int? {
        var position = max(start + 1, 1)
        while let found = bytes.firstIndex(of: UInt8(ascii: "?"), in: min(position, bytes.count)..<bytes.count) {
            if bytes[found - 1] == UInt8(ascii: "="), found - 1 >= start { return found - 1 }
            position = found + 1
        }
        return nil
    }

    private static func plain(_ bytes: [UInt8], defects: inout DefectList) -> [UInt8] {
        if Charset.isASCII(bytes) {
            // ISO-2022-JP in a raw header: seven bits with escapes (common in Japan before encoded words).
            if let escape = bytes.firstIndex(of: 27), escape + 1 < bytes.count, bytes[escape + 1] == UInt8(ascii: "$") {
                return Charset(label: ArraySlice("iso-2022-jp".utf8)).decode(bytes, defects: &defects)
            }
            return bytes
        }
        defects.note(.rawEightBitHeader)
        return Charset.decodeUTF8(bytes, defects: &defects)
    }

    /// Removes C0 and C1 controls, DEL, and the bidirectional overrides that turn a name around; a line end becomes a blank.
    static func sanitize(_ bytes: [UInt8]) -> [UInt8] {
        guard ControlScan.mayHold(bytes) else { return bytes }
        // Characters first: the halves of one that is cut by a control would be joined where the control goes.
        let bytes = UTF8Check.isValid(bytes) ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == .lf || byte == .cr || byte == .tab {
                output.append(.space)
                position += 1
            } else if byte < 32 || byte == 127 {
                position += 1
            } else if byte == 0xC2, position + 1 < bytes.count, bytes[position + 1] < 0xA0 {
                position += 2
            } else if let length = invisibleLength(bytes, at: position) {
                position += length
            } else {
                output.append(byte)
                position += 1
            }
        }
        return output
    }

    /// U+202A–202E and U+2066–2069 (RULES B7), U+2028 and U+2029.
    private static func invisibleLength(_ bytes: [UInt8], at position: Int) -> Int? {
        guard bytes[position] == 0xE2, position + 2 < bytes.count else { return nil }
        let second = bytes[position + 1]
        let third = bytes[position + 2]
        if second == 0x80, third >= 0xA8, third <= 0xAE { return 3 }
        if second == 0x81, third >= 0xA6, third <= 0xA9 { return 3 }
        return nil
    }
}

/// One `=?charset?encoding?text?=` (RFC 2047 section 2).
struct EncodedWord {
    let charset: Range<Int>
    let isBase64: Bool
    let text: Range<Int>
    let end: Int

    /// Longer than the 75 characters of the RFC, because senders are; bounded, so that a search stays linear.
    private static let wordBytesMax = 8_192
    private static let charsetBytesMax = 64

    init?(_ bytes: [UInt8], at start: Int) {
        let question = UInt8(ascii: "?")
        let charsetStart = start + 2
        guard charsetStart < bytes.count,
            let charsetEnd = bytes.firstIndex(
                of: question, in: charsetStart..<min(bytes.count, charsetStart + EncodedWord.charsetBytesMax)),
            charsetEnd > charsetStart, charsetEnd + 2 < bytes.count, bytes[charsetEnd + 2] == question
        else { return nil }
        for byte in bytes[charsetStart..<charsetEnd] where byte.isFWS || byte >= 127 { return nil }
        switch bytes[charsetEnd + 1] {
        case UInt8(ascii: "B"), UInt8(ascii: "b"): isBase64 = true
        case UInt8(ascii: "Q"), UInt8(ascii: "q"): isBase64 = false
        default: return nil
        }
        let textStart = charsetEnd + 3
        let limit = min(bytes.count, textStart + EncodedWord.wordBytesMax)
        var position = textStart
        var found: Int?
        while let mark = bytes.firstIndex(of: question, in: min(position, limit)..<limit) {
            if mark + 1 < bytes.count, bytes[mark + 1] == UInt8(ascii: "=") {
                // In Q, `?=` may be the broken spelling of a question mark before `=XX`, but only where a word's end follows.
                found = mark
                break
            }
            position = mark + 1
        }
        guard let textEnd = found else { return nil }
        charset = charsetStart..<charsetEnd
        text = textStart..<textEnd
        end = textEnd + 2
    }
}

/// Adjacent encoded words of one charset: their bytes are joined before they are decoded, so that a split character survives.
private struct PendingWords {
    private var charset: Charset?
    private var bytes: [UInt8] = []

    var isEmpty: Bool { charset == nil }

    mutating func add(_ word: EncodedWord, from source: [UInt8], into output: inout [UInt8], defects: inout DefectList) {
        let charset = Charset(label: source[word.charset])
        if let pending = self.charset, pending != charset || pending == .iconv("ISO-2022-JP-3") {
            flush(into: &output, defects: &defects)
        }
        self.charset = charset
        if word.isBase64 {
            bytes.append(contentsOf: Base64.decode(source, in: word.text, defects: &defects))
        } else {
            QuotedPrintable.decodeWord(source[word.text], into: &bytes)
        }
    }

    mutating func flush(into output: inout [UInt8], defects: inout DefectList) {
        guard let charset else { return }
        output.append(contentsOf: charset.decode(bytes, defects: &defects))
        bytes.removeAll(keepingCapacity: true)
        self.charset = nil
    }
}
