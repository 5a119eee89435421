/// A quick look for bytes that ``HeaderText/sanitize(_:)`` may have to take out, eight at a time.
enum ControlScan {
    /// False only if there is no C0 control, no DEL, and no first byte of a C1 control or of an invisible mark (0xC2, 0xE2).
    static func mayHold(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { raw in
            let ones: UInt64 = 0x0101_0101_0101_0101
            let highs: UInt64 = 0x8080_8080_8080_8080
            var position = 0
            while position &+ 8 <= raw.count {
                let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                let below32 = (word &- ones &* 32) & ~word & highs
                let delete = word ^ (ones &* 127)
                let isDelete = (delete &- ones) & ~delete & highs
                if below32 | isDelete | (word & highs) != 0, slow(raw, position..<position + 8) { return true }
                position &+= 8
            }
            return slow(raw, position..<raw.count)
        }
    }

    /// Whether `range` is ASCII without controls other than CR, LF and TAB, and without `=?`: its own text, once unfolded.
    static func isPlainHeader(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        return bytes.withUnsafeBytes { raw in
            var position = range.lowerBound
            let end = range.upperBound
            while position &+ 16 <= end {
                if !isPlain(raw, at: position, from: range.lowerBound) { return false }
                position &+= 16
            }
            // The last chunk may overlap the one before: looking twice is cheaper than byte by byte.
            if end &- range.lowerBound >= 16 { return position == end || isPlain(raw, at: end &- 16, from: range.lowerBound) }
            while position < end {
                let byte = raw[position]
                if byte >= 127 || (byte < 32 && !byte.isFWS) { return false }
                if byte == UInt8(ascii: "?"), position > range.lowerBound, raw[position &- 1] == UInt8(ascii: "=") {
                    return false
                }
                position &+= 1
            }
            return true
        }
    }

    /// Sixteen bytes; the one before them counts too where it is `=`.
    @inline(__always) private static func isPlain(_ raw: UnsafeRawBufferPointer, at position: Int, from start: Int) -> Bool {
        let chunk = raw.loadUnaligned(fromByteOffset: position, as: Chunk.self)
        // From 9 on: TAB, LF, then CR; the rest below the blank, and DEL and above, are foreign.
        let isReturn = chunk .== Chunk(repeating: 13)
        let fromTab: Chunk = chunk &- Chunk(repeating: 9)
        let isTabOrFeed = fromTab .< Chunk(repeating: 2)
        let fromBlank: Chunk = chunk &- Chunk(repeating: 32)
        let isPrintable = fromBlank .< Chunk(repeating: 95)
        guard ByteMask(.!(isReturn .| isTabOrFeed .| isPrintable)).isEmpty else { return false }
        guard !ByteMask(chunk .== Chunk(repeating: UInt8(ascii: "?"))).isEmpty else { return true }
        for index in max(position, start &+ 1)..<position &+ 16
        where raw[index] == UInt8(ascii: "?") && raw[index &- 1] == UInt8(ascii: "=") {
            return false
        }
        return true
    }

    private static func slow(_ raw: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        for index in range {
            let byte = raw[index]
            if byte < 32 || byte == 127 || byte == 0xC2 || byte == 0xE2 { return true }
        }
        return false
    }
}
