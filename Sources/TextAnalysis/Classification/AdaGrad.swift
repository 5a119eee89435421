#if canImport(Glibc)
    import Glibc
#endif

/// Trains ``LinearModel`` weights: one-vs-rest logistic loss by AdaGrad, the rate falling linearly to zero.
struct AdaGrad: Sendable {
    var epochs = 14
    var rate: Float = 0.3
    /// Keeps the first steps of a rare feature finite.
    var epsilon: Float = 1e-3
    /// A block of classes whose every gradient is smaller is left alone: same accuracy, a third faster.
    var gradientMin: Float = 6e-3
    /// A block left alone is not even scored for some epochs: what a text plainly is not, it will not be in the next pass either.
    var restEpochs: UInt8 = 6

    /// A text, the columns it is positive for (intent and template), and how much it counts.
    struct Example: Sendable {
        var vector: TextVector
        var columns: [Int]
        var weight: Float
        /// A random number that says when it is learned.
        var order: UInt64
    }

    func train(_ examples: [Example], rowCount: Int, columnCount: Int) -> LinearModel {
        let texts = Texts(examples)
        let orders = (0..<epochs).map { Self.order(examples, epoch: $0) }
        let blockCount = LinearModel.blocks(columnCount)
        var weights = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: (rowCount + 1) * blockCount)
        // Classes never look at each other, so eight at a time are trained from first to last: a thirtieth of the weights is
        // in use at once and stays near, where waiting for memory was most of a training.
        for block in 0..<blockCount {
            let cells = train(block, texts, orders, rowCount: rowCount)
            for row in 0...rowCount { weights[row * blockCount + block] = cells[row].lowHalf }
        }
        return LinearModel(
            columnCount: columnCount, rounding: Array(weights.dropLast(blockCount)), bias: Array(weights.suffix(blockCount)))
    }

    /// Eight weights, and their sums of squared gradients: one line of the cache, so what a score has fetched a step finds.
    private typealias Cell = SIMD16<Float>

    /// The examples end to end, so that no array of arrays is walked.
    private struct Texts {
        var entries: [TextVector.Entry] = []
        var starts = [0]
        var weights: [Float] = []
        var columns: [Int] = []
        var columnStarts = [0]

        init(_ examples: [Example]) {
            entries.reserveCapacity(examples.reduce(0) { $0 + $1.vector.entries.count })
            for example in examples {
                entries += example.vector.entries
                starts.append(entries.count)
                weights.append(example.weight)
                columns += example.columns
                columnStarts.append(columns.count)
            }
        }
    }

    /// The examples' order in an epoch: by a random number that each brings along, so that one more moves no other.
    private static func order(_ examples: [Example], epoch: Int) -> [UInt32] {
        let keys = examples.enumerated().map { index, example in
            var random = SplitMix64(seed: example.order &+ UInt64(epoch))
            return (random.next(), UInt32(truncatingIfNeeded: index))
        }
        return keys.sorted(by: <).map(\.1)
    }

    /// The intercept is a last row that every text has.
    private func train(_ block: Int, _ texts: Texts, _ orders: [[UInt32]], rowCount: Int) -> [Cell] {
        let fresh = Cell(lowHalf: SIMD8(repeating: 0), highHalf: SIMD8(repeating: epsilon * epsilon))
        var cells = [Cell](repeating: fresh, count: rowCount + 1)
        var rest = [UInt8](repeating: 0, count: texts.weights.count)
        let steps = Float(max(1, epochs * texts.weights.count))
        let logitMin = log(gradientMin / (1 - gradientMin))
        for (epoch, order) in orders.enumerated() {
            for (turn, index) in order.enumerated() {
                let index = Int(index)
                if rest[index] > 0 {
                    rest[index] -= 1
                    continue
                }
                let now = rate * (1 - Float(epoch * texts.weights.count + turn) / steps)
                let entries = texts.starts[index]..<texts.starts[index + 1]
                let scores = Self.scores(texts.entries.span, entries, cells.span)
                // Most texts are plainly none of the eight: then no probability is computed, which costs more than the look.
                if scores.max() < logitMin, !Self.isOwn(texts, index, block) {
                    rest[index] = restEpochs
                    continue
                }
                var slope = Self.sigmoid(scores)
                Self.subtract(texts, index, block, from: &slope)
                if slope.replacing(with: -slope, where: slope .< SIMD8(repeating: 0)).max() >= gradientMin {
                    Self.step(texts.entries.span, entries, slope * texts.weights[index], now, &cells)
                }
            }
        }
        return cells
    }

    /// Whether a block holds a class of a text.
    @inline(__always)
    private static func isOwn(_ texts: Texts, _ index: Int, _ block: Int) -> Bool {
        for position in texts.columnStarts[index]..<texts.columnStarts[index + 1]
        where texts.columns[position] / LinearModel.lanes == block { return true }
        return false
    }

    /// Takes one from each class of the block that the text is of.
    @inline(__always)
    private static func subtract(_ texts: Texts, _ index: Int, _ block: Int, from slope: inout SIMD8<Float>) {
        for position in texts.columnStarts[index]..<texts.columnStarts[index + 1] {
            let column = texts.columns[position]
            guard column / LinearModel.lanes == block else { continue }
            slope[column % LinearModel.lanes] -= 1
        }
    }

    /// The score of each class as the weights stand.
    @inline(__always)
    private static func scores(
        _ entries: Span<TextVector.Entry>, _ range: Range<Int>, _ cells: Span<Cell>
    ) -> SIMD8<Float> {
        var sum = cells[cells.count - 1].lowHalf
        for index in range { sum += cells[Int(entries[index].row)].lowHalf * entries[index].value }
        return sum
    }

    @inline(__always)
    private static func step(
        _ entries: Span<TextVector.Entry>, _ range: Range<Int>, _ slope: SIMD8<Float>, _ rate: Float, _ cells: inout [Cell]
    ) {
        var cells = cells.mutableSpan
        cells[cells.count - 1] = stepped(cells[cells.count - 1], slope, rate)
        for index in range {
            let row = Int(entries[index].row)
            cells[row] = stepped(cells[row], slope * entries[index].value, rate)
        }
    }

    @inline(__always)
    private static func stepped(_ cell: Cell, _ slope: SIMD8<Float>, _ rate: Float) -> Cell {
        let square = cell.highHalf + slope * slope
        return Cell(lowHalf: cell.lowHalf - slope * rate * inverseRoot(square), highHalf: square)
    }

    /// One over the square root, to two parts in a thousand: the exact one is computed a lane at a time, and
    /// it was half of the training. The sum of squares starts at `epsilon²`, so it is never zero.
    @inline(__always)
    private static func inverseRoot(_ x: SIMD8<Float>) -> SIMD8<Float> {
        let guess = SIMD8<Float>(bits: SIMD8<UInt32>(repeating: 0x5F37_5A86) &- (x.bits &>> 1))
        return guess * (1.5 - x * 0.5 * guess * guess)
    }

    private static func sigmoid(_ x: SIMD8<Float>) -> SIMD8<Float> {
        var result = SIMD8<Float>(repeating: 0)
        for lane in 0..<LinearModel.lanes { result[lane] = 1 / (1 + exp(-x[lane])) }
        return result
    }
}
