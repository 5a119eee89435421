/// A fixed list of phrases that is looked for in folded words.
///
/// A phrase is words with blanks between; `*` stands for up to two words of any kind. Looking costs O(words), because
/// phrases are found by their first word.
struct PhraseSet: Sendable {
    private let byFirst: [String: [[String]]]
    /// Two bytes of each first word: most words need no further look.
    private var heads = [UInt64](repeating: 0, count: 64)
    static let gapWordsMax = 2

    /// - Parameter phrases: already folded; one a line.
    init(_ phrases: String) {
        var byFirst: [String: [[String]]] = [:]
        for line in phrases.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            byFirst[first, default: []].append(words)
        }
        self.byFirst = byFirst
        for first in byFirst.keys {
            let (row, bit) = Self.head(of: first)
            heads[row] |= bit
        }
    }

    /// Whether one of the phrases stands anywhere in the words.
    func isFound(in words: [String]) -> Bool { words.indices.contains { length(at: $0, in: words) != nil } }

    /// Whether the words are one of the phrases, no more and no less.
    func isWhole(_ words: [String]) -> Bool { length(at: 0, in: words) == words.count && !words.isEmpty }

    /// How many words the longest phrase takes that starts here; nil where none does.
    func length(at start: Int, in words: [String]) -> Int? {
        guard words.indices.contains(start), mayBegin(words[start]), let candidates = byFirst[words[start]] else { return nil }
        return candidates.compactMap { Self.match($0, words[start...]) }.max()
    }

    private func mayBegin(_ word: String) -> Bool {
        let (row, bit) = Self.head(of: word)
        return heads[row] & bit != 0
    }

    /// A place for the first two bytes of a word; others may share it.
    private static func head(of word: String) -> (row: Int, bit: UInt64) {
        var bytes = word.utf8.makeIterator()
        let (first, second) = (bytes.next() ?? 0, bytes.next() ?? 0)
        return (Int(first & 63), 1 << UInt64(second & 63))
    }

    private static func match(_ phrase: [String], _ words: ArraySlice<String>) -> Int? {
        var at = words.startIndex
        var gap = 0
        for part in phrase {
            if part == "*" {
                gap = gapWordsMax
                continue
            }
            while gap > 0, at < words.endIndex, words[at] != part {
                at += 1
                gap -= 1
            }
            guard at < words.endIndex, words[at] == part else { return nil }
            at += 1
            gap = 0
        }
        return at - words.startIndex
    }
}
