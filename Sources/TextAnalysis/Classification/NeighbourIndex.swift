/// The training examples themselves, searchable by cosine over words: how near is the nearest one, of which class?
///
/// A linear score says which class; only the nearest example says whether anything like it was ever seen.
struct NeighbourIndex: Sendable, Equatable {
    /// Class of each example; -1 is out of scope.
    let classOf: ModelNumbers<Int32>
    /// Template of each example; -1 is none.
    let templateOf: ModelNumbers<Int32>
    /// Postings of a row: `starts[row]..<starts[row + 1]`.
    let starts: ModelNumbers<UInt32>
    let examples: ModelNumbers<UInt32>
    let values: ModelNumbers<Float>

    /// Lists as a model file holds them; ask ``isConsistent(rowCount:labelCount:templateCount:)`` before using them.
    init(
        classOf: ModelNumbers<Int32>, templateOf: ModelNumbers<Int32>, starts: ModelNumbers<UInt32>,
        examples: ModelNumbers<UInt32>, values: ModelNumbers<Float>
    ) {
        (self.classOf, self.templateOf) = (classOf, templateOf)
        (self.starts, self.examples, self.values) = (starts, examples, values)
    }

    init(_ vectors: [(vector: TextVector, classIndex: Int32, template: Int32)], rowCount: Int) {
        classOf = ModelNumbers(vectors.map(\.classIndex))
        templateOf = ModelNumbers(vectors.map(\.template))
        var counts = [UInt32](repeating: 0, count: rowCount + 1)
        for (vector, _, _) in vectors {
            for entry in vector.entries[..<vector.wordEntryCount] { counts[Int(entry.row) + 1] += 1 }
        }
        for row in 0..<rowCount { counts[row + 1] += counts[row] }
        starts = ModelNumbers(counts)
        var examples = [UInt32](repeating: 0, count: Int(counts[rowCount]))
        var values = [Float](repeating: 0, count: Int(counts[rowCount]))
        for (index, (vector, _, _)) in vectors.enumerated() {
            for entry in vector.entries[..<vector.wordEntryCount] {
                let position = Int(counts[Int(entry.row)])
                examples[position] = UInt32(index)
                values[position] = entry.value * Self.wordNorm
                counts[Int(entry.row)] += 1
            }
        }
        (self.examples, self.values) = (ModelNumbers(examples), ModelNumbers(values))
    }

    /// Word entries of a ``TextVector`` have length `1 / wordNorm` where all words are known.
    static let wordNorm = Vocabulary.wordNorm

    /// Cosines to examples, words only: `of[example]`, and the examples whose cosine is not zero. The room is used text after text.
    struct Cosines: Sendable {
        fileprivate(set) var of: [Float]
        fileprivate(set) var touched: [UInt32]
        /// The text that was looked up last.
        fileprivate var vector = TextVector()

        init(of: [Float], touched: [UInt32]) { (self.of, self.touched) = (of, touched) }

        fileprivate mutating func forget() {
            let examples = touched
            var cosines = of.mutableSpan
            for example in examples { cosines[Int(example)] = 0 }
        }
    }

    /// Room for the cosines of one text at a time.
    func room() -> Cosines { Cosines(of: [Float](repeating: 0, count: classOf.count), touched: []) }

    /// How much of a text's squared length is looked up for a judgement. The rest are the words that every text has: a tenth of
    /// what they say, and nine tenths of the cost.
    static let telling: Float = 0.9

    /// Cosines by the words that tell most, at least ``telling`` of the squared length.
    func findTelling(_ vector: TextVector, in cosines: inout Cosines) {
        guard cosines.vector != vector else { return }
        cosines.forget()
        cosines.vector = vector
        let entries = Self.strongestFirst(vector)
        var rest: Float = 0
        for entry in entries { rest += entry.value * entry.value }
        let spared = rest * (1 - Self.telling)
        var count = 0
        while count < entries.count, rest > spared {
            rest -= entries[count].value * entries[count].value
            count += 1
        }
        cosines.touched = starts.withSpan { starts in
            examples.withSpan { examples in
                values.withSpan { Self.add(entries.span.extracting(first: count), starts, examples, $0, to: &cosines.of) }
            }
        }
    }

    /// A word or word pair as a number by which it is sorted: its value above, for positive Floats are ordered as their bits are, and
    /// below it the row, the lower one greater.
    private struct Key: BitwiseCopyable {
        let bits: UInt64
        init(_ entry: TextVector.Entry) { bits = UInt64(entry.value.bitPattern) << 32 | UInt64(~entry.row) }
        var row: UInt32 { ~UInt32(truncatingIfNeeded: bits) }
        var value: Float { Float(bitPattern: UInt32(truncatingIfNeeded: bits >> 32)) }
    }

    /// The words and word pairs, the strongest first; of equals the lower row.
    private static func strongestFirst(_ vector: TextVector) -> [Key] {
        let entries = vector.entries.span
        var keys = [Key](capacity: vector.wordEntryCount) { keys in
            for index in 0..<vector.wordEntryCount { keys.append(Key(entries[index])) }
        }
        sort(&keys)
        return keys
    }

    /// Falling. A mail has some hundred entries, which Shell's sort sorts fastest; a very long text is left to the library.
    private static func sort(_ keys: inout [Key]) {
        guard keys.count <= 1_000 else { return keys.sort { $0.bits > $1.bits } }
        var keys = keys.mutableSpan
        var gap = keys.count
        repeat {
            gap = max(1, gap * 4 / 9)
            for index in gap..<max(gap, keys.count) {
                let key = keys[index]
                var slot = index
                while slot >= gap, keys[slot - gap].bits < key.bits {
                    keys[slot] = keys[slot - gap]
                    slot -= gap
                }
                keys[slot] = key
            }
        } while gap > 1
    }

    /// - Returns: the examples that were touched; every weight is positive, so a sum is zero only before its first.
    @inline(__always)
    private static func add(
        _ entries: Span<Key>, _ starts: Span<UInt32>, _ examples: Span<UInt32>, _ values: Span<Float>,
        to cosines: inout [Float]
    ) -> [UInt32] {
        var sums = cosines.mutableSpan
        return [UInt32](capacity: sums.count) { touched in
            for index in 0..<entries.count {
                let weight = entries[index].value * wordNorm
                let row = Int(entries[index].row)
                for position in Int(starts[row])..<Int(starts[row + 1]) {
                    let example = Int(examples[position])
                    if sums[example] == 0 { touched.append(examples[position]) }
                    sums[example] += weight * values[position]
                }
            }
        }
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

        /// What is no nearer changes nothing.
        fileprivate var least: Float { min(min(own, other, negative), min(template, otherTemplate)) }
    }

    func nearest(_ found: Cosines, of classIndex: Int, template: Int) -> Nearest {
        classOf.withSpan { classes in
            templateOf.withSpan { Self.nearest(found, own: Int32(classIndex), ownTemplate: Int32(template), classes, $0) }
        }
    }

    @inline(__always)
    private static func nearest(
        _ found: Cosines, own: Int32, ownTemplate: Int32, _ classes: Span<Int32>, _ templates: Span<Int32>
    ) -> Nearest {
        var nearest = Nearest()
        var top = FiveBest()
        // Most examples are farther away than any that is asked for.
        var floor: Float = 0
        let (cosines, touched) = (found.of.span, found.touched.span)
        for number in 0..<touched.count {
            let index = Int(touched[number])
            let cosine = cosines[index]
            guard cosine > floor else { continue }
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
            floor = min(nearest.least, top.bar)
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
