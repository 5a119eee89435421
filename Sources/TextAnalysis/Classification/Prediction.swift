#if canImport(Glibc)
    import Glibc
#endif

/// What a text is about, and how probable it is that this is right.
public struct Prediction: Sendable, Equatable {
    /// A class and its score, 0 to 1; scores are for ordering and showing, never for deciding.
    public struct Candidate: Sendable, Equatable {
        public var label: String
        public var score: Double
        public init(label: String, score: Double) {
            self.label = label
            self.score = score
        }
    }

    /// The best intent; nil when the text holds nothing that was ever seen.
    public var label: String?
    /// The calibrated probability that `label` is right, 0 to 1; out of scope counts as wrong.
    public var confidence: Double
    /// The best template inside the intent; nil where the examples named none.
    public var subLabel: String?
    /// The calibrated probability that label **and** template are right, never above `confidence`.
    public var subConfidence: Double
    /// The next best intents, best first, at most four.
    public var runnersUp: [Candidate]
    /// Whether the text holds words that the examples hold.
    public var isKnown: Bool
    /// Whether another sentence of the same mail asks, surely enough, for another intent.
    public var isConflicting: Bool
    /// Whether the mail does not say what it is about; see ``Vagueness``.
    public var isVague = false
    /// What each segment of the mail alone would be.
    public var segments: [SegmentPrediction]
    /// What the confidence was computed from.
    public var signs: Signs

    public struct SegmentPrediction: Sendable, Equatable {
        public var text: String
        public var label: String
        public var confidence: Double
        /// The template that this sentence alone would get, and how sure it would be; nil where the examples named none.
        public var subLabel: String?
        public var subConfidence: Double
        public var isQuestion: Bool
        /// Words that the examples hold.
        public var knownWords: Int
        /// Whether it is the mail's subject, which often names the matter in general.
        public var isSubject: Bool
        /// Whether it begins with words that join another wish to the one before ("and also"), or may do so ("Also, ") and is sure
        /// enough of its intent.
        public var isFurtherWish: Bool
    }

    /// Whether both intent and template of a mail that says something are sure enough: the wrong template of the right intent is a
    /// wrong answer.
    public func isAnswerable(at floor: Double) -> Bool {
        guard label != nil, !isVague, confidence.isFinite, confidence >= floor else { return false }
        return subLabel == nil || subConfidence >= floor
    }

    /// Nothing is known: escalate.
    public static let none = Prediction(
        label: nil, confidence: 0, subLabel: nil, subConfidence: 0, runnersUp: [], isKnown: false, isConflicting: false,
        segments: [], signs: Signs())

    /// The prediction when solved cases are heard as witnesses.
    ///
    /// A similar solved case of the **same** intent raises the odds of being right, the more the nearer it is;
    /// one of another intent lowers them. The template's confidence rises only with the intent's.
    /// Without agreement nothing is ever raised (JUDGEMENT: cosine alone is right in 87–92 of 100).
    /// - Parameter similar: cosine scores, 0 to 1, and the intents of solved cases.
    public func withEvidence(_ similar: [(score: Double, label: String)]) -> Prediction {
        guard let label, confidence.isFinite else { return self }
        let valid = similar.filter { $0.score.isFinite && $0.score >= Self.evidenceScoreMin }
        let support = valid.filter { $0.label == label }.map(\.score).max() ?? 0
        let against = valid.filter { $0.label != label }.map(\.score).max() ?? 0
        var result = self
        if support > against, support > 0 {
            let lift = exp(Self.evidenceSlope * (min(1, support) - 0.5) - Self.evidenceSlope * max(0, against - 0.5))
            result.confidence = max(confidence, Self.odds(confidence, times: lift))
            result.signs.caseSupport = support
        } else if against > 0 {
            result.confidence = min(confidence, Self.odds(confidence, times: exp(-Self.evidenceSlope * (against - 0.5))))
            result.subConfidence = min(subConfidence, result.confidence)
        }
        return result
    }

    /// Cases farther away than this say nothing.
    static let evidenceScoreMin = 0.7
    /// How much a case's nearness moves the log odds.
    static let evidenceSlope = 10.0

    private static func odds(_ probability: Double, times factor: Double) -> Double {
        let p = max(0, min(1, probability))
        let scaled = p * factor
        let total = scaled + (1 - p)
        return total > 0 && total.isFinite ? min(0.995, scaled / total) : p
    }
}

/// The signs a confidence is computed from, each cheap and each told in `explain`.
public struct Signs: Sendable, Equatable {
    /// Logit of the best class: best sentence and whole mail together.
    public var score = 0.0
    /// Distance to the second best.
    public var margin = 0.0
    /// The whole mail's own logit for the best class.
    public var wholeScore = 0.0
    /// Logarithm of the sum of all classes' odds but the best.
    public var restEnergy = 0.0
    /// Entropy of the five best classes' probabilities, scaled to sum to one: 0 where one stands alone, 1.6 where
    /// five stand side by side.
    public var entropy = 0.0
    /// Cosine to the nearest example of the class, of another class, and out of scope.
    public var nearestCosine = 0.0
    public var nearestOtherCosine = 0.0
    public var nearestNegativeCosine = 0.0
    /// Share of the five nearest examples that are of the class.
    public var agreeingShare = 0.0
    /// Share of words and word pairs that the examples hold.
    public var knownShare = 0.0
    /// Words in the text.
    public var wordCount = 0.0
    /// How much a different sentence prefers another class, a logit; very low where there is none.
    public var conflict = -8.0
    /// Cosine of the nearest solved case that agrees, 0 where none does.
    public var caseSupport = 0.0

    public init() {}

    /// As the calibrator reads them.
    var features: [Double] {
        let gap = nearestCosine - max(nearestOtherCosine, nearestNegativeCosine)
        return [
            score, margin, log(margin + 0.1), wholeScore, restEnergy, nearestCosine, nearestCosine * nearestCosine, gap,
            nearestNegativeCosine, agreeingShare, knownShare, log(1 + wordCount), max(conflict, -8),
            entropy,
        ]
    }
    static let featureCount = 14
}
