/// A set of words: what a rule asks of many words of a mail, without the hashing that a Set does against attackers.
struct WordSet: Sendable {
    private var map: WordMap<Void>
    /// Each once.
    private(set) var words: [UInt64] = []

    init(_ words: some Collection<UInt64>) {
        map = WordMap(expecting: words.count)
        for word in words { insert(word) }
    }

    private mutating func insert(_ word: UInt64) {
        guard map[word] == nil else { return }
        map.update(word, from: ()) { _ in }
        words.append(word)
    }

    @inline(__always)
    func contains(_ word: UInt64) -> Bool { map[word] != nil }

    func union(_ other: WordSet) -> WordSet { WordSet(words + other.words) }
}
