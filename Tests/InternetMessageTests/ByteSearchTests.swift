import Testing

@testable import InternetMessage

/// Whatever looks at sixteen bytes at once must find what a loop over single bytes finds, at every length and alignment.
@Suite("Bytes by sixteen")
struct ByteSearchTests {
    private static let rounds = 1_000

    /// Short random texts over few bytes, so that what is searched for occurs.
    private func texts(
        over alphabet: [UInt8], lengthMax: Int = 90, _ name: String, _ check: (_ text: [UInt8], _ round: String) -> Void
    ) {
        let seed: UInt64 = 20_261_127
        print("\(name): seed \(seed)")
        var random = SeededBytes(seed: seed)
        for round in 0..<ByteSearchTests.rounds {
            let length = random.below(lengthMax)
            check((0..<length).map { _ in alphabet[random.below(alphabet.count)] }, "seed \(seed) round \(round)")
        }
    }

    @Test("a word is found at its first place, whatever its case and place")
    func word() {
        texts(over: Array("aAbB- \r-".utf8), "word") { text, round in
            for word in ["ab", "a-b", "b", "aba b"] as [StaticString] {
                let wanted = word.withUTF8Buffer { Array($0) }
                let lower = text.lowercasedASCII
                let naive = lower.indices.first { lower[$0...].starts(with: wanted) }
                #expect(text.firstRange(of: word, in: 0..<text.count)?.lowerBound == naive, "\(round)")
            }
        }
    }

    @Test("a pair of bytes is found at its first place, long runs without one before it")
    func pair() {
        texts(over: Array("-abcdefghijk".utf8), lengthMax: 300, "pair") { text, round in
            let start = text.count / 3
            let naive = text.indices.dropLast().first { $0 >= start && text[$0] == 45 && text[$0 + 1] == 45 }
            #expect(text.firstPair(of: 45, in: start..<text.count) == naive, "\(round)")
        }
    }

    @Test("UTF-8 is valid where the standard library says so")
    func utf8() {
        texts(
            over: [0x41, 0x41, 0x41, 0x7F, 0x80, 0xBF, 0xC3, 0xE0, 0xA0, 0x9F, 0xED, 0xEF, 0xF0, 0x90, 0xF4, 0x8F, 0xF5],
            lengthMax: 40, "UTF-8"
        ) {
            text, round in
            let expected = String(validating: text, as: UTF8.self) != nil
            #expect(UTF8Check.isValid(text) == expected, "\(round)")
            #expect(UTF8Check.string(text) == String(decoding: text, as: UTF8.self), "\(round)")
        }
    }

    @Test("folding a text is folding its characters one by one")
    func fold() {
        let letters = Array("aZ \t0ÀßİŐșΆΩЖЁ我\u{A0}\u{AD}\u{200B}\u{2019}\u{FEFF}\u{FF1A}-:".unicodeScalars).map {
            Array(String($0).utf8)
        }
        texts(over: (0..<UInt8(letters.count)).map { $0 }, "fold") { places, round in
            let characters = places.map { letters[Int($0)] }
            let whole = Array(characters.joined())
            #expect(TextFold.fold(whole) == characters.flatMap { TextFold.fold($0) }, "\(round)")
        }
    }

    @Test("CRLF and a lone CR become LF, NULs go, and nothing else changes")
    func lineEnds() {
        texts(over: [13, 10, 0, 65, 66, 67, 68, 69, 70, 71, 72, 73], "line ends") { text, round in
            var naive: [UInt8] = []
            for (index, byte) in text.enumerated() where byte != 0 {
                if byte == 10, index > 0, text[index - 1] == 13 { continue }
                naive.append(byte == 13 ? 10 : byte)
            }
            #expect(LineEnds.normalized(text) == naive, "\(round)")
        }
    }

    @Test("unfolding takes line ends before blanks out of a range, makes others a blank, and touches nothing around it")
    func unfolding() {
        texts(over: [13, 10, 32, 65, 66, 67, 68, 69, 70, 71], "unfolding") { text, round in
            let range = text.count / 4..<text.count
            var target = [UInt8](repeating: 0, count: range.count)
            let end = target.withUnsafeMutableBytes { target in
                text.withUnsafeBytes { Unfolding.copy($0, range, to: target, at: 0) }
            }
            var naive: [UInt8] = []
            var endsWithLine = false
            for byte in text[range] {
                let isLineEnd = byte == 13 || byte == 10
                if !isLineEnd, endsWithLine, byte != 32, byte != 9 { naive.append(32) }
                if !isLineEnd { naive.append(byte) }
                endsWithLine = isLineEnd
            }
            #expect(target[..<end].elementsEqual(naive), "\(round)")
        }
    }

