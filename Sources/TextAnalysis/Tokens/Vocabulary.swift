#if canImport(Glibc)
    import Glibc
#endif

/// Which buckets a training set has filled, with their inverse document frequency; and texts as vectors over it.
struct Vocabulary: Sendable, Equatable {
    /// Bucket to row plus one; zero is a bucket never seen.
    private(set) var rowOfBucket: [UInt32]
    /// Inverse document frequency, `ln((1+n)/(1+df)) + 1`, by row.
    private(set) var idf: [Float]
    /// Bucket by row: what a model file stores.
    private(set) var bucketOfRow: [UInt32]

    /// What a feature that was never seen would weigh: as much as the rarest of the known.
    private let unseenWeight: Float

    var rowCount: Int { idf.count }

    init(_ texts: some Sequence<HashedText>) {
        var frequency = [UInt32](repeating: 0, count: HashedText.bucketCount)
        var total = 0
        for text in texts {
            total += 1
            for feature in text.words { frequency[Int(feature.bucket)] += 1 }
            for feature in text.characters { frequency[Int(feature.bucket)] += 1 }
            for feature in text.concepts { frequency[Int(feature.bucket)] += 1 }
        }
        rowOfBucket = [UInt32](repeating: 0, count: HashedText.bucketCount)
        idf = []
        bucketOfRow = []
        for bucket in 0..<HashedText.bucketCount where frequency[bucket] > 0 {
            bucketOfRow.append(UInt32(bucket))
            idf.append(log((1 + Float(total)) / (1 + Float(frequency[bucket]))) + 1)
            rowOfBucket[bucket] = UInt32(idf.count)
        }
        unseenWeight = idf.max() ?? 0
    }

    /// A vocabulary as a model file describes it; nil when a bucket is out of range or named twice.
    init?(buckets: [UInt32], idf: [Float]) {
        guard buckets.count == idf.count else { return nil }
        rowOfBucket = [UInt32](repeating: 0, count: HashedText.bucketCount)
        for (row, bucket) in buckets.enumerated() {
            guard Int(bucket) < HashedText.bucketCount, rowOfBucket[Int(bucket)] == 0 else { return nil }
            rowOfBucket[Int(bucket)] = UInt32(row + 1)
        }
        self.idf = idf
        bucketOfRow = buckets
        unseenWeight = idf.max() ?? 0
    }

    /// Characters and concepts count half as much as words each; the whole has length one, where all of it is known.
    static let characterWeight: Float = 0.5
    static let conceptWeight: Float = 0.3
    /// The length of a whole text in that of its words.
    static let wordNorm = (1 + characterWeight * characterWeight + conceptWeight * conceptWeight).squareRoot()

    func vector(_ text: HashedText) -> TextVector {
        var vector = TextVector()
        let most = text.words.count + text.characters.count + text.concepts.count
        vector.entries = [TextVector.Entry](repeating: TextVector.Entry(row: 0, value: 0), count: most)
        let norm = 1 / Self.wordNorm
        var count = 0
        append(text.words, scale: norm, to: &vector.entries, &count)
        vector.wordEntryCount = count
        vector.knownShare = text.words.isEmpty ? 0 : Float(count) / Float(text.words.count)
        append(text.characters, scale: norm * Self.characterWeight, to: &vector.entries, &count)
        append(text.concepts, scale: norm * Self.conceptWeight, to: &vector.entries, &count)
        vector.entries.removeLast(most - count)
        return vector
    }

    /// Writes the known ones of the features behind the first `count` entries. The unknown ones have their part in the length: of a
    /// text that is half unknown only half is left, and a single known word of ten does not speak for all of them.
    private func append(_ features: [HashedText.Feature], scale: Float, to entries: inout [TextVector.Entry], _ count: inout Int)
    {
        let (rows, weights, features) = (rowOfBucket.span, idf.span, features.span)
        var entries = entries.mutableSpan
        let first = count
        let unseen = unseenWeight
        var sum: Float = 0
        for index in 0..<features.count {
            let row = rows[Int(features[index].bucket)]
            guard row > 0 else {
                sum += unseen * unseen
                continue
            }
            let times = features[index].count
            let weight = times == 1 ? weights[Int(row) - 1] : (1 + log(Float(times))) * weights[Int(row) - 1]
            sum += weight * weight
            entries[count] = TextVector.Entry(row: row - 1, value: weight)
            count += 1
        }
        guard sum > 0 else { return }
        let factor = scale / sum.squareRoot()
        for index in first..<count { entries[index].value *= factor }
    }
}

/// A text over a ``Vocabulary``: sparse, words first, then characters, then concepts.
struct TextVector: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        var row: UInt32
        var value: Float
    }
    var entries: [Entry] = []
    /// Entries before this index are words and word pairs.
    var wordEntryCount = 0
    /// Share of words and word pairs that the training set had seen.
    var knownShare: Float = 0
}
