#if canImport(Glibc)
    import Glibc
#endif

/// Exact TF-IDF cosine search over solved cases.
///
/// An immutable main segment holds most cases; a small delta takes inserts at once; ``merged()`` makes one
/// segment of both, which a background task swaps in. The weights (`ln((1+n)/(1+df)) + 1`) are those of the
/// main segment, until the next merge; a word that no case of it holds weighs one. Cosine alone never
/// answers anybody: it is right in 87–92 of 100, and in 97–99.9 where the classifier agrees.
public struct CaseIndex: Sendable {
    /// A case and its cosine, 0 to 1.
    public struct Match: Sendable, Equatable {
        public var id: Int64
        public var score: Double

        public init(id: Int64, score: Double) {
            self.id = id
            self.score = score
        }
    }

    /// No search below this can be asked; the index is built for it.
    public let threshold: Double
    private var main: SearchSegment
    private var delta = DeltaSegment()
    /// Cases of the main segment that are gone or replaced.
    private var removed: Set<Int64> = []
    /// The highest number in the main segment: what is above it needs no look.
    private var highest = Int64.min

    /// Up to this many cases the index merges itself as it doubles; beyond, ``merged()`` is the caller's.
    static let selfMergeMax = 4_096

    /// - Parameter threshold: 0.1 to 1.
    public init(threshold: Double = 0.5) {
        self.threshold = threshold.isFinite ? max(0.1, min(1, threshold)) : 0.5
        main = SegmentBuilder().build(threshold: self.threshold)
    }

    /// All cases at once: what a start does. Each number occurs once.
    public init(threshold: Double = 0.5, cases: some Sequence<(id: Int64, text: String)>) {
        self.init(threshold: threshold)
        var builder = SegmentBuilder(expecting: cases.underestimatedCount)
        var hashes: [UInt64] = []
        for (id, text) in cases {
            CaseTokens.append(text, to: &hashes)
            builder.add(id: id, hashes: hashes)
        }
        main = builder.build(threshold: self.threshold)
        highest = main.ids.max() ?? .min
    }

    public var count: Int { main.count - removed.count + delta.count }
    /// Cases that wait for the next merge.
    public var deltaCount: Int { delta.count }
    /// Bytes of the main segment.
    public var byteCount: Int { main.byteCount }

    /// Adds a case, or replaces the one of the same number.
    public mutating func insert(id: Int64, text: String) {
        remove(id: id)
        delta.insert(id: id, terms: CaseTokens.counted(text))
        if delta.count > 16, delta.count >= main.count, main.count < Self.selfMergeMax { self = merged() }
    }

    public mutating func remove(id: Int64) {
        if delta.remove(id: id) { return }
        if id <= highest, main.ids.contains(id) { removed.insert(id) }
    }

    /// The cases whose cosine is at least `atLeast` (never below ``threshold``), best first, then by number.
    public func search(text: String, atLeast: Double = 0.7, limit: Int = 10) -> [Match] {
        guard limit > 0, atLeast.isFinite, count > 0 else { return [] }
        let hashes = CaseTokens.hashes(text)
        let query = SegmentQuery(hashes, main)
        var best = BestCases(limit: limit, floor: Float(max(atLeast, threshold)))
        main.search(query, removed: removed, into: &best)
        if delta.count > 0 { delta.search(CaseTokens.counted(hashes), main, into: &best) }
        return best.matches
    }

    /// The same cases in one segment, with weights of them all.
    public func merged() -> CaseIndex {
        var index = CaseIndex(threshold: threshold)
        var builder = SegmentBuilder(main, without: removed, expecting: delta.count)
        delta.forEach { builder.add(id: $0, counted: $1) }
        index.main = builder.build(threshold: threshold)
        index.highest = index.main.ids.max() ?? .min
        return index
    }

    /// Cosine of two texts by word counts alone: whether two mails speak of the same matter (INTERFACE: 0.5 and more).
    public static func cosine(_ a: String, _ b: String) -> Double {
        Cosine.of(CaseTokens.counted(a), CaseTokens.counted(b)) { _ in 1 }
    }
}

/// The few cases that came since the last merge, found through the words they hold.
struct DeltaSegment: Sendable {
    private var cases: [Int64: [CountedTerm]] = [:]
    private var holders: [UInt64: Set<Int64>] = [:]

    var count: Int { cases.count }

    mutating func insert(id: Int64, terms: [CountedTerm]) {
        cases[id] = terms
        for term in terms { holders[term.hash, default: []].insert(id) }
    }

    mutating func remove(id: Int64) -> Bool {
        guard let terms = cases.removeValue(forKey: id) else { return false }
        for term in terms {
            holders[term.hash]?.remove(id)
            if holders[term.hash]?.isEmpty == true { holders[term.hash] = nil }
        }
        return true
    }

    func forEach(_ body: (Int64, [CountedTerm]) -> Void) {
        for id in cases.keys.sorted() { body(id, cases[id] ?? []) }
    }

    func search(_ query: [CountedTerm], _ main: SearchSegment, into best: inout BestCases) {
        var found: Set<Int64> = []
        for term in query { if let ids = holders[term.hash] { found.formUnion(ids) } }
        for id in found.sorted() {
            guard let terms = cases[id] else { continue }
            best.offer(id, Float(Cosine.of(query, terms) { Double(main.weight($0)) }))
        }
    }
}

/// The cosine of two counted texts, the slow and plain way.
enum Cosine {
    static func of(_ a: [CountedTerm], _ b: [CountedTerm], weight: (UInt64) -> Double) -> Double {
        var (i, j) = (0, 0)
        var (dot, squareA, squareB) = (0.0, 0.0, 0.0)
        while i < a.count || j < b.count {
            if j == b.count || (i < a.count && a[i].hash < b[j].hash) {
                let x = Double(a[i].count) * weight(a[i].hash)
                squareA += x * x
                i += 1
            } else if i == a.count || b[j].hash < a[i].hash {
                let y = Double(b[j].count) * weight(b[j].hash)
                squareB += y * y
                j += 1
            } else {
                let idf = weight(a[i].hash)
                let (x, y) = (Double(a[i].count) * idf, Double(b[j].count) * idf)
                (dot, squareA, squareB) = (dot + x * y, squareA + x * x, squareB + y * y)
                i += 1
                j += 1
            }
        }
        return squareA > 0 && squareB > 0 ? min(1, dot / (squareA * squareB).squareRoot()) : 0
    }
}
