/// Trains ``LinearModel`` weights: one-vs-rest L2 squared-hinge loss by dual coordinate descent (Hsieh et al. 2008).
///
/// The alternative to ``AdaGrad`` for long documents, where a large margin beats a likelihood; all classes of a text take their
/// step together, so that a text is read once for all of them.
struct DualCoordinateDescent: Sendable {
    /// What a violated margin costs; smaller keeps the weights smaller.
    var cost: Float = 0.5
    var passes = 15
    var seed: UInt64 = 1

    /// A margin of one on the scale of a logit, so that signs and calibrator read both learners alike.
    static let logitsPerMargin: Float = 4
    /// Steps smaller than this change nothing that is kept.
    private static let stepMin: Float = 1e-4

    func train(_ examples: [AdaGrad.Example], rowCount: Int, columnCount: Int) -> LinearModel {
        let blockCount = LinearModel.blocks(columnCount)
        let zero = SIMD8<Float>(repeating: 0)
        // The intercept is a last row that every text has, with value one.
        var weights = [SIMD8<Float>](repeating: zero, count: (rowCount + 1) * blockCount)
        var duals = [SIMD8<Float>](repeating: zero, count: examples.count * blockCount)
        let lengths = examples.map { $0.vector.entries.reduce(1) { $0 + $1.value * $1.value } }
        var order = Array(examples.indices)
        var random = SplitMix64(seed: seed)
        for _ in 0..<passes {
            random.shuffle(&order)
            for index in order {
                let example = examples[index]
                let signs = Self.signs(example.columns, blockCount)
                let damping = 1 / (2 * cost * example.weight)
                for block in 0..<blockCount {
                    let position = index * blockCount + block
                    let margin = Self.margin(example.vector, weights.span, rowCount, block, blockCount) * signs[block]
                    let old = duals[position]
                    let free = old - (margin - 1 + old * damping) / (damping + lengths[index])
                    let new = free.replacing(with: zero, where: free .< zero)
                    duals[position] = new
                    let step = (new - old) * signs[block]
                    guard step.replacing(with: -step, where: step .< zero).max() > Self.stepMin else { continue }
                    Self.move(example.vector, step, &weights, rowCount, block, blockCount)
                }
            }
        }
        let scaled = weights.map { $0 * Self.logitsPerMargin }
        return LinearModel(
            columnCount: columnCount, rounding: Array(scaled[..<(rowCount * blockCount)]),
            bias: Array(scaled[(rowCount * blockCount)...]))
    }

    /// One for the classes of the text, minus one for all others.
    private static func signs(_ columns: [Int], _ blockCount: Int) -> [SIMD8<Float>] {
        var signs = [SIMD8<Float>](repeating: SIMD8(repeating: -1), count: blockCount)
        for column in columns { signs[column / LinearModel.lanes][column % LinearModel.lanes] = 1 }
        return signs
    }

    private static func margin(
        _ vector: TextVector, _ weights: Span<SIMD8<Float>>, _ biasRow: Int, _ block: Int, _ blockCount: Int
    ) -> SIMD8<Float> {
        let entries = vector.entries.span
        var sum = weights[biasRow * blockCount + block]
        for index in 0..<entries.count { sum += weights[Int(entries[index].row) &* blockCount &+ block] * entries[index].value }
        return sum
    }

    private static func move(
        _ vector: TextVector, _ step: SIMD8<Float>, _ weights: inout [SIMD8<Float>], _ biasRow: Int, _ block: Int,
        _ blockCount: Int
    ) {
        let entries = vector.entries.span
        var weights = weights.mutableSpan
        weights[biasRow * blockCount + block] += step
        for index in 0..<entries.count {
            weights[Int(entries[index].row) &* blockCount &+ block] += step * entries[index].value
        }
    }
}
