import Testing

@testable import HelpDesk

@Suite("Phrases and their places")
struct PhraseFillerTests {
    static let phrases: [(words: String, filled: String)] = [
        ("{{count}} open", "3 open"), ("open: {{count}}", "open: 3"), ("{{count}}{{name}}", "3{{x}}"), ("{{none}}", "–"),
        // What a template may have, and what is none.
        ("{{ count }} open", "3 open"), ("{{gone|nobody}}", "nobody"), ("{{count}} open \n", "3 open"),
        ("{{gone}} open", "{{gone}} open"), ("{{count} open", "{{count} open"), ("{{{count}}", "{{{count}}"),
        ("{{count}}}", "3}"), ("{{count}} }}", "{{count}} }}"), ("}} {{count}}", "}} 3"), ("{ } {{Count}}", "{ } {{Count}}"),
        ("{{count", "{{count"), ("{", "{"), ("", ""), ("{{}}", "{{}}"),
    ]

    @Test("a phrase is filled, or stands as it is", arguments: phrases)
    func filled(words: String, filled: String) {
        let values = ["count": "3", "name": "{{x}}", "none": ""]
        #expect(PhraseFiller.filled(words) { values[$0] } == filled)
        #expect(Wording.english(Phrase(words, values)) == filled)
        #expect(Wording.english(words, ["count": "3", "name": "{{x}}", "none": "", "count": "4"]) == filled)
    }
}
