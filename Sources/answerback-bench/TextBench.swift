import Glibc
import TextAnalysis

/// `answerback-bench text TRAIN.tsv TEST.tsv`: training, one sentence to its scores, a mail with everything judged.
enum TextBench {
    static func run(_ arguments: [String]) -> Int32 {
        guard arguments.count >= 2, let train = rows(arguments[0]), let test = rows(arguments[1]) else {
            print("usage: answerback-bench text TRAIN.tsv TEST.tsv")
            return 64
        }
        let examples = train.map { TrainingExample(text: $0.text, label: EvaluationRun.inScope($0.label, outOfScopeLabel: nil)) }
        let start = BenchClock.seconds()
        guard let classifier = try? Classifier.train(examples) else { return 65 }
        print(
            "trained \(examples.count) texts, calibrated out of fold: \(BenchClock.text(BenchClock.seconds() - start)) s of one core"
        )
        print("model file: \(classifier.serialized().count / 1_024) KiB")
        each("sentence to scores", test) { Double(classifier.scores(text: $0)[0]) }
        each("sentence judged", test) { classifier.classify(text: $0).confidence }
        let mails = test.map { "Hello,\n\n\($0.text)\nIt worked last week. Can you help me?\n\nKind regards,\nSam Miller" }
        each("mail, everything judged", mails.map { (text: $0, label: "") }) { body in
            let mail = MailText(subject: "A question about my order", body: body)
            let language = Language.detect(body)
            let sentiment = Sentiment.of(body, language: language.code)
            let priority = PriorityRules.judge(mail, sentiment: sentiment)
            let never = NeverAnswer.findings(in: body, sentiment: sentiment)
            return classifier.classify(mail).confidence
                + Double(never.count + priority.reasons.count + Summary.text(of: mail).utf8.count)
        }
        return 0
    }

    private static func each(_ name: String, _ rows: [(text: String, label: String)], _ body: (String) -> Double) {
        var sum = 0.0
        for row in rows.prefix(200) { sum += body(row.text) }
        var best = Double.infinity
        for _ in 0..<3 {
            let start = BenchClock.seconds()
            for row in rows { sum += body(row.text) }
            best = min(best, BenchClock.seconds() - start)
        }
        print("\(name): \(BenchClock.text(best / Double(max(1, rows.count)) * 1e6)) us (check \(BenchClock.text(sum)))")
    }

    private static func rows(_ path: String) -> [(text: String, label: String)]? {
        BenchFile.lines(path)?.dropFirst().compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            return fields.count == 2 ? (String(fields[0]), String(fields[1])) : nil
        }
    }
}
