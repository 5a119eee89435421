#if canImport(Glibc)
    import Glibc
#endif

extension Classifier {
    /// Trains on examples, calibrates out of fold.
    ///
    /// The same examples, options and seed give the same model, bit for bit.
    /// - Parameter progress: is told the share done, 0 to 1, from the calling thread.
    public static func train(
        _ examples: [TrainingExample], options: TrainingOptions = TrainingOptions(), progress: ((Double) -> Void)? = nil
    ) throws(TrainingError) -> Classifier {
        var training = try Training(examples, options)
        training.chooseLearner()
        let folds = training.foldCount
        for fold in 0..<folds {
            progress?(Double(fold) / Double(folds + 1))
            training.record(training.outcomes(ofFold: fold))
        }
        progress?(Double(folds) / Double(folds + 1))
        let classifier = training.finish(training.finalCore())
        progress?(1)
        return classifier
    }

    /// The same classifier, bit for bit, its folds trained side by side.
    /// - Parameter progress: is told the share done, 0 to 1, from any one thread at a time.
    public static func trainInParallel(
        _ examples: [TrainingExample], options: TrainingOptions = TrainingOptions(),
        progress: (@Sendable (Double) -> Void)? = nil
    ) async throws(TrainingError) -> Classifier {
        var training = try Training(examples, options)
        training.chooseLearner()
        let folds = training.foldCount
        let shared = training
        async let core = shared.finalCore()
        let outcomes = await withTaskGroup(of: (Int, [Training.Outcome]).self) { group in
            for fold in 0..<folds { group.addTask { (fold, shared.outcomes(ofFold: fold)) } }
            var found = [[Training.Outcome]](repeating: [], count: folds)
            var done = 0
            for await (fold, outcomes) in group {
                found[fold] = outcomes
                done += 1
                progress?(Double(done) / Double(folds + 1))
            }
            return found
        }
        for fold in outcomes { training.record(fold) }
        let classifier = training.finish(await core)
        progress?(1)
        return classifier
    }
}

/// A training in progress: the examples hashed once, the folds, and what they have shown.
struct Training: Sendable {
    private struct Row: Sendable {
        var text: HashedText
        /// Column of the label; -1 is out of scope.
        var label: Int
        /// Index of the template; -1 is none.
        var template: Int
        var weight: Float
        var fold: Int
        /// By which folds are dealt and examples are learned: a number of the text alone, so that another example in the
        /// library moves no other one to another fold or another turn.
        var order: UInt64
    }

    private let examples: [TrainingExample]
    private let options: TrainingOptions
    private let labels: [String]
    private let templates: [Classifier.TemplateClass]
    private var rows: [Row] = []
    private(set) var foldCount: Int
    private var recorded: [Outcome] = []
    private(set) var learner = Learner.adaGrad

    /// What a fold showed about one of its rows.
    struct Outcome: Sendable {
        var signs: [Double]
        var judgement: Judgement
        var isRight: Bool
        var isTemplateRight: Bool
        var weight: Double
        var isNegative: Bool
    }

    init(_ examples: [TrainingExample], _ options: TrainingOptions) throws(TrainingError) {
        guard !examples.isEmpty else { throw .noExamples }
        for (index, example) in examples.enumerated() where !(example.weight > 0 && example.weight.isFinite) {
            throw .badWeight(index: index)
        }
        let labels = Set(examples.compactMap(\.label)).sorted()
        guard !labels.isEmpty else { throw .noLabel }
        let templates = Self.templates(examples, labels)
        guard labels.count + templates.count <= Classifier.columnsMax else {
            throw .tooManyClasses(labels.count + templates.count, max: Classifier.columnsMax)
        }
        (self.examples, self.options, self.labels, self.templates) = (examples, options, labels, templates)
        foldCount = options.folds.map { max(2, min(20, $0)) } ?? (examples.count < 2_000 ? 8 : 5)
        makeRows()
    }

    private static func templates(_ examples: [TrainingExample], _ labels: [String]) -> [Classifier.TemplateClass] {
        var found: [Classifier.TemplateClass] = []
        for (index, label) in labels.enumerated() {
            let names = Set(examples.lazy.filter { $0.label == label }.compactMap(\.subLabel)).sorted()
            found += names.map { Classifier.TemplateClass(label: label, name: $0, labelIndex: index) }
        }
        return found
    }

