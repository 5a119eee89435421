/// All phrases of a language that can be known again. Of some hundred, a few can fit at all, and eight bytes of either end tell which.
struct RecordedPhrases: Sendable, Equatable {
    /// Those that say most first.
    private let phrases: [RecordedPhrase]
    /// The ends of each, beside one another, so that all are looked at before one of them is read.
    private let ends: [Ends]

    init(_ phrases: [RecordedPhrase]) {
        self.phrases = phrases.sorted { ($0.fixedBytes, $0.pattern) > ($1.fixedBytes, $1.pattern) }
        ends = self.phrases.map(Ends.init)
    }

    /// The phrase that words were made from, with what stood in its places.
    func phrase(of words: String) -> Phrase? {
        let bytes = Array(words.utf8)
        let (first, last) = (Ends.word(bytes.prefix(8)), Ends.word(bytes.suffix(8).reversed()))
        for (index, ends) in ends.enumerated() where ends.fit(first, last) {
            if let values = phrases[index].values(in: bytes) { return Phrase(phrases[index].pattern, values) }
        }
        return nil
    }

    /// The first and the last bytes of a phrase, as far as they stand fast.
    private struct Ends: Sendable, Equatable {
        private let first: UInt64
        private let firstMask: UInt64
        private let last: UInt64
        private let lastMask: UInt64

        init(_ phrase: RecordedPhrase) {
            let (head, tail) = phrase.ends
            (first, firstMask) = (Self.word(head.prefix(8)), Self.mask(head.count))
            (last, lastMask) = (Self.word(tail.suffix(8).reversed()), Self.mask(tail.count))
        }

        func fit(_ first: UInt64, _ last: UInt64) -> Bool {
            (first ^ self.first) & firstMask | (last ^ self.last) & lastMask == 0
        }

        /// At most eight bytes as a number, the first of them the lowest.
        static func word(_ bytes: some Collection<UInt8>) -> UInt64 {
            var word: UInt64 = 0
            for (index, byte) in bytes.enumerated() { word |= UInt64(byte) << UInt64(8 * index) }
            return word
        }

        private static func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : 1 << UInt64(8 * count) - 1 }
    }
}
