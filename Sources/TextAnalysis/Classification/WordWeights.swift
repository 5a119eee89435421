/// What the words of a text move the score of one class.
enum WordWeights {
    /// What each word moves with all its features, the strongest for the class first; a word that stands in the text several times
    /// once, of equals the earlier first.
    static func of(_ text: TokenizedText, _ vector: TextVector, _ core: ScoringCore, column: Int) -> [(word: Int, weight: Double)]
    {
        let moves = Moves(vector, core.model.moves(vector, column: column))
        var counter = FeatureCounter()
        var known = WordMap<Void>(expecting: text.words.count)
        var weights: [(word: Int, weight: Double)] = []
        weights.reserveCapacity(text.words.count)
        for (index, hash) in text.hashes.enumerated() where known[hash] == nil {
            known.update(hash, from: ()) { _ in }
            let features = HashedText.features(ofWord: index, in: text, &counter)
            weights.append((index, core.vocabulary.rowOfBucket.withSpan { moves.sum(features.span, $0) }))
        }
        return weights.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.word < $1.word }
    }

    /// The entries of a vector by their row, open-addressed, with what each moves.
    private struct Moves {
        private struct Entry {
            /// Plus one; zero is free.
            var row: UInt32 = 0
            var move: Float = 0
        }
        private var slots: [Entry]

        init(_ vector: TextVector, _ moves: [Float]) {
            var size = 64
            while size < moves.count * 2 { size *= 2 }
            slots = [Entry](repeating: Entry(), count: size)
            var slots = slots.mutableSpan
            for (entry, move) in zip(vector.entries, moves) {
                var slot = Self.slot(entry.row, size)
                while slots[slot].row != 0, slots[slot].row != entry.row + 1 { slot = (slot + 1) & (size - 1) }
                slots[slot] = Entry(row: entry.row + 1, move: move)
            }
        }

        @inline(__always)
        private static func slot(_ row: UInt32, _ size: Int) -> Int { Int((row &* 0x9E37_79B1) >> 12) & (size - 1) }

        /// - Parameter rows: row plus one of each bucket.
        func sum(_ features: Span<HashedText.Feature>, _ rows: Span<UInt32>) -> Double {
            let slots = slots.span
            var sum = 0.0
            for index in 0..<features.count {
                let row = rows[Int(features[index].bucket)]
                guard row > 0 else { continue }
                var slot = Self.slot(row - 1, slots.count)
                while slots[slot].row != 0, slots[slot].row != row { slot = (slot + 1) & (slots.count - 1) }
                sum += Double(slots[slot].move)
            }
            return sum
        }
    }
}
