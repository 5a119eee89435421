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

    /// A mail as the model sees it: read once, to be judged and to be explained.
    public struct Reading: Sendable {
        public let mail: MailText
        let core: ScoringCore.Reading
        /// Room that its judgements and its explanation share.
        var cosines: NeighbourIndex.Cosines
    }

    /// Hashes a mail's sentences and scores them.
    public func read(_ mail: MailText) -> Reading {
        var counter = FeatureCounter()
        // The longest first: it makes the counter's room for all the others.
        let whole = mail.sentences.count == 1 ? nil : HashedText(mail.words, &counter)
        let sentences = mail.sentences.map { HashedText($0.words, &counter) }
        return Reading(mail: mail, core: core.read(sentences, whole: whole), cosines: core.neighbours.room())
    }

    /// Judges a mail.
    public func classify(_ mail: MailText) -> Prediction {
        var reading = read(mail)
        return classify(&reading)
    }

    /// Judges a mail that was read.
    public func classify(_ reading: inout Reading) -> Prediction {
        guard let judgement = core.judge(reading.core, &reading.cosines) else { return unknown(reading.mail) }
        var prediction = prediction(judgement)
        if reading.mail.sentences.count > 1 { judgeSentences(&reading, startingAt: judgement.speaker, in: &prediction) }
        prediction.isVague = Vagueness.isVague(reading.mail)
        return prediction
    }

    /// Judges one bare text: a line of `classify`, a row of `evaluate --test`.
    public func classify(text: String) -> Prediction {
        var cosines = core.neighbours.room()
        return core.judge(core.read([HashedText(text)], whole: nil), &cosines).map(prediction) ?? .none
    }

    /// Logits of the intents, in the order of ``labels``: the bare cost of a judgement.
    public func scores(text: String) -> [Float] {
        let scores = core.model.scores(core.vocabulary.vector(HashedText(text)))
        return Array(scores[..<labels.count])
    }

    private func unknown(_ mail: MailText) -> Prediction {
        var prediction = Prediction.none
        prediction.isVague = Vagueness.isVague(mail)
        return prediction
    }

    private func prediction(_ judgement: Judgement) -> Prediction {
        let confidence = calibrator.probability(judgement.signs.features)
        let template = template(judgement, confidence)
        return Prediction(
            label: labels[judgement.label], confidence: confidence, subLabel: template?.name,
            subConfidence: template?.confidence ?? confidence, runnersUp: runnersUp(judgement), isKnown: true,
            isConflicting: false, segments: [], signs: judgement.signs)
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
    /// - Parameter speaker: the sentence that was looked up last: it comes first, so that it need not be looked up again.
    private func judgeSentences(_ reading: inout Reading, startingAt speaker: Int, in prediction: inout Prediction) {
        var judgements = [Judgement?](repeating: nil, count: reading.mail.sentences.count)
        judgements[speaker] = core.judge(reading.core.segment(speaker), &reading.cosines)
        for index in judgements.indices where index != speaker {
            judgements[index] = core.judge(reading.core.segment(index), &reading.cosines)
        }
        prediction.segments.reserveCapacity(judgements.count)
        for (index, sentence) in reading.mail.sentences.enumerated() {
            guard let alone = judgements[index] else { continue }
            let confidence = calibrator.probability(alone.signs.features)
            let template = template(alone, confidence)
            let text = sentence.text
            let segment = Prediction.SegmentPrediction(
                text: text, label: labels[alone.label], confidence: confidence, subLabel: template?.name,
                subConfidence: template?.confidence ?? confidence, isQuestion: sentence.words.asks,
                knownWords: Int(alone.signs.wordCount), isSubject: reading.mail.opensWithSubject && index == 0,
                isFurtherWish: Sentences.addsWish(text) || confidence >= Self.conflictConfidenceMin && Sentences.opensWish(text))
            prediction.segments.append(segment)
            if segment.label != prediction.label, confidence >= Self.conflictConfidenceMin { prediction.isConflicting = true }
        }
    }

    /// From here on a sentence is sure enough of another intent to be a second question.
    static let conflictConfidenceMin = 0.6
}
