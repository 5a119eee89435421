#if canImport(Glibc)
    import Glibc
#endif

/// A query over ``SearchSegment`` weights: terms by rank, rarest first, of length one.
struct SegmentQuery {
    struct Term {
        var rank: UInt32
        var weight: Float
    }
    var terms: [Term] = []
    /// Length of the terms from here on; one more at the end.
    var restLengths: [Float] = []
    /// 1 / length, unknown words included.
    var inverse: Float = 0

    init(_ hashes: [UInt64], _ segment: SearchSegment) {
        var unknown: [UInt64] = []
        terms.reserveCapacity(hashes.count)
        for hash in hashes {
            if let rank = segment.terms.find(hash) {
                terms.append(Term(rank: UInt32(rank), weight: 1))
            } else {
                unknown.append(hash)
            }
        }
        Self.sort(&terms)
        mergeEquals()
        var square = Self.square(of: &unknown)
        for index in terms.indices {
            terms[index].weight *= segment.idf[Int(terms[index].rank)]
            square += terms[index].weight * terms[index].weight
        }
        guard square > 0 else { return }
        inverse = 1 / square.squareRoot()
        for index in terms.indices { terms[index].weight *= inverse }
        restLengths = [Float](repeating: 0, count: terms.count + 1)
        var rest: Float = 0
        for index in terms.indices.reversed() {
            rest += terms[index].weight * terms[index].weight
            restLengths[index] = rest.squareRoot() * 1.00001
        }
    }

    /// By rank. A mail has some twenty words, which insertion sorts fastest; a long one is left to the library.
    private static func sort(_ terms: inout [Term]) {
        guard terms.count <= 64 else { return terms.sort { $0.rank < $1.rank } }
        var terms = terms.mutableSpan
        for index in 0..<terms.count {
            let term = terms[index]
            var slot = index
            while slot > 0, terms[slot - 1].rank > term.rank {
                terms[slot] = terms[slot - 1]
                slot -= 1
            }
            terms[slot] = term
        }
    }

    private mutating func mergeEquals() {
        var kept = 0
        for term in terms {
            if kept > 0, terms[kept - 1].rank == term.rank {
                terms[kept - 1].weight += 1
            } else {
                terms[kept] = term
                kept += 1
            }
        }
        terms.removeLast(terms.count - kept)
    }

    private static func square(of unknown: inout [UInt64]) -> Float {
        guard !unknown.isEmpty else { return 0 }
        unknown.sort()
        var square: Float = 0
        var run: Float = 0
        for (index, hash) in unknown.enumerated() {
            run += 1
            if index + 1 == unknown.count || unknown[index + 1] != hash {
                square += run * run * SearchSegment.unknownWeight * SearchSegment.unknownWeight
                run = 0
            }
        }
        return square
    }
}

/// The best so far, best first; full, its last one is the bar to pass.
struct BestCases {
    private(set) var matches: [CaseIndex.Match] = []
    private let limit: Int
    private let floor: Float
    /// What a case must reach at least; rises as matches are found.
    private(set) var bar: Float

    /// Scores are exact to a few millionths; nothing this near below the floor is lost.
    static let slack: Float = 2e-6

    init(limit: Int, floor: Float) {
        (self.limit, self.floor) = (limit, floor)
        bar = floor - Self.slack
    }

    mutating func offer(_ id: Int64, _ score: Float) {
        guard score >= bar else { return }
        let match = CaseIndex.Match(id: id, score: Double(score))
        guard let place = matches.firstIndex(where: { Self.precedes(match, $0) }) ?? (matches.count < limit ? matches.count : nil)
        else { return }
        matches.insert(match, at: place)
        if matches.count > limit { matches.removeLast() }
        if matches.count == limit { bar = max(bar, Float(matches[limit - 1].score) - Self.slack) }
    }

    static func precedes(_ a: CaseIndex.Match, _ b: CaseIndex.Match) -> Bool {
        a.score != b.score ? a.score > b.score : a.id < b.id
    }
}

extension SearchSegment {
    /// Offers every case that may pass the bar, with its exact cosine.
    func search(_ query: SegmentQuery, removed: Set<Int64>, into best: inout BestCases) {
        guard !query.terms.isEmpty, !ids.isEmpty else { return }
        var visit = Visit(query, idf)
        var hope = Hope(query)
        for index in query.terms.indices {
            guard query.restLengths[index] >= best.bar else { return }
            hope.pass(query.terms[index])
            walk(index, query, hope, &visit, removed, &best)
        }
    }

