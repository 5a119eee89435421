/// Scalars out of UTF-8 bytes, one at a time (RFC 3629); ill-formed bytes read as U+FFFD, one byte long.
enum UTF8Reading {
    @inline(__always)
    static func scalar(_ bytes: Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        return multibyte(bytes, at: index, first: first)
    }

    private static func multibyte(_ bytes: Span<UInt8>, at index: Int, first: UInt8) -> (scalar: UInt32, length: Int) {
        let length: Int
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
        default: return (0xFFFD, 1)
        }
        guard bytes.count - index >= length else { return (0xFFFD, 1) }
        for offset in 1..<length {
            let next = bytes[index + offset]
            guard next & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | UInt32(next & 0x3F)
        }
        return (value, length)
    }

    /// Writes a scalar and returns its length; the caller gives four bytes of room for each.
    @inline(__always)
    static func write(_ scalar: UInt32, to buffer: UnsafeMutableBufferPointer<UInt8>, at index: Int) -> Int {
        precondition(index + 4 <= buffer.count)
        if scalar < 0x80 {
            buffer[index] = UInt8(truncatingIfNeeded: scalar)
            return 1
        }
        var length = 0
        for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}").map(Array.init) ?? [] {
            buffer[index + length] = byte
            length += 1
        }
        return length
    }
}
