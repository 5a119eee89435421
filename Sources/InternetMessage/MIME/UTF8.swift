/// Whether bytes are UTF-8 (RFC 3629). Mails are ASCII with a few other characters: ASCII goes sixteen bytes at a time.
enum UTF8Check {
    static func isValid(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { raw in
            var position = 0
            while position < raw.count {
                if raw[position] < 0x80 {
                    position = endOfASCII(raw, from: position)
                    continue
                }
                guard let length = length(raw, at: position) else { return false }
                position &+= length
            }
            return true
        }
    }

    /// Text whose bytes are nearly always valid: checked here, and then copied without a second look.
    static func string(_ bytes: [UInt8]) -> String {
        guard isValid(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        return String(copying: UTF8Span(unchecked: bytes.span))
    }

    @inline(__always) private static func endOfASCII(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        while position &+ 16 <= raw.count {
            let chunk = raw.loadUnaligned(fromByteOffset: position, as: Chunk.self)
            if let offset = ByteMask(chunk .>= Chunk(repeating: 0x80)).first { return position &+ offset }
            position &+= 16
        }
        while position < raw.count, raw[position] < 0x80 { position &+= 1 }
        return position
    }

    /// The bytes of the well-formed character of two to four bytes at `position`; nil where there is none: no overlong form, no surrogate,
    /// nothing above U+10FFFF.
    @inline(__always) private static func length(_ raw: UnsafeRawBufferPointer, at position: Int) -> Int? {
        let first = raw[position]
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, first <= 0xF4, position &+ length <= raw.count else { return nil }
        let second = raw[position &+ 1]
        let least: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
        let most: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
        guard second >= least, second <= most else { return nil }
        if length > 2, raw[position &+ 2] & 0xC0 != 0x80 { return nil }
        if length > 3, raw[position &+ 3] & 0xC0 != 0x80 { return nil }
        return length
    }
}

/// Writes scalars as UTF-8; what is no scalar becomes U+FFFD.
enum UTF8Writer {
    static func append(_ value: UInt32, to output: inout [UInt8]) {
        let value = value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) ? 0xFFFD : value
        if value < 0x80 {
            output.append(UInt8(truncatingIfNeeded: value))
        } else if value < 0x800 {
            output.append(0xC0 | UInt8(truncatingIfNeeded: value >> 6))
            output.append(0x80 | UInt8(truncatingIfNeeded: value & 63))
        } else if value < 0x10000 {
            output.append(0xE0 | UInt8(truncatingIfNeeded: value >> 12))
            output.append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 63))
            output.append(0x80 | UInt8(truncatingIfNeeded: value & 63))
        } else {
            output.append(0xF0 | UInt8(truncatingIfNeeded: value >> 18))
            output.append(0x80 | UInt8(truncatingIfNeeded: value >> 12 & 63))
            output.append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 63))
            output.append(0x80 | UInt8(truncatingIfNeeded: value & 63))
        }
    }
}