    /// All groups of one term, each cut where its postings can no longer pass.
    private func walk(
        _ index: Int, _ query: SegmentQuery, _ hope: Hope, _ visit: inout Visit, _ removed: Set<Int64>,
        _ best: inout BestCases
    ) {
        let term = query.terms[index]
        let behind = max(query.restLengths[index + 1], 1e-9)
        let (groups, rests, signatures, cases) = (groups.span, postingRest.span, postingSignature.span, postingCase.span)
        for group in Int(termGroups[Int(term.rank)])..<Int(termGroups[Int(term.rank) + 1]) {
            let base = term.weight * Float(groups[group].weight) / 255
            let start = Int(groups[group].start)
            var end = Int(groups[group + 1].start)
            let need = best.bar - base
            if need > 0 {
                let least = need * 255 / behind
                if least > 255.5 { continue }
                end = Self.cut(rests, start, end, below: UInt8(Int(max(0, min(255, least - 0.01)))))
            }
            var position = start
            while position < end {
                let missing = (best.bar - base) * 255
                let squared = missing > 0 ? missing * missing : -1
                while position < end, visit.candidates.count < Visit.batch {
                    position = hope.next(position, end, signatures, rests, squared)
                    if position < end { visit.add(cases[position]) }
                    position += 1
                }
                if !visit.candidates.isEmpty {
                    verify(&visit, query, removed, &best)
                    visit.begin()
                }
            }
        }
    }

    /// First position in a run of falling rests that is below `least`.
    @inline(__always)
    private static func cut(_ rests: Span<UInt8>, _ start: Int, _ end: Int, below least: UInt8) -> Int {
        var (low, high) = (start, end)
        while low < high {
            let middle = (low + high) / 2
            if rests[middle] >= least { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func verify(_ visit: inout Visit, _ query: SegmentQuery, _ removed: Set<Int64>, _ best: inout BestCases) {
        let (forward, starts) = (forward.span, starts.span)
        // Two passes that only load: the memory's latencies overlap, as prefetching would make them.
        Self.locate(&visit.candidates, starts, forward)
        for candidate in visit.candidates {
            var sum: Float = 0
            for index in (Int(candidate.start) + 1)..<Int(candidate.end) {
                let entry = forward[index]
                sum += Float(entry >> 24) * visit.weight(entry & Self.rankMask)
            }
            let id = ids[Int(candidate.position)]
            if removed.isEmpty || !removed.contains(id) { best.offer(id, min(1, sum * candidate.inverse)) }
        }
    }
}

extension SearchSegment {
    private static func locate(_ candidates: inout [Visit.Candidate], _ starts: Span<UInt32>, _ forward: Span<UInt32>) {
        var candidates = candidates.mutableSpan
        for index in 0..<candidates.count {
            let position = Int(candidates[index].position)
            candidates[index].start = starts[position]
            candidates[index].end = starts[position + 1]
        }
        for index in 0..<candidates.count {
            candidates[index].inverse = Float(bitPattern: forward[Int(candidates[index].start)])
        }
    }
}

/// What the terms behind the present one can still add: their squared weights by signature bit.
struct Hope {
    private var squares = [Float](repeating: 0, count: 64)
    private var counts = InlineArray<64, UInt16>(repeating: 0)
    private var mask: UInt64 = 0

    init(_ query: SegmentQuery) {
        for term in query.terms {
            let bit = SearchSegment.signatureBit(term.rank)
            squares[bit] += term.weight * term.weight
            counts[bit] += 1
            mask |= 1 << UInt64(bit)
        }
    }

    /// The term is no longer behind.
    mutating func pass(_ term: SegmentQuery.Term) {
        let bit = SearchSegment.signatureBit(term.rank)
        counts[bit] -= 1
        if counts[bit] == 0 {
            squares[bit] = 0
            mask &= ~(1 << UInt64(bit))
        } else {
            squares[bit] -= term.weight * term.weight
        }
    }

    /// What taking away may have rounded off; a bound must never be too low.
    private static let rounding: Float = 1e-5

    /// The first posting whose shared terms behind the present one could fill what is missing; `end` when none.
    @inline(__always)
    func next(
        _ position: Int, _ end: Int, _ signatures: Span<UInt64>, _ rests: Span<UInt8>, _ missingSquared: Float
    ) -> Int {
        guard missingSquared > 0 else { return position }
        let squares = squares.span
        var position = position
        while position < end {
            var bits = signatures[position] & mask
            var sum = Self.rounding
            while bits != 0 {
                sum += squares[bits.trailingZeroBitCount]
                bits &= bits &- 1
            }
            let rest = Float(rests[position])
            if sum * rest * rest * 1.0001 >= missingSquared { return position }
            position += 1
        }
        return end
    }
}

/// What one query has seen.
struct Visit {
    struct Candidate {
        var position: UInt32
        var start: UInt32 = 0
        var end: UInt32 = 0
        var inverse: Float = 0
    }
    /// Candidates computed together: enough to overlap memory, few enough to raise the bar soon.
    static let batch = 12

    var candidates: [Candidate] = []
    /// Rank in the upper half, weight times idf in the lower: a small table instead of a dense array.
    private var weights: [UInt64]
    /// Positions already computed, plus one.
    private var seen = [UInt32](repeating: 0, count: 256)
    private var seenCount = 0

    init(_ query: SegmentQuery, _ idf: [Float]) {
        candidates.reserveCapacity(Self.batch)
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

    mutating func begin() { candidates.removeAll(keepingCapacity: true) }

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
