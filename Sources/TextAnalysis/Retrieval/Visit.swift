/// What one query has seen.
struct Visit {
    struct Candidate {
        var position: UInt32
        var start: UInt32 = 0
        var end: UInt32 = 0
        var inverse: Float = 0
        /// The last term, read early because it may lie in another line of the cache.
        var last: UInt32 = 0
    }
    /// Candidates computed together: one at first, to raise the bar soon, then more and more, to overlap memory.
    private(set) var batch = 1
    private static let batchMax = 16

    var candidates: [Candidate] = []
    /// Rank in the upper half, weight times idf in the lower: a small table instead of a dense array.
    private var weights: [UInt64]
    /// Positions already computed, plus one.
    private var seen = [UInt32](repeating: 0, count: 256)
    private var seenCount = 0

    init(_ query: SegmentQuery, _ idf: [Float]) {
        candidates.reserveCapacity(Self.batchMax)
        var size = 64
        while size < query.terms.count * 4 { size *= 2 }
        weights = [UInt64](repeating: .max, count: size)
        for term in query.terms {
            var slot = Self.slot(term.rank, size)
            while weights[slot] != .max { slot = (slot + 1) & (size - 1) }
            let product = term.weight * idf[Int(term.rank)]
            weights[slot] = UInt64(term.rank) << 32 | UInt64(product.bitPattern)
        }
    }

    @inline(__always)
    private static func slot(_ rank: UInt32, _ size: Int) -> Int { Int((rank &* 0x9E37_79B1) >> 12) & (size - 1) }

    @inline(__always)
    func weight(_ rank: UInt32) -> Float {
        var slot = Self.slot(rank, weights.count)
        while true {
            let entry = weights[slot]
            if UInt32(truncatingIfNeeded: entry >> 32) == rank { return Float(bitPattern: UInt32(truncatingIfNeeded: entry)) }
            if entry == .max { return 0 }
            slot = (slot + 1) & (weights.count - 1)
        }
    }

    mutating func begin() {
        candidates.removeAll(keepingCapacity: true)
        batch = min(Self.batchMax, batch * 2)
    }

    @inline(__always)
    mutating func add(_ position: UInt32) {
        var slot = Self.slot(position, seen.count)
        while seen[slot] != 0 {
            if seen[slot] == position + 1 { return }
            slot = (slot + 1) & (seen.count - 1)
        }
        seen[slot] = position + 1
        seenCount += 1
        candidates.append(Candidate(position: position))
        if seenCount * 2 > seen.count { growSeen() }
    }

    private mutating func growSeen() {
        let old = seen
        seen = [UInt32](repeating: 0, count: old.count * 4)
        for entry in old where entry != 0 {
            var slot = Self.slot(entry - 1, seen.count)
            while seen[slot] != 0 { slot = (slot + 1) & (seen.count - 1) }
            seen[slot] = entry
        }
    }
}
