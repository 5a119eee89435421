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
