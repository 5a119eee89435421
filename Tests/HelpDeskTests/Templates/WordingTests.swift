import Testing

@testable import HelpDesk

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Words of mails to agents and admins")
struct WordingTests {
    private func library(_ lines: String, language: String = "de") -> TemplateLibrary {
        TemplateLibrary([.init(path: "\(language)/mail/words.md", text: "---\ntitle: Words\n---\n# a comment\n\n\(lines)\n")])
    }

    @Test("a phrase is said in the file's words, its places filled, and stays English where the file is silent")
    func said() {
        let words = library("{{count}} tickets wait = {{count}} Vorgänge warten\nSent = Gesendet").wording("de")
        #expect(words("Sent") == "Gesendet")
        #expect(words("{{count}} tickets wait", ["count": "3"]) == "3 Vorgänge warten")
        #expect(words("Nobody wrote this") == "Nobody wrote this")
        #expect(words("{{count}} unknown", ["count": "3"]) == "3 unknown")
    }

    @Test("a value is never read for places, and a language without a file reads the operator's English")
    func values() {
        let words = library("Sent to {{address}} = Handed to {{address}}", language: "en").wording("it")
        #expect(words("Sent to {{address}}", ["address": "{{secret}}"]) == "Handed to {{secret}}")
    }

    @Test("a mistake is told with its line: no =, a place that the phrase does not have, open braces")
    func mistakes() {
        for line in ["just words", "Sent = Gesendet {{at}}", "Sent = Gesendet {{"] {
            let library = library(line)
            #expect(library.mistakes.map(\.line) == [6], "\(line)")
            #expect(library.wording("de")("Sent") == "Sent")
        }
    }

    @Test("values and other people's texts stay as they are when a document is said in another language")
    func foreignTextStays() {
        let reader = Reader(words: library("Subject = Betreff\nopen = offen").wording("de"))
        let body = MailDocument(
            for: reader, title: "x",
            blocks: [.facts([Fact("Subject", "open")]), .quotation("open"), .heading("open")]
        ).rendered().text
        #expect(body == "Betreff:  open\n\n| open\n\noffen\n-----\n")
    }

    /// The shipped files, from the checkout.
    private static let shipped: TemplateLibrary = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates")
        return TemplateLibrary(
            ["en", "de", "fr", "es"].compactMap { language in
                (try? String(contentsOf: root.appending(path: "\(language)/mail/words.md"), encoding: .utf8)).map {
                    TemplateLibrary.Source(path: "\(language)/mail/words.md", text: $0)
                }
            })
    }()

    @Test(
        "every phrase of the escalation, receipts, answers and digest is said in each shipped language",
        arguments: [
            "de", "fr", "es",
        ])
    func complete(language: String) {
        let words = Self.shipped.wording(language)
        #expect(Self.shipped.mistakes.isEmpty)
        for phrase in Self.phrases { #expect(words.knows(phrase), "\(language) says nothing for “\(phrase)”") }
        let help = AgentGrammar.help.map(\.meaning) + AdminGrammar.help.map(\.meaning)
        for phrase in help { #expect(words.knows(phrase), "\(language) says nothing for “\(phrase)”") }
    }

    /// Phrases that the sources hand to a reader, as they stand between quotes.
    private static let phrases: [String] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/HelpDesk")
        let files =
            ["Reports/DigestReport+Rendering", "Reports/DigestReport", "Reports/Health", "Reports/FiguresBlocks"]
            + [
                "Replies/Layout/EscalationLayout+Rendering", "Replies/Layout/EscalationLayout+Why",
                "Replies/Layout/ReceiptLayout", "Admins/AdminAnswer",
            ]
        return files.flatMap { file -> [String] in
            let text = (try? String(contentsOf: root.appending(path: file + ".swift"), encoding: .utf8)) ?? ""
            return ["reader(\"", "reader(\n                    \"", ".heading(\"", "Fact(\"", "label: \""].flatMap { opening in
                text.split(separator: opening).dropFirst().map { String($0.prefix { $0 != "\"" }) }
            }
        }.filter { !$0.contains("\\(") && $0 != "…" && !$0.isEmpty }
    }()

    @Test("the phrases are found in the sources at all")
    func found() { #expect(Self.phrases.count > 60) }
}
