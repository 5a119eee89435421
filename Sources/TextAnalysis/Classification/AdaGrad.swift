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
        var order = Array(examples.indices)
        var random = SplitMix64(seed: seed)
        let steps = max(1, epochs * examples.count)
        var step = 0
        for _ in 0..<epochs {
            random.shuffle(&order)
            for index in order {
                let now = rate * (1 - Float(step) / Float(steps))
                learn(examples[index], rate: now, biasRow: rowCount, blockCount: blockCount, &weights, &squares)
                step += 1
            }
        }
        let bias = Array(weights[(rowCount * blockCount)...])
        weights.removeLast(blockCount)
        return LinearModel(columnCount: columnCount, rounding: weights, bias: bias)
    }

    private func learn(
        _ example: Example, rate: Float, biasRow: Int, blockCount: Int,
        _ weights: inout [SIMD8<Float>], _ squares: inout [SIMD8<Float>]
    ) {
        var gradient = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: blockCount)
        Self.score(example.vector, weights.span, biasRow: biasRow, into: &gradient)
        for column in example.columns { gradient[column / LinearModel.lanes][column % LinearModel.lanes] -= 1 }
        var active: [Int] = []
        for block in 0..<blockCount {
            let magnitude = gradient[block].replacing(with: -gradient[block], where: gradient[block] .< SIMD8(repeating: 0))
            if magnitude.max() >= gradientMin { active.append(block) }
            gradient[block] *= example.weight
        }
        guard !active.isEmpty else { return }
        update(example.vector, gradient, active, rate: rate, biasRow: biasRow, blockCount: blockCount, &weights, &squares)
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

    /// The probability of each column as the weights stand.
    private static func score(
        _ vector: TextVector, _ weights: Span<SIMD8<Float>>, biasRow: Int, into sums: inout [SIMD8<Float>]
    ) {
        let blockCount = sums.count
        var sums = sums.mutableSpan
        var block = 0
        // Four blocks at a time stay in registers.
        while block + 4 <= blockCount {
            let bias = biasRow * blockCount + block
            var (a, b, c, d) = (weights[bias], weights[bias + 1], weights[bias + 2], weights[bias + 3])
            for entry in vector.entries {
                let start = Int(entry.row) * blockCount + block
                a += weights[start] * entry.value
                b += weights[start + 1] * entry.value
                c += weights[start + 2] * entry.value
                d += weights[start + 3] * entry.value
            }
            (sums[block], sums[block + 1], sums[block + 2], sums[block + 3]) = (a, b, c, d)
            block += 4
        }
        while block < blockCount {
            var a = weights[biasRow * blockCount + block]
            for entry in vector.entries { a += weights[Int(entry.row) * blockCount + block] * entry.value }
            sums[block] = a
            block += 1
        }
        for block in 0..<blockCount { sums[block] = sigmoid(sums[block]) }
    }

    private static func sigmoid(_ x: SIMD8<Float>) -> SIMD8<Float> {
        var result = SIMD8<Float>(repeating: 0)
        for lane in 0..<LinearModel.lanes { result[lane] = 1 / (1 + exp(-x[lane])) }
        return result
    }
}
