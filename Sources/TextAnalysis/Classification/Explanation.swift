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

    /// - Parameter known: what ``classify(_:)`` said of this mail, where it was asked already.
    public func explain(_ mail: MailText, given known: Prediction? = nil) -> Explanation {
        let prediction = known ?? classify(mail)
        guard let label = prediction.label, let column = labels.firstIndex(of: label) else {
            return Explanation(
                label: nil, speakingFor: [], speakingAgainst: [], nearest: [],
                signs: ["no word of this mail stands in any example"])
        }
        let reasons = reasons(mail, column: column)
        let vector = core.vocabulary.vector(HashedText(mail.whole))
        let cosines = core.neighbours.cosines(vector)
        let nearest = Self.nearest(cosines).map {
            let owner = Int(core.neighbours.classOf[$0])
            return Explanation.Neighbour(score: Double(cosines[$0]), label: owner < 0 ? nil : labels[owner], example: $0)
        }
        return Explanation(
            label: label, speakingFor: Array(reasons.filter { $0.weight > 0.02 }.prefix(Self.reasonsMax)),
            speakingAgainst: Array(reasons.reversed().filter { $0.weight < -0.02 }.prefix(Self.reasonsMax)),
            nearest: nearest, signs: Self.plain(prediction))
    }

    /// The examples with the greatest cosines above zero, nearest first, of equals the earlier. One pass: sorting all of some
    /// thousand examples cost more than the judgement itself.
    static func nearest(_ cosines: [Float]) -> [Int] {
        var best: [Int] = []
        for (example, cosine) in cosines.enumerated() where cosine > 0 {
            if best.count == nearestMax, let last = best.last, cosines[last] >= cosine { continue }
            let place = best.firstIndex { cosines[$0] < cosine } ?? best.count
            best.insert(example, at: place)
            if best.count > nearestMax { best.removeLast() }
        }
        return best
    }

    /// Each word with all its features, and each word pair, by weight.
    private func reasons(_ mail: MailText, column: Int) -> [Explanation.Reason] {
        let text = TokenizedText(mail.whole)
        var values = [Float](repeating: 0, count: core.vocabulary.rowCount)
        for entry in core.vocabulary.vector(HashedText(text)).entries { values[Int(entry.row)] = entry.value }
        var found: [String: Double] = [:]
        for word in text.strings where found[word] == nil {
            let features = HashedText(word)
            let blocks = [features.words, features.characters, features.concepts]
            found[word] = blocks.reduce(0) { $0 + weight(of: $1, values, column) }
        }
        return found.map { Explanation.Reason(words: $0.key, weight: $0.value) }
            .sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.words < $1.words }
    }

    /// What these features move the score of a class, with the values that they have in the whole mail.
    private func weight(of features: [HashedText.Feature], _ values: [Float], _ column: Int) -> Double {
        var sum = 0.0
        for feature in features {
            let row = core.vocabulary.rowOfBucket[Int(feature.bucket)]
            guard row > 0, values[Int(row) - 1] != 0 else { continue }
            sum += Double(values[Int(row) - 1] * core.model.weight(row: Int(row) - 1, column: column))
        }
        return sum
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
