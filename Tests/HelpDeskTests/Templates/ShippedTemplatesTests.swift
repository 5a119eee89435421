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
