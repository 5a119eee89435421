import Testing

@testable import HelpDesk

@Suite("Text that is shown")
struct CleanTextTests {
    /// Every kind of scalar that cleaning tells apart, and neighbours of those that are hidden.
    private static let scalars: [Unicode.Scalar] = [
        "a", " ", "~", "\n", "\r", "\t", "\0", "\u{7F}", "\u{80}", "\u{85}", "\u{9F}", "\u{A0}", "\u{AD}", "\u{AE}", "é", "ß",
        "\u{61B}", "\u{61C}", "\u{180E}", "\u{180F}", "\u{200A}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "“", "…",
        "\u{2028}", "\u{2029}", "\u{202A}", "\u{202E}", "\u{202F}", "\u{2060}", "\u{2070}", "€", "日", "\u{FEFF}", "\u{FF01}",
        "\u{FFF8}", "\u{FFF9}", "\u{FFFD}", "😀", "\u{E0000}", "\u{E0041}", "\u{E0080}", "\u{10FFFF}",
    ]
    private static let hidden: Set<Unicode.Scalar> = [
        "\0", "\u{7F}", "\u{80}", "\u{9F}", "\u{AD}", "\u{61C}", "\u{180E}", "\u{200B}", "\u{200E}", "\u{202A}", "\u{202E}",
        "\u{2060}", "\u{FEFF}", "\u{FFF9}", "\u{E0000}", "\u{E0041}",
    ]
    private static let lineEnds: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

    @Test("what is hidden goes, every line end is one, and all else stays as it was (B7, D1)", arguments: 0..<20 as Range<UInt64>)
    func cleaned(seed: UInt64) {
        var random = SeededRandom(seed)
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in Self.scalars.randomElement(using: &random) ?? "a" }
            var expected = String.UnicodeScalarView()
            var previous: Unicode.Scalar = "a"
            for scalar in text {
                if Self.lineEnds.contains(scalar) {
                    if !(previous == "\r" && scalar == "\n") { expected.append("\n") }
                } else if scalar == "\t" {
                    expected.append(contentsOf: "    ".unicodeScalars)
                } else if !Self.hidden.contains(scalar) {
                    expected.append(scalar)
                }
                previous = scalar
            }
            var string = String.UnicodeScalarView()
            string.append(contentsOf: text)
            let shown = "seed \(seed): \(text.map { String($0.value, radix: 16) })"
            #expect(CleanText.cleaned(String(string)) == String(expected), "\(shown)")
            let lines = String(expected).utf8.split(separator: 10, omittingEmptySubsequences: false).map { String(Substring($0)) }
            #expect(CleanText.lines(String(string)) == lines, "\(shown)")
        }
    }
}
