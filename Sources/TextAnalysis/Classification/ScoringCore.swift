#if canImport(Glibc)
    import Glibc
#endif

/// What one training run yields: vocabulary, weights and examples. A fold's core judges the examples it has not seen.
struct ScoringCore: Sendable, Equatable {
    let vocabulary: Vocabulary
    let model: LinearModel
    let neighbours: NeighbourIndex
    let labelCount: Int
    /// Label of each template column.
    let templateLabels: [Int]

    /// A mail's vectors and scores, a segment each, and of the whole.
    struct Reading: Sendable {
        var vectors: [TextVector]
        var scores: [[Float]]
        var whole: TextVector
        var wholeScores: [Float]
        var wordCount: Int

        func segment(_ index: Int) -> Reading {
            Reading(
                vectors: [vectors[index]], scores: [scores[index]], whole: vectors[index], wholeScores: scores[index],
                wordCount: vectors[index].wordEntryCount / 2)
        }
    }

    /// - Parameter whole: nil when the only segment is the whole.
    func read(_ segments: [HashedText], whole: HashedText?) -> Reading {
        let vectors = segments.map(vocabulary.vector)
        let scores = vectors.map(model.scores)
        let wholeVector = whole.map(vocabulary.vector) ?? vectors.first ?? TextVector()
        let wholeScores = whole == nil ? scores.first ?? model.scores(wholeVector) : model.scores(wholeVector)
        let words = whole?.wordCount ?? segments.first?.wordCount ?? 0
        return Reading(vectors: vectors, scores: scores, whole: wholeVector, wholeScores: wholeScores, wordCount: words)
    }

    /// Best class, best template and all signs; nil when no feature is known.
    /// - Parameter cosines: room of ``NeighbourIndex/room()``, used for one judgement after the other.
    func judge(_ reading: Reading, _ cosines: inout NeighbourIndex.Cosines) -> Judgement? {
        guard labelCount > 0, reading.vectors.contains(where: { !$0.entries.isEmpty }) else { return nil }
        let scores = combined(reading)
        let order = best(of: scores)
        let best = order[0]
        var signs = Signs()
        signs.score = Double(scores[best])
        signs.margin = order.count > 1 ? Double(scores[best] - scores[order[1]]) : 8
        signs.wholeScore = Double(reading.wholeScores[best])
        signs.restEnergy = Self.energy(scores, labelCount, without: best)
        signs.entropy = Self.entropy(of: order, scores)
        signs.wordCount = Double(reading.wordCount)
        let speaker = reading.scores.indices.max { reading.scores[$0][best] < reading.scores[$1][best] } ?? 0
        signs.knownShare = Double(reading.vectors[speaker].knownShare)
        signs.conflict = conflict(reading, best: best, speaker: speaker)
        let template = template(scores, of: best)
        // Where the mail was judged just now, its best sentence was looked up already.
        neighbours.findTelling(reading.vectors[speaker], in: &cosines)
        let nearest = neighbours.nearest(cosines, of: best, template: template.index ?? -2)
        signs.add(nearest)
        return Judgement(
            label: best, order: order, scores: scores, speaker: speaker, signs: signs, template: template.index,
            templateMargin: (template.score, template.margin), templateCosine: Double(nearest.template),
            otherTemplateCosine: Double(nearest.otherTemplate))
    }

    /// The best sentence and half the whole, on the scale of a single sentence.
    private func combined(_ reading: Reading) -> [Float] {
        guard reading.scores.count > 1 else { return reading.wholeScores }
        var result = reading.scores[0]
        for scores in reading.scores.dropFirst() {
            for column in result.indices { result[column] = max(result[column], scores[column]) }
        }
        for column in result.indices { result[column] = (result[column] + 0.5 * reading.wholeScores[column]) / 1.5 }
        return result
    }

    /// The five best labels, best first; the lower number first among equals.
    private func best(of scores: [Float]) -> [Int] {
        var order = [Int](repeating: 0, count: min(5, labelCount))
        var count = 0
        for column in 0..<labelCount {
            var slot = count
            while slot > 0, scores[order[slot - 1]] < scores[column] { slot -= 1 }
            guard slot < order.count else { continue }
            count = min(count + 1, order.count)
            for later in stride(from: count - 1, to: slot, by: -1) { order[later] = order[later - 1] }
            order[slot] = column
        }
        return order
    }

    private static func energy(_ scores: [Float], _ count: Int, without best: Int) -> Double {
        var sum: Float = 0
        for column in 0..<count where column != best { sum += exp(scores[column]) }
        return Double(log(sum + 1e-9))
    }

    /// One-vs-rest probabilities sum to anything; scaled to one, they say among how many classes the text is torn.
    private static func entropy(of best: [Int], _ scores: [Float]) -> Double {
        let probabilities = best.map { 1 / (1 + exp(-scores[$0])) }
        var total: Float = 0
        for probability in probabilities { total += probability }
        guard total > 0 else { return 0 }
        var entropy: Float = 0
        for probability in probabilities { entropy -= (probability / total) * log(probability / total + 1e-9) }
        return Double(entropy)
    }

    /// How much another sentence prefers another class than `best`.
    private func conflict(_ reading: Reading, best: Int, speaker: Int) -> Double {
        var strongest: Float = -8
        for index in reading.scores.indices where index != speaker {
            let scores = reading.scores[index]
            for column in 0..<labelCount where column != best {
                strongest = max(strongest, min(scores[column], scores[column] - scores[best]))
            }
        }
        return Double(strongest)
    }

    /// The best template of a label, its score and its distance to the second.
    private func template(_ scores: [Float], of label: Int) -> (index: Int?, score: Double, margin: Double) {
        var (best, first, second): (Int?, Float, Float) = (nil, -.infinity, -.infinity)
        for index in templateLabels.indices where templateLabels[index] == label {
            let score = scores[labelCount + index]
            if score > first {
                (best, first, second) = (index, score, first)
            } else if score > second {
                second = score
            }
        }
        guard best != nil else { return (nil, -8, 0) }
        return (best, Double(first), second.isFinite ? Double(first - second) : 8)
    }
}

extension Signs {
    mutating func add(_ nearest: NeighbourIndex.Nearest) {
        nearestCosine = Double(nearest.own)
        nearestOtherCosine = Double(nearest.other)
        nearestNegativeCosine = Double(nearest.negative)
        agreeingShare = Double(nearest.agreeing)
    }
}

/// The outcome of scoring, before it becomes a probability.
struct Judgement: Sendable {
    var label: Int
    /// The five best labels, best first.
    var order: [Int]
    var scores: [Float]
    /// The sentence that prefers the label most.
    var speaker: Int
    var signs: Signs
    /// Index into the templates.
    var template: Int?
    var templateMargin: (score: Double, margin: Double)
    /// Cosine to the nearest example of the template, and of any other template.
    var templateCosine: Double
    var otherTemplateCosine: Double

    func templateFeatures(_ confidence: Double) -> [Double] {
        let p = max(1e-6, min(1 - 1e-6, confidence))
        return [
            log(p / (1 - p)), templateMargin.score, templateMargin.margin, log(templateMargin.margin + 0.1),
            templateCosine, otherTemplateCosine, templateCosine - otherTemplateCosine,
        ]
    }
    static let templateFeatureCount = 7
}
