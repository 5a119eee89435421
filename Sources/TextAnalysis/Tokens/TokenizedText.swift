/// A text as lower-cased Unicode scalars, its words separated by single spaces.
///
/// Lower-casing covers Latin, Greek, Cyrillic and Armenian letters by range, without locale; KELVIN SIGN and
/// its like are left alone. Marks that change what is meant (`? ! $ € £ %`) are words of their own, runs of
/// four or more digits become `#`, and each ideograph or kana is one word, because those scripts write none.
struct TokenizedText: Sendable, Equatable {
    /// `" word word "`: begins and ends with a space, so that n-grams see the word's edges.
    private(set) var scalars: [UInt32] = [0x20]
    /// Where each word stands in `scalars`.
    private(set) var words: [Range<Int>] = []
    /// ``WordHash`` of each word: what phrases and lexicons are looked up by, at a tenth of a String's cost.
    private(set) var hashes: [UInt64] = []
    /// Letters in upper case, among `letterCount`.
    private(set) var upperCount = 0
    private(set) var letterCount = 0
    /// Whether the text was longer than ``TextLimits/textBytesMax``.
    private(set) var isCut = false

    /// - Parameter bytesMax: where to stop reading; the rest of the text is not looked at.
    init(_ text: String, bytesMax: Int = TextLimits.textBytesMax) {
        var text = text
        self = text.withUTF8 { bytes in
            var result = TokenizedText()
            result.read(bytes.span, end: min(bytes.count, bytesMax))
            return result
        }
    }

    /// The same of bytes that are no String yet, all of them.
    init(bytes: ArraySlice<UInt8>) { read(bytes.span, end: bytes.count) }

    private init() {}

    /// The words as Strings, for people and for tests.
    var strings: [String] { words.map(string) }

    func string(_ word: Range<Int>) -> String {
        String(unsafeUninitializedCapacity: word.count * 4) { buffer in
            var length = 0
            for value in scalars[word] { length += UTF8Reading.write(value, to: buffer, at: length) }
            return length
        }
    }

    private mutating func read(_ bytes: Span<UInt8>, end: Int) {
        isCut = bytes.count > end
        scalars.reserveCapacity(end + 2)
        words.reserveCapacity(end / 4 + 2)
        hashes.reserveCapacity(end / 4 + 2)
        var word = Word(start: 1)
        var index = 0
        while index < end {
            // Most of most mails is lower-case ASCII; it needs no table.
            let byte = bytes[index]
            if byte &- 0x61 < 26 {
                letterCount += 1
                append(UInt32(byte), to: &word)
                index += 1
            } else if byte == 0x20 {
                close(&word)
                index += 1
            } else {
                let (scalar, length) = UTF8Reading.scalar(bytes, at: index)
                index += length
                take(scalar, &word)
            }
        }
        close(&word)
    }

    private mutating func take(_ scalar: UInt32, _ word: inout Word) {
        switch ScalarClass.of(scalar) {
        case .letter:
            let lower = ScalarClass.lowercase(scalar)
            letterCount += 1
            if lower != scalar { upperCount += 1 }
            append(lower, to: &word)
        case .digit:
            word.digits += 1
            append(scalar, to: &word)
        case .apostrophe:
            if word.isOpen(in: scalars.count) { append(0x27, to: &word) }
        case .single:
            close(&word)
            append(scalar, to: &word)
            close(&word)
        case .joiner:
            break
        case .separator:
            close(&word)
        }
    }

    private struct Word {
        var start: Int
        var digits = 0
        func isOpen(in count: Int) -> Bool { count > start }
    }

    @inline(__always)
    private mutating func append(_ scalar: UInt32, to word: inout Word) {
        if scalars.count - word.start < TextLimits.wordScalarsMax { scalars.append(scalar) }
    }

    @inline(__always)
    private mutating func close(_ word: inout Word) {
        if scalars.count > word.start { finish(&word) }
    }

    private mutating func finish(_ word: inout Word) {
        while scalars.count > word.start, scalars[scalars.count - 1] == 0x27 { scalars.removeLast() }
        guard scalars.count > word.start else {
            word.digits = 0
            return
        }
        if word.digits >= 4 || (word.digits == 3 && word.digits < scalars.count - word.start) {
            // An order or invoice number says that there is one, never which intent it is.
            scalars.removeSubrange(word.start...)
            scalars.append(0x23)
        }
        words.append(word.start..<scalars.count)
        hashes.append(WordHash.of(scalars.span, word.start..<scalars.count))
        scalars.append(0x20)
        word = Word(start: scalars.count)
    }
}
