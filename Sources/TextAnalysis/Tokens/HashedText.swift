/// A text as counted, hashed features: words and word pairs in one block, characters 3 to 5 in another, concepts and their pairs
/// in a third.
///
/// The hash is fixed (no per-process seed), so a model file means the same on every machine.
struct HashedText: Sendable, Equatable {
    /// A feature's bucket and how often it occurs.
    struct Feature: Sendable, Equatable {
        var bucket: UInt32
        var count: UInt32
    }
    var words: [Feature] = []
    var characters: [Feature] = []
    var concepts: [Feature] = []
    /// Words in the text, for length and for the share that is known.
    var wordCount = 0

    static let bucketBits = 17
    static let bucketCount = 1 << bucketBits

    init(_ text: String) {
        var counter = FeatureCounter()
        self.init(TokenizedText(text), &counter)
    }

    /// - Parameter counter: room that many texts share.
    init(_ text: TokenizedText, _ counter: inout FeatureCounter) {
        wordCount = text.words.count
        words = counter.features(most: text.words.count * 2) { slots, features, before in
            Self.forEachWord(text.hashes.span) { FeatureCounter.add($0, to: &slots, &features, before) }
        }
        characters = counter.features(most: text.scalars.count * 3) { slots, features, before in
            for word in text.words {
                Self.forEachGram(of: word, text.scalars.span) { FeatureCounter.add($0, to: &slots, &features, before) }
            }
        }
        let found = ConceptLexicon.shipped.concepts(in: text)
        concepts = counter.features(most: found.count * (1 + Self.conceptPairReach)) { slots, features, before in
            Self.forEachConcept(found.span) { FeatureCounter.add($0, to: &slots, &features, before) }
        }
    }

    /// The features of one word of a text, as if it stood alone: of all blocks, and as often as they occur.
    @inline(__always)
    static func forEachFeature(ofWord index: Int, in text: TokenizedText, _ body: (_ bucket: UInt32) -> Void) {
        body(bucket(text.hashes[index]))
        forEachGram(of: text.words[index], text.scalars.span, body)
        forEachConcept(ConceptLexicon.shipped.concepts(ofWord: index, in: text).span, body)
    }

    /// Words and word pairs.
    @inline(__always)
    private static func forEachWord(_ hashes: Span<UInt64>, _ body: (_ bucket: UInt32) -> Void) {
        var previous: UInt64 = 0
        for index in 0..<hashes.count {
            let hash = hashes[index]
            body(bucket(hash))
            if index > 0 { body(bucket((previous &* 0xD6E8_FEB8_6659_FD93) ^ (hash >> 7))) }
            previous = hash
        }
    }

    /// Characters 3 to 5.
    @inline(__always)
    private static func forEachGram(of word: Range<Int>, _ scalars: Span<UInt32>, _ body: (_ bucket: UInt32) -> Void) {
        guard word.count > 1 || scalars[word.lowerBound] > 0x7F else { return }
        // The word with a space on each side; a gram never crosses a word's edge.
        let end = word.upperBound + 1
        var start = word.lowerBound - 1
        while start + 3 <= end {
            let three = gram(gram(gram(0x84_2223_25CB_F29C, scalars[start]), scalars[start + 1]), scalars[start + 2])
            body(bucket(three))
            if start + 4 <= end {
                let four = gram(three, scalars[start + 3])
                body(bucket(four))
                if start + 5 <= end { body(bucket(gram(four, scalars[start + 4]))) }
            }
            start += 1
        }
    }

    /// How many concepts before it each one makes a pair with: who writes much puts words between them.
    private static let conceptPairReach = 4

    /// Concepts and their pairs.
    @inline(__always)
    private static func forEachConcept(_ found: Span<UInt32>, _ body: (_ bucket: UInt32) -> Void) {
        for index in 0..<found.count {
            let concept = UInt64(found[index])
            body(bucket(concept &* 0xA24B_AED4_963E_E407))
            for before in max(0, index - conceptPairReach)..<index where found[before] != found[index] {
                // "card declined" and "declined my card" are one pair.
                let (low, high) = (min(UInt64(found[before]), concept), max(UInt64(found[before]), concept))
                body(bucket((low << 32 | high) &* 0x9FB2_1C65_1E98_DF25))
            }
        }
    }

    @inline(__always)
    private static func gram(_ hash: UInt64, _ scalar: UInt32) -> UInt64 { (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    private static func bucket(_ hash: UInt64) -> UInt32 {
        var mixed = hash ^ (hash >> 32)
        mixed = mixed &* 0xD6E8_FEB8_6659_FD93
        return UInt32(truncatingIfNeeded: mixed >> UInt64(64 - bucketBits))
    }
}
