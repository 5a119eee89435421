/// Eight bytes of a text as one number, the first of them the lowest, to be looked at together.
///
/// Each test gives a mark in the highest bit of a byte; only the first mark is sure to be right, for a subtraction borrows from the bytes
/// behind it.
struct EightBytes {
    private let word: UInt64
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    @inline(__always) init(_ word: UInt64) { self.word = word }

    @inline(__always) private func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- Self.ones) & ~bytes & Self.highs }

    /// The byte itself.
    @inline(__always) func marks(of byte: UInt8) -> UInt64 { zeros(word ^ Self.ones &* UInt64(byte)) }

    /// Bytes that are `byte` once those bits are set that are set in `bits`.
    @inline(__always) func marks(of byte: UInt8, with bits: UInt8) -> UInt64 {
        zeros((word | Self.ones &* UInt64(bits)) ^ Self.ones &* UInt64(byte))
    }

    /// C0 and DEL.
    @inline(__always) var controls: UInt64 { (word &- Self.ones &* 32) & ~word & Self.highs | marks(of: 0x7F) }

    @inline(__always) var arePrintableASCII: Bool { controls | word & Self.highs == 0 }
}

extension Span<UInt8> {
    /// The eight bytes from a place on.
    @inline(__always) func eight(at start: Int) -> UInt64 {
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
    }

    /// The first place of a byte from a place on; the end where there is none.
    func firstPlace(of byte: UInt8, from start: Int = 0) -> Int {
        var index = start
        while index + 8 <= count {
            let marks = EightBytes(eight(at: index)).marks(of: byte)
            if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
            index += 8
        }
        while index < count, self[index] != byte { index += 1 }
        return index
    }
}

extension [UInt8] {
    /// Copies a run at once.
    @inline(__always) mutating func append(_ run: Span<UInt8>) { run.withUnsafeBufferPointer { append(contentsOf: $0) } }

    /// Words of our own.
    @inline(__always) mutating func append(_ words: StaticString) { words.withUTF8Buffer { append(contentsOf: $0) } }
}
