#if canImport(Glibc)
    import Glibc
#endif

/// Exact TF-IDF cosine search over solved cases.
public struct CaseIndex: Sendable {
    /// A case and its cosine, 0 to 1.
    public struct Match: Sendable, Equatable {
        public var id: Int64
        public var score: Double
    }

    /// No search below this can be asked.
    public let threshold: Double
    private var cases: [Int64: [(hash: UInt64, count: UInt32)]] = [:]
    private var frequency: [UInt64: Int] = [:]

    public init(threshold: Double = 0.5) { self.threshold = threshold }

    public var count: Int { cases.count }

    /// Adds a case, or replaces the one of the same number.
    public mutating func insert(id: Int64, text: String) {
        remove(id: id)
        let terms = CaseTokens.counted(text)
        for term in terms { frequency[term.hash, default: 0] += 1 }
        cases[id] = terms
    }

    public mutating func remove(id: Int64) {
        guard let terms = cases.removeValue(forKey: id) else { return }
        for term in terms { frequency[term.hash, default: 1] -= 1 }
    }

    /// Every case whose cosine is at least `atLeast` (never below ``threshold``), best first, then by number.
    public func search(text: String, atLeast: Double = 0.7, limit: Int = 10) -> [Match] {
        let query = CaseTokens.counted(text)
        let floor = max(atLeast, threshold)
        let matches = cases.compactMap { id, terms in
            let score = Self.cosine(query, terms) { log((1 + Double(cases.count)) / (1 + Double(frequency[$0] ?? 0))) + 1 }
            return score >= floor ? Match(id: id, score: score) : nil
        }
        return Array(matches.sorted { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }.prefix(max(0, limit)))
    }

    /// The same cases, compacted: what a background task computes and swaps in.
    public func merged() -> CaseIndex { self }

    /// Cosine of two texts by word counts alone: whether two mails speak of the same matter (INTERFACE: 0.5 and more).
    public static func cosine(_ a: String, _ b: String) -> Double {
        cosine(CaseTokens.counted(a), CaseTokens.counted(b)) { _ in 1 }
    }

    private static func cosine(
        _ a: [(hash: UInt64, count: UInt32)], _ b: [(hash: UInt64, count: UInt32)], idf: (UInt64) -> Double
    ) -> Double {
        var (i, j) = (0, 0)
        var (dot, normA, normB) = (0.0, 0.0, 0.0)
        while i < a.count || j < b.count {
            if j == b.count || (i < a.count && a[i].hash < b[j].hash) {
                let weight = Double(a[i].count) * idf(a[i].hash)
                normA += weight * weight
                i += 1
            } else if i == a.count || b[j].hash < a[i].hash {
                let weight = Double(b[j].count) * idf(b[j].hash)
                normB += weight * weight
                j += 1
            } else {
                let weight = idf(a[i].hash)
                let (x, y) = (Double(a[i].count) * weight, Double(b[j].count) * weight)
                (dot, normA, normB) = (dot + x * y, normA + x * x, normB + y * y)
                i += 1
                j += 1
            }
        }
        return normA > 0 && normB > 0 ? min(1, dot / (normA.squareRoot() * normB.squareRoot())) : 0
    }
}
