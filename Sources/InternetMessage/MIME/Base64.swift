/// Base64 (RFC 2045 section 6.8): foreign bytes are skipped, padding may lack or stand in the middle (two texts joined).
enum Base64 {
    /// Four bytes are looked up in four tables and joined by OR, so that one compare finds any foreign byte among them.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0xFF00_0000, count: 1_024)
        for (value, byte) in alphabet.enumerated() {
            let value = UInt32(value)
            tables[Int(byte)] = value << 18
            tables[256 + Int(byte)] = value << 12
            tables[512 + Int(byte)] = value << 6
            tables[768 + Int(byte)] = value
        }
        return tables
    }()
    static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func decode(_ bytes: [UInt8], in range: Range<Int>, defects: inout DefectList) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        var hasJunk = false
        let tables = tables
        let output = [UInt8](unsafeUninitializedCapacity: range.count / 4 * 3 + 6) { output, count in
            count = decode(bytes.span, range, tables.span, into: &output, &hasJunk)
        }
        if hasJunk { defects.note(.badBase64) }
        return output
    }

    /// Writes at most three bytes for each four of the range, and so never past the buffer.
    private static func decode(
        _ input: borrowing Span<UInt8>, _ range: Range<Int>, _ tables: borrowing Span<UInt32>,
        into output: inout UnsafeMutableBufferPointer<UInt8>, _ hasJunk: inout Bool
    ) -> Int {
        var position = range.lowerBound
        let end = range.upperBound
        var written = 0
        var pending: UInt32 = 0
        var pendingCount = 0
        while position < end {
            if pendingCount == 0 {
                while position &+ 4 <= end {
                    let value =
                        tables[Int(input[position])] | tables[256 + Int(input[position &+ 1])]
                        | tables[512 + Int(input[position &+ 2])] | tables[768 + Int(input[position &+ 3])]
                    if value >= 0xFF00_0000 { break }
                    output[written] = UInt8(truncatingIfNeeded: value >> 16)
                    output[written &+ 1] = UInt8(truncatingIfNeeded: value >> 8)
                    output[written &+ 2] = UInt8(truncatingIfNeeded: value)
                    written &+= 3
                    position &+= 4
                }
                if position >= end { break }
            }
            let byte = input[position]
            position &+= 1
            let value = tables[768 + Int(byte)]
            if value >= 0xFF00_0000 {
                if byte == UInt8(ascii: "=") {
                    written = flush(pending, pendingCount, into: &output, at: written)
                    pendingCount = 0
                    pending = 0
                } else if !byte.isFWS {
                    hasJunk = true
                }
                continue
            }
            pending = pending << 6 | value
            pendingCount &+= 1
            if pendingCount == 4 {
                output[written] = UInt8(truncatingIfNeeded: pending >> 16)
                output[written &+ 1] = UInt8(truncatingIfNeeded: pending >> 8)
                output[written &+ 2] = UInt8(truncatingIfNeeded: pending)
                written &+= 3
                pending = 0
                pendingCount = 0
            }
        }
        return flush(pending, pendingCount, into: &output, at: written)
    }

    private static func flush(
        _ pending: UInt32, _ count: Int, into output: inout UnsafeMutableBufferPointer<UInt8>, at written: Int
    ) -> Int {
        switch count {
        case 2:
            output[written] = UInt8(truncatingIfNeeded: pending >> 4)
            return written + 1
        case 3:
            output[written] = UInt8(truncatingIfNeeded: pending >> 10)
            output[written + 1] = UInt8(truncatingIfNeeded: pending >> 2)
            return written + 2
        default: return written
        }
    }

    /// Encodes with padding; `lineLength` characters a line, CRLF between lines, or one line where it is nil.
    static func encode(_ bytes: [UInt8], lineLength: Int? = nil) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4 + bytes.count / 28)
        var position = 0
        var column = 0
        while position < bytes.count {
            if let lineLength, column + 4 > lineLength {
                output.append(.cr)
                output.append(.lf)
                column = 0
            }
            let left = bytes.count - position
            var value = UInt32(bytes[position]) << 16
            if left > 1 { value |= UInt32(bytes[position + 1]) << 8 }
            if left > 2 { value |= UInt32(bytes[position + 2]) }
            output.append(alphabet[Int(value >> 18)])
            output.append(alphabet[Int(value >> 12 & 63)])
            output.append(left > 1 ? alphabet[Int(value >> 6 & 63)] : UInt8(ascii: "="))
            output.append(left > 2 ? alphabet[Int(value & 63)] : UInt8(ascii: "="))
            column += 4
            position += 3
        }
        return output
    }
}
