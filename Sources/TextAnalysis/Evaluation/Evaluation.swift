/// How good judgements were on rows whose truth is known.
public struct Evaluation: Sendable, Equatable {
    /// One judged row.
    public struct Row: Sendable, Equatable {
        /// The true label; nil is out of scope.
        public var expected: String?
        public var predicted: String?
        public var confidence: Double
        /// Whether it would have been answered.
        public var isAnswered: Bool

        public init(expected: String?, predicted: String?, confidence: Double, isAnswered: Bool) {
            self.expected = expected
            self.predicted = predicted
            self.confidence = confidence.isFinite ? confidence : 0
            self.isAnswered = isAnswered && confidence.isFinite
        }

        /// Right is in scope and the same label; whatever is said to an out-of-scope text is wrong.
        public var isRight: Bool { expected != nil && expected == predicted }
    }

    /// The floor that is never undercut (RULES, section 3).
    public static let confidenceFloor = 0.75

    public let rows: [Row]
    /// Rows by falling confidence, the order of arrival between equals.
    private let ordered: [Row]

    public init(_ rows: [Row]) {
        self.rows = rows
        ordered = rows.enumerated().sorted {
            $0.element.confidence != $1.element.confidence
                ? $0.element.confidence > $1.element.confidence : $0.offset < $1.offset
        }.map(\.element)
    }

    /// Share of in-scope rows whose label is right, whatever the confidence.
    public var inScopeAccuracy: Double { Self.share(rows.filter { $0.expected != nil }, \.isRight) }

    /// Share of all rows that are right; an out-of-scope row is right when it is not answered.
    public var accuracy: Double { Self.share(rows) { $0.expected == nil ? !$0.isAnswered : $0.isRight } }

    /// Of what would be answered, the share that is right; 1 when nothing is.
    public var precision: Double {
        let answered = rows.filter(\.isAnswered)
        return answered.isEmpty ? 1 : Self.share(answered, \.isRight)
    }

    /// Share of all rows that would be answered.
    public var coverage: Double { Self.share(rows, \.isAnswered) }

    /// Share of out-of-scope rows that are escalated; 1 when there are none.
    public var outOfScopeRecall: Double {
        let outside = rows.filter { $0.expected == nil }
        return outside.isEmpty ? 1 : Self.share(outside) { !$0.isAnswered }
    }

    /// The largest share of all rows that can be answered, most confident first, with at least this precision.
    ///
    /// Equal confidences stand or fall together, because no threshold can part them.
    public func coverage(atPrecision target: Double) -> Double {
        guard !ordered.isEmpty else { return 0 }
        var right = 0
        var best = 0
        for (index, row) in ordered.enumerated() {
            if row.isRight { right += 1 }
            let isLastOfEquals = index + 1 == ordered.count || ordered[index + 1].confidence != row.confidence
            if isLastOfEquals, Double(right) >= target * Double(index + 1) { best = index + 1 }
        }
        return Double(best) / Double(ordered.count)
    }

    /// Mean distance between confidence and share right, over ten equal bins, weighted by their size.
    public var expectedCalibrationError: Double {
        guard !rows.isEmpty else { return 0 }
        var bins = [(count: Int, confidence: Double, right: Int)](repeating: (0, 0, 0), count: 10)
        for row in rows {
            let bin = max(0, min(9, Int(row.confidence * 10)))
            bins[bin].count += 1
            bins[bin].confidence += row.confidence
            bins[bin].right += row.isRight ? 1 : 0
        }
        return bins.reduce(0) { $0 + abs($1.confidence - Double($1.right)) } / Double(rows.count)
    }

    /// A class's own figures.
    public struct ClassFigures: Sendable, Equatable {
        public var label: String
        public var count: Int
        /// Of the rows of this class, the share predicted right.
        public var recall: Double
        /// Of the rows predicted as this class, the share that is.
        public var precision: Double
        public var answered: Int
        public var answeredWrong: Int
    }

    /// Figures of each class that occurs, sorted by label.
    public var classes: [ClassFigures] {
        let labels = Set(rows.compactMap(\.expected) + rows.compactMap(\.predicted)).sorted()
        return labels.map { label in
            let own = rows.filter { $0.expected == label }
            let predicted = rows.filter { $0.predicted == label }
            let answered = predicted.filter(\.isAnswered)
            return ClassFigures(
                label: label, count: own.count, recall: Self.share(own, \.isRight),
                precision: predicted.isEmpty ? 1 : Self.share(predicted, \.isRight), answered: answered.count,
                answeredWrong: answered.count { !$0.isRight })
        }
    }

    private static func share(_ rows: [Row], _ test: (Row) -> Bool) -> Double {
        rows.isEmpty ? 0 : Double(rows.count(where: test)) / Double(rows.count)
    }
}
