import Testing

@testable import TextAnalysis

@Suite struct LearnerTests {
    /// Documents of sixty words of which five speak of the topic.
    private static func documents(_ count: Int, seed: UInt64) -> [TrainingExample] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { number in
            let topic = number % 4
            let words = (0..<60).map { position in
                position % 12 == 0 ? "topic\(topic)word\(random.next() % 9)" : "filler\(random.next() % 300)"
            }
            return TrainingExample(text: words.joined(separator: " "), label: "intent\(topic)")
        }
    }

    private static func accuracy(_ classifier: Classifier, _ tests: [TrainingExample]) -> Double {
        Double(tests.count { classifier.classify(text: $0.text).label == $0.label }) / Double(tests.count)
    }

    @Test("both learners find the topic of a long document", arguments: Learner.allCases)
    func both(learner: Learner) throws {
        var options = TrainingOptions()
        options.learner = learner
        options.folds = 3
        let classifier = try Classifier.train(Self.documents(160, seed: 1), options: options)
        #expect(Self.accuracy(classifier, Self.documents(80, seed: 2)) > 0.95)
    }

    @Test("sentences are learned by AdaGrad, whatever the alternative would do")
    func sentences() throws {
        var options = TrainingOptions()
        options.learner = .adaGrad
        #expect(try Classifier.train(Fixture.examples, options: options) == Classifier.train(Fixture.examples))
    }

    @Test("for long documents the learner that covers more of a held-out fold is taken, the same each time")
    func chosen() throws {
        let documents = Self.documents(120, seed: 3)
        let models = try Learner.allCases.map { learner in
            var options = TrainingOptions()
            options.learner = learner
            return try Classifier.train(documents, options: options)
        }
        let chosen = try Classifier.train(documents)
        #expect(models.contains(chosen))
        #expect(try Classifier.train(documents) == chosen)
    }
}
