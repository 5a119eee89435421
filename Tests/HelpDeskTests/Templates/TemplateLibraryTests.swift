import Testing

@testable import HelpDesk

@Suite struct TemplateLibraryTests {
    private func library(_ files: [(String, String)]) -> TemplateLibrary {
        TemplateLibrary(files.map { TemplateLibrary.Source(path: $0.0, text: $0.1) })
    }
    private let good =
        "---\nsubject: A\nexamples:\n  - one\n  - two: with a colon\n---\nHello {{customer.name|there}},\n\nText.\n\n"

    @Test("a good file gives subject, examples and text")
    func good_() throws {
        let library = library([("en/login_issue/a.md", good)])
        #expect(library.mistakes.isEmpty)
        let template = try #require(library.answer(intent: "login_issue", name: "a", language: "en", layer: nil))
        #expect(template.subject == "A" && template.examples == ["one", "two: with a colon"])
        #expect(template.text.rendered(with: [:]) == "Hello there,\n\nText.")
        #expect(template.text.rendered(with: ["customer.name": "Casey"]) == "Hello Casey,\n\nText.")
    }

    @Test("CRLF line ends and a trailing blank are no mistakes")
    func lineEnds() {
        let library = library([("en/login_issue/a.md", good.replacingASCII("\n", with: "\r\n"))])
        #expect(library.mistakes.isEmpty)
        #expect(library.answers.first?.text.rendered(with: [:]) == "Hello there,\n\nText.")
    }

    @Test(
        "a mistake is told with its line, and the file is left out",
        arguments: [
            ("no front matter", 1), ("---\nsubject: A\nno end\n", 3), ("---\nsubjekt: A\n---\nx\n", 2),
            ("---\nsubject: A\nsubject: B\n---\nx", 3),
            ("---\n  - orphan\n---\nx\n", 2), ("---\nexamples:\n  - \n---\nx\n", 3), ("---\nsubject: A\n---\n", 1),
            ("---\nsubject: A\n---\nHello {{customer.nam}}\n", 4), ("---\nsubject: A\n---\na\nHello {{customer.name\n", 5),
            ("---\nsubject: A\n---\nHello }} x\n", 4), ("---\nexamples: one\n---\nx\n", 2), ("---\ncategory: fun\n---\nx\n", 2),
        ])
    func mistakes(text: String, line: Int) {
        let library = library([("en/login_issue/a.md", text), ("en/login_issue/b.md", good)])
        #expect(library.mistakes.map(\.line) == [line], "\(library.mistakes)")
        #expect(library.mistakes.first?.path == "en/login_issue/a.md")
        #expect(library.answers.map(\.name) == ["b"])
    }

    @Test("what a template covers is the same in all languages, and a name that covers nothing is told with its line")
    func covers() {
        func file(_ covers: String) -> String { "---\nsubject: A\ncovers: \(covers)\n---\nText.\n" }
        let library = library([
            ("en/login_issue/a.md", file("b, c")), ("de/login_issue/a.md", good), ("fr/login_issue/a.md", file("d")),
            ("en/login_issue/b.md", good), ("en/login_issue/c.md", file("a")), ("en/login_issue/d.md", good),
            ("en/payment_issue/e.md", good),
        ])
        #expect(library.mistakes.isEmpty)
        #expect(library.covers == ["login_issue/a": ["b", "c", "d"], "login_issue/c": ["a"]])
        for wrong in ["typo", "a", "e", "b,, c", ""] {
            let mistaken = self.library([
                ("en/login_issue/a.md", file(wrong)), ("en/login_issue/b.md", good), ("en/login_issue/c.md", good),
                ("en/payment_issue/e.md", good),
            ])
            #expect(mistaken.mistakes.map(\.line) == [3], "\(wrong): \(mistaken.mistakes)")
        }
    }

    @Test(
        "a path that is no LANGUAGE/INTENT/NAME.md is told",
        arguments: ["test.md", "en/test.md", "en/a/b/c.md", "english/a/b.md", "en/a/b.txt"])
    func paths(path: String) { #expect(library([(path, good)]).mistakes.count == 1) }

    @Test("a text whose variable has neither value nor fallback is never rendered")
    func required() {
        let library = library([("en/login_issue/a.md", "---\nsubject: A\n---\nDear {{customer.name}},\n")])
        #expect(library.answers.first?.text.rendered(with: [:]) == nil)
        #expect(library.answers.first?.text.rendered(with: ["customer.name": ""]) == nil)
        #expect(library.answers.first?.text.required == ["customer.name"])
    }

    @Test("a brand's own text goes before the common one")
    func layers() {
        let library = TemplateLibrary([
            TemplateLibrary.Source(path: "en/login_issue/a.md", text: good),
            TemplateLibrary.Source(path: "en/login_issue/a.md", text: good.replacingASCII("text.", with: "Ours."), layer: "shop"),
        ])
        #expect(
            library.answer(intent: "login_issue", name: "a", language: "en", layer: "shop")?.text.rendered(with: [:])?.contains(
                "Ours.") == true)
        #expect(
            library.answer(intent: "login_issue", name: "a", language: "en", layer: "other")?.text.rendered(with: [:])?.contains(
                "Text.") == true)
    }

    @Test("what a switched-off pack or a people's intent teaches is out of scope")
    func packs() {
        let library = library([
            ("en/shipping_issue/intent.md", "---\ncategory: general\npack: shop\n---\nx\n"), ("en/shipping_issue/a.md", good),
            ("en/complaint/intent.md", "---\ncategory: general\nanswers: no\nexamples:\n  - awful\n---\nx\n"),
        ])
        #expect(library.examples(packs: []).allSatisfy { $0.intent == nil })
        #expect(library.examples(packs: ["shop"]).compactMap(\.intent) == ["shipping_issue", "shipping_issue"])
        #expect(!library.isSwitchedOn("complaint", packs: []))
    }

    @Test("mail texts fall back to English")
    func fallback() {
        let library = library([
            ("en/mail/x.md", "---\nsubject: A\n---\nEnglish {{anything.at-all|}}\n"),
            ("de/mail/x.md", "---\nsubject: A\n---\nDeutsch\n"),
        ])
        #expect(library.mistakes.isEmpty)
        #expect(library.mail("x", language: "de")?.text.rendered(with: [:]) == "Deutsch")
        #expect(library.mail("x", language: "fr")?.text.rendered(with: [:])?.hasPrefix("English") == true)
        #expect(library.mail("y", language: "en") == nil)
    }

    @Test("foreign bytes make mistakes, never a crash", arguments: [11, 12, 13])
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed)
        let pieces = [
            "---", "\n", "subject: x", "examples:", "  - ", "{{", "}}", "|", "customer.name", ":", "\r", "é", "\u{0}", "- ",
        ]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 0..<14, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let library = library([("en/a/b.md", text)])
            #expect(library.answers.count + library.mistakes.count == 1, "seed \(seed)")
        }
    }
}
