import Foundation
import HelpDesk
import Responder
import TextAnalysis

extension Command {
    /// `evaluate`: accuracy, coverage at precision, calibration.
    static let evaluate = Command(
        "evaluate", summary: "measures the judgement on texts or mails whose truth is known",
        detail: """
            --test takes sentences, --mails whole mails, which go through the whole reading of a mail as a first
            contact. Without --train the shipped templates are the model. Labels named by --oos-label (without it
            oos and unknown) are out of scope: answering one of them is wrong.
            """,
        options: [
            CommandOption("--train", "TSV", "train on these instead of the templates; header: text<TAB>label"),
            CommandOption("--test", "TSV", "judge these texts; header: text<TAB>label"),
            CommandOption("--mails", "JSONL", "judge these mails: a JSON object a line with subject, body, intent"),
            CommandOption("--oos-label", "L", "the label that means out of scope"),
            CommandOption("--predictions", "OUT", "write expected<TAB>predicted<TAB>confidence<TAB>decision, a line a row"),
            .json,
        ]
    ) { invocation, console in
        let outside = invocation.value("--oos-label")
        let train = try invocation.value("--train").map { try InputFile.labelledTexts($0) }
        let progress: @Sendable (Double) -> Void = { console.progress("training and judging: \(Int($0 * 100)) %") }
        let rows: [EvaluatedRow]
        switch (invocation.value("--test"), invocation.value("--mails")) {
        case (let path?, nil):
            rows = try EvaluationBench(train: train, outOfScopeLabel: outside, progress: progress)
                .judge(texts: try InputFile.labelledTexts(path))
        case (nil, let path?):
            rows = try EvaluationBench(train: train, outOfScopeLabel: outside, progress: progress)
                .judge(mails: try mails(path))
        case (nil, nil), (_?, _?):
            throw CommandFailure(.usage, "evaluate needs --test TSV or --mails JSONL, one of them")
        }
        console.flush()
        if let path = invocation.value("--predictions") { try write(rows, to: path) }
        let evaluation = Evaluation(rows.map(\.row))
        console.print(invocation.has("--json") ? try json(evaluation) : table(evaluation))
        return .ok
    }

    private static func mails(_ path: String) throws -> [LabelledMail] {
        let decoder = JSONDecoder()
        return try InputFile.lines(path).enumerated().map { index, line in
            do { return try decoder.decode(LabelledMail.self, from: Data(line.utf8)) } catch {
                throw CommandFailure(.data, "\(path), line \(index + 1): an object with subject, body and intent was expected")
            }
        }
    }

    private static func write(_ rows: [EvaluatedRow], to path: String) throws {
        let text = rows.map { row in
            "\(row.expected)\t\(row.predicted)\t\(String(format: "%.6f", row.row.confidence))\t\(row.decision)\n"
        }.joined()
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } catch {
            throw CommandFailure(.cannotCreate, "cannot write \(path): \(error.localizedDescription)")
        }
    }

    private static func figures(_ evaluation: Evaluation) -> [(key: String, words: String, value: Double)] {
        [
            ("accuracy", "accuracy (in scope)", evaluation.inScopeAccuracy),
            ("coverage_at_99", "coverage at precision .99", evaluation.coverage(atPrecision: 0.99)),
            ("coverage_at_95", "coverage at precision .95", evaluation.coverage(atPrecision: 0.95)),
            ("calibration_error", "expected calibration error", evaluation.expectedCalibrationError),
            ("precision", "precision of what would be answered", evaluation.precision),
            ("coverage", "share that would be answered", evaluation.coverage),
            ("out_of_scope_recall", "out of scope that escalates", evaluation.outOfScopeRecall),
        ]
    }

    private static func table(_ evaluation: Evaluation) -> String {
        var table = Table("figure", "value")
        table.add("rows", "\(evaluation.rows.count)")
        for figure in figures(evaluation) { table.add(figure.words, String(format: "%.4f", figure.value)) }
        return table.text
    }

    private static func json(_ evaluation: Evaluation) throws -> String {
        var object = Dictionary(uniqueKeysWithValues: figures(evaluation).map { ($0.key, $0.value) })
        object["rows"] = Double(evaluation.rows.count)
        return try JSONText.line(object)
    }
}
