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
        let text = TokenizedText(mail.whole)
        let vector = core.vocabulary.vector(HashedText(text))
        let weights = weights(of: text, vector, column: column)
        let cosines = core.neighbours.tellingCosines(vector)
        let nearest = Self.nearest(cosines).map {
            let owner = Int(core.neighbours.classOf[$0])
            return Explanation.Neighbour(score: Double(cosines.of[$0]), label: owner < 0 ? nil : labels[owner], example: $0)
        }
        return Explanation(
            label: label, speakingFor: Self.reasons(weights.lazy.filter { $0.weight > Self.weightMin }, text),
            speakingAgainst: Self.reasons(weights.reversed().lazy.filter { $0.weight < -Self.weightMin }, text),
            nearest: nearest, signs: Self.plain(prediction))
    }

    /// A word that moves the score by less is no reason.
    private static let weightMin = 0.02

    /// The examples with the greatest cosines above zero, nearest first, of equals the earlier. One pass: sorting all of some
    /// thousand examples cost more than the judgement itself.
    static func nearest(_ cosines: NeighbourIndex.Cosines) -> [Int] {
        var best: [Int] = []
        func isNearer(_ one: Int, _ other: Int) -> Bool {
            cosines.of[one] != cosines.of[other] ? cosines.of[one] > cosines.of[other] : one < other
        }
        for example in cosines.touched.lazy.map(Int.init) where cosines.of[example] > 0 {
            if best.count == nearestMax, let last = best.last, !isNearer(example, last) { continue }
            best.insert(example, at: best.firstIndex { isNearer(example, $0) } ?? best.count)
            if best.count > nearestMax { best.removeLast() }
        }
        return best
    }

    private static func reasons(
        _ weights: some Sequence<(word: Int, weight: Double)>, _ text: TokenizedText
    ) -> [Explanation.Reason] {
        weights.prefix(reasonsMax).map { .init(words: text.string(text.words[$0.word]), weight: $0.weight) }
    }

    /// What each word moves the score of a class with all its features, the strongest for it first; a word that stands in the
    /// text several times once, of equals the earlier first.
    private func weights(of text: TokenizedText, _ vector: TextVector, column: Int) -> [(word: Int, weight: Double)] {
        var moves = WordMap<Double>(expecting: vector.entries.count)
        for entry in vector.entries {
            let move = Double(entry.value * core.model.weight(row: Int(entry.row), column: column))
            moves.update(Self.key(entry.row), from: 0) { $0 = move }
        }
        var known = WordMap<Bool>(expecting: text.words.count)
        var weights: [(word: Int, weight: Double)] = []
        for (index, hash) in text.hashes.enumerated() where known[hash] == nil {
            known.update(hash, from: true) { _ in }
            let weight = HashedText.features(ofWord: index, in: text).reduce(0) { sum, feature in
                let row = core.vocabulary.rowOfBucket[Int(feature.bucket)]
                return row > 0 ? sum + (moves[Self.key(row - 1)] ?? 0) : sum
            }
            weights.append((index, weight))
        }
        return weights.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.word < $1.word }
    }

    /// Neighbouring rows far apart in a ``WordMap``.
    private static func key(_ row: UInt32) -> UInt64 { (UInt64(row) + 1) &* 0x9E37_79B9_7F4A_7C15 }

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
