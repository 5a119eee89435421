internal import Glibc

/// Quoted-printable (RFC 2045 section 6.7) and the Q encoding of encoded words (RFC 2047 section 4.2).
enum QuotedPrintable {
    /// Decodes a body: soft line breaks join, a `=` that starts no pair stays as it is, blanks at a line's end go.
    static func decode(_ bytes: [UInt8], in range: Range<Int>, defects: inout DefectList) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        var isDamaged = false
        let output = [UInt8].filled(upTo: range.count) { output in
            bytes.withUnsafeBytes { decode(UnsafeRawBufferPointer(rebasing: $0[range]), into: output, &isDamaged) }
        }
        if isDamaged { defects.note(.badQuotedPrintable) }
        return output
    }

    /// From `=` to `=` by `memchr`; nothing gets longer.
    private static func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, _ isDamaged: inout Bool
    ) -> Int {
        precondition(output.count >= input.count)
        guard let source = input.baseAddress, let target = output.baseAddress else { return 0 }
        var position = 0
        var written = 0
        while position < input.count {
            let found = memchr(source + position, Int32(UInt8(ascii: "=")), input.count - position)
            let equals = found.map { source.distance(to: UnsafeRawPointer($0)) } ?? input.count
            memcpy(target + written, source + position, equals - position)
            written += equals - position
            guard equals < input.count else { break }
            position = equals + 1
            if position + 1 < input.count, let high = input[position].hexValue, let low = input[position + 1].hexValue {
                output[written] = high << 4 | low
                written += 1
                position += 2
            } else if let next = softBreakEnd(input, from: position) {
                position = next
            } else {
                output[written] = UInt8(ascii: "=")
                written += 1
                isDamaged = true
            }
        }
        return written
    }

    /// Behind `=`: blanks that a relay added, then a line end, or the end of the body.
    private static func softBreakEnd(_ input: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var position = start
        while position < input.count, input[position].isWSP { position += 1 }
        guard position < input.count else { return input.count }
        if input[position] == .lf { return position + 1 }
        guard input[position] == .cr else { return nil }
        return position + 1 < input.count && input[position + 1] == .lf ? position + 2 : position + 1
    }

    /// Decodes the text of an encoded word: `_` is a blank.
    static func decodeWord(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            if byte == UInt8(ascii: "="), position + 2 < bytes.endIndex, let high = bytes[position + 1].hexValue,
                let low = bytes[position + 2].hexValue
            {
                output.append(high << 4 | low)
                position += 3
            } else {
                output.append(byte == UInt8(ascii: "_") ? .space : byte)
                position += 1
            }
        }
    }

    /// Encodes text whose line ends are LF, or CRLF, as canonical lines of at most 76 characters.
    static func encode(_ text: [UInt8]) -> [UInt8] {
        // Every byte as a code, and a soft line break behind each twenty-fifth.
        .filled(upTo: text.count * 3 + (text.count / 25 + 1) * 3) { output in
            var encoder = QuotedPrintableEncoder(output: output)
            text.withUnsafeBytes { encoder.encode($0) }
            return encoder.written
        }
    }

    static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
}

/// Writes the lines of ``QuotedPrintable/encode(_:)``; the output has room for all of them.
private struct QuotedPrintableEncoder {
    let output: UnsafeMutableRawBufferPointer
    private(set) var written = 0
    private var column = 0

    init(output: UnsafeMutableRawBufferPointer) { self.output = output }

    mutating func encode(_ text: UnsafeRawBufferPointer) {
        var position = 0
        while position < text.count {
            // Most of a text, and nothing of it is fragile.
            let run = column > 0 ? Self.plainRun(text, from: position, most: 75 - column) : 0
            if run > 0 {
                UnsafeMutableRawBufferPointer(rebasing: output[written..<(written + run)])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: text[position..<(position + run)]))
                written += run
                column += run
                position += run
                continue
            }
            let byte = text[position]
            let next = position + 1 < text.count ? text[position + 1] : .lf
            if byte == .lf || (byte == .cr && position + 1 < text.count && next == .lf) {
                put(.cr)
                put(.lf)
                column = 0
                position += byte == .cr ? 2 : 1
            } else {
                put(byte, isLast: next == .lf || next == .cr)
                position += 1
            }
        }
    }

    private mutating func put(_ byte: UInt8, isLast: Bool) {
        // A blank at a line's end, a dot or `From ` at its start would not survive every relay.
        let isFragile = (byte.isWSP && isLast) || (column == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F")))
        let isPlain = byte == .tab || (byte >= 32 && byte < 127 && byte != UInt8(ascii: "="))
        let width = isPlain && !isFragile ? 1 : 3
        if column + width > 75 {
            put(UInt8(ascii: "="))
            put(.cr)
            put(.lf)
            column = 0
        }
        if width == 1 {
            put(byte)
        } else {
            put(UInt8(ascii: "="))
            put(QuotedPrintable.hexDigit(byte >> 4))
            put(QuotedPrintable.hexDigit(byte & 15))
        }
        column += width
    }

    private mutating func put(_ byte: UInt8) {
        output[written] = byte
        written += 1
    }

    /// How many printable characters stand here that need no code; blanks within them too, but none at their end.
    private static func plainRun(_ text: UnsafeRawBufferPointer, from start: Int, most: Int) -> Int {
        let limit = min(text.count, start + most)
        var end = start
        while end + 8 <= limit, isPlain(text.loadUnaligned(fromByteOffset: end, as: UInt64.self)) { end += 8 }
        while end < limit, text[end] &- 32 < 95, text[end] != UInt8(ascii: "=") { end += 1 }
        while end > start, text[end - 1] == .space { end -= 1 }
        return end - start
    }

    /// Whether all eight bytes are printable ASCII without `=`: a bit of each byte's highest place tells one that is not.
    @inline(__always)
    private static func isPlain(_ eight: UInt64) -> Bool {
        let (ones, highs) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
        func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
        let controls = (eight &- ones &* 32) & ~eight
        return (eight | controls | zeros(eight ^ ones &* 0x7F) | zeros(eight ^ ones &* 0x3D)) & highs == 0
    }
}
