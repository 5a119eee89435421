/// Finds the word that was probably meant.
enum Spelling {
    static let wordBytesMax = 32

    /// The nearest of the known words, at most two edits away and fewer than half the word's letters.
    static func nearest(to word: String, among known: [String]) -> String? {
        guard word.utf8.count <= wordBytesMax else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in known where candidate.utf8.count <= wordBytesMax {
            let distance = edits(Array(word.utf8), Array(candidate.utf8))
            if distance < best?.distance ?? 3 { best = (candidate, distance) }
        }
        guard let best, best.distance * 2 < word.utf8.count else { return nil }
        return best.word
    }

    /// Levenshtein's distance over bytes, one row at a time.
    private static func edits(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = i
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let replaced = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
