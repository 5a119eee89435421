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

    /// Whether all controls in ASCII `range` are CR, LF and TAB.
    static func holdsOnlyFolds(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        return bytes.withUnsafeBytes { raw in
            let ones: UInt64 = 0x0101_0101_0101_0101
            let highs: UInt64 = 0x8080_8080_8080_8080
            var position = range.lowerBound
            while position < range.upperBound {
                let end = min(position &+ 8, range.upperBound)
                if end &- position == 8 {
                    let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                    let delete = word ^ (ones &* 127)
                    if ((word &- ones &* 32) & ~word | (delete &- ones) & ~delete) & highs == 0 {
                        position = end
                        continue
                    }
                }
                for index in position..<end {
                    let byte = raw[index]
                    if byte < 32 || byte == 127, byte != 9, byte != 10, byte != 13 { return false }
                }
                position = end
            }
            return true
        }
    }

    private static func slow(_ raw: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        for index in range {
            let byte = raw[index]
            if byte < 32 || byte == 127 || byte == 0xC2 || byte == 0xE2 { return true }
        }
        return false
    }
}
