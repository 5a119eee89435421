#if canImport(Glibc)
    import Glibc
#endif

/// All Latin-script languages in one table, so that a letter triple is looked up once for all of them.
struct LatinLanguages: Sendable {
    static let lanes = 16
    let codes: [String]
    /// Log-probability of a triple in each language, above chance.
    private let triples: WordMap<SIMD16<Float>>
    private let unseen: SIMD16<Float>
    /// Languages a small word belongs to, as a bonus each.
    private let words: WordMap<SIMD16<Float>>
    /// What a letter beyond ASCII says: a bonus where it belongs, a malus elsewhere.
    private let letters: [UInt32: SIMD16<Float>]

    /// A language's own small word is worth some letters.
    static let wordBonus: Float = 4
    static let letterBonus: Float = 1
    static let letterMalus: Float = -4
    /// Words worse than this on average are of no known language.
    static let scoreMin: Float = -2.6
    /// Chance: what a triple of any language weighs.
    private static let chance: Float = 7.2
    private static let smoothing: Float = 0.3
    private static let triplesPossible: Float = 3_000

    init(_ samples: [LanguageSample]) {
        codes = samples.map(\.code)
        var counts = WordMap<SIMD16<Float>>(expecting: 8_192)
        var totals = SIMD16<Float>(repeating: 0)
        var words = WordMap<SIMD16<Float>>(expecting: 1_024)
        var letters: [UInt32: SIMD16<Float>] = [:]
        for (lane, sample) in samples.enumerated() {
            let text = TokenizedText(sample.words + " " + sample.text)
            for word in text.words {
                Self.forEachTriple(text.scalars.span, word) {
                    counts.update($0, from: SIMD16(repeating: 0)) { $0[lane] += 1 }
                    totals[lane] += 1
                }
            }
            for word in Array(sample.words.utf8).split(separator: 0x20) {
                let hashes = TokenizedText(bytes: word).hashes
                guard hashes.count == 1 else { continue }
                words.update(hashes[0], from: SIMD16(repeating: 0)) { $0[lane] = Self.wordBonus }
            }
            for letter in sample.letters.unicodeScalars {
                letters[letter.value, default: SIMD16(repeating: Self.letterMalus)][lane] = Self.letterBonus
            }
        }
        let sizes = totals + SIMD16<Float>(repeating: Self.triplesPossible * Self.smoothing)
        triples = counts.mapValues { Self.logarithm(($0 + SIMD16<Float>(repeating: Self.smoothing)) / sizes) + Self.chance }
        unseen = Self.logarithm(SIMD16<Float>(repeating: Self.smoothing) / sizes) + Self.chance
        self.words = words
        self.letters = letters
    }

    /// Log-likelihood of a word in each language.
    func score(_ scalars: Span<UInt32>, _ range: Range<Int>, hash word: UInt64) -> SIMD16<Float> {
        var sum = words.index(of: word).map { words.values[$0] } ?? SIMD16(repeating: 0)
        Self.forEachTriple(scalars, range) {
            if let index = triples.index(of: $0) { sum += triples.values[index] } else { sum += unseen }
        }
        for index in range where scalars[index] > 0x7F {
            sum += letters[scalars[index]] ?? SIMD16(repeating: Self.letterMalus)
        }
        return sum
    }

    private static func logarithm(_ values: SIMD16<Float>) -> SIMD16<Float> {
        var result = values
        for lane in 0..<lanes { result[lane] = log(values[lane]) }
        return result
    }

    @inline(__always)
    private static func forEachTriple(_ scalars: Span<UInt32>, _ word: Range<Int>, _ body: (UInt64) -> Void) {
        var index = word.lowerBound - 1
        while index + 2 <= word.upperBound {
            let packed = UInt64(scalars[index]) << 42 | UInt64(scalars[index + 1]) << 21 | UInt64(scalars[index + 2])
            let mixed = packed &* 0x9E37_79B9_7F4A_7C15
            body(mixed ^ (mixed >> 32))
            index += 1
        }
    }
}

/// A language's small words, its letters beyond ASCII, and a sample of sentences.
struct LanguageSample: Sendable {
    var code: String
    var words: String
    var letters: String
    var text: String

    init(_ code: String, words: String, letters: String, sample: String) {
        (self.code, self.words, self.letters, text) = (code, words, letters, sample)
    }
}
