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

    /// Word entries of a ``TextVector`` have length `1 / wordNorm` where all words are known.
    static let wordNorm = Vocabulary.wordNorm

    /// Cosines to examples, words only: `of[example]`, and the examples whose cosine is not zero.
    struct Cosines: Sendable {
        var of: [Float]
        var touched: [UInt32]
    }

    /// How much of a text's squared length is looked up for a judgement. The rest are the words that every text has: a tenth of
    /// what they say, and nine tenths of the cost.
    static let telling: Float = 0.9

    /// Cosines by the words that tell most, at least ``telling`` of the squared length.
    func tellingCosines(_ vector: TextVector) -> Cosines {
        var entries = Array(vector.entries[..<vector.wordEntryCount])
        entries.sort { $0.value != $1.value ? $0.value > $1.value : $0.row < $1.row }
        var rest = entries.reduce(0) { $0 + $1.value * $1.value }
        let spared = rest * (1 - Self.telling)
        var count = 0
        while count < entries.count, rest > spared {
            rest -= entries[count].value * entries[count].value
            count += 1
        }
        return sums(entries[..<count])
    }

    private func sums(_ entries: ArraySlice<TextVector.Entry>) -> Cosines {
        let most = entries.reduce(0) { $0 + Int(starts[Int($1.row) + 1] - starts[Int($1.row)]) }
        var sums = [Float](repeating: 0, count: classOf.count)
        var touched = [UInt32](repeating: 0, count: min(most, classOf.count))
        let count = add(entries, to: &sums, &touched)
        touched.removeLast(touched.count - count)
        return Cosines(of: sums, touched: touched)
    }

    /// - Returns: how many examples were touched; every weight is positive, so a sum is zero only before its first.
    private func add(_ entries: ArraySlice<TextVector.Entry>, to sums: inout [Float], _ touched: inout [UInt32]) -> Int {
        var target = sums.mutableSpan
        var list = touched.mutableSpan
        let (examples, values, starts) = (self.examples.span, self.values.span, self.starts.span)
        var count = 0
        for entry in entries {
            let weight = entry.value * Self.wordNorm
            for position in Int(starts[Int(entry.row)])..<Int(starts[Int(entry.row) + 1]) {
                let example = Int(examples[position])
                if target[example] == 0 {
                    list[count] = examples[position]
                    count += 1
                }
                target[example] += weight * values[position]
            }
        }
        return count
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

    func nearest(_ found: Cosines, of classIndex: Int, template: Int) -> Nearest {
        var nearest = Nearest()
        var top = FiveBest()
        let (classes, templates, cosines, touched) = (classOf.span, templateOf.span, found.of.span, found.touched.span)
        let (own, ownTemplate) = (Int32(classIndex), Int32(template))
        for number in 0..<touched.count {
            let index = Int(touched[number])
            let cosine = cosines[index]
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
