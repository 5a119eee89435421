import Glibc
import Testing

@testable import TextAnalysis

@Suite struct CaseIndexTests {
    /// Plain cosine over all cases, with the weights the index says it uses.
    private static func brute(
        _ cases: [(id: Int64, text: String)], _ query: String, weights: [(id: Int64, text: String)], atLeast: Double, limit: Int
    ) -> [CaseIndex.Match] {
        var frequency: [UInt64: Int] = [:]
        for (_, text) in weights { for term in CaseTokens.counted(text) { frequency[term.hash, default: 0] += 1 } }
        let total = Double(weights.count)
        func weight(_ hash: UInt64) -> Double {
            frequency[hash].map { Double.logarithm((1 + total) / (1 + Double($0))) + 1 } ?? 1
        }
        let counted = CaseTokens.counted(query)
        let all = cases.map { CaseIndex.Match(id: $0.id, score: Cosine.of(counted, CaseTokens.counted($0.text), weight: weight)) }
        return Array(all.filter { $0.score >= atLeast }.sorted(by: BestCases.precedes).prefix(limit))
    }

    private static func text(_ random: inout SplitMix64, vocabulary: Int) -> String {
        let count = 1 + Int(random.next() % 14)
        return (0..<count).map { _ in
            // Squaring makes low numbers frequent, as words are.
            let share = Double(random.next() % 10_000) / 10_000
            return "w\(Int(share * share * Double(vocabulary)))"
        }.joined(separator: " ")
    }

    private static func expectEqual(_ found: [CaseIndex.Match], _ expected: [CaseIndex.Match], _ note: String) {
        #expect(found.count == expected.count, "\(note)")
        for (a, b) in zip(found, expected) {
            #expect(abs(a.score - b.score) < 1e-4, "\(note)")
            // Equal scores may stand in either order within rounding.
            if abs(a.score - b.score) < 1e-4, expected.count(where: { abs($0.score - b.score) < 1e-4 }) == 1 {
                #expect(a.id == b.id, "\(note)")
            }
        }
    }

    @Test("the search finds exactly what brute force finds, on random cases", arguments: 1...12)
    func equalsBruteForce(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let vocabulary = [12, 60, 400][seed % 3]
        let cases = (0..<300).map { (id: Int64($0), text: Self.text(&random, vocabulary: vocabulary)) }
        let index = CaseIndex(threshold: 0.5, cases: cases)
        for _ in 0..<60 {
            let query = Self.text(&random, vocabulary: vocabulary + 5)
            for (atLeast, limit) in [(0.5, 400), (0.7, 5), (0.85, 1)] {
                // A score within rounding of the floor may fall on either side: ask a hair beside it.
                let expected = Self.brute(cases, query, weights: cases, atLeast: atLeast, limit: limit)
                let found = index.search(text: query, atLeast: atLeast, limit: limit)
                let edge = Self.brute(cases, query, weights: cases, atLeast: atLeast - 1e-4, limit: 400)
                    .contains { abs($0.score - atLeast) < 1e-4 }
                if !edge { Self.expectEqual(found, expected, "seed \(seed), query \(query), at least \(atLeast)") }
            }
        }
    }

    @Test("cases inserted, replaced and removed are found as brute force finds them, before and after a merge", arguments: 1...6)
    func delta(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed) &* 77)
        let first = (0..<200).map { (id: Int64($0), text: Self.text(&random, vocabulary: 80)) }
        var index = CaseIndex(threshold: 0.5, cases: first)
        var cases = Dictionary(uniqueKeysWithValues: first.map { ($0.id, $0.text) })
        for number in 0..<60 {
            let id = Int64(random.next() % 260)
            if number % 4 == 0 {
                index.remove(id: id)
                cases[id] = nil
            } else {
                let text = Self.text(&random, vocabulary: 80)
                index.insert(id: id, text: text)
                cases[id] = text
            }
        }
        #expect(index.count == cases.count)
        let now = cases.map { (id: $0.key, text: $0.value) }.sorted { $0.id < $1.id }
        let merged = index.merged()
        #expect(merged.count == cases.count)
        #expect(merged.deltaCount == 0)
        for _ in 0..<40 {
            let query = Self.text(&random, vocabulary: 84)
            for (index, weights) in [(index, first), (merged, now)] {
                let near = Self.brute(now, query, weights: weights, atLeast: 0.4999, limit: 400)
                if near.contains(where: { abs($0.score - 0.5) < 1e-4 }) { continue }
                Self.expectEqual(index.search(text: query, atLeast: 0.5, limit: 400), near, "seed \(seed), query \(query)")
            }
        }
    }

    @Test("a small index merges itself as it grows, so that rare words weigh more")
    func grows() {
        var index = CaseIndex()
        for number in 0..<100 { index.insert(id: Int64(number), text: "the printer model p\(number) does not print") }
        #expect(index.deltaCount < 64)
        let found = index.search(text: "the printer model p42 does not print", atLeast: 0.7, limit: 3)
        #expect(found.first?.id == 42)
        #expect((found.first?.score ?? 0) > 0.999)
    }

    @Test("nothing is found for nothing, and no case is nearer for words that no case holds")
    func empty() {
        var index = CaseIndex()
        #expect(index.search(text: "anything", atLeast: 0.5, limit: 5).isEmpty)
        index.insert(id: 1, text: "my account")
        #expect(index.search(text: "", atLeast: 0.5, limit: 5).isEmpty)
        #expect(index.search(text: "my account", atLeast: 0.7, limit: 0).isEmpty)
        #expect(index.search(text: "my account", atLeast: .nan, limit: 5).isEmpty)
        #expect(index.search(text: "my account was eaten by seven hungry green wolves yesterday", atLeast: 0.7, limit: 5).isEmpty)
        #expect(index.search(text: "My ACCOUNT!", atLeast: 0.99, limit: 5).map(\.id) == [1])
    }

    @Test("two mails of the same matter are alike, of different matters not")
    func sameMatter() {
        #expect(CaseIndex.cosine("my order 4711 has not arrived", "Order 4711 has still not arrived") >= 0.5)
        #expect(CaseIndex.cosine("my order 4711 has not arrived", "please add a dark theme") < 0.5)
        #expect(CaseIndex.cosine("", "x") == 0)
    }
}

extension Double {
    fileprivate static func logarithm(_ x: Double) -> Double { log(x) }
}
