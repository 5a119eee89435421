/// Text made comparable: Latin, Greek and Cyrillic letters in lower case, special blanks as blanks, invisible characters gone.
///
/// Without Unicode tables: enough for the phrases of ``HistoryPhrases`` and its like, and the same on every machine. ASCII goes sixteen bytes
/// at a time, the rest character by character; nothing gets longer.
enum TextFold {
    static func fold(_ text: String) -> [UInt8] { fold(Array(text.utf8)) }

    static func fold(_ bytes: [UInt8]) -> [UInt8] { fold(bytes, 0..<bytes.count) }

    static func fold(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        return .filled(upTo: range.count) { output in bytes.withUnsafeBytes { fold($0, range, into: output) } }
    }

    /// Writes no more bytes than it has read, so that room for the range is room enough.
    private static func fold(
        _ input: UnsafeRawBufferPointer, _ range: Range<Int>, into output: UnsafeMutableRawBufferPointer
    ) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= input.count && output.count >= range.count)
        var position = range.lowerBound
        let end = range.upperBound
        var written = 0
        while position < end {
            if position &+ 16 <= end {
                let chunk = input.loadUnaligned(fromByteOffset: position, as: Chunk.self)
                output.storeBytes(of: foldASCII(chunk), toByteOffset: written, as: Chunk.self)
                let plain = ByteMask(chunk .>= Chunk(repeating: 0x80)).first ?? 16
                position &+= plain
                written &+= plain
                if plain == 16 { continue }
            } else if input[position] < 0x80 {
                output[written] = foldASCII(input[position])
                position &+= 1
                written &+= 1
                continue
            }
            let folded = foldCharacter(input, at: position, left: end &- position)
            for offset in 0..<folded.count {
                output[written &+ offset] = UInt8(truncatingIfNeeded: folded.bytes >> (8 &* offset))
            }
            position &+= folded.length
            written &+= folded.count
        }
        return written
    }

    @inline(__always) private static func foldASCII(_ byte: UInt8) -> UInt8 { byte == .tab ? .space : byte.lowercasedASCII }

    @inline(__always) private static func foldASCII(_ chunk: Chunk) -> Chunk {
        let fromA: Chunk = chunk &- Chunk(repeating: 65)
        let isUpper = fromA .< Chunk(repeating: 26)
        let isTab = chunk .== Chunk(repeating: 9)
        let lower: Chunk = chunk.replacing(with: chunk | Chunk(repeating: 32), where: isUpper)
        return lower.replacing(with: Chunk(repeating: 32), where: isTab)
    }

    /// What a character becomes: `count` bytes, the first lowest, for `length` bytes read.
    private struct Folded {
        var bytes: UInt32
        var count: Int
        var length: Int

        /// Nothing.
        init(length: Int) {
            bytes = 0
            count = 0
            self.length = length
        }

        init(_ byte: UInt8, length: Int) {
            bytes = UInt32(byte)
            count = 1
            self.length = length
        }

        init(_ first: UInt8, _ second: UInt8, length: Int) {
            bytes = UInt32(first) | UInt32(second) << 8
            count = 2
            self.length = length
        }

        init(_ first: UInt8, _ second: UInt8, _ third: UInt8, length: Int) {
            bytes = UInt32(first) | UInt32(second) << 8 | UInt32(third) << 16
            count = 3
            self.length = length
        }
    }

    private static func foldCharacter(_ input: UnsafeRawBufferPointer, at position: Int, left: Int) -> Folded {
        let first = input[position]
        if left >= 2, first >= 0xC2, first <= 0xD1 { return foldPair(first, input[position + 1]) }
        guard left >= 3 else { return Folded(first, length: 1) }
        let second = input[position + 1]
        let third = input[position + 2]
        switch (first, second) {
        case (0xE2, 0x80):
            if third == 0xAF || third <= 0x8A { return Folded(.space, length: 3) }
            if third == 0x98 || third == 0x99 { return Folded(UInt8(ascii: "'"), length: 3) }
            let isInvisible = (third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE)
            return isInvisible ? Folded(length: 3) : Folded(first, second, third, length: 3)
        case (0xEF, 0xBB) where third == 0xBF, (0xE2, 0x81) where third >= 0xA6 && third <= 0xA9: return Folded(length: 3)
        case (0xEF, 0xBC) where third == 0x9A: return Folded(UInt8(ascii: ":"), length: 3)
        default: return Folded(first, length: 1)
        }
    }

    private static func foldPair(_ first: UInt8, _ second: UInt8) -> Folded {
        switch (first, second) {
        case (0xC2, 0xA0): Folded(.space, length: 2)
        case (0xC2, 0xAD): Folded(length: 2)
        case (0xC3, 0x80...0x9E) where second != 0x97: Folded(first, second + 0x20, length: 2)
        case (0xC4, 0xB0): Folded(UInt8(ascii: "i"), length: 2)
        case (0xC4, 0x80...0xB7), (0xC5, 0x8A...0xB7): Folded(first, second | 1, length: 2)
        case (0xC5, 0xB8): Folded(0xC3, 0xBF, length: 2)
        case (0xC4, 0xB9...0xBE) where second & 1 == 1, (0xC5, 0xB9...0xBE) where second & 1 == 1:
            Folded(first, second + 1, length: 2)
        case (0xC5, 0x81...0x88) where second & 1 == 1: Folded(first, second + 1, length: 2)
        // The comma-below and cedilla spellings of Romanian are one.
        case (0xC8, 0x98), (0xC8, 0x99): Folded(0xC5, 0x9F, length: 2)
        case (0xC8, 0x9A), (0xC8, 0x9B): Folded(0xC5, 0xA3, length: 2)
        case (0xCE, 0x86): Folded(0xCE, 0xAC, length: 2)
        case (0xCE, 0x88...0x8A): Folded(0xCE, second + 0x25, length: 2)
        case (0xCE, 0x8C): Folded(0xCF, 0x8C, length: 2)
        case (0xCE, 0x91...0x9F): Folded(first, second + 0x20, length: 2)
        case (0xCE, 0xA0...0xAB): Folded(0xCF, second - 0x20, length: 2)
        case (0xD0, 0x80...0x8F): Folded(0xD1, second + 0x10, length: 2)
        case (0xD0, 0x90...0x9F): Folded(first, second + 0x20, length: 2)
        case (0xD0, 0xA0...0xAF): Folded(0xD1, second - 0x20, length: 2)
        default: Folded(first, second, length: 2)
        }
    }
}
