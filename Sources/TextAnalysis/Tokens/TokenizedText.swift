/// A text as lower-cased Unicode scalars, its words separated by single spaces.
///
/// Lower-casing covers Latin, Greek, Cyrillic and Armenian letters by range, without locale; KELVIN SIGN and
/// its like are left alone. Marks that change what is meant (`? ! $ € £ %`) are words of their own, runs of
/// four or more digits become `#`, and each ideograph or kana is one word, because those scripts write none.
struct TokenizedText: Sendable, Equatable {
    /// `" word word "`: begins and ends with a space, so that n-grams see the word's edges.
    let scalars: [UInt32]
    /// Where each word stands in `scalars`.
    let words: [Range<Int>]
    /// ``WordHash`` of each word: what phrases and lexicons are looked up by, at a tenth of a String's cost.
    let hashes: [UInt64]
    /// Letters in upper case, among `letterCount`.
    let upperCount: Int
    let letterCount: Int
    /// Whether the text was longer than ``TextLimits/textBytesMax``.
    let isCut: Bool

    /// - Parameter bytesMax: where to stop reading; the rest of the text is not looked at.
    init(_ text: String, bytesMax: Int = TextLimits.textBytesMax) {
        var text = text
        self = text.withUTF8 { TokenizedText($0.span, end: min($0.count, bytesMax), wordsMax: .max) }
    }

    /// The same of bytes that are no String yet, all of them.
    /// - Parameter wordsMax: where to stop reading.
    init(bytes: ArraySlice<UInt8>, wordsMax: Int = .max) {
        self.init(bytes.span, end: bytes.count, wordsMax: wordsMax)
    }

    private init(_ bytes: Span<UInt8>, end: Int, wordsMax: Int) {
        var reader = WordReader(bytesMax: end)
        // No byte makes more than a scalar and the space behind it.
        scalars = [UInt32](capacity: end * 2 + 2) { reader.read(bytes, end: end, wordsMax: wordsMax, into: &$0) }
        (words, hashes) = (reader.words, reader.hashes)
        (upperCount, letterCount) = (reader.upperCount, reader.letterCount)
        isCut = bytes.count > end
    }

    /// Texts behind each other: what reading them as one text, with a space between each two, would give.
    init(joining texts: [TokenizedText]) {
        scalars = [UInt32](capacity: texts.reduce(1) { $0 + $1.scalars.count }) { joined in
            joined.append(0x20)
            for text in texts {
                let scalars = text.scalars.span
                for index in 1..<max(1, scalars.count) { joined.append(scalars[index]) }
            }
        }
        words = [Range<Int>](capacity: texts.reduce(0) { $0 + $1.words.count }) { joined in
            var shift = 0
            for text in texts {
                for word in text.words { joined.append((word.lowerBound + shift)..<(word.upperBound + shift)) }
                shift += text.scalars.count - 1
            }
        }
        hashes = texts.flatMap(\.hashes)
        upperCount = texts.reduce(0) { $0 + $1.upperCount }
        letterCount = texts.reduce(0) { $0 + $1.letterCount }
        isCut = texts.contains(where: \.isCut)
    }

    /// Whether a question mark stands in it.
    var asks: Bool { hashes.contains(Self.questionMark) }

    private static let questionMark = WordHash.all(in: "?")[0]

    /// The words as Strings, for people and for tests.
    var strings: [String] { words.map(string) }

    func string(_ word: Range<Int>) -> String {
        String(unsafeUninitializedCapacity: word.count * 4) { buffer in
            var length = 0
            for value in scalars[word] { length += UTF8Reading.write(value, to: buffer, at: length) }
            return length
        }
    }
}
