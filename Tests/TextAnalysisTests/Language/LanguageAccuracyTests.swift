import Testing
import TextAnalysis

@Suite struct LanguageAccuracyTests {
    private static func share(_ sentences: [(code: String, text: String)]) -> Double {
        Double(sentences.count { Language.detect($0.text).code == $0.code }) / Double(sentences.count)
    }

    /// The whole words of a sentence within so many characters.
    private static func cut(_ text: String, to length: Int) -> String {
        guard text.count > length else { return text }
        let head = text.prefix(length)
        return String(head[..<(head.lastIndex(of: " ") ?? head.endIndex)])
    }

    @Test("nine of ten sentences cut to fifty characters are told right, in each of eighteen languages")
    func fiftyCharacters() {
        let all = LanguageSamples.sentences.map { (code: $0.code, text: Self.cut($0.text, to: 50)) }
        #expect(Set(all.map(\.code)).count == 18)
        for code in Set(all.map(\.code)) {
            let own = all.filter { $0.code == code }
            let missed = own.filter { Language.detect($0.text).code != code }
            #expect(missed.count <= 1, "\(code): \(missed.map(\.text))")
        }
        #expect(Self.share(all) >= 0.95)
    }

    @Test("half a sentence is told right or called unknown, rarely wrong")
    func short() {
        let all = LanguageSamples.sentences.map { (code: $0.code, text: Self.cut($0.text, to: 22)) }
        let wrong = all.filter { [nil, $0.code].contains(Language.detect($0.text).code) == false }
        #expect(Double(wrong.count) <= 0.05 * Double(all.count), "\(wrong)")
        #expect(Self.share(all) >= 0.8)
    }
}
