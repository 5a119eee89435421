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

    init(_ text: String) { self.init(TokenizedText(text)) }

    init(_ text: TokenizedText) {
        wordCount = text.words.count
        words = FeatureCount.features(most: text.words.count * 2) { Self.addWords(text, to: &$0, &$1, &$2) }
        characters = FeatureCount.features(most: text.scalars.count * 3) { Self.addCharacters(text, to: &$0, &$1, &$2) }
        let found = ConceptLexicon.shipped.concepts(in: text)
        concepts = FeatureCount.features(most: found.count * (1 + Self.conceptPairReach)) {
            Self.addConcepts(found.span, to: &$0, &$1, &$2)
        }
    }

    /// How many concepts before it each one makes a pair with: who writes much puts words between them.
    private static let conceptPairReach = 4

    private static func addConcepts(
        _ found: Span<UInt32>, to slots: inout MutableSpan<UInt32>, _ features: inout MutableSpan<Feature>, _ count: inout Int
    ) {
        for index in 0..<found.count {
            let concept = UInt64(found[index])
            FeatureCount.add(bucket(concept &* 0xA24B_AED4_963E_E407), to: &slots, &features, &count)
            for before in max(0, index - conceptPairReach)..<index where found[before] != found[index] {
                // "card declined" and "declined my card" are one pair.
                let (low, high) = (min(UInt64(found[before]), concept), max(UInt64(found[before]), concept))
                FeatureCount.add(bucket((low << 32 | high) &* 0x9FB2_1C65_1E98_DF25), to: &slots, &features, &count)
            }
        }
    }

    private static func addWords(
        _ text: TokenizedText, to slots: inout MutableSpan<UInt32>, _ features: inout MutableSpan<Feature>, _ count: inout Int
    ) {
        let hashes = text.hashes.span
        var previous: UInt64 = 0
        for index in 0..<hashes.count {
            let hash = hashes[index]
            FeatureCount.add(bucket(hash), to: &slots, &features, &count)
            if index > 0 {
                FeatureCount.add(bucket((previous &* 0xD6E8_FEB8_6659_FD93) ^ (hash >> 7)), to: &slots, &features, &count)
            }
            previous = hash
        }
    }

    private static func addCharacters(
        _ text: TokenizedText, to slots: inout MutableSpan<UInt32>, _ features: inout MutableSpan<Feature>, _ count: inout Int
    ) {
        let (scalars, words) = (text.scalars.span, text.words.span)
        for index in 0..<words.count { addGrams(of: words[index], scalars, to: &slots, &features, &count) }
    }

    @inline(__always)
    private static func addGrams(
        of word: Range<Int>, _ scalars: Span<UInt32>, to slots: inout MutableSpan<UInt32>,
        _ features: inout MutableSpan<Feature>, _ count: inout Int
    ) {
        guard word.count > 1 || scalars[word.lowerBound] > 0x7F else { return }
        // The word with a space on each side; a gram never crosses a word's edge.
        let end = word.upperBound + 1
        var start = word.lowerBound - 1
        while start + 3 <= end {
            let three = gram(gram(gram(0x84_2223_25CB_F29C, scalars[start]), scalars[start + 1]), scalars[start + 2])
            FeatureCount.add(bucket(three), to: &slots, &features, &count)
            if start + 4 <= end {
                let four = gram(three, scalars[start + 3])
                FeatureCount.add(bucket(four), to: &slots, &features, &count)
                if start + 5 <= end {
                    FeatureCount.add(bucket(gram(four, scalars[start + 4])), to: &slots, &features, &count)
                }
            }
            start += 1
        }
    }

    /// The features of one word of a text, as if it stood alone; of all blocks, each once.
    static func features(ofWord index: Int, in text: TokenizedText) -> [Feature] {
        let word = text.words[index]
        let concepts = ConceptLexicon.shipped.concepts(ofWord: index, in: text)
        let most = 1 + (word.count + 2) * 3 + concepts.count * (1 + conceptPairReach)
        return FeatureCount.features(most: most) { slots, features, count in
            FeatureCount.add(bucket(text.hashes[index]), to: &slots, &features, &count)
            addGrams(of: word, text.scalars.span, to: &slots, &features, &count)
            addConcepts(concepts.span, to: &slots, &features, &count)
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

/// A small open-addressing counter: sorting a text's features costs more than counting them.
enum FeatureCount {
    /// The features that `body` adds, each once, in the order of their first occurrence.
    /// - Parameter most: no more than this may be added.
    static func features(
        most: Int, _ body: (inout MutableSpan<UInt32>, inout MutableSpan<HashedText.Feature>, inout Int) -> Void
    ) -> [HashedText.Feature] {
        var size = 64
        while size * 2 < most * 3 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        var features = [HashedText.Feature](repeating: HashedText.Feature(bucket: 0, count: 0), count: most)
        var count = 0
        do {
            var slotSpan = slots.mutableSpan
            var featureSpan = features.mutableSpan
            body(&slotSpan, &featureSpan, &count)
        }
        features.removeLast(most - count)
        return features
    }

    @inline(__always)
    static func add(
        _ bucket: UInt32, to slots: inout MutableSpan<UInt32>, _ features: inout MutableSpan<HashedText.Feature>,
        _ count: inout Int
    ) {
        let mask = slots.count - 1
        var slot = Int(bucket) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 {
                features[count] = HashedText.Feature(bucket: bucket, count: 1)
                count += 1
                slots[slot] = UInt32(truncatingIfNeeded: count)
                return
            }
            if features[Int(entry) - 1].bucket == bucket {
                features[Int(entry) - 1].count &+= 1
                return
            }
            slot = (slot + 1) & mask
        }
    }
}
