/// A word's identity as 64 bits: fixed on every machine, so that phrases can be compared without a String.
///
/// Two different words among a million collide once in some 40 million texts. Whoever searches for a collision can only make a
/// phrase fire that sends his mail to a person.
enum WordHash {
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func of(_ scalars: Span<UInt32>, _ word: Range<Int>) -> UInt64 {
        var hash = seed
        for index in word { hash = mixed(hash, scalars[index]) }
        return finished(hash)
    }

    /// The words of a text, as they are found in any other.
    static func all(in text: String) -> [UInt64] { TokenizedText(text).hashes }

    /// The first word of UTF-8 and an ending of small ASCII letters; nil where there is none.
    static func first(in stem: ArraySlice<UInt8>, _ ending: String) -> UInt64? {
        // Most words of a lexicon are small ASCII letters, which need no reading.
        guard stem.count + ending.utf8.count <= TextLimits.wordScalarsMax, stem.allSatisfy({ $0 &- 0x61 < 26 }) else {
            return TokenizedText(bytes: stem + Array(ending.utf8), wordsMax: 1).hashes.first
        }
        var hash = seed
        for byte in stem { hash = mixed(hash, UInt32(byte)) }
        for byte in ending.utf8 { hash = mixed(hash, UInt32(byte)) }
        return stem.isEmpty && ending.isEmpty ? nil : finished(hash)
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ scalar: UInt32) -> UInt64 { (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    private static func finished(_ hash: UInt64) -> UInt64 { hash ^ (hash >> 29) }

    /// One hash for a whole sequence of words.
    static func joined(_ hashes: some Sequence<UInt64>) -> UInt64 {
        hashes.reduce(seed) { ($0 ^ $1) &* 0xD6E8_FEB8_6659_FD93 }
    }

    /// Single words, separated by spaces.
    static func set(_ words: String) -> WordSet { WordSet(all(in: words)) }
}

/// A map from words to values, open-addressed: the look-up that every rule makes for every word of a mail.
struct WordMap<Value: Sendable>: Sendable {
    private var slots: [UInt32]
    private var keys: [UInt64] = []
    private(set) var values: [Value] = []
    private var mask: Int

    init(expecting count: Int = 16) {
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        mask = size - 1
    }

    var count: Int { keys.count }

    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key >> 7) & mask
        while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
        return slot
    }

    @inline(__always)
    subscript(key: UInt64) -> Value? { index(of: key).map { values[$0] } }

    /// Where the word's value stands in ``values``: for a value too large to be handed about.
    @inline(__always)
    func index(of key: UInt64) -> Int? {
        let entry = slots[slot(of: key)]
        return entry == 0 ? nil : Int(entry) - 1
    }

    /// The same words with other values.
    func mapValues<Other: Sendable>(_ transform: (Value) -> Other) -> WordMap<Other> {
        WordMap<Other>(slots: slots, keys: keys, values: values.map(transform))
    }

    fileprivate init(slots: [UInt32], keys: [UInt64], values: [Value]) {
        (self.slots, self.keys, self.values, mask) = (slots, keys, values, slots.count - 1)
    }

    /// Changes the value of a word, which begins as `initial`.
    mutating func update(_ key: UInt64, from initial: Value, _ change: (inout Value) -> Void) {
        var position = slot(of: key)
        if slots[position] == 0 {
            if (keys.count + 1) * 2 > slots.count { grow() }
            position = slot(of: key)
            keys.append(key)
            values.append(initial)
            slots[position] = UInt32(truncatingIfNeeded: keys.count)
        }
        change(&values[Int(slots[position]) - 1])
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        mask = slots.count - 1
        for (index, key) in keys.enumerated() { slots[slot(of: key)] = UInt32(truncatingIfNeeded: index + 1) }
    }
}
