/// Text made comparable: Latin, Greek and Cyrillic letters in lower case, special blanks as blanks, invisible characters gone.
///
/// Byte by byte, without Unicode tables: enough for the phrases of ``Phrases``, and the same on every machine.
enum TextFold {
    static func fold(_ text: String) -> [UInt8] { fold(Array(text.utf8), 0..<text.utf8.count) }

    static func fold(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            if byte < 0x80 {
                output.append(byte == .tab ? .space : byte.lowercasedASCII)
                position += 1
                continue
            }
            let left = range.upperBound - position
            if left >= 2, byte >= 0xC2, byte <= 0xD1 {
                foldPair(byte, bytes[position + 1], into: &output)
                position += 2
            } else if left >= 3, byte == 0xE2, bytes[position + 1] == 0x80 {
                let third = bytes[position + 2]
                if third == 0xAF || third <= 0x8A {
                    output.append(.space)
                } else if third == 0x98 || third == 0x99 {
                    output.append(UInt8(ascii: "'"))
                } else if !(third >= 0x8B && third <= 0x8F) && !(third >= 0xAA && third <= 0xAE) {
                    output.append(contentsOf: bytes[position..<position + 3])
                }
                position += 3
            } else if left >= 3, byte == 0xEF, bytes[position + 1] == 0xBB, bytes[position + 2] == 0xBF {
                position += 3
            } else if left >= 3, byte == 0xE2, bytes[position + 1] == 0x81, bytes[position + 2] >= 0xA6,
                bytes[position + 2] <= 0xA9
            {
                position += 3
            } else if left >= 3, byte == 0xEF, bytes[position + 1] == 0xBC, bytes[position + 2] == 0x9A {
                output.append(UInt8(ascii: ":"))
                position += 3
            } else {
                output.append(byte)
                position += 1
            }
        }
        return output
    }

    private static func foldPair(_ first: UInt8, _ second: UInt8, into output: inout [UInt8]) {
        switch (first, second) {
        case (0xC2, 0xA0): output.append(.space)
        case (0xC2, 0xAD): break
        case (0xC3, 0x80...0x9E) where second != 0x97: output += [first, second + 0x20]
        case (0xC4, 0xB0): output.append(UInt8(ascii: "i"))
        case (0xC4, 0x80...0xB7), (0xC5, 0x8A...0xB7): output += [first, second | 1]
        case (0xC5, 0xB8): output += [0xC3, 0xBF]
        case (0xC4, 0xB9...0xBE) where second & 1 == 1, (0xC5, 0xB9...0xBE) where second & 1 == 1: output += [first, second + 1]
        case (0xC5, 0x81...0x88) where second & 1 == 1: output += [first, second + 1]
        // The comma-below and cedilla spellings of Romanian are one.
        case (0xC8, 0x98), (0xC8, 0x99): output += [0xC5, 0x9F]
        case (0xC8, 0x9A), (0xC8, 0x9B): output += [0xC5, 0xA3]
        case (0xCE, 0x86): output += [0xCE, 0xAC]
        case (0xCE, 0x88...0x8A): output += [0xCE, second + 0x25]
        case (0xCE, 0x8C): output += [0xCF, 0x8C]
        case (0xCE, 0x91...0x9F): output += [first, second + 0x20]
        case (0xCE, 0xA0...0xAB): output += [0xCF, second - 0x20]
        case (0xD0, 0x80...0x8F): output += [0xD1, second + 0x10]
        case (0xD0, 0x90...0x9F): output += [first, second + 0x20]
        case (0xD0, 0xA0...0xAF): output += [0xD1, second - 0x20]
        default: output += [first, second]
        }
    }
}

/// A set of folded phrases that is searched in one pass: the first two bytes choose the candidates.
struct PhraseSet: Sendable {
    private let phrases: [[UInt8]]
    private let starts: [Int32]
    private let next: [Int32]

    /// - Parameter text: phrases, one a line or separated by `|`; folded here.
    init(_ text: String) {
        var phrases: [[UInt8]] = []
        for part in text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "|") || $0 == .lf }) {
            let bytes = Array(part)
            let trimmed = bytes.trimmed(0..<bytes.count)
            let folded = TextFold.fold(bytes, trimmed)
            if folded.count >= 2 { phrases.append(folded) }
        }
        // Longer phrases first, so that the most telling one is found.
        phrases.sort { $0.count < $1.count }
        var starts = [Int32](repeating: -1, count: 65_536)
        var next = [Int32](repeating: -1, count: phrases.count)
        for (index, phrase) in phrases.enumerated() {
            let key = Int(phrase[0]) << 8 | Int(phrase[1])
            next[index] = starts[key]
            starts[key] = Int32(index)
        }
        self.phrases = phrases
        self.starts = starts
        self.next = next
    }

    /// Whether a phrase may start with these unfolded bytes; a cheap look that saves folding.
    @inline(__always) func mayStart(_ text: [UInt8], at position: Int) -> Bool {
        guard position + 1 < text.count else { return false }
        let first = text[position].lowercasedASCII
        let second = text[position + 1].lowercasedASCII
        // A folded letter beyond ASCII may start with other bytes; a blank may be one of many.
        if first >= 0x80 || second >= 0x80 || second == .tab { return true }
        return starts[Int(first) << 8 | Int(second)] >= 0
    }

    /// The phrase at `position` of folded text; nil where none stands there.
    @inline(__always) func match(_ text: [UInt8], at position: Int) -> [UInt8]? {
        guard position + 1 < text.count else { return nil }
        var index = Int(starts[Int(text[position]) << 8 | Int(text[position + 1])])
        while index >= 0 {
            if text.hasPrefix(phrases[index], at: position) { return phrases[index] }
            index = Int(next[index])
        }
        return nil
    }

    /// The first phrase anywhere in folded text, starting at a word's start.
    func firstMatch(_ text: [UInt8]) -> (phrase: [UInt8], position: Int)? {
        var position = 0
        while position + 1 < text.count {
            if starts[Int(text[position]) << 8 | Int(text[position + 1])] >= 0,
                position == 0 || !text[position - 1].isAlphanumeric || text[position] >= 0x80,
                let phrase = match(text, at: position)
            {
                return (phrase, position)
            }
            position += 1
        }
        return nil
    }

    func contains(in text: [UInt8]) -> Bool { firstMatch(text) != nil }
}
