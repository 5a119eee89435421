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
        words = counter.features(most: text.words.count * 2) { Self.addWords(text, to: &$0, &$1, $2) }
        characters = counter.features(most: text.scalars.count * 3) { Self.addCharacters(text, to: &$0, &$1, $2) }
        let found = ConceptLexicon.shipped.concepts(in: text)
        concepts = counter.features(most: found.count * (1 + Self.conceptPairReach)) {
            Self.addConcepts(found.span, to: &$0, &$1, $2)
        }
    }

    /// How many concepts before it each one makes a pair with: who writes much puts words between them.
    private static let conceptPairReach = 4

    private static func addConcepts(
        _ found: Span<UInt32>, to slots: inout MutableSpan<UInt32>, _ features: inout OutputSpan<Feature>, _ before: UInt32
    ) {
        for index in 0..<found.count {
            let concept = UInt64(found[index])
            FeatureCounter.add(bucket(concept &* 0xA24B_AED4_963E_E407), to: &slots, &features, before)
            for other in max(0, index - conceptPairReach)..<index where found[other] != found[index] {
                // "card declined" and "declined my card" are one pair.
                let (low, high) = (min(UInt64(found[other]), concept), max(UInt64(found[other]), concept))
                FeatureCounter.add(bucket((low << 32 | high) &* 0x9FB2_1C65_1E98_DF25), to: &slots, &features, before)
            }
        }
    }

    private static func addWords(
        _ text: TokenizedText, to slots: inout MutableSpan<UInt32>, _ features: inout OutputSpan<Feature>, _ before: UInt32
    ) {
        let hashes = text.hashes.span
        var previous: UInt64 = 0
        for index in 0..<hashes.count {
            let hash = hashes[index]
            FeatureCounter.add(bucket(hash), to: &slots, &features, before)
            if index > 0 {
                FeatureCounter.add(bucket((previous &* 0xD6E8_FEB8_6659_FD93) ^ (hash >> 7)), to: &slots, &features, before)
            }
            previous = hash
        }
    }

    private static func addCharacters(
        _ text: TokenizedText, to slots: inout MutableSpan<UInt32>, _ features: inout OutputSpan<Feature>, _ before: UInt32
    ) {
        let (scalars, words) = (text.scalars.span, text.words.span)
        for index in 0..<words.count { addGrams(of: words[index], scalars, to: &slots, &features, before) }
    }

    @inline(__always)
    private static func addGrams(
        of word: Range<Int>, _ scalars: Span<UInt32>, to slots: inout MutableSpan<UInt32>, _ features: inout OutputSpan<Feature>,
        _ before: UInt32
    ) {
        guard word.count > 1 || scalars[word.lowerBound] > 0x7F else { return }
        // The word with a space on each side; a gram never crosses a word's edge.
        let end = word.upperBound + 1
        var start = word.lowerBound - 1
        while start + 3 <= end {
            let three = gram(gram(gram(0x84_2223_25CB_F29C, scalars[start]), scalars[start + 1]), scalars[start + 2])
            FeatureCounter.add(bucket(three), to: &slots, &features, before)
            if start + 4 <= end {
                let four = gram(three, scalars[start + 3])
                FeatureCounter.add(bucket(four), to: &slots, &features, before)
                if start + 5 <= end {
                    FeatureCounter.add(bucket(gram(four, scalars[start + 4])), to: &slots, &features, before)
                }
            }
            start += 1
        }
    }

    /// The features of one word of a text, as if it stood alone; of all blocks, each once.
    static func features(ofWord index: Int, in text: TokenizedText, _ counter: inout FeatureCounter) -> [Feature] {
        let word = text.words[index]
        let concepts = ConceptLexicon.shipped.concepts(ofWord: index, in: text)
        let most = 1 + (word.count + 2) * 3 + concepts.count * (1 + conceptPairReach)
        return counter.features(most: most) { slots, features, before in
            FeatureCounter.add(bucket(text.hashes[index]), to: &slots, &features, before)
            addGrams(of: word, text.scalars.span, to: &slots, &features, before)
            addConcepts(concepts.span, to: &slots, &features, before)
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
