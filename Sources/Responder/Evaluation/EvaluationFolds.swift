import TextAnalysis

/// Judges a table by itself: each part of it by a model that was trained on the other parts.
///
/// A validation split of a thousand rows moves coverage at precision .99 by several points with a handful of rows; a table judged whole
/// is several times as many, and none of them was learnt by the model that judged it.
public struct EvaluationFolds: Sendable {
    /// Which rows are judged together.
    let parts: [[Int]]
    private let texts: [(text: String, label: String)]
    private let outOfScopeLabel: String?

    public static let countRange = 2...20

    /// - Parameter count: how many parts; the rows of a label are dealt out in turn, so that each part holds its share of them. Each label
    ///   begins at another part than the one before, so that labels of few rows do not meet in one part.
    public init(_ texts: [(text: String, label: String)], count: Int, outOfScopeLabel: String?) {
        self.texts = texts
        self.outOfScopeLabel = outOfScopeLabel
        var dealt: [String: Int] = [:]
        var parts = Array(repeating: [Int](), count: max(1, count))
        for (index, row) in texts.enumerated() {
            let turn = dealt[row.label] ?? dealt.count
            parts[turn % parts.count].append(index)
            dealt[row.label] = turn + 1
        }
        self.parts = parts.filter { !$0.isEmpty }
    }

    /// - Returns: a row for each text, in their order.
    /// - Throws: ``TrainingError`` where the other parts hold nothing to learn from: a single row, or nothing in scope.
    public func judge(progress: @escaping @Sendable (Double) -> Void = { _ in }) async throws -> [EvaluatedRow] {
        var judged: [(index: Int, row: EvaluatedRow)] = []
        for (number, part) in parts.enumerated() {
            let isJudged = Set(part)
            let train = texts.indices.filter { !isJudged.contains($0) }.map { texts[$0] }
            let (done, share) = (Double(number), 1 / Double(parts.count))
            let bench = EvaluationBench(train: train, outOfScopeLabel: outOfScopeLabel) { progress((done + $0) * share) }
            judged += zip(part, try await bench.judge(texts: part.map { texts[$0] })).map { ($0, $1) }
        }
        return judged.sorted { $0.index < $1.index }.map(\.row)
    }
}
