import Testing
@testable import TextAnalysis

@Suite struct HardeningTests {
    static let classifier = try? Classifier.train(Fixture.examples)

    @Test("foreign text of any kind is judged and never answered by chance", .timeLimit(.minutes(1)))
    func hostile() throws {
        let classifier = try #require(Self.classifier)
        let mixed = "hola 你好 привет مرحبا bonjour 안녕 γειά שלום สวัสดี नमस्ते merhaba ciao ahoj hej olá cześć hallo "
        for text in [
            String(repeating: "a", count: 10_000_000), String(repeating: mixed, count: 200), "\u{0}\u{1}\u{2}", "x",
            String(repeating: "\u{301}", count: 100_000), String(repeating: "🤷", count: 10_000), "🤷", "?!?!?!", "12345678 9876",
        ] {
            let mail = classifier.classify(MailText(subject: "", body: text))
            let bare = classifier.classify(text: text)
            for prediction in [mail, bare] {
                #expect((0...1).contains(prediction.confidence))
                #expect(!prediction.isAnswerable(at: 0.75), "\(text.prefix(20))")
            }
            _ = Language.detect(text)
            _ = Sentiment.of(text)
            _ = NeverAnswer.findings(in: text, sentiment: Sentiment.of(text))
        }
    }

    @Test("a second question of another intent is seen")
    func conflict() throws {
        let classifier = try #require(Self.classifier)
        let mail = MailText(subject: "", body: "I forgot my password. My card was charged twice for my order.")
        let prediction = classifier.classify(mail)
        #expect(prediction.segments.map(\.label).contains("login_issue"))
        #expect(prediction.segments.map(\.label).contains("payment_issue"))
    }

    @Test("one intent with one example is enough to train, and sure of little")
    func tiny() throws {
        let classifier = try Classifier.train([
            TrainingExample(text: "reset my password", label: "login_issue", subLabel: "reset")
        ])
        #expect(classifier.classify(text: "reset my password").label == "login_issue")
        #expect(classifier.classify(text: "completely different words").confidence <= 1)
    }

    @Test("two hundred intents work")
    func many() throws {
        let examples = (0..<200).flatMap { number in
            (0..<3).map { TrainingExample(text: "topic\(number) word\(number) variant\($0)", label: "intent\(number)") }
        }
        var options = TrainingOptions()
        options.folds = 2
        options.epochs = 5
        let classifier = try Classifier.train(examples, options: options)
        #expect(classifier.classify(text: "topic17 word17").label == "intent17")
    }

    @Test("an explanation names the words that spoke")
    func explanation() throws {
        let classifier = try #require(Self.classifier)
        let explanation = classifier.explain(MailText(subject: "", body: "I forgot my password."))
        #expect(explanation.label == "login_issue")
        #expect(explanation.speakingFor.contains { $0.words == "password" })
        #expect(explanation.nearest.first?.label == "login_issue")
        #expect(!explanation.signs.isEmpty)
        #expect(classifier.explain(MailText(subject: "", body: "")).label == nil)
    }

    @Test("the nearest examples are the first of a full sort, of equals the earlier")
    func nearest() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let count = Int.random(in: 0...40, using: &generator)
            let cosines = (0..<count).map { _ in Float(Int.random(in: -2...6, using: &generator)) }
            let sorted = cosines.indices.filter { cosines[$0] > 0 }.sorted { (cosines[$1], $0) < (cosines[$0], $1) }
            let touched = cosines.indices.filter { cosines[$0] > 0 }.map(UInt32.init).shuffled(using: &generator)
            let nearest = Classifier.nearest(.init(of: cosines, touched: touched))
            #expect(nearest == Array(sorted.prefix(Classifier.nearestMax)), "\(cosines)")
        }
    }

    @Test("training side by side gives the same model")
    func parallel() async throws {
        #expect(try await Classifier.trainInParallel(Fixture.examples) == Self.classifier)
    }
}
