public import TextAnalysis

/// Text analysis with the installation's templates and solved cases: it turns a mail's words into evidence, and holds no policy.
public struct Analyst: Sendable {
    /// nil where training was refused: then nothing is ever answered (H13).
    private var classifier: Classifier?
    /// What the classifier was trained from, in its order: the nearest of them are told as reasons.
    private var examples: [TrainingExample]
    private let categories: [String: Category]
    /// Of `intent/template`, the templates whose matter its text deals with too.
    private let covers: [String: Set<String>]
    private let exampleWords: ExampleWords
    private let similarityThreshold: Double
    private var index: CaseIndex
    private var intents: [CaseID: String] = [:]

    /// - Parameters:
    ///   - taught: what people taught beside the templates.
    ///   - classifier: a cached model of ``train(templates:settings:taught:progress:)``; nil trains now, seconds on a large library.
    public init(
        templates: TemplateLibrary, settings: DeskSettings, cases: [SolvedCase] = [], taught: [TaughtExample] = [],
        classifier: Classifier? = nil
    ) {
        examples = Analyst.examples(templates: templates, settings: settings, taught: taught)
        self.classifier = classifier ?? (try? Classifier.train(examples))
        categories = Dictionary(templates.intents.map { ($0.name, $0.category) }) { first, _ in first }
        covers = templates.covers
        exampleWords = ExampleWords(templates)
        similarityThreshold = settings.answers.similarityThreshold
        index = CaseIndex(threshold: min(0.5, settings.answers.similarityThreshold))
        for solved in cases where !solved.isWithdrawn { add(solved) }
    }

    /// Trains from the templates' own examples and what people taught; the same examples give the same model.
    public static func train(
        templates: TemplateLibrary, settings: DeskSettings, taught: [TaughtExample] = []
    ) async throws(TrainingError) -> Classifier {
        try await Classifier.trainInParallel(examples(templates: templates, settings: settings, taught: taught))
    }

    /// All that teaches, the templates first. What an intent that nobody switched on would answer is out of scope.
    public static func examples(
        templates: TemplateLibrary, settings: DeskSettings, taught: [TaughtExample]
    ) -> [TrainingExample] {
        let written = templates.examples(packs: settings.packs).map {
            TrainingExample(text: $0.text, label: $0.intent, subLabel: $0.template)
        }
        let known = Set(templates.answers.map { $0.folder + "/" + $0.name })
        return written
            + taught.filter { $0.weight > 0 && $0.weight.isFinite }.map { example in
                let intent = example.intent.flatMap { templates.isSwitchedOn($0, packs: settings.packs) ? $0 : nil }
                let template = example.template.flatMap { name in
                    intent.map { known.contains($0 + "/" + name) } == true ? name : nil
                }
                return TrainingExample(text: example.text, label: intent, subLabel: template, weight: Float(example.weight))
            }
    }

    /// Judges with another model from now on; solved cases stay.
    public mutating func use(_ classifier: Classifier, trainedFrom examples: [TrainingExample]) {
        self.classifier = classifier
        self.examples = examples
    }

    /// Names the model in judgements.
    public var model: String { classifier == nil ? "none" : Classifier.name }

    /// Puts a solved case into the index, or its new form in place of the old.
    public mutating func add(_ solved: SolvedCase) {
        guard !solved.isWithdrawn else { return remove(solved.id) }
        index.insert(id: solved.id.rawValue, text: solved.question)
        intents[solved.id] = solved.intent
    }

    public mutating func remove(_ id: CaseID) {
        index.remove(id: id.rawValue)
        intents[id] = nil
    }

    /// For which mails the reasons of a judgement are worked out: they cost about as much as the judgement.
    public enum Reasoning: Sendable {
        /// Where a person is likely to read them.
        case whereDoubtful
        case always
    }

    /// Evidence for a triaged mail; without words to judge it holds no judgement.
    public func evidence(for triage: Triage, reasoning: Reasoning = .whereDoubtful) -> Evidence {
        triage.text.map { evidence(for: $0, reasoning: reasoning) } ?? Evidence(judgement: nil, similar: [])
    }

    /// Evidence for words alone, as `classify` prints them.
    public func evidence(for text: JudgedText, reasoning: Reasoning = .whereDoubtful) -> Evidence {
        let all = WordedText(text.subject + "\n" + text.text)
        let similar = index.search(text: all.text, atLeast: similarityThreshold, limit: Analyst.similarMax)
            .map { SimilarCase(id: CaseID(rawValue: $0.id), score: $0.score, intent: intents[CaseID(rawValue: $0.id)]) }
        let mail = MailText(subject: text.subject, body: text.text)
        guard let classifier, !mail.whole.isEmpty else { return Evidence(judgement: nil, similar: similar) }
        var reading = classifier.read(mail)
        let prediction = classifier.classify(&reading)
        let witnesses = similar.compactMap { found in found.intent.map { (score: found.score, label: $0) } }
        var judgement = judgement(of: mail, all, prediction)
        judgement.modelHash = String(classifier.card.dataHash, radix: 16)
        if reasoning == .always || Analyst.isDoubtful(judgement) { explain(&reading, classifier, prediction, in: &judgement) }
        return Evidence(
            judgement: judgement, similar: similar,
            supportedConfidence: similar.isEmpty ? nil : prediction.withEvidence(witnesses).confidence)
    }

