import Foundation
import Testing

/// Every rule of the house is named by tests. Each rule has a positive and a negative test; this one counts names.
@Suite struct RuleTests {
    private static let families: [(letter: String, count: Int)] = [
        ("A", 17), ("B", 12), ("C", 10), ("D", 18), ("E", 10), ("H", 13),
    ]

    /// Rules whose subject is not built, or not measured by a test, yet; the README names them.
    private static let later: Set<String> = [
        "H1", "H2", "H3",
    ]

    @Test("each rule is named by at least one test")
    func everyRuleIsNamed() {
        let tests = SourceTree("Tests").files.filter { !$0.path.hasPrefix("Tests/TidyTests/RuleTests") }
        let names = tests.flatMap(\.lines).filter { $0.contains("\"") }.joined(separator: "\n")
        let missing = Self.families.flatMap { family in (1...family.count).map { "\(family.letter)\($0)" } }
            .filter { !Self.later.contains($0) && !Self.names($0, in: names) }
        #expect(missing == [])
    }

    /// Whether a text names a rule as a word of its own: `A1` is not named by `A17`.
    private static func names(_ rule: String, in text: String) -> Bool {
        var rest = text[...]
        while let found = rest.range(of: rule) {
            let before = found.lowerBound > text.startIndex ? text[text.index(before: found.lowerBound)] : " "
            let after = found.upperBound < text.endIndex ? text[found.upperBound] : " "
            if !before.isLetter, !before.isNumber, !after.isNumber, !after.isLetter { return true }
            rest = text[found.upperBound...]
        }
        return false
    }

    @Test("a rule is told from a longer one")
    func wholeWords() {
        #expect(Self.names("A1", in: "\"A1: x\""))
        #expect(!Self.names("A1", in: "\"A17: x\""))
    }
}
