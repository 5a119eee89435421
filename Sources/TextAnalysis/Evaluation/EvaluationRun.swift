/// Trains, judges a test set, and counts: what `answerback evaluate` prints.
public struct EvaluationRun: Sendable {
    /// A text or mail whose truth is known; a nil label is out of scope.
    public struct Sample: Sendable {
        public var mail: MailText?
        public var text: String
        public var label: String?

        public init(text: String, label: String?) {
            self.text = text
            self.label = label
        }

        public init(mail: MailText, label: String?) {
            self.mail = mail
            text = mail.whole
            self.label = label
        }
    }

    public let classifier: Classifier
    public let evaluation: Evaluation
    public let predictions: [Prediction]

    /// Labels that mean out of scope where none is named.
    public static let outOfScopeLabels: Set<String> = ["oos", "unknown"]

    /// nil where the label means out of scope.
    public static func inScope(_ label: String, outOfScopeLabel: String?) -> String? {
        if let outOfScopeLabel { return label == outOfScopeLabel ? nil : label }
        return outOfScopeLabels.contains(label) ? nil : label
    }

    /// Trains with the defaults and judges.
    public static func run(
        train: [TrainingExample], test: [Sample], options: TrainingOptions = TrainingOptions(),
        progress: (@Sendable (Double) -> Void)? = nil
    ) async throws(TrainingError) -> EvaluationRun {
        let classifier = try await Classifier.trainInParallel(train, options: options) { progress?($0 * 0.9) }
        return EvaluationRun(classifier, test: test, progress: { progress?(0.9 + $0 * 0.1) })
    }

    /// Judges with a classifier that is already trained.
    public init(_ classifier: Classifier, test: [Sample], progress: ((Double) -> Void)? = nil) {
        self.classifier = classifier
        var predictions: [Prediction] = []
        predictions.reserveCapacity(test.count)
        for (index, sample) in test.enumerated() {
            predictions.append(sample.mail.map(classifier.classify) ?? classifier.classify(text: sample.text))
            if index % 256 == 255 { progress?(Double(index) / Double(test.count)) }
        }
        progress?(1)
        self.predictions = predictions
        evaluation = Evaluation(
            zip(test, predictions).map { sample, prediction in
                Evaluation.Row(
                    expected: sample.label, predicted: prediction.label, confidence: prediction.confidence,
                    isAnswered: prediction.isAnswerable(at: Evaluation.confidenceFloor))
            })
    }
}
