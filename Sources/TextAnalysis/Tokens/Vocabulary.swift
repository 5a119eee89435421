#if canImport(Glibc)
    import Glibc
#endif

/// Which buckets a training set has filled, with their inverse document frequency; and texts as vectors over it.
struct Vocabulary: Sendable, Equatable {
    /// Bucket to row plus one; zero is a bucket never seen.
    let rowOfBucket: ModelNumbers<UInt32>
    /// Inverse document frequency, `ln((1+n)/(1+df)) + 1`, by row.
    let idf: ModelNumbers<Float>

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
        var rowOfBucket = [UInt32](repeating: 0, count: HashedText.bucketCount)
        var idf: [Float] = []
        for bucket in 0..<HashedText.bucketCount where frequency[bucket] > 0 {
            idf.append(log((1 + Float(total)) / (1 + Float(frequency[bucket]))) + 1)
            rowOfBucket[bucket] = UInt32(idf.count)
        }
        unseenWeight = idf.max() ?? 0
        (self.rowOfBucket, self.idf) = (ModelNumbers(rowOfBucket), ModelNumbers(idf))
    }

    /// A vocabulary as a model file describes it; nil where not each row has exactly one bucket.
    init?(rowOfBucket: ModelNumbers<UInt32>, idf: ModelNumbers<Float>) {
        guard rowOfBucket.count == HashedText.bucketCount else { return nil }
        var bucketsLeft = [Bool](repeating: true, count: idf.count)
        let named = rowOfBucket.withSpan { rows in
            var named = 0
            for bucket in 0..<rows.count where rows[bucket] > 0 {
                let row = Int(rows[bucket]) - 1
                guard row < bucketsLeft.count, bucketsLeft[row] else { return -1 }
                bucketsLeft[row] = false
                named += 1
            }
            return named
        }
        guard named == idf.count else { return nil }
        (self.rowOfBucket, self.idf) = (rowOfBucket, idf)
        unseenWeight = idf.withSpan { weights in
            var most: Float = 0
            for row in 0..<weights.count { most = max(most, weights[row]) }
            return most
        }
    }

    /// Characters and concepts count half as much as words each; the whole has length one, where all of it is known.
    static let characterWeight: Float = 0.5
    static let conceptWeight: Float = 0.3
    /// The length of a whole text in that of its words.
    static let wordNorm = (1 + characterWeight * characterWeight + conceptWeight * conceptWeight).squareRoot()

    func vector(_ text: HashedText) -> TextVector {
        var vector = TextVector()
        let norm = 1 / Self.wordNorm
        vector.entries = [TextVector.Entry](capacity: text.words.count + text.characters.count + text.concepts.count) { entries in
            append(text.words, scale: norm, to: &entries)
            vector.wordEntryCount = entries.count
            append(text.characters, scale: norm * Self.characterWeight, to: &entries)
            append(text.concepts, scale: norm * Self.conceptWeight, to: &entries)
        }
        vector.knownShare = text.words.isEmpty ? 0 : Float(vector.wordEntryCount) / Float(text.words.count)
        return vector
    }

    /// Writes the known ones of the features. The unknown ones have their part in the length: of a text that is half unknown only
    /// half is left, and a single known word of ten does not speak for all of them.
    private func append(_ features: [HashedText.Feature], scale: Float, to entries: inout OutputSpan<TextVector.Entry>) {
        rowOfBucket.withSpan { rows in
            idf.withSpan { Self.append(features.span, scale: scale, rows, $0, unseen: unseenWeight, to: &entries) }
        }
    }

    @inline(__always)
    private static func append(
        _ features: Span<HashedText.Feature>, scale: Float, _ rows: Span<UInt32>, _ weights: Span<Float>, unseen: Float,
        to entries: inout OutputSpan<TextVector.Entry>
    ) {
        let first = entries.count
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
            entries.append(TextVector.Entry(row: row - 1, value: weight))
        }
        guard sum > 0 else { return }
        let factor = scale / sum.squareRoot()
        for index in first..<entries.count { entries[index].value *= factor }
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
