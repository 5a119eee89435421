/// Why a text was judged so, in words a person can check.
public struct Explanation: Sendable, Equatable {
    /// A word or word pair and how much it moved the score of the chosen intent.
    public struct Reason: Sendable, Equatable {
        public var words: String
        public var weight: Double
    }
    public var label: String?
    /// The strongest words for the label, strongest first, at most eight.
    public var speakingFor: [Reason]
    /// The strongest words against it.
    public var speakingAgainst: [Reason]
    /// Cosine and class of the nearest training examples, nearest first, at most five; a nil label is out of scope.
    public var nearest: [Neighbour]
    /// The confidence's signs in plain language.
    public var signs: [String]

    public struct Neighbour: Sendable, Equatable {
        public var score: Double
        public var label: String?
        /// The example's position in the training list.
        public var example: Int
    }
}

extension Classifier {
    static let reasonsMax = 8
    static let nearestMax = 5

    public func explain(_ mail: MailText) -> Explanation {
        var reading = read(mail)
        let prediction = classify(&reading)
        return explain(&reading, given: prediction)
    }

    /// - Parameter prediction: what ``classify(_:)`` said of this reading.
    public func explain(_ reading: inout Reading, given prediction: Prediction) -> Explanation {
        guard let label = prediction.label, let column = labels.firstIndex(of: label) else {
            return Explanation(
                label: nil, speakingFor: [], speakingAgainst: [], nearest: [],
                signs: ["no word of this mail stands in any example"])
        }
        let text = reading.mail.words
        let weights = WordWeights.of(text, reading.core.whole, core, column: column, least: Self.weightMin)
        return Explanation(
            label: label, speakingFor: Self.reasons(weights.lazy.filter { $0.weight > 0 }, text),
            speakingAgainst: Self.reasons(weights.reversed().lazy.filter { $0.weight < 0 }, text),
            nearest: nearest(&reading), signs: Self.plain(prediction))
    }

    private func nearest(_ reading: inout Reading) -> [Explanation.Neighbour] {
        core.neighbours.findTelling(reading.core.whole, in: &reading.cosines)
        return Self.nearest(reading.cosines).map {
            let owner = Int(core.neighbours.classOf[$0])
            return Explanation.Neighbour(
                score: Double(reading.cosines.of[$0]), label: owner < 0 ? nil : labels[owner], example: $0)
        }
    }

    /// A word that moves the score by less is no reason.
    private static let weightMin = 0.02

    /// The examples with the greatest cosines above zero, nearest first, of equals the earlier. One pass: sorting all of some
    /// thousand examples cost more than the judgement itself.
    static func nearest(_ found: NeighbourIndex.Cosines) -> [Int] {
        var best: [Int] = []
        // What is not above this is no nearer than the last of the best.
        var bar: Float = 0
        let (cosines, touched) = (found.of.span, found.touched.span)
        for number in 0..<touched.count {
            let example = Int(touched[number])
            let cosine = cosines[example]
            guard cosine >= bar, cosine > 0 else { continue }
            let place = best.firstIndex { cosines[$0] < cosine || cosines[$0] == cosine && $0 > example } ?? best.count
            guard place < nearestMax else { continue }
            best.insert(example, at: place)
            if best.count > nearestMax { best.removeLast() }
            if best.count == nearestMax { bar = cosines[best[nearestMax - 1]] }
        }
        return best
    }

    private static func reasons(
        _ weights: some Sequence<(word: Int, weight: Double)>, _ text: TokenizedText
    ) -> [Explanation.Reason] {
        weights.prefix(reasonsMax).map { .init(words: text.string(text.words[$0.word]), weight: $0.weight) }
    }

    private static func plain(_ prediction: Prediction) -> [String] {
        let signs = prediction.signs
        func percent(_ share: Double) -> String { "\(Int((max(0, min(1, share)) * 100).rounded())) %" }
        var lines = [
            "\(percent(signs.knownShare)) of its words and word pairs stand in examples",
            "the nearest example of \(prediction.label ?? "it") is \(percent(signs.nearestCosine)) alike",
        ]
        if let second = prediction.runnersUp.first {
            lines.append("the next intent is \(second.label), \(signs.margin < 1 ? "close behind" : "clearly behind")")
        }
        if signs.nearestNegativeCosine > signs.nearestCosine { lines.append("an out-of-scope example is even more alike") }
        if prediction.isConflicting { lines.append("another sentence asks for something else") }
        if signs.caseSupport > 0 { lines.append("a solved case of the same intent is \(percent(signs.caseSupport)) alike") }
        return lines
    }
}
