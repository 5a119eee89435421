internal import Glibc

/// What a byte is in the grammar of Internet messages (RFC 5234 appendix B, RFC 5322 section 3).
///
/// Everything that came from outside is bytes: `Character` joins CR and LF into one element, and `lowercased()` folds the
/// KELVIN SIGN into `k` (RULES B6, D13).
extension UInt8 {
    static let tab: UInt8 = 9
    static let lf: UInt8 = 10
    static let cr: UInt8 = 13
    static let space: UInt8 = 32

    @inline(__always) var isWSP: Bool { self == 32 || self == 9 }
    /// White space as it stands in a folded field: WSP, CR, LF.
    @inline(__always) var isFWS: Bool { self == 32 || self == 9 || self == 10 || self == 13 }
    @inline(__always) var isSpaceOrControl: Bool { self <= 32 || self == 127 }
    @inline(__always) var isDigit: Bool { self &- 48 < 10 }
    @inline(__always) var isLetter: Bool { (self | 32) &- 97 < 26 }
    @inline(__always) var isAlphanumeric: Bool { isDigit || isLetter }
    /// ASCII letters in lower case, every other byte as it is (RULES B6).
    @inline(__always) var lowercasedASCII: UInt8 { self &- 65 < 26 ? self | 32 : self }
    var hexValue: UInt8? {
        switch self {
        case 48...57: self &- 48
        case 65...70: self &- 55
        case 97...102: self &- 87
        default: nil
        }
    }
    /// A character of a MIME token (RFC 2045 section 5.1).
    var isMIMEToken: Bool {
        guard self > 32, self < 127 else { return false }
        switch self {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "@"), UInt8(ascii: ","),
            UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "?"), UInt8(ascii: "="):
            return false
        default: return true
        }
    }
    /// A character of an atom, dot included (RFC 5322 section 3.2.3), 8-bit bytes too (RFC 6532).
    var isDotAtom: Bool {
        if self >= 128 { return true }
        guard self > 32, self < 127 else { return false }
        switch self {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "@"), UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: "\""):
            return false
        default: return true
        }
    }
}

extension [UInt8] {
    /// Whether the bytes of `range` are `text`, ASCII letters compared without case.
    @inline(__always) func matches(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount && hasPrefix(text, at: range.lowerBound, limit: range.upperBound)
    }

    /// Whether `text`, which must be lower case, stands at `start`, ASCII letters compared without case.
    @inline(__always) func hasPrefix(_ text: StaticString, at start: Int, limit: Int? = nil) -> Bool {
        let length = text.utf8CodeUnitCount
        let limit = Swift.min(limit ?? count, count)
        guard start >= 0, start <= limit, length <= limit - start else { return false }
        return text.withUTF8Buffer { wanted in
            for offset in 0..<length where self[start &+ offset].lowercasedASCII != wanted[offset] { return false }
            return true
        }
    }

    func hasPrefix(_ bytes: [UInt8], at start: Int, limit: Int? = nil) -> Bool {
        let limit = Swift.min(limit ?? count, count)
        guard start >= 0, start <= limit, bytes.count <= limit - start else { return false }
        for offset in 0..<bytes.count where self[start + offset] != bytes[offset] { return false }
        return true
    }

