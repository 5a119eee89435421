import Testing
import TextAnalysis

@testable import Responder

@Suite struct EvaluationFoldsTests {
    /// Thirty sentences, half of them about passwords, the rest about payments.
    private static let texts = (0..<15).flatMap { index in
        let (word, place) = (["red", "blue", "green", "old", "new"][index % 5], ["Rome", "Oslo", "Bonn"][index / 5])
        return [
            (text: "I forgot the \(word) password of my login in \(place)", label: "login_issue"),
            (text: "the \(word) payment with my card was charged twice in \(place)", label: "payment_issue"),
        ]
    }

    @Test("every row is judged once, by a model that has not seen it, in the order of the table")
    func everyRowOnce() async throws {
        let folds = EvaluationFolds(Self.texts, count: 3, outOfScopeLabel: nil)
        #expect(folds.parts.flatMap { $0 }.sorted() == Array(Self.texts.indices))
        #expect(folds.parts.map(\.count) == [10, 10, 10])
        let rows = try await folds.judge()
        #expect(rows.map(\.expected) == Self.texts.map(\.label))
        #expect(rows.allSatisfy { $0.predicted == $0.expected })
    }

    @Test("a row whose words stand in no other row is not known to the model that judges it")
    func unseen() async throws {
        let odd = (text: "zyxwv qponm", label: "payment_issue")
        let rows = try await EvaluationFolds(Self.texts + [odd], count: 5, outOfScopeLabel: nil).judge()
        let last = try #require(rows.last)
        #expect(last.decision == "ESCALATE")
        #expect(last.row.confidence < Evaluation.confidenceFloor)
    }

    @Test("labels of a single row do not all meet in one part")
    func rareLabels() {
        let rare = (0..<6).map { (text: "word \($0)", label: "label \($0)") }
        #expect(EvaluationFolds(rare, count: 3, outOfScopeLabel: nil).parts.map(\.count) == [2, 2, 2])
    }

    @Test("a table with nothing to learn from is refused, not judged")
    func nothingToLearn() async throws {
        await #expect(throws: TrainingError.self) {
            _ = try await EvaluationFolds([(text: "a b", label: "x")], count: 3, outOfScopeLabel: nil).judge()
        }
    }

    @Test("out of scope stays out of scope in every part; more parts than rows leave none empty")
    func outOfScope() async throws {
        let strange = (0..<6).map { (text: "what is for lunch on day \($0)", label: "oos") }
        let rows = try await EvaluationFolds(Self.texts + strange, count: 3, outOfScopeLabel: "oos").judge()
        #expect(rows.suffix(6).allSatisfy { $0.row.expected == nil })
        #expect(EvaluationFolds(Self.texts, count: 20, outOfScopeLabel: nil).parts.allSatisfy { !$0.isEmpty })
        #expect(EvaluationFolds([], count: 5, outOfScopeLabel: nil).parts.isEmpty)
    }
}
