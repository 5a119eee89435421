#if canImport(Glibc)
    import Glibc
#endif

/// Collects cases and builds a ``SearchSegment``: two passes over the terms, one sort a posting list.
struct SegmentBuilder {
    private var ids: [Int64] = []
    private var terms: TermTable
    private var frequency: [UInt32]
    /// A header and then `term | count << 24`, as in ``SearchSegment/forward``, by the builder's own numbers.
    private var forward: [UInt32] = []
    private var starts: [UInt32] = [0]
    private var numbers: [UInt32] = []

    init(expecting count: Int = 0) {
        terms = TermTable(expecting: count / 4)
        frequency = []
        forward.reserveCapacity(count * 24)
        ids.reserveCapacity(count)
    }

    /// Starts from a segment's cases, without those removed.
    init(_ segment: SearchSegment, without removed: Set<Int64>, expecting more: Int) {
        terms = segment.terms
        frequency = [UInt32](repeating: 0, count: terms.hashes.count)
        forward.reserveCapacity(segment.forward.count + more * 24)
        ids.reserveCapacity(segment.count + more)
        for (position, id) in segment.ids.enumerated() where removed.isEmpty || !removed.contains(id) {
            let range = Int(segment.starts[position])..<Int(segment.starts[position + 1])
            forward.append(contentsOf: segment.forward[range])
            for entry in segment.forward[range].dropFirst() { frequency[Int(entry & SearchSegment.rankMask)] += 1 }
            close(id)
        }
    }

    mutating func add(id: Int64, hashes: [UInt64]) {
        numbers.removeAll(keepingCapacity: true)
        for hash in hashes {
            let number = terms.add(hash)
            if number < SearchSegment.termsMax { numbers.append(UInt32(number)) }
        }
        insertionSort(&numbers)
        while frequency.count < terms.hashes.count { frequency.append(0) }
        forward.append(0)
        var index = 0
        while index < numbers.count {
            var end = index + 1
            while end < numbers.count, numbers[end] == numbers[index] { end += 1 }
            frequency[Int(numbers[index])] += 1
            forward.append(numbers[index] | UInt32(min(255, end - index)) << 24)
            index = end
        }
        close(id)
    }

    mutating func add(id: Int64, counted: [CountedTerm]) {
        add(id: id, hashes: counted.flatMap { repeatElement($0.hash, count: Int($0.count)) })
    }

    private mutating func close(_ id: Int64) {
        ids.append(id)
        starts.append(UInt32(forward.count))
    }

    /// - Parameter threshold: the lowest cosine that will ever be asked for.
    consuming func build(threshold: Double) -> SearchSegment {
        let ranks = Self.ranks(frequency)
        let total = Float(ids.count)
        var hashes = [UInt64](repeating: 0, count: frequency.count)
        var idf = [Float](repeating: 1, count: frequency.count)
        for (number, rank) in ranks.enumerated() {
            hashes[Int(rank)] = terms.hashes[number]
            idf[Int(rank)] = log((1 + total) / (1 + Float(frequency[number]))) + 1
        }
        var counts = [UInt32](repeating: 0, count: frequency.count + 1)
        Self.rank(&forward, starts: starts, ranks: ranks, idf: idf, limit: threshold, counts: &counts)
        for rank in 0..<frequency.count { counts[rank + 1] += counts[rank] }
        var postings = Postings(forward: forward, starts: starts, idf: idf, ends: counts, threshold: threshold)
        postings.arrange(ends: counts)
        return SearchSegment(
            ids: ids, terms: TermTable(hashes), idf: idf, forward: forward, starts: starts, termGroups: postings.termGroups,
            groups: postings.groups, postingCase: postings.cases, postingRest: postings.rests,
            postingSignature: postings.signatures)
    }

    /// Rank of each term, rarest first.
    private static func ranks(_ frequency: [UInt32]) -> [UInt32] {
        var order = frequency.enumerated().map { UInt64($1) << 32 | UInt64($0) }
        order.sort()
        var ranks = [UInt32](repeating: 0, count: order.count)
        for (rank, entry) in order.enumerated() { ranks[Int(entry & 0xFFFF_FFFF)] = UInt32(rank) }
        return ranks
    }

    /// Renumbers each case's terms by rank, sorts them, writes its length, and counts the prefix's postings.
    private static func rank(
        _ forward: inout [UInt32], starts: [UInt32], ranks: [UInt32], idf: [Float], limit: Double, counts: inout [UInt32]
    ) {
        var forward = forward.mutableSpan
        var counts = counts.mutableSpan
        let (ranks, idf) = (ranks.span, idf.span)
        for position in 0..<(starts.count - 1) {
            let (first, end) = (Int(starts[position]) + 1, Int(starts[position + 1]))
            var sum: Float = 0
            for index in first..<end {
                let entry = forward[index]
                let ranked = ranks[Int(entry & SearchSegment.rankMask)] | (entry & ~SearchSegment.rankMask)
                let weight = Float(ranked >> 24) * idf[Int(ranked & SearchSegment.rankMask)]
                sum += weight * weight
                // Insertion by rank: a case has a few dozen terms.
                var slot = index
                while slot > first, forward[slot - 1] & SearchSegment.rankMask > ranked & SearchSegment.rankMask {
                    forward[slot] = forward[slot - 1]
                    slot -= 1
                }
                forward[slot] = ranked
            }
            forward[first - 1] = (sum > 0 ? 1 / sum.squareRoot() : 0).bitPattern
            var rest = sum
            let floor = Postings.floor(limit, sum)
            for index in first..<end where rest >= floor {
                let rank = Int(forward[index] & SearchSegment.rankMask)
                counts[rank + 1] += 1
                let weight = Float(forward[index] >> 24) * idf[rank]
                rest -= weight * weight
            }
        }
    }

