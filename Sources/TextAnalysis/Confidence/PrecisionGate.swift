/// Whether, and from which confidence on, an intent may be answered: RULES H6 and H7 over its graded record.
public struct PrecisionGate: Sendable, Equatable {
    /// An answer, or a shadow answer, that a person graded.
    public struct Graded: Sendable, Equatable {
        public var confidence: Double
        public var isRight: Bool
        public init(confidence: Double, isRight: Bool) {
            self.confidence = confidence
            self.isRight = isRight
        }
    }

    public enum Policy: Sendable, Equatable {
        /// Open until the record shows the intent below its target.
        case measured
        /// Closed until the record shows it above.
        case proven
    }

    public struct Verdict: Sendable, Equatable {
        /// Confidence from which on to answer, never below 0.75; nil keeps the intent closed.
        public var threshold: Double?
        public var graded: Int
        public var right: Int
        /// What the record proves with 95 % confidence, at the threshold, or at the floor where it is closed.
        public var lowerBound: Double
        public var reason: String
    }

    public var policy: Policy
    /// 0.5 to 0.999; default 0.98.
    public var precisionTarget: Double
    public var minimumConfidence: Double

    public init(policy: Policy = .measured, precisionTarget: Double = 0.98, minimumConfidence: Double = 0.75) {
        self.policy = policy
        self.precisionTarget = precisionTarget.isFinite ? max(0.5, min(0.999, precisionTarget)) : 0.98
        self.minimumConfidence = minimumConfidence.isFinite ? max(0.75, min(1, minimumConfidence)) : 0.75
    }

    /// The thresholds that are tried: each is the lower end of a ``Band``.
    static let steps = [0.99, 0.97, 0.95, 0.92, 0.9, 0.85, 0.8, 0.75]

    /// The graded answers between one step and the next: all that a gate needs of a long record.
    public struct Band: Sendable, Equatable {
        /// The lower end of its confidences, one of 0.75, 0.8, 0.85, 0.9, 0.92, 0.95, 0.97, 0.99.
        public var floor: Double
        public var graded: Int
        public var wrong: Int
        public init(floor: Double, graded: Int, wrong: Int) {
            self.floor = floor
            self.graded = graded
            self.wrong = wrong
        }
    }

    /// The band that a confidence falls into; nil below the lowest floor, and for what is no confidence.
    public static func floor(of confidence: Double) -> Double? {
        guard confidence.isFinite, confidence <= 1 else { return nil }
        return steps.first { confidence >= $0 }
    }

    public func verdict(_ record: [Graded]) -> Verdict {
        var bands: [Band] = []
        for graded in record where graded.confidence >= minimumConfidence {
            guard let floor = Self.floor(of: graded.confidence) else { continue }
            bands.append(Band(floor: floor, graded: 1, wrong: graded.isRight ? 0 : 1))
        }
        return verdict(bands: bands)
    }

    public func verdict(bands: [Band]) -> Verdict {
        let threshold = threshold(bands)
        let counted = above(threshold ?? minimumConfidence, in: bands)
        let all = above(minimumConfidence, in: bands)
        let reason =
            switch (policy, threshold) {
            case (.proven, nil): "closed: \(all.graded) graded do not yet prove the target"
            case (.proven, .some): "open: its record proves the target"
            case (.measured, nil): "closed: its record shows it below target"
            case (.measured, .some(let step)):
                all.graded == 0
                    ? "open: nothing graded yet"
                    : step <= minimumConfidence
                        ? "open: its record does not show it below target" : "raised: below this it was shown below target"
            }
        let shown = policy == .measured ? all : counted
        return Verdict(
            threshold: threshold, graded: shown.graded, right: shown.graded - shown.wrong,
            lowerBound: ClopperPearson.lowerBound(right: shown.graded - shown.wrong, of: shown.graded), reason: reason)
    }

    /// Confidence from which on to answer, never below the floor; nil keeps the intent closed.
    /// - Complexity: O(bands + wrong answers); it is asked for every mail.
    public func threshold(_ bands: [Band]) -> Double? {
        switch policy {
        case .proven: proven(bands)
        case .measured: measured(bands)
        }
    }

    /// Fixed-sequence testing from the highest step down (H6): it stops at the first step that fails, so that choosing on the same
    /// data as proving keeps the 95 %. Steps with too few graded to prove anything, were all of them right, are no tests.
    private func proven(_ bands: [Band]) -> Double? {
        var threshold: Double?
        for step in tried {
            let above = above(step, in: bands)
            guard ClopperPearson.shows(atLeast: precisionTarget, right: above.graded, of: above.graded) else { continue }
            guard ClopperPearson.shows(atLeast: precisionTarget, right: above.graded - above.wrong, of: above.graded) else {
                break
            }
            threshold = step
        }
        return threshold
    }

    /// The lowest step whose record does not show it below target; below it, it was shown.
    private func measured(_ bands: [Band]) -> Double? {
        tried.reversed().first { step in
            let above = above(step, in: bands)
            return !isShownBelow(wrong: above.wrong, of: above.graded)
        }
    }

    /// Whether the record shows less than the target, with 95 % confidence. One bad answer alone shows nothing: grades are people's
    /// words, and the first one given is more often a complaint than praise.
    public func isShownBelow(wrong: Int, of graded: Int) -> Bool {
        wrong >= Self.wrongMin && ClopperPearson.refutes(atLeast: precisionTarget, right: graded - wrong, of: graded)
    }

    static let wrongMin = 2

    /// Steps at or above the floor, and the floor itself.
    private var tried: [Double] {
        let above = Self.steps.filter { $0 > minimumConfidence }
        return above + [minimumConfidence]
    }

    /// What was graded from a step on; the floor counts with the whole band that it lies in.
    private func above(_ step: Double, in bands: [Band]) -> (graded: Int, wrong: Int) {
        let floor = step > minimumConfidence ? step : Self.floor(of: step) ?? 0
        var sum = (graded: 0, wrong: 0)
        for band in bands where band.floor >= floor {
            sum.graded &+= max(0, band.graded)
            sum.wrong &+= max(0, min(band.wrong, band.graded))
        }
        return sum
    }
}
