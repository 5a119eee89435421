import Testing
import TextAnalysis

@Suite struct EvaluationTests {
    private static func row(_ expected: String?, _ predicted: String, _ confidence: Double) -> Evaluation.Row {
        Evaluation.Row(expected: expected, predicted: predicted, confidence: confidence, isAnswered: confidence >= 0.75)
    }

    @Test("an out-of-scope text that is answered counts as wrong")
    func figures() {
        let evaluation = Evaluation([
            Self.row("a", "a", 0.95), Self.row("a", "b", 0.6), Self.row("b", "b", 0.9), Self.row(nil, "a", 0.8),
            Self.row(nil, "b", 0.1),
        ])
        #expect(evaluation.inScopeAccuracy == 2.0 / 3)
        #expect(evaluation.precision == 2.0 / 3)
        #expect(evaluation.coverage == 0.6)
        #expect(evaluation.outOfScopeRecall == 0.5)
        #expect(evaluation.coverage(atPrecision: 0.99) == 0.4)
        #expect(evaluation.coverage(atPrecision: 0.6) == 0.6)
        #expect(evaluation.classes.first { $0.label == "a" }?.answeredWrong == 1)
    }

    @Test("equal confidences stand or fall together")
    func ties() {
        let rows = [Self.row("a", "a", 0.9), Self.row("a", "a", 0.9), Self.row("a", "b", 0.9)]
        #expect(Evaluation(rows).coverage(atPrecision: 0.99) == 0)
    }

    @Test("calibration error is the distance between what is said and what is so")
    func calibration() {
        let honest = (0..<100).map { Self.row("a", $0 < 80 ? "a" : "b", 0.8) }
        #expect(abs(Evaluation(honest).expectedCalibrationError) < 1e-9)
        let boastful = (0..<100).map { Self.row("a", $0 < 80 ? "a" : "b", 1) }
        #expect(abs(Evaluation(boastful).expectedCalibrationError - 0.2) < 1e-9)
    }

    @Test("a confidence that is no number never answers")
    func notANumber() {
        let row = Evaluation.Row(expected: "a", predicted: "a", confidence: .nan, isAnswered: true)
        #expect(row.confidence == 0)
        #expect(!row.isAnswered)
    }

    @Test("no rows give no figures and no crash")
    func none() {
        let evaluation = Evaluation([])
        #expect(evaluation.coverage(atPrecision: 0.9) == 0)
        #expect(evaluation.expectedCalibrationError == 0)
        #expect(evaluation.classes.isEmpty)
    }

    @Test("a run trains, judges and counts")
    func run() async throws {
        let test = [
            EvaluationRun.Sample(text: "I lost my password", label: "login_issue"),
            EvaluationRun.Sample(
                mail: MailText(subject: "", body: "Hi,\nmy card was charged twice.\nBye"), label: "payment_issue"),
            EvaluationRun.Sample(text: "what is for lunch on Friday", label: nil),
        ]
        let run = try await EvaluationRun.run(train: Fixture.examples, test: test)
        #expect(run.predictions.count == 3)
        #expect(run.evaluation.inScopeAccuracy == 1)
        #expect(run.evaluation.outOfScopeRecall == 1)
        #expect(EvaluationRun.inScope("oos", outOfScopeLabel: nil) == nil)
        #expect(EvaluationRun.inScope("oos", outOfScopeLabel: "other") == "oos")
    }
}
