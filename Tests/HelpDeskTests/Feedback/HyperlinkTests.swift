import Testing

@testable import HelpDesk

@Suite struct HyperlinkTests {
    @Test("H4: a link to an own host over https may stand in an answer")
    func own() {
        #expect(Hyperlink("https://help.acme.example/reset")?.isAllowed(["help.acme.example"]) == true)
        #expect(Hyperlink("https://HELP.acme.example")?.isAllowed(["help.acme.example"]) == true)
    }

    @Test(
        "H4: no other link may",
        arguments: [
            "http://help.acme.example/", "https://help.acme.example.evil.example/", "https://evil.example/help.acme.example",
            "https://help.acme.example@evil.example/", "https://user@help.acme.example/", "https://acme.example/",
            "https://hеlp.acme.example/", "ftp://help.acme.example/", "www.help.acme.example",
        ])
    func foreign(_ text: String) {
        #expect(Hyperlink(text)?.isAllowed(["help.acme.example"]) != true)
    }
}