    @Test("a field is its own text where it is ASCII without controls and encoded words")
    func plainHeader() {
        texts(over: Array("abcdefghijklmnopqrstuvwxyz =?\r\n\tABCDEFGHI".utf8) + [7], lengthMax: 40, "plain header") {
            text, round in
            let hasMark = text.indices.dropLast().contains { text[$0] == UInt8(ascii: "=") && text[$0 + 1] == UInt8(ascii: "?") }
            #expect(ControlScan.isPlainHeader(text, in: 0..<text.count) == (!hasMark && !text.contains(7)), "\(round)")
        }
    }

    @Test("base64 is decoded by groups of four, whatever stands between them")
    func base64() {
        texts(over: Array("ABab01+/ABab01+/ABab01+/\r\n\r\n=!".utf8), lengthMax: 200, "base64") { text, round in
            var defects = DefectList()
            #expect(Base64.decode(text, in: 0..<text.count, defects: &defects) == naiveBase64(text), "\(round)")
            #expect(defects.defects.contains(.badBase64) == text.contains(UInt8(ascii: "!")), "\(round)")
        }
    }

    @Test("base64 in long lines is decoded by whole vectors, whatever byte stands at whatever place in them")
    func base64Runs() {
        let line = (Base64.alphabet + Base64.alphabet).prefix(76) + [13, 10]
        let text = Array(line + line + line)
        // The ends of each stretch of the alphabet and their neighbours, their likes with the high bit set, and what ends a line.
        let low = Array("*+,./0129:@ABOPQYZ[`abopqyz{=\t \r\n\u{0}\u{10}\u{1F}\u{7F}".utf8)
        for place in 0..<line.count {
            for byte in low + low.map({ $0 | 0x80 }) {
                var text = text
                text[place + line.count] = byte
                var defects = DefectList()
                #expect(Base64.decode(text, in: 0..<text.count, defects: &defects) == naiveBase64(text), "\(byte) at \(place)")
            }
        }
        texts(over: Base64.alphabet + Base64.alphabet + Array("\r\n\n=".utf8), lengthMax: 400, "base64 runs") { text, round in
            var defects = DefectList()
            #expect(Base64.decode(text, in: 0..<text.count, defects: &defects) == naiveBase64(text), "\(round)")
        }
    }

    private func naiveBase64(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var group: [UInt32] = []
        func flush() {
            let bits = group.reduce(0) { $0 << 6 | $1 } << UInt32(6 * (4 - group.count))
            for offset in 0..<max(group.count - 1, 0) {
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * offset)))
            }
            group = []
        }
        for byte in text {
            if let value = Base64.alphabet.firstIndex(of: byte) { group.append(UInt32(value)) }
            if group.count == 4 || byte == UInt8(ascii: "=") { flush() }
        }
        flush()
        return output
    }

    @Test("of a set of phrases the longest at the first word's start is found")
    func phrases() {
        let phrases = ["ab", "abc", "ab cd", "éa", "cd", "b-a"]
        let set = PhraseSet(phrases.joined(separator: "|"))
        let pieces = ["a", "b", "c", "d", " ", "é", "-"].map { Array($0.utf8) }
        texts(over: [0, 1, 2, 3, 4, 5, 6], lengthMax: 60, "phrases") { places, round in
            let text = Array(places.map { pieces[Int($0)] }.joined())
            let range = text.count / 5..<text.count
            let naive = range.lazy.compactMap { position -> Range<Int>? in
                guard position == range.lowerBound || text[position] >= 0x80 || !text[position - 1].isAlphanumeric else {
                    return nil
                }
                let lengths = phrases.map { Array($0.utf8) }.filter { text[position...].starts(with: $0) }.map(\.count)
                return lengths.max().map { position..<position + $0 }
            }.first
            #expect(set.firstMatch(text, in: range) == naive, "\(round)")
        }
    }
}