    private mutating func makeRows() {
        let labelIndex = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        var templateIndex: [String: Int] = [:]
        for (index, template) in templates.enumerated() { templateIndex[template.label + "\u{0}" + template.name] = index }
        rows = examples.map { example in
            let label = example.label.flatMap { labelIndex[$0] } ?? -1
            let template = example.subLabel.flatMap { templateIndex[(example.label ?? "") + "\u{0}" + $0] } ?? -1
            return Row(
                text: HashedText(example.text), label: label, template: template, weight: example.weight, fold: -1,
                order: order(of: example.text))
        }
        dealFolds()
        // Sentences that every mail has teach every class what it is not; they are never judged themselves.
        if examples.contains(where: { $0.label == nil }) {
            rows += Boilerplate.sentences.map {
                Row(text: HashedText($0), label: -1, template: -1, weight: 1, fold: -1, order: order(of: $0))
            }
        }
    }

    /// Folds are dealt inside each class, in the order of the texts' numbers, so that each class is in each fold.
    private mutating func dealFolds() {
        var dealt: [Int: Int] = [:]
        for index in rows.indices.sorted(by: { (rows[$0].order, $0) < (rows[$1].order, $1) }) {
            let key = rows[index].template >= 0 ? labels.count + rows[index].template : rows[index].label
            let fold = dealt[key, default: Int(rows[index].order % UInt64(foldCount))]
            rows[index].fold = fold
            dealt[key] = (fold + 1) % foldCount
        }
    }

    /// Fold of each example, in their order.
    var folds: [Int] { examples.indices.map { rows[$0].fold } }

    private func order(of text: String) -> UInt64 {
        var hash = 0xCBF2_9CE4_8422_2325 ^ options.seed
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var mixed = SplitMix64(seed: hash)
        return mixed.next()
    }

    /// From this many words a text on average, both learners are tried on the first fold; sentences are AdaGrad's.
    static let longWordCount = 30
    /// The precision at which the learners' coverages are compared.
    private static let comparedPrecision = 0.95

    /// Takes the learner that is asked for, or the one that covers more of the first fold.
    mutating func chooseLearner() {
        if let asked = options.learner {
            learner = asked
            return
        }
        let words = rows.reduce(0) { $0 + $1.text.wordCount }
        guard words >= Self.longWordCount * rows.count else { return }
        var best = -1.0
        var chosen = Learner.adaGrad
        for candidate in Learner.allCases {
            learner = candidate
            let covered = coverage(outcomes(ofFold: 0))
            if covered > best { (best, chosen) = (covered, candidate) }
        }
        learner = chosen
    }

    private func coverage(_ outcomes: [Outcome]) -> Double {
        let calibrator = Calibrator(
            fitting: outcomes.map { Calibrator.Observation(features: $0.signs, isRight: $0.isRight, weight: $0.weight) },
            featureCount: Signs.featureCount)
        return Evaluation(
            outcomes.map {
                Evaluation.Row(
                    expected: $0.isNegative ? nil : "", predicted: $0.isRight ? "" : "-",
                    confidence: calibrator.probability($0.signs), isAnswered: false)
            }
        ).coverage(atPrecision: Self.comparedPrecision)
    }

    /// Trains without the fold and judges it.
    func outcomes(ofFold fold: Int) -> [Outcome] {
        let core = core(rows.filter { $0.fold != fold })
        var cosines = core.neighbours.room()
        return rows.filter { $0.fold == fold }.compactMap { row in
            core.judge(core.read([row.text], whole: nil), &cosines).map { judgement in
                let isRight = judgement.label == row.label
                return Outcome(
                    signs: judgement.signs.features, judgement: judgement, isRight: isRight,
                    isTemplateRight: isRight && judgement.template == row.template, weight: Double(row.weight),
                    isNegative: row.label < 0)
            }
        }
    }

    mutating func record(_ outcomes: [Outcome]) { recorded += outcomes }

    func finalCore() -> ScoringCore { core(rows) }

