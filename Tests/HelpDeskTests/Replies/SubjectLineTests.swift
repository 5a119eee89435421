import Testing

@testable import HelpDesk

@Suite("Subjects") struct SubjectLineTests {
    @Test(
        "A12: of a stranger's subject every address, link and telephone number goes, wherever it stands",
        arguments: [
            "casey@evil.example", "http://evil", "HTTPS://evil/x?y", "x://y", "www.evil", "WWW.evil", "evil.example",
            "evil.example/path",
            "a..evil", "evil.example:80", "Evil.Example.", "030-1234567", "0301234567",
        ])
    func removed(word: String) {
        for (before, after) in [("", ""), ("see ", ""), ("", " now"), ("see ", " now"), ("see  ", "  now")] {
            let kept = (before + after).split(separator: " ").joined(separator: " ")
            #expect(SubjectLine.withoutLinks(before + word + after) == kept, "\(before + word + after)")
        }
    }

    @Test(
        "A12: words with dots, slashes and colons that are none of these stay as they are",
        arguments: [
            "Cannot log in", "Order 4711: late", "Version 2.0.1 fails", "Mr. Smith / billing", "and/or", "wait... what",
            "Ends with a dot.",
            "Grüße", "", "12:30",
        ])
    func kept(subject: String) { #expect(SubjectLine.withoutLinks(subject) == subject) }

    @Test("A12: blanks in a row and at the ends become one and none, with a link and without")
    func blanks() {
        #expect(SubjectLine.withoutLinks("  a  b ") == "a b")
        #expect(SubjectLine.withoutLinks("  a  www.x  b ") == "a b")
    }
}
