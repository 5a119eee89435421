import Foundation
import HelpDesk
import Responder
import Store
import TextAnalysis

extension Command {
    /// `evaluate`: accuracy, coverage at precision, calibration.
    static let evaluate = Command(
        "evaluate", summary: "measures the judgement on texts or mails whose truth is known",
        detail: """
            --test takes sentences, --mails whole mails, which go through the whole reading of a mail as a first
            contact. Without --train the shipped templates are the model. With --folds each part of --test is judged
            by a model trained on the other parts. Labels named by --oos-label (without it oos and unknown) are out
            of scope: answering one of them is wrong.
            """,
        options: [
            CommandOption("--train", "TSV", "train on these instead of the templates; header: text<TAB>label"),
            CommandOption("--test", "TSV", "judge these texts; header: text<TAB>label"),
            CommandOption("--mails", "JSONL", "judge these mails: a JSON object a line with subject, body, intent"),
            CommandOption("--folds", "N", "judge --test by itself, in so many parts (2 to 20)"),
            CommandOption("--oos-label", "L", "the label that means out of scope"),
            CommandOption("--taught", nil, "with what people taught the configured installation, beside the templates alone"),
            CommandOption("--predictions", "OUT", "write expected<TAB>predicted<TAB>confidence<TAB>decision, a line a row"),
            .json,
        ]
    ) { invocation, console in
        let truth = Truth(
            texts: try invocation.value("--test").map { try InputFile.labelledTexts($0) },
            mails: try invocation.value("--mails").map { try mails($0) })
        guard (truth.texts == nil) != (truth.mails == nil) else {
            throw CommandFailure(.usage, "evaluate needs --test TSV or --mails JSONL, one of them")
        }
        let lessons = invocation.has("--taught") ? try await Installation(opening: invocation).store.lessons() : nil
        let rows = try await judge(truth, taught: lessons?.inUse ?? [], invocation, console)
        var before: Evaluation?
        if lessons != nil { before = Evaluation(try await judge(truth, taught: [], invocation, console).map(\.row)) }
        console.flush()
        if let path = invocation.value("--predictions") { try write(rows, to: path) }
        let evaluation = Evaluation(rows.map(\.row))
        console.print(invocation.has("--json") ? try json(evaluation, before: before) : table(evaluation, before: before))
        return .ok
    }

    /// What is judged, with its labels: sentences or mails.
    private struct Truth {
        var texts: [(text: String, label: String)]?
        var mails: [LabelledMail]?
    }

    private static func judge(
        _ truth: Truth, taught: [TaughtExample], _ invocation: Invocation, _ console: Console
    ) async throws -> [EvaluatedRow] {
        let train = try invocation.value("--train").map { try InputFile.labelledTexts($0) }
        let outOfScopeLabel = invocation.value("--oos-label")
        let progress: @Sendable (Double) -> Void = { console.progress("training and judging: \(Int($0 * 100)) %") }
        if invocation.has("--folds") {
            let count = try invocation.number("--folds", default: 10, in: EvaluationFolds.countRange)
            guard let texts = truth.texts, train == nil, !invocation.has("--taught") else {
                throw CommandFailure(.usage, "--folds goes with --test alone: the model of each part is trained on the others")
            }
            return try await EvaluationFolds(texts, count: count, outOfScopeLabel: outOfScopeLabel).judge(progress: progress)
        }
        let bench = EvaluationBench(train: train, outOfScopeLabel: outOfScopeLabel, taught: taught, progress: progress)
        if let texts = truth.texts { return try await bench.judge(texts: texts) }
        return try await bench.judge(mails: truth.mails ?? [])
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

    private static func table(_ evaluation: Evaluation, before: Evaluation?) -> String {
        guard let before else {
            var table = Table("figure", "value")
            table.add("rows", "\(evaluation.rows.count)")
            for figure in figures(evaluation) { table.add(figure.words, String(format: "%.4f", figure.value)) }
            return table.text
        }
        var table = Table("figure", "templates alone", "with what people taught")
        table.add("rows", "\(before.rows.count)", "\(evaluation.rows.count)")
        for (old, new) in zip(figures(before), figures(evaluation)) {
            table.add(new.words, String(format: "%.4f", old.value), String(format: "%.4f", new.value))
        }
        return table.text
    }

    private static func json(_ evaluation: Evaluation, before: Evaluation?) throws -> String {
        var object = Dictionary(uniqueKeysWithValues: figures(evaluation).map { ($0.key, $0.value) })
        object["rows"] = Double(evaluation.rows.count)
        for figure in before.map(figures) ?? [] { object["untaught_" + figure.key] = figure.value }
        return try JSONText.line(object)
    }
}
