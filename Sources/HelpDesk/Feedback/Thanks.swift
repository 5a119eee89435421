/// Whether a mail is thanks and nothing but thanks.
///
/// It must be careful: a mail taken for thanks is closed in silence. So every sentence has to be made of thanks, success and
/// words that say nothing, and one contrast, question, negation or unknown matter makes it an ordinary mail.
struct Thanks {
    var names: Set<String>
    static let wordsMax = 60
    static let unknownWordsMax = 2

    init(names: [String]) { self.names = Set(names.flatMap { FoldedWords($0).words }) }

    func isWhole(_ lines: [String]) -> Bool {
        let kept = withoutFrame(lines)
        let text = kept.joined(separator: "\n")
        let words = FoldedWords(text).words
        guard !text.unicodeScalars.contains(where: { "?¿？".unicodeScalars.contains($0) }), words.count <= Self.wordsMax else {
            return false
        }
        return saysThanks(words) && sentences(text).allSatisfy(isQuiet)
    }

    /// The lines without greeting, signature, device line and a name below.
    private func withoutFrame(_ lines: [String]) -> [String] {
        var kept = lines.filter { !Courtesy.isDeviceLine($0) }
        if let mark = kept.firstIndex(where: { CleanText.trimmedEnd($0) == "--" }) { kept.removeSubrange(mark...) }
        kept = CleanText.withoutBlankEnds(kept)
        if let first = kept.first, SolutionText.isGreeting(first), kept.count > 1 { kept.removeFirst() }
        if kept.count > 1, let last = kept.last, isNameLine(last) { kept.removeLast() }
        return kept
    }

    /// Up to three capitalised words and nothing else.
    private func isNameLine(_ line: String) -> Bool {
        let words = CleanText.trimmed(line).split(separator: " ")
        return words.count <= 3 && words.allSatisfy { $0.unicodeScalars.first?.properties.isUppercase ?? false }
            && FoldedWords(line).words.count >= words.count
            && !hasBlocker(FoldedWords(line).words)
    }

    private func saysThanks(_ words: [String]) -> Bool {
        ThanksWords.thanks.isFound(in: words) || ThanksWords.success.isFound(in: words)
    }

    private func isQuiet(_ sentence: String) -> Bool {
        let words = FoldedWords(sentence).words
        guard !words.contains(where: { $0.utf8.contains { (0x30...0x39).contains($0) } }) else { return false }
        if words.allSatisfy({ ThanksWords.fillers.contains($0) || names.contains($0) || isThanks($0) }) {
            return !hasBlocker(words) || isNoProblem(words)
        }
        let unknown = words.filter { !ThanksWords.fillers.contains($0) && !names.contains($0) && !isThanks($0) }
        guard unknown.count <= Self.unknownWordsMax, !hasBlocker(words) else { return false }
        // `The login works again` and `Thanks Maria`: a success, or a name where one is expected.
        return ThanksWords.success.isFound(in: words) || isCapitalisedNameAtEnd(sentence, unknown)
    }

    private func isThanks(_ word: String) -> Bool { ThanksWords.thanks.isWhole([word]) }

    private func hasBlocker(_ words: [String]) -> Bool {
        words.indices.contains { Self.strictBlockers.contains(words[$0]) && !isPraiseOfSpeed(words, at: $0) }
    }

    /// `your fast answer` is English; `fast` alone is German for almost.
    private func isPraiseOfSpeed(_ words: [String], at index: Int) -> Bool {
        guard words[index] == "fast" else { return false }
        let next = index + 1 < words.count ? words[index + 1] : ""
        return Self.whatIsFast.contains(next)
            || index > 0 && ["so", "very", "really", "that", "super"].contains(words[index - 1]) && next.isEmpty
    }

    private static let whatIsFast: Set<String> = [
        "answer", "answers", "reply", "response", "help", "support", "service", "solution", "reaction", "and",
    ]

    /// Fillers of one language that are blockers of another (`no`, `ma`, `mas`, `noch`) stay blockers, but for courtesy.
    private static let strictBlockers = ThanksWords.blockers.subtracting([
        "also", "another", "how", "come", "como", "comme", "plus", "noch", "mas",
    ])

    private func isNoProblem(_ words: [String]) -> Bool {
        let text = words.joined(separator: " ")
        return ["no problem", "no worries", "no mas", "no more"].contains { text.hasPrefix($0) } && words.count <= 4
    }

    private func isCapitalisedNameAtEnd(_ sentence: String, _ unknown: [String]) -> Bool {
        let tail = sentence.split(whereSeparator: { " ,-–—".contains($0) }).suffix(unknown.count)
        let folded = tail.flatMap { FoldedWords(String($0)).words }
        return folded == unknown && tail.allSatisfy { $0.unicodeScalars.first?.properties.isUppercase ?? false }
            && FoldedWords(sentence).words.count <= 6
    }

    /// Cut at full stops, exclamation marks and line ends.
    private func sentences(_ text: String) -> [String] {
        text.split(whereSeparator: { ".!;…\n".contains($0) }).map(String.init).filter { !FoldedWords($0).words.isEmpty }
    }
}
