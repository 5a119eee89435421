/// The training examples themselves, searchable by cosine over words: how near is the nearest one, of which class?
///
/// A linear score says which class; only the nearest example says whether anything like it was ever seen.
struct NeighbourIndex: Sendable, Equatable {
    /// Class of each example; -1 is out of scope.
    private(set) var classOf: [Int32] = []
    /// Template of each example; -1 is none.
    private(set) var templateOf: [Int32] = []
    /// Postings of a row: `starts[row]..<starts[row + 1]`.
    private(set) var starts: [UInt32] = [0]
    private(set) var examples: [UInt32] = []
    private(set) var values: [Float] = []

    init(classOf: [Int32], templateOf: [Int32], starts: [UInt32], examples: [UInt32], values: [Float]) {
        (self.classOf, self.templateOf) = (classOf, templateOf)
        (self.starts, self.examples, self.values) = (starts, examples, values)
    }

    init(_ vectors: [(vector: TextVector, classIndex: Int32, template: Int32)], rowCount: Int) {
        classOf = vectors.map(\.classIndex)
        templateOf = vectors.map(\.template)
        var counts = [UInt32](repeating: 0, count: rowCount + 1)
        for (vector, _, _) in vectors {
            for entry in vector.entries[..<vector.wordEntryCount] { counts[Int(entry.row) + 1] += 1 }
        }
        for row in 0..<rowCount { counts[row + 1] += counts[row] }
        starts = counts
        examples = [UInt32](repeating: 0, count: Int(counts[rowCount]))
        values = [Float](repeating: 0, count: Int(counts[rowCount]))
        for (index, (vector, _, _)) in vectors.enumerated() {
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
        /// Share of the five nearest that are of the class.
        var agreeing: Float = 0
        /// The nearest example of the template, and of any other template or class.
        var template: Float = 0
        var otherTemplate: Float = 0
    }

    func nearest(_ cosines: [Float], of classIndex: Int, template: Int) -> Nearest {
        var nearest = Nearest()
        var top = FiveBest()
        let (classes, templates, cosines) = (classOf.span, templateOf.span, cosines.span)
        let (own, ownTemplate) = (Int32(classIndex), Int32(template))
        for index in 0..<cosines.count {
            let cosine = cosines[index]
            guard cosine > 0 else { continue }
            let owner = classes[index]
            if owner == own {
                nearest.own = max(nearest.own, cosine)
            } else if owner < 0 {
                nearest.negative = max(nearest.negative, cosine)
            } else {
                nearest.other = max(nearest.other, cosine)
            }
            if templates[index] == ownTemplate {
                nearest.template = max(nearest.template, cosine)
            } else {
                nearest.otherTemplate = max(nearest.otherTemplate, cosine)
            }
            if cosine > top.bar { top.offer(cosine, isOwn: owner == own) }
        }
        nearest.agreeing = top.ownShare
        return nearest
    }
}

/// The five best cosines so far; later equals do not displace earlier ones.
private struct FiveBest {
    private var cosines = InlineArray<5, Float>(repeating: 0)
    private var own = InlineArray<5, Bool>(repeating: false)
    var bar: Float { cosines[4] }
    var ownShare: Float {
        var count: Float = 0
        for index in 0..<5 where own[index] { count += 1 }
        return count / 5
    }

    mutating func offer(_ cosine: Float, isOwn: Bool) {
        var slot = 4
        while slot > 0, cosines[slot - 1] < cosine {
            cosines[slot] = cosines[slot - 1]
            own[slot] = own[slot - 1]
            slot -= 1
        }
        cosines[slot] = cosine
        own[slot] = isOwn
    }
}
