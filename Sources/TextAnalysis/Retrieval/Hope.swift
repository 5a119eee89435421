/// What the terms behind the present one can still add: their squared weights by signature bit.
struct Hope {
    /// Of each four bits of a signature the sums of all sixteen choices: sixteen look-ups without a branch
    /// cost less than a loop over the bits, whose end no processor foresees.
    private var sums = [Float](repeating: 0, count: 256)
    private var squares = InlineArray<64, Float>(repeating: 0)
    private var counts = InlineArray<64, UInt16>(repeating: 0)

    init(_ query: SegmentQuery) {
        for term in query.terms {
            let bit = SearchSegment.signatureBit(term.rank)
            squares[bit] += term.weight * term.weight
            counts[bit] += 1
        }
        for four in 0..<16 { total(four) }
    }

    /// The term is no longer behind.
    mutating func pass(_ term: SegmentQuery.Term) {
        let bit = SearchSegment.signatureBit(term.rank)
        counts[bit] -= 1
        squares[bit] = counts[bit] == 0 ? 0 : squares[bit] - term.weight * term.weight
        total(bit / 4)
    }

    private mutating func total(_ four: Int) {
        for bit in 0..<4 {
            let (square, half) = (squares[four * 4 + bit], 1 << bit)
            for choice in 0..<half { sums[four * 16 + half + choice] = sums[four * 16 + choice] + square }
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
        let sums = sums.span
        precondition(sums.count == 256)
        var position = position
        while position < end {
            let sum = Self.sum(signatures[position], sums) + Self.rounding
            let rest = Float(rests[position])
            if sum * rest * rest * 1.0001 >= missingSquared { return position }
            position += 1
        }
        return end
    }

    @inline(__always)
    private static func sum(_ signature: UInt64, _ sums: Span<Float>) -> Float {
        var (a, b, c, d): (Float, Float, Float, Float) = (0, 0, 0, 0)
        var bits = signature
        var first = 0
        while first < 256 {
            a += sums[first + Int(bits & 15)]
            b += sums[first + 16 + Int(bits >> 4 & 15)]
            c += sums[first + 32 + Int(bits >> 8 & 15)]
            d += sums[first + 48 + Int(bits >> 12 & 15)]
            bits >>= 16
            first += 64
        }
        return (a + b) + (c + d)
    }
}
