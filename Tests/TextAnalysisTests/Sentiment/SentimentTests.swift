import Testing
import TextAnalysis

@Suite struct SentimentTests {
    @Test(
        "anger is below zero, thanks above",
        arguments: [
            ("This is the worst service, I am really disappointed", "en", -1.0),
            ("Thank you, that was great and helpful!", "en", 1.0),
            ("Das ist eine Frechheit, ich bin stinksauer", "de", -1), ("Vielen Dank, das war super", "de", 1),
            ("C'est inacceptable et scandaleux", "fr", -1), ("Merci, c'est parfait", "fr", 1),
            ("Es una vergüenza, un servicio pésimo", "es", -1), ("Muchas gracias, excelente", "es", 1),
            ("It is not good", "en", -1), ("Where is the menu", "en", 0), ("", "en", 0),
        ])
    func scores(text: String, language: String, sign: Double) {
        let score = Sentiment.score(text, language: language)
        #expect(sign < 0 ? score < 0 : sign > 0 ? score > 0 : score == 0)
        #expect((-1...1).contains(score))
    }

    @Test(
        "a thing that is broken is a problem, not anger about it",
        arguments: [
            ("The lamp arrived broken", "en"), ("Die Lampe kam kaputt an", "de"), ("La lampe est arrivée cassée", "fr"),
            ("La lámpara llegó rota", "es"),
        ])
    func broken(text: String, language: String) {
        #expect(Sentiment.score(text, language: language) < 0)
        #expect(Sentiment.score(text, language: language) > Sentiment.score("I am angry", language: "en"))
    }

    @Test("an unknown language asks every lexicon")
    func anyLanguage() {
        #expect(Sentiment.score("stinksauer") < 0)
        #expect(Sentiment.score("stinksauer", language: "ja") < 0)
    }

    @Test(
        "H5: profanity is anger, a plain problem is not",
        arguments: [("fuck this", true), ("Scheiße", true), ("the app has a bug", false), ("it is late", false)])
    func anger(text: String, isAngry: Bool) { #expect(Sentiment.of(text).isAngry == isAngry) }
}
