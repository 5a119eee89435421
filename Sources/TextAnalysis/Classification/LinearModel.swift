/// One-vs-rest linear scores: a row of weights a feature, a column a class.
///
/// Weights are kept as the upper half of a Float (bfloat16): half the memory to walk through, and the
/// lost bits do not change a decision.
struct LinearModel: Sendable, Equatable {
    /// Columns in blocks of eight; the last block is padded with zeros.
    static let lanes = 8
    let columnCount: Int
    let blockCount: Int
    /// `rowCount × blockCount` blocks, row after row.
    let weights: ModelNumbers<SIMD8<UInt16>>
    /// Blocks of the intercept.
    let bias: [SIMD8<Float>]

    init(columnCount: Int, weights: ModelNumbers<SIMD8<UInt16>>, bias: [SIMD8<Float>]) {
        self.columnCount = columnCount
        blockCount = Self.blocks(columnCount)
        self.weights = weights
        self.bias = bias
    }

    /// Rounds trained weights to their upper halves.
    init(columnCount: Int, rounding trained: [SIMD8<Float>], bias: [SIMD8<Float>]) {
        let half = SIMD8<UInt32>(repeating: 0x8000)
        self.init(
            columnCount: columnCount,
            weights: ModelNumbers(trained.map { SIMD8<UInt16>(truncatingIfNeeded: ($0.bits &+ half) &>> 16) }),
            bias: bias)
    }

    static func blocks(_ columns: Int) -> Int { (columns + lanes - 1) / lanes }

    /// The score (a logit) of each column.
    func scores(_ vector: TextVector) -> [Float] {
        var blocks = bias
        weights.withSpan { Self.add(vector, weights: $0, blockCount: blockCount, to: &blocks) }
        return blocks.withUnsafeBytes { Array($0.bindMemory(to: Float.self).prefix(columnCount)) }
    }

    /// Four blocks at a time stay in registers while the features stream by.
    private static func add(
        _ vector: TextVector, weights: Span<SIMD8<UInt16>>, blockCount: Int, to sums: inout [SIMD8<Float>]
    ) {
        var target = sums.mutableSpan
        let entries = vector.entries.span
        var block = 0
        while block + 4 <= blockCount {
            var (a, b, c, d) = (target[block], target[block + 1], target[block + 2], target[block + 3])
            for index in 0..<entries.count {
                let start = Int(entries[index].row) &* blockCount &+ block
                let four = weights.extracting(Range(uncheckedBounds: (start, start &+ 4)))
                let value = SIMD8<Float>(repeating: entries[index].value)
                a += widened(four[0]) * value
                b += widened(four[1]) * value
                c += widened(four[2]) * value
                d += widened(four[3]) * value
            }
            (target[block], target[block + 1], target[block + 2], target[block + 3]) = (a, b, c, d)
            block += 4
        }
        while block < blockCount {
            var a = target[block]
            for index in 0..<entries.count {
                a += widened(weights[Int(entries[index].row) &* blockCount &+ block]) * entries[index].value
            }
            target[block] = a
            block += 1
        }
    }

    /// The upper halves of Floats as Floats.
    @inline(__always)
    private static func widened(_ half: SIMD8<UInt16>) -> SIMD8<Float> {
        SIMD8<Float>(bits: SIMD8<UInt32>(truncatingIfNeeded: half) &<< 16)
    }

    /// How much each feature of a text moves the score of one column: what an explanation is made of.
    func moves(_ vector: TextVector, column: Int) -> [Float] {
        let (block, lane) = (column / Self.lanes, column % Self.lanes)
        return weights.withSpan { weights in
            vector.entries.map { entry in
                let half = weights[Int(entry.row) * blockCount + block][lane]
                return entry.value * Float(bitPattern: UInt32(half) << 16)
            }
        }
    }
}

extension SIMD8<Float> {
    var bits: SIMD8<UInt32> { unsafeBitCast(self, to: SIMD8<UInt32>.self) }
    init(bits: SIMD8<UInt32>) { self = unsafeBitCast(bits, to: SIMD8<Float>.self) }
}
