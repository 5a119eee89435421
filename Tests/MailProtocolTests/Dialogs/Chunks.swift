/// Ways to cut a stream: whole, byte by byte, at every single place, and at random ones.
struct Chunks {
    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// Every way to cut once, and byte by byte.
    static func everyCut(_ stream: [UInt8]) -> [[ArraySlice<UInt8>]] {
        (0...stream.count).map { [stream[..<$0], stream[$0...]] } + [stream.indices.map { stream[$0...$0] }]
    }

    static func random(_ stream: [UInt8], _ generator: inout SeededGenerator) -> [ArraySlice<UInt8>] {
        var chunks: [ArraySlice<UInt8>] = []
        var rest = stream[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...min(rest.count, 40), using: &generator)
            chunks.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return chunks
    }
}

/// SplitMix64: a test that fails is run again from its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
