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
        let perRest = 255 / max(query.restLengths[index + 1], 1e-9)
        let (groups, rests, signatures, cases) = (groups.span, postingRest.span, postingSignature.span, postingCase.span)
        for number in Int(termGroups[Int(term.rank)])..<Int(termGroups[Int(term.rank) + 1]) {
            let group = groups[number]
            let base = term.weight * Float(group.weight) * (1 / 255)
            let least = (best.bar - base) * perRest - 0.01
            guard least < Float(group.rest) + 1 else { continue }
            var end = Int(groups[number + 1].start)
            if least >= 1 { end = Self.cut(rests, Int(group.start), end, below: UInt8(min(255, least))) }
            var position = Int(group.start)
            while position < end {
                let missing = (best.bar - base) * 255
                let squared = missing > 0 ? missing * missing : -1
                while position < end, visit.candidates.count < visit.batch {
                    position = hope.next(position, end, signatures, rests, squared)
                    if position < end { visit.add(cases[position]) }
                    position += 1
                }
                if visit.candidates.count >= visit.batch { verify(&visit, query, removed, &best) }
            }
        }
        if !visit.candidates.isEmpty { verify(&visit, query, removed, &best) }
    }

    /// First position in a run of falling rests that is below `least`.
    @inline(__always)
    private static func cut(_ rests: Span<UInt8>, _ start: Int, _ end: Int, below least: UInt8) -> Int {
        var (low, high) = (start, end)
        // Most runs are short, and a short one is walked faster than halved.
        let near = min(end, start + 8)
        while low < near, rests[low] >= least { low += 1 }
        if low < near { return low }
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
            let score = sum * candidate.inverse
            guard score >= best.bar else { continue }
            let id = ids[Int(candidate.position)]
            if removed.isEmpty || !removed.contains(id) { best.offer(id, min(1, score)) }
        }
        visit.begin()
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
            candidates[index].last = forward[Int(candidates[index].end) - 1]
        }
    }
}
