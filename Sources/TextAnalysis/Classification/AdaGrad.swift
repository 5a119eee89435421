#if canImport(Glibc)
    import Glibc
#endif

/// Trains ``LinearModel`` weights: one-vs-rest logistic loss by AdaGrad, the rate falling linearly to zero.
struct AdaGrad: Sendable {
    var epochs = 10
    var rate: Float = 0.3
    /// Keeps the first steps of a rare feature finite.
    var epsilon: Float = 1e-3
    /// A block of classes whose every gradient is smaller is left alone: same accuracy, a third faster.
    var gradientMin: Float = 4e-3
    /// A block left alone is not even scored for some epochs: what a text plainly is not, it will not be in the next pass either.
    var restEpochs: UInt8 = 3
    var seed: UInt64 = 1

    /// A text, the columns it is positive for (intent and template), and how much it counts.
    struct Example: Sendable {
        var vector: TextVector
        var columns: [Int]
        var weight: Float
    }

    func train(_ examples: [Example], rowCount: Int, columnCount: Int) -> LinearModel {
        let blockCount = LinearModel.blocks(columnCount)
        let zero = SIMD8<Float>(repeating: 0)
        // The intercept is a last row that every text has.
        var weights = [SIMD8<Float>](repeating: zero, count: (rowCount + 1) * blockCount)
        var squares = [SIMD8<Float>](repeating: SIMD8(repeating: epsilon * epsilon), count: weights.count)
        var rest = [UInt8](repeating: 0, count: examples.count * blockCount)
        var turn = Turn(blockCount: blockCount)
        var order = Array(examples.indices)
        var random = SplitMix64(seed: seed)
        let steps = max(1, epochs * examples.count)
        var step = 0
        for _ in 0..<epochs {
            random.shuffle(&order)
            for index in order {
                let now = rate * (1 - Float(step) / Float(steps))
                learn(examples[index], rate: now, biasRow: rowCount, &turn, &rest, at: index * blockCount, &weights, &squares)
                step += 1
            }
        }
        let bias = Array(weights[(rowCount * blockCount)...])
        weights.removeLast(blockCount)
        return LinearModel(columnCount: columnCount, rounding: weights, bias: bias)
    }

    /// One text's blocks of classes: those that are scored, those that learn, and the gradients.
    private struct Turn {
        var awake: [Int] = []
        var active: [Int] = []
        var gradient: [SIMD8<Float>]

        init(blockCount: Int) { gradient = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: blockCount) }
    }

    /// - Parameters:
    ///   - rest: how many epochs each block of this text sleeps, from `first` on.
    private func learn(
        _ example: Example, rate: Float, biasRow: Int, _ turn: inout Turn, _ rest: inout [UInt8], at first: Int,
        _ weights: inout [SIMD8<Float>], _ squares: inout [SIMD8<Float>]
    ) {
        let blockCount = turn.gradient.count
        turn.awake.removeAll(keepingCapacity: true)
        for block in 0..<blockCount {
            if rest[first + block] == 0 { turn.awake.append(block) } else { rest[first + block] -= 1 }
        }
        let awake = turn.awake
        Self.score(example.vector, weights.span, biasRow: biasRow, awake.span, into: &turn.gradient)
        for column in example.columns { turn.gradient[column / LinearModel.lanes][column % LinearModel.lanes] -= 1 }
        turn.active.removeAll(keepingCapacity: true)
        for block in awake {
            let slope = turn.gradient[block]
            let largest = slope.replacing(with: -slope, where: slope .< SIMD8(repeating: 0)).max()
            if largest >= gradientMin { turn.active.append(block) }
            let isOwn = example.columns.contains { $0 / LinearModel.lanes == block }
            if largest < gradientMin, !isOwn { rest[first + block] = restEpochs }
            turn.gradient[block] = slope * example.weight
        }
        guard !turn.active.isEmpty else { return }
        update(
            example.vector, turn.gradient, turn.active, rate: rate, biasRow: biasRow, blockCount: blockCount, &weights, &squares)
    }

    private func update(
        _ vector: TextVector, _ gradient: [SIMD8<Float>], _ active: [Int], rate: Float, biasRow: Int, blockCount: Int,
        _ weights: inout [SIMD8<Float>], _ squares: inout [SIMD8<Float>]
    ) {
        var weights = weights.mutableSpan
        var squares = squares.mutableSpan
        for block in active {
            let slope = gradient[block]
            let position = biasRow * blockCount + block
            let square = squares[position] + slope * slope
            squares[position] = square
            weights[position] -= slope * rate * Self.inverseRoot(square)
            for entry in vector.entries {
                let position = Int(entry.row) * blockCount + block
                let slope = gradient[block] * entry.value
                let square = squares[position] + slope * slope
                squares[position] = square
                weights[position] -= slope * rate * Self.inverseRoot(square)
            }
        }
    }

    /// One over the square root, to two parts in a thousand: the exact one is computed a lane at a time, and
    /// it was half of the training. The sum of squares starts at `epsilon²`, so it is never zero.
    @inline(__always)
    private static func inverseRoot(_ x: SIMD8<Float>) -> SIMD8<Float> {
        let guess = SIMD8<Float>(bits: SIMD8<UInt32>(repeating: 0x5F37_5A86) &- (x.bits &>> 1))
        return guess * (1.5 - x * 0.5 * guess * guess)
    }

    /// The probability of each column of the blocks that are awake, as the weights stand.
    private static func score(
        _ vector: TextVector, _ weights: Span<SIMD8<Float>>, biasRow: Int, _ awake: Span<Int>, into sums: inout [SIMD8<Float>]
    ) {
        let blockCount = sums.count
        let entries = vector.entries.span
        var sums = sums.mutableSpan
        var index = 0
        // Four blocks at a time stay in registers.
        while index + 4 <= awake.count {
            let (i, j, k, l) = (awake[index], awake[index + 1], awake[index + 2], awake[index + 3])
            let bias = biasRow * blockCount
            var (a, b, c, d) = (weights[bias + i], weights[bias + j], weights[bias + k], weights[bias + l])
            for number in 0..<entries.count {
                let start = Int(entries[number].row) &* blockCount
                let value = SIMD8<Float>(repeating: entries[number].value)
                a += weights[start &+ i] * value
                b += weights[start &+ j] * value
                c += weights[start &+ k] * value
                d += weights[start &+ l] * value
            }
            (sums[i], sums[j], sums[k], sums[l]) = (sigmoid(a), sigmoid(b), sigmoid(c), sigmoid(d))
            index += 4
        }
        while index < awake.count {
            let block = awake[index]
            var a = weights[biasRow * blockCount + block]
            for number in 0..<entries.count {
                a += weights[Int(entries[number].row) &* blockCount &+ block] * entries[number].value
            }
            sums[block] = sigmoid(a)
            index += 1
        }
    }

    private static func sigmoid(_ x: SIMD8<Float>) -> SIMD8<Float> {
        var result = SIMD8<Float>(repeating: 0)
        for lane in 0..<LinearModel.lanes { result[lane] = 1 / (1 + exp(-x[lane])) }
        return result
    }
}
