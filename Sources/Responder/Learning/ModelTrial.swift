import HelpDesk
import Store
import TextAnalysis

/// A model with what people taught, tried against one without it on texts that neither has seen.
///
/// A tenth of the templates' examples and a quarter of the lessons in use are held out, always the same ones: a hash of the text
/// chooses, so no text moves from one side to the other between two trials. New lessons never judge themselves: a wrong teacher
/// would agree with its own. The model that is used is trained with all of them.
struct ModelTrial: Sendable {
    let report: Retraining
    let classifier: Classifier
    let examples: [TrainingExample]

    static let heldOutTenth: UInt64 = 10
    static let heldOutLessons: UInt64 = 4

    /// Seconds of work; call it away from the loops.
    init(_ lessons: Lessons, library: TemplateLibrary, settings: DeskSettings) throws(TrainingError) {
        let written = Analyst.examples(templates: library, settings: settings, taught: [])
        let all = Array(Analyst.examples(templates: library, settings: settings, taught: lessons.all.map(\.example)))
        let known = Array(Analyst.examples(templates: library, settings: settings, taught: lessons.inUse)[written.count...])
        let taught = Array(all[written.count...])
        let base = written.filter { !Self.isHeldOut($0, oneOf: Self.heldOutTenth) }
        let heldOut =
            written.filter { Self.isHeldOut($0, oneOf: Self.heldOutTenth) }
            + known.filter { Self.isHeldOut($0, oneOf: Self.heldOutLessons) }
        let before = try Classifier.train(base + known.filter { !Self.isHeldOut($0, oneOf: Self.heldOutLessons) })
        let after = try Classifier.train(base + taught.filter { !Self.isHeldOut($0, oneOf: Self.heldOutLessons) })
        examples = all
        classifier = try Classifier.train(all)
        report = Retraining(
            revision: lessons.all.last?.revision ?? 0, taughtCount: taught.count, heldOutCount: heldOut.count,
            before: Self.tally(before, heldOut), after: Self.tally(after, heldOut))
    }

    private static func tally(_ classifier: Classifier, _ texts: [TrainingExample]) -> Retraining.Tally {
        var tally = Retraining.Tally(right: 0, wrong: 0)
        for text in texts {
            let prediction = classifier.classify(text: text.text)
            guard let label = prediction.label, prediction.confidence >= Evaluation.confidenceFloor else { continue }
            if label == text.label { tally.right += 1 } else { tally.wrong += 1 }
        }
        return tally
    }

    /// FNV-1a of the text.
    private static func isHeldOut(_ example: TrainingExample, oneOf share: UInt64) -> Bool {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in example.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (hash >> 32) % share == 0
    }
}
