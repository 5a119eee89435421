import Testing

@testable import TextAnalysis

/// An installation's examples come and go; what they do not concern has to stay as it was.
@Suite struct TrainingOrderTests {
    @Test("the order in which examples are given changes no score")
    func order() throws {
        let forwards = try Classifier.train(Fixture.examples)
        let backwards = try Classifier.train(Fixture.examples.reversed())
        for text in Fixture.login + Fixture.unknown {
            #expect(forwards.scores(text: text) == backwards.scores(text: text), "\(text)")
        }
    }

    @Test("another example of one intent deals no example of another intent to another fold")
    func folds() throws {
        let more = TrainingExample(
            text: "the courier left my parcel in the rain", label: "shipping_issue", subLabel: "where-is-it")
        let before = try Training(Fixture.examples, TrainingOptions()).folds
        let after = try Training([more] + Fixture.examples, TrainingOptions()).folds.dropFirst()
        let others = Fixture.examples.indices.filter { Fixture.examples[$0].label != "shipping_issue" }
        #expect(!others.isEmpty)
        for index in others { #expect(before[index] == after[after.startIndex + index], "\(Fixture.examples[index].text)") }
    }

    @Test("each fold holds an example of each intent that has as many examples as there are folds")
    func stratified() throws {
        let training = try Training(Fixture.examples, TrainingOptions())
        let folds = training.folds
        let negatives = Fixture.examples.indices.filter { Fixture.examples[$0].label == nil }
        #expect(negatives.count >= training.foldCount)
        #expect(Set(negatives.map { folds[$0] }).count == training.foldCount)
    }
}