    private static let surenessMin = 0.9

    private static func isDoubtful(_ judgement: Judgement) -> Bool {
        !(judgement.confidence >= surenessMin) || !judgement.neverAnswer.isEmpty || !judgement.alsoAsks.isEmpty
    }

    private func explain(
        _ reading: inout Classifier.Reading, _ classifier: Classifier, _ prediction: Prediction, in judgement: inout Judgement
    ) {
        let why = classifier.explain(&reading, given: prediction)
        judgement.wordsFor = why.speakingFor.map(\.words)
        judgement.wordsAgainst = why.speakingAgainst.map(\.words)
        judgement.signs = why.signs
        judgement.nearest = why.nearest.compactMap { near in
            guard examples.indices.contains(near.example) else { return nil }
            return Judgement.Example(
                text: examples[near.example].text, intent: near.label, template: examples[near.example].subLabel,
                score: near.score)
        }
    }

    static let similarMax = 10

    /// - Parameter all: subject and typed text, as they are.
    private func judgement(of mail: MailText, _ all: WordedText, _ prediction: Prediction) -> Judgement {
        let detected = Language.detect(all).code
        let language = detected ?? exampleWords.language(of: all.text)
        let sentiment = Sentiment.of(all, language: detected)
        let priority = PriorityRules.judge(mail, sentiment: sentiment, intent: prediction.label)
        var never = NeverAnswer.findings(in: all, sentiment: sentiment).map(\.reason)
        if prediction.isVague { never.append(Vagueness.reason) }
        if mail.isCut { never.append("the text is too long to be judged whole") }
        return Judgement(
            intent: prediction.label, template: prediction.subLabel, confidence: prediction.confidence,
            templateConfidence: prediction.subConfidence, category: prediction.label.flatMap { categories[$0] } ?? .general,
            priority: Priority(rawValue: priority.priority.rawValue) ?? .medium, priorityReasons: priority.reasons,
            sentiment: sentiment.score, language: language, summary: Summary.text(of: mail), neverAnswer: never,
            alsoAsks: otherWishes(prediction),
            runnersUp: prediction.runnersUp.map { Judgement.Score(intent: $0.label, score: $0.score) }, model: Classifier.name)
    }

    /// What other sentences ask for (H5: several questions of which one is uncovered): an intent, or `intent/template` where only the
    /// template is another.
    private func otherWishes(_ prediction: Prediction) -> [String] {
        let covered = covers["\(prediction.label ?? "")/\(prediction.subLabel ?? "")"] ?? []
        var others: [String] = []
        for segment in prediction.segments where Analyst.isOtherWish(segment, than: prediction, covering: covered) {
            let isOtherIntent = segment.label != prediction.label
            let name = isOtherIntent ? segment.label : "\(segment.label)/\(segment.subLabel ?? "")"
            if !others.contains(name) { others.append(name) }
        }
        return others
    }

    private static func isOtherWish(
        _ segment: Prediction.SegmentPrediction, than mail: Prediction, covering covered: Set<String>
    ) -> Bool {
        let sureness = min(segment.confidence, segment.subConfidence)
        if segment.label == mail.label {
            // "Cannot log in" above "I forgot my password" is the same matter in general words.
            guard let template = segment.subLabel, template != mail.subLabel, !segment.isSubject else { return false }
            return sureness >= otherTemplateConfidence && !covered.contains(template)
        }
        // Who writes "and also" says that it is another wish; which one need not be sure.
        if segment.isFurtherWish || segment.isQuestion && isSureQuestion(segment) { return true }
        return sureness >= Evaluation.confidenceFloor
    }

    /// A question counts whatever its template. "Where can I do this?" leans anywhere, so a short one must be sure.
    private static func isSureQuestion(_ segment: Prediction.SegmentPrediction) -> Bool {
        segment.confidence >= (segment.knownWords >= longQuestionWords ? longQuestionConfidence : shortQuestionConfidence)
    }

    private static let shortQuestionConfidence = 0.9
    private static let longQuestionConfidence = 0.6
    private static let longQuestionWords = 6
    /// Sentences around a wish lean to other templates of its intent much more often than to other intents, so they must be surer.
    private static let otherTemplateConfidence = 0.85
}
