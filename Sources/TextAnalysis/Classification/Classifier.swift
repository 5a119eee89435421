#if canImport(Glibc)
    import Glibc
#endif

/// A trained model: which intent and template a text means, and how probably that is right.
///
/// One linear model scores intents and templates together; a calibrator, fitted out of fold with out-of-scope
/// texts at their expected share, turns the signs into a probability. Training is deterministic for a seed.
public struct Classifier: Sendable, Equatable {
    /// The intents, sorted; the first columns of the model.
    public let labels: [String]
    /// The templates; the columns after the intents.
    public let templates: [TemplateClass]
    public internal(set) var card: ModelCard
    let core: ScoringCore
    let calibrator: Calibrator
    /// Of label and template together; nil where no example names a template.
    let templateCalibrator: Calibrator?

    /// A template and the intent it belongs to.
    public struct TemplateClass: Sendable, Equatable {
        public let label: String
        public let name: String
        let labelIndex: Int
    }

    /// The model's name in INTERFACE's shapes.
    public static let name = "linear-1"
    /// Columns one model may hold.
    public static let columnsMax = 4_096

    /// Judges a mail.
    public func classify(_ mail: MailText) -> Prediction {
        var prediction = judge(mail.segments, whole: mail.whole, opensWithSubject: mail.opensWithSubject)
        prediction.isVague = Vagueness.isVague(mail)
        return prediction
    }

    /// Judges one bare text: a line of `classify`, a row of `evaluate --test`.
    public func classify(text: String) -> Prediction {
        judge([text], whole: text)
    }

    /// Logits of the intents, in the order of ``labels``: the bare cost of a judgement.
    public func scores(text: String) -> [Float] {
        let scores = core.model.scores(core.vocabulary.vector(HashedText(text)))
        return Array(scores[..<labels.count])
    }

    private func judge(_ segments: [String], whole: String, opensWithSubject: Bool = false) -> Prediction {
        let reading = core.read(segments.map(HashedText.init), whole: segments.count == 1 ? nil : HashedText(whole))
        guard let judgement = core.judge(reading) else { return .none }
        let confidence = calibrator.probability(judgement.signs.features)
        let template = template(judgement, confidence)
        var prediction = Prediction(
            label: labels[judgement.label], confidence: confidence, subLabel: template?.name,
            subConfidence: template?.confidence ?? confidence, runnersUp: runnersUp(judgement), isKnown: true,
            isConflicting: false, segments: [], signs: judgement.signs)
        if segments.count > 1 { judgeSegments(segments, opensWithSubject, reading, in: &prediction) }
        return prediction
    }

    private func template(_ judgement: Judgement, _ confidence: Double) -> (name: String, confidence: Double)? {
        guard let template = judgement.template, let templateCalibrator else { return nil }
        let probability = templateCalibrator.probability(judgement.templateFeatures(confidence))
        return (templates[template].name, min(confidence, probability))
    }

    private func runnersUp(_ judgement: Judgement) -> [Prediction.Candidate] {
        judgement.order.dropFirst().prefix(4).map {
            Prediction.Candidate(label: labels[$0], score: Double(1 / (1 + exp(-judgement.scores[$0]))))
        }
    }

    /// Each sentence alone, so that a second question is seen as one.
    private func judgeSegments(
        _ segments: [String], _ opensWithSubject: Bool, _ reading: ScoringCore.Reading, in prediction: inout Prediction
    ) {
        for (index, text) in segments.enumerated() {
            guard let alone = core.judge(reading.segment(index)) else { continue }
            let confidence = calibrator.probability(alone.signs.features)
            let template = template(alone, confidence)
            let segment = Prediction.SegmentPrediction(
                text: text, label: labels[alone.label], confidence: confidence, subLabel: template?.name,
                subConfidence: template?.confidence ?? confidence, isQuestion: text.utf8.contains(0x3F),
                knownWords: Int(alone.signs.wordCount), isSubject: opensWithSubject && index == 0,
                isFurtherWish: Sentences.addsWish(text) || confidence >= Self.conflictConfidenceMin && Sentences.opensWish(text))
            prediction.segments.append(segment)
            if segment.label != prediction.label, confidence >= Self.conflictConfidenceMin { prediction.isConflicting = true }
        }
    }

    /// From here on a sentence is sure enough of another intent to be a second question.
    static let conflictConfidenceMin = 0.6
}
