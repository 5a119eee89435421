/// All phrases of a language that can be known again, by their first byte: of some hundred, a few can fit at all.
struct RecordedPhrases: Sendable, Equatable {
    /// Those that say most first; what begins with a place stands in each list.
    private let lists: [UInt8: [RecordedPhrase]]
    private let otherwise: [RecordedPhrase]

    init(_ phrases: [RecordedPhrase]) {
        let sorted = phrases.sorted { ($0.fixedBytes, $0.pattern) > ($1.fixedBytes, $1.pattern) }
        otherwise = sorted.filter { $0.firstByte == nil }
        lists = Set(sorted.compactMap(\.firstByte)).reduce(into: [:]) { lists, byte in
            lists[byte] = sorted.filter { $0.firstByte == nil || $0.firstByte == byte }
        }
    }

    /// The phrase that words were made from, with what stood in its places.
    func phrase(of words: String) -> Phrase? {
        let bytes = Array(words.utf8)
        guard let first = bytes.first else { return nil }
        for phrase in lists[first] ?? otherwise {
            if let values = phrase.values(in: bytes) { return Phrase(phrase.pattern, values) }
        }
        return nil
    }
}
