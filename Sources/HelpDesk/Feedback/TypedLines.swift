/// The lines a person typed, as a second guard behind the reading of the mail: quoted text never rates (RULES C9).
enum TypedLines {
    static let linesMax = 2_000

    /// Lines that are not quoted; nothing after a mark that opens the older mail.
    static func of(_ text: String) -> [String] {
        var typed: [String] = []
        let lines = CleanText.lines(text).prefix(linesMax)
        for (index, line) in lines.enumerated() {
            let trimmed = CleanText.trimmed(line)
            if isQuoted(trimmed) { continue }
            if isOldMailMark(trimmed) { break }
            if isAttribution(trimmed, before: lines.dropFirst(index + 1)) { continue }
            typed.append(line)
        }
        return typed
    }

    private static func isQuoted(_ line: String) -> Bool {
        line.unicodeScalars.first.map { $0 == ">" || $0 == "|" || $0 == "»" } ?? false
    }

    /// `-----Original Message-----`, `________________`, and the like.
    private static func isOldMailMark(_ line: String) -> Bool {
        let bytes = Array(line.utf8)
        if bytes.count >= 20 && bytes.allSatisfy({ $0 == UInt8(ascii: "_") }) { return true }
        return line.hasPrefix("-----") && bytes.contains { AddressShape.isAlphanumeric($0) }
    }

    /// `On Monday, Ann wrote:`: a line that ends with a colon, with quoted lines next.
    private static func isAttribution(_ line: String, before rest: ArraySlice<String>) -> Bool {
        guard line.unicodeScalars.last == ":" else { return false }
        guard let next = rest.lazy.map(CleanText.trimmed).first(where: { !$0.isEmpty }) else { return endsAsAttribution(line) }
        return isQuoted(next) || endsAsAttribution(line)
    }

    private static let verbs: Set<String> = [
        "wrote", "schrieb", "ecrit", "escribio", "scritto", "escreveu", "schreef", "napisal", "napisala",
    ]

    private static func endsAsAttribution(_ line: String) -> Bool {
        let words = FoldedWords(line).words
        return words.count >= 3 && words.suffix(2).contains(where: verbs.contains)
    }
}
