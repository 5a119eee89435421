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

    /// The thresholds that are tried, in this order; the first that holds is taken, so that choosing on the same
    /// data as proving keeps the 95 % (fixed-sequence testing, H6).
    static let steps = [0.99, 0.97, 0.95, 0.92, 0.9, 0.85, 0.8, 0.75]

    public func verdict(_ record: [Graded]) -> Verdict {
        let valid = record.filter { $0.confidence.isFinite && $0.confidence >= minimumConfidence }
        let right = valid.count(where: \.isRight)
        let bound = ClopperPearson.lowerBound(right: right, of: valid.count)
        switch policy {
        case .proven: return proven(valid, right: right, bound: bound)
        case .measured: return measured(valid, right: right, bound: bound)
        }
    }

    private func proven(_ record: [Graded], right: Int, bound: Double) -> Verdict {
        var threshold: Double?
        for step in Self.steps where step >= minimumConfidence {
            let above = record.filter { $0.confidence >= step }
            let proven = ClopperPearson.lowerBound(right: above.count(where: \.isRight), of: above.count)
            if proven < precisionTarget { break }
            threshold = step
        }
        let above = record.filter { $0.confidence >= threshold ?? minimumConfidence }
        let rightAbove = above.count(where: \.isRight)
        return Verdict(
            threshold: threshold, graded: above.count, right: rightAbove,
            lowerBound: ClopperPearson.lowerBound(right: rightAbove, of: above.count),
            reason: threshold == nil
                ? "closed: \(above.count) graded do not yet prove the target" : "its record proves the target")
    }

    private func measured(_ record: [Graded], right: Int, bound: Double) -> Verdict {
        func verdict(_ threshold: Double?, _ reason: String) -> Verdict {
            Verdict(threshold: threshold, graded: record.count, right: right, lowerBound: bound, reason: reason)
        }
        // Below target is shown only where even the upper bound does not reach it.
        for step in Self.steps.reversed() where step >= minimumConfidence {
            let above = record.filter { $0.confidence >= step }
            let upper = ClopperPearson.upperBound(right: above.count(where: \.isRight), of: above.count)
            if upper >= precisionTarget {
                return verdict(
                    step,
                    step <= minimumConfidence
                        ? "open: its record does not show it below target" : "raised: below this it was shown below target")
            }
        }
        return record.isEmpty
            ? verdict(minimumConfidence, "open: nothing graded yet") : verdict(nil, "closed: its record shows it below target")
    }
}
