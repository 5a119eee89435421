/// Sixteen bytes. Constants are spelt `Chunk(repeating:)`, with the type: left to inference, a comparison may become the generic one, which
/// takes a hundred times as long.
typealias Chunk = SIMD16<UInt8>

/// Which of sixteen bytes met a condition: the outcome of a SIMD comparison, read without leaving its register byte by byte.
struct ByteMask {
    private var low: UInt64
    private var high: UInt64

    @inline(__always) init(_ mask: SIMDMask<SIMD16<Int8>>) {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        low = UInt64(littleEndian: words.x)
        high = UInt64(littleEndian: words.y)
    }

    @inline(__always) var isEmpty: Bool { low | high == 0 }

    /// Takes the first away and tells it.
    @inline(__always) mutating func popFirst() -> Int? {
        if low != 0 {
            let bit = low.trailingZeroBitCount
            low &= ~(0xFF &<< UInt64(bit & 56))
            return bit &>> 3
        }
        guard high != 0 else { return nil }
        let bit = high.trailingZeroBitCount
        high &= ~(0xFF &<< UInt64(bit & 56))
        return 8 &+ bit &>> 3
    }

    /// The first of the sixteen.
    @inline(__always) var first: Int? {
        if low != 0 { return low.trailingZeroBitCount >> 3 }
        return high != 0 ? 8 &+ (high.trailingZeroBitCount >> 3) : nil
    }
}

extension Chunk {
    /// Writes the first `count` of the sixteen, and nothing behind them.
    @inline(__always) func store(first count: Int, to bytes: UnsafeMutableRawBufferPointer, at start: Int) {
        precondition(count >= 0 && count < 16 && start >= 0 && start + count <= bytes.count)
        let words = unsafeBitCast(self, to: SIMD2<UInt64>.self)
        var rest = UInt64(littleEndian: words.x)
        var position = start
        if count & 8 != 0 {
            bytes.storeBytes(of: rest.littleEndian, toByteOffset: position, as: UInt64.self)
            rest = UInt64(littleEndian: words.y)
            position &+= 8
        }
        if count & 4 != 0 {
            bytes.storeBytes(of: UInt32(truncatingIfNeeded: rest).littleEndian, toByteOffset: position, as: UInt32.self)
            rest >>= 32
            position &+= 4
        }
        if count & 2 != 0 {
            bytes.storeBytes(of: UInt16(truncatingIfNeeded: rest).littleEndian, toByteOffset: position, as: UInt16.self)
            rest >>= 16
            position &+= 2
        }
        if count & 1 != 0 { bytes[position] = UInt8(truncatingIfNeeded: rest) }
    }
}
