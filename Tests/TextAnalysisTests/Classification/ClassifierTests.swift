import Testing
import TextAnalysis

@Suite struct ClassifierTests {
    static let classifier = try? Classifier.train(Fixture.examples)

    @Test(
        "a plain sentence finds its intent",
        arguments: [
            ("I have forgotten my password", "login_issue"), ("my card was charged twice", "payment_issue"),
            ("where is my order, the parcel did not arrive", "shipping_issue"),
        ])
    func finds(text: String, label: String) throws {
        let prediction = try #require(Self.classifier).classify(text: text)
        #expect(prediction.label == label)
        #expect((0...1).contains(prediction.confidence))
        #expect(prediction.subConfidence <= prediction.confidence)
        #expect(prediction.subLabel != nil)
    }

    @Test("an out-of-scope text is less sure than one in scope")
    func outOfScope() throws {
        let classifier = try #require(Self.classifier)
        let inside = classifier.classify(text: "how can I reset my password").confidence
        let outside = classifier.classify(text: "which film shall we see on Friday").confidence
        #expect(outside < 0.75)
        #expect(inside > outside)
    }

    @Test("training is the same for the same seed", .timeLimit(.minutes(1)))
    func deterministic() throws {
        let again = try Classifier.train(Fixture.examples)
        #expect(again == Self.classifier)
        #expect(again.serialized() == Self.classifier?.serialized())
    }

    @Test("nothing to train from is an error that says what to do")
    func errors() {
        #expect(throws: TrainingError.noExamples) { try Classifier.train([]) }
        #expect(throws: TrainingError.noLabel) { try Classifier.train([TrainingExample(text: "x", label: nil)]) }
        for weight in [Float.nan, 0, -1, .infinity] {
            #expect(throws: TrainingError.badWeight(index: 0)) {
                try Classifier.train([TrainingExample(text: "x", label: "a", weight: weight)])
            }
        }
    }

    @Test("an empty text has no label and no confidence", arguments: ["", " ", "\n", "....", "\u{200B}"])
    func empty(text: String) throws {
        let prediction = try #require(Self.classifier).classify(text: text)
        #expect(prediction.label == nil)
        #expect(prediction.confidence == 0)
    }

    @Test("a solved case lifts the confidence only where it agrees")
    func evidence() throws {
        var prediction = try #require(Self.classifier).classify(text: "my login does not go")
        prediction.confidence = 0.4
        prediction.subConfidence = 0.3
        let label = try #require(prediction.label)
        #expect(prediction.withEvidence([(0.95, label)]).confidence > 0.75)
        #expect(prediction.withEvidence([(0.6, label)]).confidence == 0.4)
        #expect(prediction.withEvidence([(0.95, "other")]).confidence < 0.4)
        #expect(prediction.withEvidence([(.nan, label)]).confidence == 0.4)
    }
}
