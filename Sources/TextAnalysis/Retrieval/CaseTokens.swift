/// A text as the 64-bit hashes of its words: two or more letters, digits or underscores, lower-cased.
///
/// The hash is the word's identity in the index; among a million words two collide once in some millions of indexes.
enum CaseTokens {
    static func hashes(_ text: String) -> [UInt64] {
        let text = TokenizedText(text)
        let scalars = text.scalars.span
        var hashes: [UInt64] = []
        hashes.reserveCapacity(text.words.count)
        for word in text.words where word.count > 1 || scalars[word.lowerBound] > 0x7F {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for index in word { hash = (hash ^ UInt64(scalars[index])) &* 0x100_0000_01B3 }
            hashes.append(hash ^ (hash >> 29))
        }
        return hashes
    }

    /// Hash and count, sorted by hash.
    static func counted(_ text: String) -> [(hash: UInt64, count: UInt32)] {
        var counted: [(hash: UInt64, count: UInt32)] = []
        for hash in hashes(text).sorted() {
            if counted.last?.hash == hash {
                counted[counted.count - 1].count += 1
            } else {
                counted.append((hash, 1))
            }
        }
        return counted
    }
}
