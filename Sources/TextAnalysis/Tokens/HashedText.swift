/// A text as counted, hashed features: words and word pairs in one block, characters 3 to 5 in the other.
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
    /// Words in the text, for length and for the share that is known.
    var wordCount = 0

    static let bucketBits = 17
    static let bucketCount = 1 << bucketBits

    init(_ text: String) { self.init(TokenizedText(text)) }

    init(_ text: TokenizedText) {
        wordCount = text.words.count
        var table = FeatureTable(expecting: text.words.count * 2)
        Self.countWords(text, into: &table)
        words = table.features
        table = FeatureTable(expecting: text.scalars.count * 3)
        Self.countCharacters(text, into: &table)
        characters = table.features
    }

    private static func countWords(_ text: TokenizedText, into table: inout FeatureTable) {
        let scalars = text.scalars.span
        var previous: UInt64 = 0x51_7CC1_B727_220A
        for word in text.words {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for index in word { hash = (hash ^ UInt64(scalars[index])) &* 0x9E37_79B9_7F4A_7C15 }
            table.add(bucket(hash))
            if word.lowerBound > 1 { table.add(bucket((previous &* 0xD6E8_FEB8_6659_FD93) ^ (hash >> 7))) }
            previous = hash
        }
    }

    private static func countCharacters(_ text: TokenizedText, into table: inout FeatureTable) {
        let scalars = text.scalars.span
        for word in text.words where word.count > 1 || scalars[word.lowerBound] > 0x7F {
            // The word with a space on each side; a gram never crosses a word's edge.
            let end = word.upperBound + 1
            var start = word.lowerBound - 1
            while start + 3 <= end {
                var hash: UInt64 = 0x84_2223_25CB_F29C
                for offset in 0..<min(5, end - start) {
                    hash = (hash ^ UInt64(scalars[start + offset])) &* 0x9E37_79B9_7F4A_7C15
                    if offset >= 2 { table.add(bucket(hash)) }
                }
                start += 1
            }
        }
    }

    @inline(__always)
    private static func bucket(_ hash: UInt64) -> UInt32 {
        var mixed = hash ^ (hash >> 32)
        mixed = mixed &* 0xD6E8_FEB8_6659_FD93
        return UInt32(truncatingIfNeeded: mixed >> UInt64(64 - bucketBits))
    }
}

/// A small open-addressing counter: sorting a text's features costs more than counting them.
struct FeatureTable {
    private var slots: [UInt32]
    private(set) var features: [HashedText.Feature] = []
    private let mask: Int

    init(expecting count: Int) {
        var size = 64
        while size < count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        mask = size - 1
        features.reserveCapacity(count)
    }

    @inline(__always)
    mutating func add(_ bucket: UInt32) {
        var slot = Int(bucket) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 {
                features.append(HashedText.Feature(bucket: bucket, count: 1))
                slots[slot] = UInt32(truncatingIfNeeded: features.count)
                return
            }
            let index = Int(entry) - 1
            if features[index].bucket == bucket {
                features[index].count &+= 1
                return
            }
            slot = (slot + 1) & mask
        }
    }
}
