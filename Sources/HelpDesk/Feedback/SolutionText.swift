/// An agent's words without what belongs to one mail only: greeting, closing and signature (issue: working copies).
///
/// Quotes are cut before, by the reading of the mail. What remains may still name people: ``PersonalData`` looks for that.
public enum SolutionText {
    static let closingLinesMax = 8
    static let greetingWordsMax = 6

    /// The words that solve; empty where a mail is nothing but courtesy.
    public static func words(of typed: String, agentName: String = "") -> String {
        var lines = CleanText.withoutBlankEnds(CleanText.lines(typed))
        dropSignature(&lines)
        dropGreeting(&lines)
        dropClosing(&lines)
        lines = CleanText.withoutBlankEnds(lines)
        if isName(lines, of: agentName) { return "" }
        dropTrailingName(&lines, agentName)
        return lines.joined(separator: "\n")
    }

    /// RFC 3676 §4.3, and what phones add.
    private static func dropSignature(_ lines: inout [String]) {
        if let mark = lines.firstIndex(where: { $0 == "-- " || $0 == "--" }) { lines.removeSubrange(mark...) }
        while let last = lines.last, CleanText.trimmed(last).isEmpty || Courtesy.isDeviceLine(last) { lines.removeLast() }
    }

    /// `Hello Maria,` as a line of its own, or before the text in the first line.
    private static func dropGreeting(_ lines: inout [String]) {
        guard let first = lines.first else { return }
        if isGreeting(first) {
            lines.removeFirst()
            lines = CleanText.withoutBlankEnds(lines)
            return
        }
        let scalars = first.unicodeScalars
        guard let mark = scalars.firstIndex(where: { ",!:.".unicodeScalars.contains($0) }), isGreeting(String(scalars[...mark]))
        else { return }
        lines[0] = CleanText.trimmed(String(scalars[scalars.index(after: mark)...]))
    }

    /// Greeting words, and then names: capitalised words, or one word in lower case before a comma.
    static func isGreeting(_ line: String) -> Bool {
        let words = FoldedWords(line).words
        guard words.count <= greetingWordsMax, let length = Courtesy.greetings.length(at: 0, in: words) else { return false }
        let names = line.split(whereSeparator: { " ,!:.".contains($0) }).dropFirst(length)
        if names.allSatisfy({ $0.unicodeScalars.first?.properties.isUppercase ?? false }) { return true }
        return names.count == 1 && CleanText.trimmed(line).unicodeScalars.last == "," && !exclamations.contains(words.last ?? "")
    }

    /// `Dear me,` greets nobody.
    private static let exclamations: Set<String> = ["me", "god", "lord", "no", "yes", "sorry", "ok"]

    /// From a closing phrase to the end, where little follows it.
    private static func dropClosing(_ lines: inout [String]) {
        let from = max(0, lines.count - closingLinesMax)
        for index in lines.indices.dropFirst(from) {
            let words = FoldedWords(lines[index]).words
            guard let length = Courtesy.closings.length(at: 0, in: words), words.count <= length + 4 else { continue }
            guard words.count == length || isSignedClosing(lines[index], closingWords: length) else { continue }
            guard lines[(index + 1)...].allSatisfy(isSignatureLine) else { continue }
            lines.removeSubrange(index...)
            lines = CleanText.withoutBlankEnds(lines)
            return
        }
    }

    /// `Best regards, Anna` and `Thanks, Anna`: after the closing phrase a comma or a dash, and names.
    private static func isSignedClosing(_ line: String, closingWords: Int) -> Bool {
        let parts = line.split(whereSeparator: { ", –—-".contains($0) })
        return parts.dropFirst(closingWords).allSatisfy { $0.unicodeScalars.first?.properties.isUppercase ?? false }
            && !line.unicodeScalars.contains("?")
    }

    /// Names, roles, numbers: a short line that is no sentence.
    static func isSignatureLine(_ line: String) -> Bool {
        let trimmed = CleanText.trimmed(line)
        guard let last = trimmed.unicodeScalars.last else { return true }
        let words = trimmed.split(separator: " ")
        guard words.count <= 8, last != "?", words.count <= 3 || !".!".unicodeScalars.contains(last) else { return false }
        let plain = words.filter { word in
            word.unicodeScalars.first.map { $0.properties.isLowercase } ?? false && !word.contains("@") && !word.contains(".")
        }
        return plain.count <= words.count / 3
    }

    /// A mail of nothing but the agent's own name and lines below it.
    private static func isName(_ lines: [String], of agent: String) -> Bool {
        let name = FoldedWords(agent).words
        guard !name.isEmpty, lines.count <= closingLinesMax, let first = lines.first else { return false }
        let words = FoldedWords(first).words
        return !words.isEmpty && words.allSatisfy(name.contains) && lines.allSatisfy(isSignatureLine)
    }

    /// `… and log in again.` / `Anna`
    private static func dropTrailingName(_ lines: inout [String], _ agent: String) {
        let name = FoldedWords(agent).words
        guard lines.count > 1, let last = lines.last, !name.isEmpty else { return }
        let words = FoldedWords(last).words
        guard !words.isEmpty, words.allSatisfy(name.contains) else { return }
        lines.removeLast()
        lines = CleanText.withoutBlankEnds(lines)
    }
}
