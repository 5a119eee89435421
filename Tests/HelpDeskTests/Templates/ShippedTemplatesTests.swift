import Foundation
import Testing

@testable import HelpDesk

/// The templates that ship with the program.
@Suite struct ShippedTemplatesTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("templates")

    static func sources() -> [TemplateLibrary.Source] {
        guard let paths = FileManager.default.enumerator(atPath: root.path) else { return [] }
        return paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }.compactMap { path in
            guard let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path) else { return nil }
            return TemplateLibrary.Source(path: path, text: String(decoding: data, as: UTF8.self))
        }
    }

    @Test("they hold no mistake")
    func mistakes() {
        let library = TemplateLibrary(Self.sources())
        #expect(library.mistakes.filter { $0.path.utf8.filter { $0 == 47 }.count == 2 }.isEmpty, "\(library.mistakes)")
        #expect(library.answers.count >= 24)
    }

    @Test("each reads well with fallbacks alone, and has at least ten examples")
    func fallbacks() {
        let library = TemplateLibrary(Self.sources())
        for template in library.answers {
            #expect(template.text.rendered(with: [:]) != nil, "\(template.path) needs \(template.text.required)")
            #expect(template.examples.count >= 10, "\(template.path)")
        }
    }

    @Test(
        "each core intent has eight to ten templates in English and at least five in each other language; the shop pack four to six"
    )
    func counts() {
        let library = TemplateLibrary(Self.sources())
        func count(_ language: String, _ intent: String) -> Int {
            library.answers.count { $0.language == language && $0.folder == intent }
        }
        for intent in ["login_issue", "payment_issue", "account_issue", "technical_issue", "feature_request", "general_query"] {
            #expect((8...10).contains(count("en", intent)), "\(intent)")
            for language in library.languages where language != "en" {
                #expect((5...10).contains(count(language, intent)), "\(language)/\(intent)")
            }
        }
        for intent in ["shipping_issue", "return_request", "product_issue"] {
            #expect((4...6).contains(count("en", intent)), "\(intent)")
            #expect(!library.isSwitchedOn(intent, packs: []) && library.isSwitchedOn(intent, packs: ["shop"]))
        }
        #expect(library.languages == ["en", "de", "fr", "es"])
        for intent in ["complaint", "unknown"] { #expect(!library.isSwitchedOn(intent, packs: ["shop"])) }
    }

    @Test("the version names the content: one letter changes it, the order of the files does not")
    func version() {
        let sources = Self.sources()
        let version = TemplateLibrary(sources).version
        #expect(TemplateLibrary(sources.reversed()).version == version)
        var changed = sources
        changed[0].text += "x"
        #expect(TemplateLibrary(changed).version != version)
    }

    @Test("every language has the texts of mails to customers", arguments: ["acknowledgement", "answer-footer", "solution"])
    func mails(name: String) {
        let library = TemplateLibrary(Self.sources())
        for language in library.languages {
            let template = library.mail(name, language: language)
            #expect(template?.language == language, "\(language)/mail/\(name).md")
        }
        for language in library.languages {
            let footer = library.mail("answer-footer", language: language)?.text.rendered(with: [:]) ?? ""
            #expect(footer.split(separator: "\n\n").count == 3, "that it is automatic, the rating, the person")
        }
    }
}
