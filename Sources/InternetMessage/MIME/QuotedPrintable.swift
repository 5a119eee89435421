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
        var output: [UInt8] = []
        encode(text, to: &output)
        return output
    }

    /// Appends a text, ``encode(_:)``.
    static func encode(_ text: [UInt8], to output: inout [UInt8]) {
        // Every byte as a code, a soft line break behind each twenty-fifth, and room for a whole vector behind the last.
        let capacity = text.count * 3 + (text.count / 25 + 1) * 3 + QuotedPrintableEncoder.vectorBytes
        output.append(addingCapacity: capacity) { (span: inout OutputSpan<UInt8>) in
            span.withUnsafeMutableBufferPointer { buffer, count in
                var encoder = QuotedPrintableEncoder(
                    output: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
                text.withUnsafeBytes { encoder.encode($0) }
                count += encoder.written
            }
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

    static let vectorBytes = 16
    private static let columnsMax = 75

    mutating func encode(_ text: UnsafeRawBufferPointer) {
        var position = 0
        while position < text.count {
            // Most of a text, and nothing of it is fragile.
            if column > 0 { position += copyRun(text, from: position) }
            guard position < text.count else { return }
            let byte = text[position]
            if column > 0, !Self.isPlain(byte), !byte.isFWS, column + 3 <= Self.columnsMax {
                putCode(byte)
                position += 1
                continue
            }
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
        if column + width > Self.columnsMax {
            put(UInt8(ascii: "="))
            put(.cr)
            put(.lf)
            column = 0
        }
        if width == 1 {
            put(byte)
        } else {
            return putCode(byte)
        }
        column += 1
    }

    private mutating func putCode(_ byte: UInt8) {
        put(UInt8(ascii: "="))
        put(QuotedPrintable.hexDigit(byte >> 4))
        put(QuotedPrintable.hexDigit(byte & 15))
        column += 3
    }

    private mutating func put(_ byte: UInt8) {
        output[written] = byte
        written += 1
    }

    /// Copies the printable characters that stand here and need no code, as far as the line goes; blanks within them too, but none at
    /// their end.
    /// - Returns: how many.
    private mutating func copyRun(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
        let output = output
        let limit = min(text.count, start + Self.columnsMax - column)
        var end = start
        var target = written
        while end < limit {
            guard end &+ Self.vectorBytes <= text.count else {
                guard Self.isPlain(text[end]) else { break }
                output[target] = text[end]
                end &+= 1
                target &+= 1
                continue
            }
            let chunk = text.loadUnaligned(fromByteOffset: end, as: Chunk.self)
            // What is written behind the run is written again.
            precondition(target >= 0 && target &+ Self.vectorBytes <= output.count)
            output.storeBytes(of: chunk, toByteOffset: target, as: Chunk.self)
            guard let foreign = Self.foreign(chunk).first else {
                end &+= Self.vectorBytes
                target &+= Self.vectorBytes
                continue
            }
            end &+= foreign
            break
        }
        end = min(end, limit)
        while end > start, text[end - 1] == .space { end -= 1 }
        written += end - start
        column += end - start
        return end - start
    }

    @inline(__always) private static func isPlain(_ byte: UInt8) -> Bool { byte &- 32 < 95 && byte != UInt8(ascii: "=") }

    /// Which of sixteen bytes are not printable ASCII, or `=`.
    @inline(__always) private static func foreign(_ chunk: Chunk) -> ByteMask {
        let fromBlank: Chunk = chunk &- Chunk(repeating: 32)
        let isOutside = fromBlank .>= Chunk(repeating: 95)
        return ByteMask(isOutside .| (chunk .== Chunk(repeating: UInt8(ascii: "="))))
    }
}
