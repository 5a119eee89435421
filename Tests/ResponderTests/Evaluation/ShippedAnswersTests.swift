import Foundation
import Testing
import TextAnalysis

@testable import Responder

/// A program that is safe because it never answers is not what we build: for each template there is a plain mail that gets just it.
@Suite struct ShippedAnswersTests {
    private struct Letter {
        var language: String
        var intent: String
        var template: String
        var mail: LabelledMail
    }

    private static func letters(under root: String) throws -> [Letter] {
        let walk = FileManager.default.enumerator(atPath: root)
        let names = (walk?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".txt") }.sorted()
        return try names.map { name in
            let parts = name.split(separator: "/").map(String.init)
            let lines = try String(contentsOfFile: root + "/" + name, encoding: .utf8).components(separatedBy: "\n")
            let subject = lines.first?.replacingOccurrences(of: "Subject: ", with: "") ?? ""
            return Letter(
                language: parts[0], intent: parts[1], template: String(parts[2].dropLast(4)),
                mail: LabelledMail(subject: subject, body: lines.dropFirst(2).joined(separator: "\n"), intent: parts[1]))
        }
    }

    private static var corpus: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpus/templates").path
    }

    @Test("H5: each shipped template answers the plain mail that was written for it, and what is out of scope escalates")
    func everyTemplateAnswers() async throws {
        let letters = try Self.letters(under: Self.corpus)
        let core = letters.filter { !Self.shop.contains($0.intent) }
        #expect(core.count > 100)
        for language in ["de", "fr", "es"] { #expect(core.count { $0.language == language } >= 30, "\(language)") }
        try await expectOwnAnswers(core, packs: [])
    }

    @Test("H5: with the shop pack switched on, its templates answer their mails, too; without it nobody answers them")
    func shopPack() async throws {
        let letters = try Self.letters(under: Self.corpus).filter { Self.shop.contains($0.intent) }
        #expect(letters.count >= 12)
        try await expectOwnAnswers(letters, packs: ["shop"])
        let rows = try await EvaluationBench(train: nil, outOfScopeLabel: nil).judge(mails: letters.map(\.mail))
        for (letter, row) in zip(letters, rows) where Self.shop.contains(row.predicted) {
            Issue.record("\(letter.intent)/\(letter.template) is judged \(row.predicted) although its pack is off")
        }
    }

    private static let shop = ["shipping_issue", "return_request", "product_issue"]

    private func expectOwnAnswers(_ letters: [Letter], packs: [String]) async throws {
        let rows = try await EvaluationBench(train: nil, outOfScopeLabel: nil, packs: packs).judge(mails: letters.map(\.mail))
        let wrong = zip(letters, rows).compactMap { letter, row -> String? in
            let isRight =
                letter.intent == "unknown"
                ? row.decision != "AUTO_RESOLVE"
                : row.decision == "AUTO_RESOLVE" && row.predicted == letter.intent && row.template == letter.template
            return isRight
                ? nil
                : "\(letter.language)/\(letter.intent)/\(letter.template): \(row.decision) \(row.predicted)/\(row.template ?? "-") \(row.row.confidence)"
        }
        #expect(wrong == [], "\(wrong.joined(separator: "\n"))")
    }
}