    private func insertionSort(_ values: inout [UInt32]) {
        if values.count > 64 {
            values.sort()
            return
        }
        var values = values.mutableSpan
        for index in 0..<values.count {
            let value = values[index]
            var slot = index
            while slot > 0, values[slot - 1] > value {
                values[slot] = values[slot - 1]
                slot -= 1
            }
            values[slot] = value
        }
    }
}

/// The posting lists while they are made.
private struct Postings {
    var cases: [UInt32]
    var rests: [UInt8]
    var signatures: [UInt64] = []
    var groups: [SearchSegment.Group] = []
    var termGroups: [UInt32] = []
    /// `255 - weight`, `255 - rest`, case: sorted ascending, heavy first.
    private var packed: [UInt64]
    private var signatureOfCase: [UInt64]

    /// The squared length below which the rest of a case cannot reach the threshold; a little lower, for rounding.
    static func floor(_ threshold: Double, _ squaredLength: Float) -> Float {
        Float(threshold * threshold) * squaredLength * (1 - 1e-5)
    }

    init(forward: [UInt32], starts: [UInt32], idf: [Float], ends: [UInt32], threshold: Double) {
        let total = Int(ends.last ?? 0)
        cases = []
        rests = []
        packed = [UInt64](repeating: 0, count: total)
        signatureOfCase = [UInt64](repeating: 0, count: starts.count - 1)
        var next = ends
        Self.fill(
            &packed, &signatureOfCase, &next, forward: forward.span, starts: starts.span, idf: idf.span, threshold: threshold)
    }

    private static func fill(
        _ packed: inout [UInt64], _ signatures: inout [UInt64], _ next: inout [UInt32], forward: Span<UInt32>,
        starts: Span<UInt32>, idf: Span<Float>, threshold: Double
    ) {
        var packed = packed.mutableSpan
        var signatures = signatures.mutableSpan
        var next = next.mutableSpan
        for position in 0..<(starts.count - 1) {
            let (first, end) = (Int(starts[position]) + 1, Int(starts[position + 1]))
            let inverse = Float(bitPattern: forward[first - 1])
            var sum: Float = 0
            var signature: UInt64 = 0
            for index in first..<end {
                let rank = forward[index] & SearchSegment.rankMask
                let weight = Float(forward[index] >> 24) * idf[Int(rank)]
                sum += weight * weight
                signature |= 1 << UInt64(SearchSegment.signatureBit(rank))
            }
            signatures[position] = signature
            var rest = sum
            // The same arithmetic as when counting, so that exactly the counted postings are filled.
            var square: Float = 0
            for index in first..<end {
                let weight = Float(forward[index] >> 24) * idf[Int(forward[index] & SearchSegment.rankMask)]
                square += weight * weight
            }
            let floor = Self.floor(threshold, square)
            for index in first..<end where rest >= floor {
                let rank = Int(forward[index] & SearchSegment.rankMask)
                let weight = Float(forward[index] >> 24) * idf[rank]
                rest -= weight * weight
                let behind = rest > 0 ? rest.squareRoot() * inverse : 0
                let w = UInt64(min(255, (weight * inverse * 255 + 1e-3).rounded(.up)))
                let s = UInt64(min(255, (behind * 255 + 1e-2).rounded(.up)))
                packed[Int(next[rank])] = (255 - w) << 48 | (255 - s) << 40 | UInt64(position)
                next[rank] += 1
            }
        }
    }

    /// Sorts each list and cuts it into groups of equal weight.
    mutating func arrange(ends: [UInt32]) {
        cases = [UInt32](repeating: 0, count: packed.count)
        rests = [UInt8](repeating: 0, count: packed.count)
        signatures = [UInt64](repeating: 0, count: packed.count)
        termGroups.reserveCapacity(ends.count)
        for rank in 0..<(ends.count - 1) {
            termGroups.append(UInt32(groups.count))
            let range = Int(ends[rank])..<Int(ends[rank + 1])
            if range.count > 1 { packed[range].sort() }
            var last: UInt64 = .max
            for position in range {
                let entry = packed[position]
                let weight = 255 - entry >> 48
                let rest = UInt8(truncatingIfNeeded: 255 - (entry >> 40 & 0xFF))
                if weight != last {
                    groups.append(SearchSegment.Group(start: UInt32(position), weight: UInt16(weight), rest: UInt16(rest)))
                    last = weight
                }
                cases[position] = UInt32(truncatingIfNeeded: entry & 0xFFFF_FFFF)
                rests[position] = rest
                signatures[position] = signatureOfCase[Int(entry & 0xFFFF_FFFF)]
            }
        }
        termGroups.append(UInt32(groups.count))
        groups.append(SearchSegment.Group(start: UInt32(packed.count), weight: 0, rest: 0))
    }
}
