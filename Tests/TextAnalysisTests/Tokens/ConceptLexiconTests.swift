import Testing

@testable import TextAnalysis

@Suite struct ConceptLexiconTests {
    private let small = ConceptLexicon([
        """
        refund reimburse money_back
            erstatten rückerstattung
        card
            karte
        broken refund_policy
        """
    ])

    private func concepts(_ text: String) -> [UInt32] { small.concepts(in: TokenizedText(text)) }

    @Test("words of one concept are one, in all their forms and languages")
    func same() {
        let refund = concepts("refund")
        #expect(refund.count == 1)
        for word in ["refunded", "Refunding", "reimburses", "reimbursing", "reimbursed", "erstatten", "RÜCKERSTATTUNG"] {
            #expect(concepts(word) == refund, "\(word)")
        }
        #expect(concepts("card") != refund)
        #expect(concepts("erstattens").isEmpty, "only English is inflected")
    }

    @Test("a word is known behind an elided article")
    func elision() {
        let lexicon = ConceptLexicon(["error\n    erreur\nsubscription\n    abonnement"])
        func concepts(_ text: String) -> [UInt32] { lexicon.concepts(in: TokenizedText(text)) }
        #expect(concepts("l'erreur") == concepts("error"))
        #expect(concepts("qu’abonnement d'erreur") == concepts("subscription error"))
        #expect(concepts("can't I'm o'").isEmpty)
    }

    @Test("a phrase of two words counts where they stand together")
    func phrase() {
        #expect(concepts("I want my money back") == concepts("refund"))
        #expect(concepts("back with the money").isEmpty)
        #expect(concepts("refund policy") == concepts("refund") + concepts("broken"))
    }

    @Test("another concept in the tables changes none that was there")
    func stable() {
        let more = ConceptLexicon(["parcel package\nrefund reimburse", "card"])
        #expect(more.concepts(in: TokenizedText("reimburse my card")) == concepts("reimburse my card"))
    }

    @Test("a word of too many meanings keeps the first three")
    func ambiguous() {
        let lexicon = ConceptLexicon((0..<5).map { "name\($0) common" })
        #expect(lexicon.concepts(in: TokenizedText("common")).count == 3)
    }

    @Test("the shipped tables hold every concept in four languages, each under a name of its own")
    func shipped() {
        let tables = [ConceptLexicon.money, ConceptLexicon.access, ConceptLexicon.software, ConceptLexicon.orders]
        let lines = tables.flatMap { $0.split(separator: "\n") }
        let names = lines.filter { !$0.hasPrefix(" ") }
        #expect(names.count == ConceptLexicon.shipped.conceptCount && names.count > 100)
        #expect(lines.count == names.count * 4)
        let numbers = names.compactMap { name in
            let word = name.split(separator: " ").first.map { $0.split(separator: "_").joined(separator: " ") } ?? ""
            return ConceptLexicon.shipped.concepts(in: TokenizedText(word)).first
        }
        #expect(Set(numbers).count >= names.count * 9 / 10)
    }

    @Test("two texts without a common word share features where they mean the same")
    func features() {
        func buckets(_ text: String) -> Set<UInt32> { Set(HashedText(text).concepts.map(\.bucket)) }
        let english = buckets("please reimburse the amount that was debited twice")
        let german = buckets("bitte die doppelte Abbuchung erstatten")
        #expect(english.intersection(german).count >= 4)
        #expect(buckets("card declined") == buckets("declined my card"))
    }

    @Test("of a text that is mostly unknown only the known part is left")
    func unknown() {
        let known = HashedText("refund my card payment")
        let vocabulary = Vocabulary([known, HashedText("where is the parcel")])
        func length(_ text: String) -> Float {
            vocabulary.vector(HashedText(text)).entries.reduce(0) { $0 + $1.value * $1.value }
        }
        #expect(abs(length("refund my card payment") - 1) < 1e-4)
        #expect(length("refund zorblax quuxly frobnitz wibble") < 0.5)
    }
}
