public import TextAnalysis

/// Text analysis with the installation's templates and solved cases: it turns a mail's words into evidence, and holds no policy.
public struct Analyst: Sendable {
    /// nil where training was refused: then nothing is ever answered (H13).
    private let classifier: Classifier?
    private let categories: [String: Category]
    private let exampleWords: ExampleWords
    private let similarityThreshold: Double
    private var index: CaseIndex
    private var intents: [CaseID: String] = [:]

    /// - Parameter classifier: a cached model of ``train(templates:settings:progress:)``; nil trains now, seconds on a large library.
    public init(templates: TemplateLibrary, settings: DeskSettings, cases: [SolvedCase] = [], classifier: Classifier? = nil) {
        self.classifier = classifier ?? (try? Analyst.train(templates: templates, settings: settings))
        categories = Dictionary(templates.intents.map { ($0.name, $0.category) }) { first, _ in first }
        exampleWords = ExampleWords(templates)
        similarityThreshold = settings.answers.similarityThreshold
        index = CaseIndex(threshold: min(0.5, settings.answers.similarityThreshold))
        for solved in cases where !solved.isWithdrawn { add(solved) }
    }

    /// Trains from the templates' own examples; the same examples give the same model.
    public static func train(
        templates: TemplateLibrary, settings: DeskSettings, progress: ((Double) -> Void)? = nil
    ) throws(TrainingError) -> Classifier {
        let examples = templates.examples(packs: settings.packs).map {
            TrainingExample(text: $0.text, label: $0.intent, subLabel: $0.template)
        }
        return try Classifier.train(examples, progress: progress)
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

    /// Evidence for a triaged mail; without words to judge it holds no judgement.
    public func evidence(for triage: Triage) -> Evidence {
        triage.text.map(evidence(for:)) ?? Evidence(judgement: nil, similar: [])
    }

    /// Evidence for words alone, as `classify` prints them.
    public func evidence(for text: JudgedText) -> Evidence {
        let similar = index.search(text: text.subject + "\n" + text.text, atLeast: similarityThreshold, limit: Analyst.similarMax)
            .map { SimilarCase(id: CaseID(rawValue: $0.id), score: $0.score, intent: intents[CaseID(rawValue: $0.id)]) }
        let mail = MailText(subject: text.subject, body: text.text)
        guard let classifier, !mail.whole.isEmpty else { return Evidence(judgement: nil, similar: similar) }
        let prediction = classifier.classify(mail)
        let witnesses = similar.compactMap { found in found.intent.map { (score: found.score, label: $0) } }
        return Evidence(
            judgement: judgement(of: mail, text, prediction), similar: similar,
            supportedConfidence: similar.isEmpty ? nil : prediction.withEvidence(witnesses).confidence)
    }

    static let similarMax = 10

    private func judgement(of mail: MailText, _ text: JudgedText, _ prediction: Prediction) -> Judgement {
        let all = text.subject + "\n" + text.text
        let detected = Language.detect(all).code
        let language = detected ?? exampleWords.language(of: all)
        let sentiment = Sentiment.of(all, language: detected)
        let priority = PriorityRules.judge(mail, sentiment: sentiment, intent: prediction.label)
        var never = NeverAnswer.findings(in: all, sentiment: sentiment).map(\.reason)
        if mail.isCut { never.append("the text is too long to be judged whole") }
        return Judgement(
            intent: prediction.label, template: prediction.subLabel, confidence: prediction.confidence,
            templateConfidence: prediction.subConfidence, category: prediction.label.flatMap { categories[$0] } ?? .general,
            priority: Priority(rawValue: priority.priority.rawValue) ?? .medium, priorityReasons: priority.reasons,
            sentiment: sentiment.score, language: language, summary: Summary.text(of: mail), neverAnswer: never,
            alsoAsks: Analyst.otherQuestions(prediction),
            runnersUp: prediction.runnersUp.map { Judgement.Score(intent: $0.label, score: $0.score) }, model: Classifier.name)
    }

    /// How sure a sentence must be to count as a question of its own: the sentences around a question often lean elsewhere.
    private static let otherQuestionConfidence = 0.9

    /// Intents that another sentence asks for surely enough (H5: several questions of which one is uncovered).
    private static func otherQuestions(_ prediction: Prediction) -> [String] {
        guard prediction.isConflicting else { return [] }
        var others: [String] = []
        for segment in prediction.segments where segment.isQuestion && segment.confidence >= otherQuestionConfidence {
            guard segment.label != prediction.label else { continue }
            if !others.contains(segment.label) { others.append(segment.label) }
        }
        return others
    }
}