    func finish(_ core: ScoringCore) -> Classifier {
        let outcomes = recorded
        let share = negativeScale()
        let observations = outcomes.map {
            Calibrator.Observation(features: $0.signs, isRight: $0.isRight, weight: $0.weight * ($0.isNegative ? share : 1))
        }
        let calibrator = Calibrator(fitting: observations, featureCount: Signs.featureCount)
        let confidences = outcomes.map { calibrator.probability($0.signs) }
        var templateCalibrator: Calibrator?
        if !templates.isEmpty {
            let named = zip(outcomes, confidences).filter { $0.0.judgement.template != nil }.map { outcome, confidence in
                Calibrator.Observation(
                    features: outcome.judgement.templateFeatures(confidence), isRight: outcome.isTemplateRight,
                    weight: outcome.weight * (outcome.isNegative ? share : 1))
            }
            templateCalibrator = Calibrator(fitting: named, featureCount: Judgement.templateFeatureCount)
        }
        return Classifier(
            labels: labels, templates: templates, card: card(confidences), core: core, calibrator: calibrator,
            templateCalibrator: templateCalibrator)
    }

    /// The weight that brings out-of-scope rows to their expected share.
    private func negativeScale() -> Double {
        let negative = recorded.reduce(0) { $0 + ($1.isNegative ? $1.weight : 0) }
        let positive = recorded.reduce(0) { $0 + ($1.isNegative ? 0 : $1.weight) }
        guard negative > 0, positive > 0 else { return 1 }
        let share = max(options.outOfScopeShare, negative / (negative + positive))
        return min(0.9, max(0, share)) / (1 - min(0.9, share)) * positive / negative
    }

    private func core(_ rows: [Row]) -> ScoringCore {
        let vocabulary = Vocabulary(rows.lazy.map(\.text))
        let vectors = rows.map { vocabulary.vector($0.text) }
        let labelCount = labels.count
        let examples = zip(rows, vectors).map { row, vector in
            var columns = row.label >= 0 ? [row.label] : []
            if row.template >= 0 { columns.append(labelCount + row.template) }
            return AdaGrad.Example(vector: vector, columns: columns, weight: row.weight, order: row.order)
        }
        let trained = weights(examples, rowCount: vocabulary.rowCount, columnCount: labelCount + templates.count)
        return ScoringCore(
            vocabulary: vocabulary, model: trained,
            neighbours: NeighbourIndex(
                zip(rows, vectors).map { ($1, Int32($0.label), Int32($0.template)) }, rowCount: vocabulary.rowCount),
            labelCount: labelCount, templateLabels: templates.map(\.labelIndex))
    }

    private func weights(_ examples: [AdaGrad.Example], rowCount: Int, columnCount: Int) -> LinearModel {
        switch learner {
        case .adaGrad:
            var trainer = AdaGrad()
            trainer.epochs = options.epochs ?? (examples.count < 2_000 ? 20 : 14)
            return trainer.train(examples, rowCount: rowCount, columnCount: columnCount)
        case .dualCoordinateDescent:
            var trainer = DualCoordinateDescent()
            trainer.seed = options.seed
            return trainer.train(examples, rowCount: rowCount, columnCount: columnCount)
        }
    }

    private func card(_ confidences: [Double]) -> ModelCard {
        let figures = Evaluation(
            zip(recorded, confidences).map { outcome, confidence in
                Evaluation.Row(
                    expected: outcome.isNegative ? nil : "", predicted: outcome.isRight ? "" : "-", confidence: confidence,
                    isAnswered: confidence >= Evaluation.confidenceFloor)
            })
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for example in examples {
            for byte in "\(example.text)\u{0}\(example.label ?? "")\u{0}\(example.subLabel ?? "")\u{0}\(example.weight)\n".utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            }
        }
        return ModelCard(
            name: Classifier.name, dataHash: hash, classes: labels, exampleCount: examples.count,
            negativeCount: examples.count { $0.label == nil }, accuracy: figures.inScopeAccuracy,
            coverageAt99: figures.coverage(atPrecision: 0.99), coverageAt95: figures.coverage(atPrecision: 0.95),
            expectedCalibrationError: figures.expectedCalibrationError)
    }
}
