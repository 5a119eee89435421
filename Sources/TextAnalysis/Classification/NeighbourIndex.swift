/// The training examples themselves, searchable by cosine over words: how near is the nearest one, of which class?
///
/// A linear score says which class; only the nearest example says whether anything like it was ever seen.
struct NeighbourIndex: Sendable, Equatable {
    /// Class of each example; -1 is out of scope.
    private(set) var classOf: [Int32] = []
    /// Postings of a row: `starts[row]..<starts[row + 1]`.
    private(set) var starts: [UInt32] = [0]
    private(set) var examples: [UInt32] = []
    private(set) var values: [Float] = []

    init(classOf: [Int32], starts: [UInt32], examples: [UInt32], values: [Float]) {
        (self.classOf, self.starts, self.examples, self.values) = (classOf, starts, examples, values)
    }

    init(_ vectors: [(vector: TextVector, classIndex: Int32)], rowCount: Int) {
        classOf = vectors.map(\.classIndex)
        var counts = [UInt32](repeating: 0, count: rowCount + 1)
        for (vector, _) in vectors {
            for entry in vector.entries[..<vector.wordEntryCount] { counts[Int(entry.row) + 1] += 1 }
        }
        for row in 0..<rowCount { counts[row + 1] += counts[row] }
        starts = counts
        examples = [UInt32](repeating: 0, count: Int(counts[rowCount]))
        values = [Float](repeating: 0, count: Int(counts[rowCount]))
        for (index, (vector, _)) in vectors.enumerated() {
            for entry in vector.entries[..<vector.wordEntryCount] {
                let position = Int(counts[Int(entry.row)])
                examples[position] = UInt32(index)
                values[position] = entry.value * Self.wordNorm
                counts[Int(entry.row)] += 1
            }
        }
    }

    /// Word entries of a ``TextVector`` have length `1 / wordNorm`.
    static let wordNorm = (1 + Vocabulary.characterWeight * Vocabulary.characterWeight).squareRoot()

    /// Cosine to every example, words only.
    func cosines(_ vector: TextVector) -> [Float] {
        var sums = [Float](repeating: 0, count: classOf.count)
        var target = sums.mutableSpan
        let (examples, values, starts) = (self.examples.span, self.values.span, self.starts.span)
        for entry in vector.entries[..<vector.wordEntryCount] {
            let weight = entry.value * Self.wordNorm
            for position in Int(starts[Int(entry.row)])..<Int(starts[Int(entry.row) + 1]) {
                target[Int(examples[position])] += weight * values[position]
            }
        }
        return sums
    }

    /// The nearest example of a class, of any other class, and out of scope.
    struct Nearest: Sendable, Equatable {
        var own: Float = 0
        var other: Float = 0
        var negative: Float = 0
        /// How many of the five nearest are of the class.
        var agreeing: Float = 0
    }

    func nearest(_ cosines: [Float], of classIndex: Int) -> Nearest {
        var nearest = Nearest()
        var best: [(cosine: Float, classIndex: Int32)] = []
        for (index, cosine) in cosines.enumerated() where cosine > 0 {
            let owner = classOf[index]
            if owner == Int32(classIndex) {
                nearest.own = max(nearest.own, cosine)
            } else if owner < 0 {
                nearest.negative = max(nearest.negative, cosine)
            } else {
                nearest.other = max(nearest.other, cosine)
            }
            if best.count < 5 {
                best.append((cosine, owner))
                best.sort { $0.cosine > $1.cosine }
            } else if cosine > best[4].cosine {
                best[4] = (cosine, owner)
                best.sort { $0.cosine > $1.cosine }
            }
        }
        nearest.agreeing = Float(best.count { $0.classIndex == Int32(classIndex) }) / 5
        return nearest
    }
}
