internal import CBase64

/// Base64 (RFC 2045 section 6.8): foreign bytes are skipped, padding may lack or stand in the middle (two texts joined).
enum Base64 {
    static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The twelve bits of two characters, by their bytes as a little-endian number; ``foreign`` where one is none.
    ///
    /// Of its 128 KB the 64 × 64 pairs that occur touch 16 KB, which stay in the first cache: half the look-ups of a table of bytes.
    private static let pairs: [UInt16] = {
        var pairs = [UInt16](repeating: foreign, count: 1 << 16)
        for (high, first) in alphabet.enumerated() {
            for (low, second) in alphabet.enumerated() { pairs[Int(first) | Int(second) << 8] = UInt16(high << 6 | low) }
        }
        return pairs
    }()
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()
    private static let foreign: UInt16 = 0xFFFF

    static func decode(_ bytes: [UInt8], in range: Range<Int>, defects: inout DefectList) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        var hasJunk = false
        let output = [UInt8].filled(upTo: capacity(for: range.count)) { output in
            bytes.withUnsafeBytes { decode(UnsafeRawBufferPointer(rebasing: $0[range]), into: output, &hasJunk) }
        }
        if hasJunk { defects.note(.badBase64) }
        return output
    }

    /// Three bytes for each four, what an unfinished group leaves, and room for a whole vector where the last bytes are written.
    private static func capacity(for count: Int) -> Int { count / 4 * 3 + 32 }

    private static func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, _ hasJunk: inout Bool
    ) -> Int {
        precondition(output.count >= capacity(for: input.count))
        let values = values
        var group = Group()
        var position = 0
        var written = 0
        while position < input.count {
            if group.count == 0 {
                decodeRun(input, &position, into: output, &written)
                guard position < input.count else { break }
            }
            let byte = input[position]
            position &+= 1
            let value = values[Int(byte)]
            if value < 64 {
                group.add(value)
                if group.count == 4 { group.flush(into: output, &written) }
            } else if byte == UInt8(ascii: "=") {
                group.flush(into: output, &written)
            } else if !byte.isFWS {
                hasJunk = true
            }
        }
        group.flush(into: output, &written)
        return written
    }

    /// Whole groups and line ends, 32 characters at a time where the processor can, else eight, until something else comes.
    private static func decodeRun(
        _ input: UnsafeRawBufferPointer, _ position: inout Int, into output: UnsafeMutableRawBufferPointer, _ written: inout Int
    ) {
        let (source, target) = (input.assumingMemoryBound(to: UInt8.self), output.assumingMemoryBound(to: UInt8.self))
        repeat {
            // Junk between few characters would cost a call each time, so eight good ones come before a vector.
            if isWord(input, position) {
                ab_base64_decode_run(source.baseAddress, source.count, &position, target.baseAddress, target.count, &written)
            }
        } while decodeLine(input, &position, into: output, &written)
    }

    private static func isWord(_ input: UnsafeRawBufferPointer, _ position: Int) -> Bool {
        guard position &+ 8 <= input.count else { return false }
        let values = values
        return (0..<8).allSatisfy { values[Int(input[position &+ $0])] < 64 }
    }

    /// - Returns: true behind a line's end, false before something else.
    private static func decodeLine(
        _ input: UnsafeRawBufferPointer, _ position: inout Int, into output: UnsafeMutableRawBufferPointer, _ written: inout Int
    ) -> Bool {
        let pairs = pairs
        precondition(pairs.count == 1 << 16)
        return pairs.withUnsafeBufferPointer { pairs in
            while position &+ 4 <= input.count {
                while position &+ 8 <= input.count, written &+ 8 <= output.count {
                    let word = UInt64(littleEndian: input.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                    let first = pairs[Int(word & 0xFFFF)]
                    let second = pairs[Int(word >> 16 & 0xFFFF)]
                    let third = pairs[Int(word >> 32 & 0xFFFF)]
                    let fourth = pairs[Int(word >> 48)]
                    if first | second | third | fourth >= 0x1000 { break }
                    let bits = UInt64(first) << 52 | UInt64(second) << 40 | UInt64(third) << 28 | UInt64(fourth) << 16
                    output.storeBytes(of: bits.bigEndian, toByteOffset: written, as: UInt64.self)
                    position &+= 8
                    written &+= 6
                }
                guard position &+ 4 <= input.count else { return false }
                let word = UInt32(littleEndian: input.loadUnaligned(fromByteOffset: position, as: UInt32.self))
                if word & 0xFFFF == 0x0A0D {
                    position &+= 2
                    return true
                }
                let first = pairs[Int(word & 0xFFFF)]
                let second = pairs[Int(word >> 16)]
                if first | second >= 0x1000 { return false }
                let bits = UInt32(first) << 20 | UInt32(second) << 8
                output.storeBytes(of: bits.bigEndian, toByteOffset: written, as: UInt32.self)
                position &+= 4
                written &+= 3
            }
            return false
        }
    }

    /// Characters that do not fill four yet.
    private struct Group {
        private var bits: UInt32 = 0
        private(set) var count = 0

        mutating func add(_ value: UInt8) {
            bits = bits << 6 | UInt32(value)
            count += 1
        }

        /// Four characters are three bytes, three are two, two are one; a lone one says nothing.
        mutating func flush(into output: UnsafeMutableRawBufferPointer, _ written: inout Int) {
            let word = bits << UInt32(32 - 6 * max(count, 1))
            for offset in 0..<max(count - 1, 0) {
                output[written] = UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * offset))
                written += 1
            }
            bits = 0
            count = 0
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
