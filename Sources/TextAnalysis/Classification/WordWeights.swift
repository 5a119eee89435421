/// What the words of a text move the score of one class.
struct WordWeights {
    /// An entry of the text's vector.
    private struct Move {
        /// Plus one; zero is free.
        var row: UInt32 = 0
        var score: Float = 0
        /// The last word that was moved by it, plus one: a word has each of its features once.
        var word: UInt32 = 0
    }
    /// Open-addressed by row.
    private var moves: [Move]

    /// What each word moves with all its features, if that is not next to nothing: the strongest for the class first, of equals the
    /// earlier. A word that stands in the text several times comes once.
    /// - Parameter least: a word that moves the score by less is left out.
    static func of(
        _ text: TokenizedText, _ vector: TextVector, _ core: ScoringCore, column: Int, least: Double
    ) -> [(word: Int, weight: Double)] {
        var table = WordWeights(vector, core.model.moves(vector, column: column))
        var known = WordMap<Void>(expecting: text.words.count)
        var weights: [(word: Int, weight: Double)] = []
        for (index, hash) in text.hashes.enumerated() where known[hash] == nil {
            known.update(hash, from: ()) { _ in }
            let weight = core.vocabulary.rowOfBucket.withSpan { table.weight(ofWord: index, in: text, $0) }
            if abs(weight) > least { weights.append((index, weight)) }
        }
        return weights.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.word < $1.word }
    }

    private init(_ vector: TextVector, _ scores: [Float]) {
        var size = 64
        while size * 2 < scores.count * 3 { size *= 2 }
        moves = [Move](repeating: Move(), count: size)
        var moves = moves.mutableSpan
        let entries = vector.entries.span
        for index in 0..<min(entries.count, scores.count) {
            let row = entries[index].row + 1
            moves[Self.slot(of: row, in: moves.span)] = Move(row: row, score: scores[index])
        }
    }

    /// - Parameter rows: row plus one of each bucket.
    private mutating func weight(ofWord index: Int, in text: TokenizedText, _ rows: Span<UInt32>) -> Double {
        let word = UInt32(truncatingIfNeeded: index + 1)
        var moves = moves.mutableSpan
        var sum = 0.0
        HashedText.forEachFeature(ofWord: index, in: text) { bucket in
            let row = rows[Int(bucket)]
            guard row > 0 else { return }
            let slot = Self.slot(of: row, in: moves.span)
            guard moves[slot].row == row, moves[slot].word != word else { return }
            moves[slot].word = word
            sum += Double(moves[slot].score)
        }
        return sum
    }

    /// Where a row stands, or would.
    @inline(__always)
    private static func slot(of row: UInt32, in moves: Span<Move>) -> Int {
        let mask = moves.count - 1
        var slot = Int((row &* 0x9E37_79B1) >> 12) & mask
        while moves[slot].row != 0, moves[slot].row != row { slot = (slot + 1) & mask }
        return slot
    }
}