    /// The first place of `byte` in `range`, by `memchr`.
    @inline(__always) func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        guard range.lowerBound < range.upperBound else { return nil }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBufferPointer { buffer -> Int? in
            guard let base = buffer.baseAddress,
                let found = memchr(base + range.lowerBound, Int32(byte), range.upperBound - range.lowerBound)
            else { return nil }
            return UnsafeRawPointer(base).distance(to: found)
        }
    }

    /// The first place in `range` where `byte` stands twice, sixty-four places at a time.
    func firstPair(of byte: UInt8, in range: Range<Int>) -> Int? {
        guard range.count >= 2 else { return nil }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBytes { raw in
            let wanted = Chunk(repeating: byte)
            @inline(__always) func pairs(_ at: Int) -> SIMDMask<SIMD16<Int8>> {
                (raw.loadUnaligned(fromByteOffset: at, as: Chunk.self) .== wanted)
                    .& (raw.loadUnaligned(fromByteOffset: at &+ 1, as: Chunk.self) .== wanted)
            }
            var position = range.lowerBound
            let past = range.upperBound - 1
            while position &+ 16 <= past {
                while position &+ 64 <= past {
                    let low = pairs(position) .| pairs(position &+ 16)
                    let high = pairs(position &+ 32) .| pairs(position &+ 48)
                    guard ByteMask(low .| high).isEmpty else { break }
                    position &+= 64
                }
                guard position &+ 16 <= past else { break }
                if let offset = ByteMask(pairs(position)).first { return position &+ offset }
                position &+= 16
            }
            while position < past {
                if raw[position] == byte, raw[position &+ 1] == byte { return position }
                position &+= 1
            }
            return nil
        }
    }

    /// The first place of `text`, lower case, in `range`, ASCII letters compared without case.
    ///
    /// Sixteen places at a time by their first and last byte; what is left is compared in full. O(range × text) at worst, linear in practice.
    func firstRange(of text: StaticString, in range: Range<Int>) -> Range<Int>? {
        let length = text.utf8CodeUnitCount
        guard length > 0, range.count >= length else { return nil }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        let past = range.upperBound - length + 1
        var position = range.lowerBound
        while position < past {
            guard let candidate = firstCandidate(of: text, in: position..<past) else { return nil }
            if hasPrefix(text, at: candidate) { return candidate..<candidate + length }
            position = candidate + 1
        }
        return nil
    }

    /// The first place in `starts` whose byte, and the one where `text` would end, differ from those of `text` at most in bit 5, ASCII's
    /// case. All of `starts` must lie so that `text` could end within the array.
    private func firstCandidate(of text: StaticString, in starts: Range<Int>) -> Int? {
        let reach = text.utf8CodeUnitCount - 1
        precondition(starts.lowerBound >= 0 && starts.upperBound + reach <= count)
        return withUnsafeBytes { raw in
            text.withUTF8Buffer { wanted in
                let first = wanted[0] | 32
                let last = wanted[reach] | 32
                let caseBit = Chunk(repeating: 32)
                let firsts = Chunk(repeating: first)
                let lasts = Chunk(repeating: last)
                var position = starts.lowerBound
                while position &+ 16 <= starts.upperBound {
                    let heads = raw.loadUnaligned(fromByteOffset: position, as: Chunk.self) | caseBit
                    let tails = raw.loadUnaligned(fromByteOffset: position &+ reach, as: Chunk.self) | caseBit
                    if let offset = ByteMask((heads .== firsts) .& (tails .== lasts)).first { return position &+ offset }
                    position &+= 16
                }
                while position < starts.upperBound {
                    if raw[position] | 32 == first, raw[position &+ reach] | 32 == last { return position }
                    position &+= 1
                }
                return nil
            }
        }
    }

    func contains(_ text: StaticString) -> Bool { firstRange(of: text, in: 0..<count) != nil }

    /// `range` without white space and line ends on either side.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, self[lower].isFWS { lower += 1 }
        while upper > lower, self[upper - 1].isFWS { upper -= 1 }
        return lower..<upper
    }

    var lowercasedASCII: [UInt8] { map(\.lowercasedASCII) }

    /// At most `capacity` bytes; `fill` writes them and tells how many. Two thirds of the cost of `init(unsafeUninitializedCapacity:)`,
    /// whose allocation the standard library does not specialise.
    @inline(__always) static func filled(upTo capacity: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: capacity) { (output: inout OutputSpan<UInt8>) in
            output.withUnsafeMutableBufferPointer { buffer, count in count = fill(UnsafeMutableRawBufferPointer(buffer)) }
        }
        return bytes
    }
}
