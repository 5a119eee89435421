import Glibc
import TextAnalysis

/// `answerback-bench text TRAIN.tsv TEST.tsv`: training, one sentence to its scores, a mail with everything judged.
///
/// A table, and a JSON line with the same figures. Training is also timed by the wall, over all cores.
enum TextBench {
    static func run(_ arguments: [String]) async -> Int32 {
        guard arguments.count >= 2, let train = rows(arguments[0]), let test = rows(arguments[1]) else {
            print("usage: answerback-bench text TRAIN.tsv TEST.tsv")
            return 64
        }
        let examples = train.map { TrainingExample(text: $0.text, label: EvaluationRun.inScope($0.label, outOfScopeLabel: nil)) }
        let (start, cpu) = (BenchClock.wallSeconds(), BenchClock.processSeconds())
        guard let classifier = try? await Classifier.trainInParallel(examples) else { return 65 }
        var figures = [
            Figure("training_texts", "texts trained, calibrated out of fold", Double(examples.count)),
            Figure("training_seconds", "training, all cores, s", BenchClock.wallSeconds() - start),
            Figure("training_cpu_seconds", "training, CPU time, s", BenchClock.processSeconds() - cpu),
            Figure("model_kib", "model file, KiB", Double(classifier.serialized().count / 1_024)),
        ]
        figures += judging(classifier, test)
        for figure in figures { print("\(figure.words): \(BenchClock.text(figure.value))") }
        print("{" + figures.map { "\"\($0.key)\":\(BenchClock.text($0.value))" }.joined(separator: ",") + "}")
        return 0
    }

    private struct Figure {
        var key: String
        var words: String
        var value: Double
        init(_ key: String, _ words: String, _ value: Double) { (self.key, self.words, self.value) = (key, words, value) }
    }

    private static func judging(_ classifier: Classifier, _ test: [(text: String, label: String)]) -> [Figure] {
        let texts = test.map(\.text)
        let mails = texts.map { "Hello,\n\n\($0)\nIt worked last week. Can you help me?\n\nKind regards,\nSam Miller" }
        return [
            Figure(
                "sentence_scores_us", "sentence to scores, us", microseconds(texts) { Double(classifier.scores(text: $0)[0]) }),
            Figure("sentence_judged_us", "sentence judged, us", microseconds(texts) { classifier.classify(text: $0).confidence }),
            Figure("mail_judged_us", "mail, everything judged, us", microseconds(mails) { everything($0, classifier) }),
        ]
    }

    /// All that is judged of a mail: segments, language, sentiment, priority, never-answer rules, summary, intent and confidence.
    private static func everything(_ body: String, _ classifier: Classifier) -> Double {
        let mail = MailText(subject: "A question about my order", body: body)
        let language = Language.detect(body)
        let sentiment = Sentiment.of(body, language: language.code)
        let priority = PriorityRules.judge(mail, sentiment: sentiment)
        let never = NeverAnswer.findings(in: body, sentiment: sentiment)
        return classifier.classify(mail).confidence
            + Double(never.count + priority.reasons.count + Summary.text(of: mail).utf8.count)
    }

    /// The best of five rounds over all texts, CPU time, a text.
    private static func microseconds(_ texts: [String], _ body: (String) -> Double) -> Double {
        var sum = 0.0
        for text in texts.prefix(200) { sum += body(text) }
        var best = Double.infinity
        for _ in 0..<5 {
            let start = BenchClock.seconds()
            for text in texts { sum += body(text) }
            best = min(best, BenchClock.seconds() - start)
        }
        // The sum is looked at, so that no work can be left out.
        return sum.isFinite ? best / Double(max(1, texts.count)) * 1e6 : .nan
    }

    private static func rows(_ path: String) -> [(text: String, label: String)]? {
        BenchFile.lines(path)?.dropFirst().compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            return fields.count == 2 ? (String(fields[0]), String(fields[1])) : nil
        }
    }
}
