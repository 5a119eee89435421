/// A text as the 64-bit hashes of its words: two or more letters, digits or underscores, lower-cased; an
/// ideograph or a kana is a word of its own.
///
/// The hash is the word's identity in the index: among ten million words, two collide in one of 400,000 indexes.
enum CaseTokens {
    /// Words of a text that count at all; a longer text keeps its first ones.
    static let wordsMax = 4_096

    static func hashes(_ text: String) -> [UInt64] {
        var hashes: [UInt64] = []
        append(text, to: &hashes)
        return hashes
    }

    /// - Parameter hashes: keeps its capacity from text to text; emptied first.
    static func append(_ text: String, to hashes: inout [UInt64]) {
        hashes.removeAll(keepingCapacity: true)
        var text = text
        hashes.reserveCapacity(text.utf8.count / 5 + 4)
        text.withUTF8 { read($0.span, to: &hashes) }
    }

    /// Hash and count, sorted by hash.
    static func counted(_ text: String) -> [CountedTerm] { counted(hashes(text)) }

    static func counted(_ hashes: [UInt64]) -> [CountedTerm] {
        var counted: [CountedTerm] = []
        for hash in hashes.sorted() {
            if let last = counted.last, last.hash == hash {
                counted[counted.count - 1].count += 1
            } else {
                counted.append(CountedTerm(hash: hash, count: 1))
            }
        }
        return counted
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func read(_ bytes: Span<UInt8>, to hashes: inout [UInt64]) {
        let end = min(bytes.count, TextLimits.textBytesMax)
        var hash = seed
        var length = 0
        var index = 0
        while index < end {
            let byte = bytes[index]
            let folded = byte | 0x20
            if folded &- 0x61 < 26 {
                hash = mixed(hash, UInt64(folded))
                length += 1
                index += 1
            } else if byte &- 0x30 < 10 || byte == 0x5F {
                hash = mixed(hash, UInt64(byte))
                length += 1
                index += 1
            } else if byte < 0x80 {
                if length > 1 { hashes.append(finished(hash)) }
                (hash, length) = (seed, 0)
                if hashes.count >= wordsMax { return }
                index += 1
            } else {
                index += foreign(bytes, at: index, hash: &hash, length: &length, to: &hashes)
            }
        }
        if length > 1 { hashes.append(finished(hash)) }
    }

    /// A scalar beyond ASCII; returns its length in bytes.
    private static func foreign(
        _ bytes: Span<UInt8>, at index: Int, hash: inout UInt64, length: inout Int, to hashes: inout [UInt64]
    ) -> Int {
        let (scalar, size) = UTF8Reading.scalar(bytes, at: index)
        switch ScalarClass.of(scalar) {
        case .letter, .digit:
            hash = mixed(hash, UInt64(ScalarClass.lowercase(scalar)))
            length += 1
        case .joiner, .apostrophe:
            break
        case .single, .separator:
            if length > 1 { hashes.append(finished(hash)) }
            (hash, length) = (seed, 0)
            if ScalarClass.of(scalar) == .single, hashes.count < wordsMax { hashes.append(finished(mixed(seed, UInt64(scalar)))) }
        }
        return size
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 { (hash ^ value) &* 0x100_0000_01B3 }

    @inline(__always)
    private static func finished(_ hash: UInt64) -> UInt64 {
        let mixed = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 32)
    }
}

/// A word of a text and how often it occurs in it.
struct CountedTerm: Sendable, Equatable {
    var hash: UInt64
    var count: UInt32
}
