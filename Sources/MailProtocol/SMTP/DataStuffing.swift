/// Makes a mail fit for DATA (RULES E1; RFC 5321 §2.3.8, §4.5.2): canonical line ends, stuffed dots.
public enum DataStuffing {
    public enum Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        case nulByte
        case lineTooLong(bytesMax: Int)

        public var description: String {
            switch self {
            case .nulByte: "the mail holds a NUL byte, which SMTP cannot carry"
            case .lineTooLong(let most): "the mail holds a line of more than \(most) bytes, which SMTP cannot carry"
            }
        }
    }

    public struct Content: Sendable, Equatable {
        /// What goes on the wire before the final dot; ends with CRLF, holds no lone CR or LF.
        public let wire: [UInt8]
        public let hasEightBitBytes: Bool
    }

    /// RFC 5321 §4.5.3.1.6, without the line end.
    public static let lineBytesMax = 998

    /// A lone CR or a lone LF becomes CRLF: left as it is, it lets a mail smuggle a second one past a server that
    /// takes `LF.LF` for the end.
    /// - Complexity: O(bytes), one pass.
    public static func stuff(_ mail: [UInt8]) throws(Refusal) -> Content {
        var wire: [UInt8] = []
        wire.reserveCapacity(mail.count + mail.count / 32 + 16)
        var highBits: UInt64 = 0
        // What lies before `copied` stands in `wire`; a line that is as it should be is copied together with its neighbours.
        var (copied, lineStart, position) = (0, 0, 0)
        while position < mail.count {
            if position == lineStart, mail[position] == UInt8(ascii: ".") {
                wire += mail[copied...position]
                copied = position
            }
            position = plainEnd(of: mail.span, from: position, &highBits)
            if position - lineStart > lineBytesMax { throw .lineTooLong(bytesMax: lineBytesMax) }
            guard position < mail.count else { break }
            if mail[position] == 0 { throw .nulByte }
            let isPair = mail[position] == 0x0D && position + 1 < mail.count && mail[position + 1] == 0x0A
            if !isPair {
                wire += mail[copied..<position]
                wire += [0x0D, 0x0A]
                copied = position + 1
            }
            position += isPair ? 2 : 1
            lineStart = position
        }
        wire += mail[copied...]
        if lineStart < mail.count { wire += [0x0D, 0x0A] }
        return Content(wire: wire, hasEightBitBytes: highBits & 0x8080_8080_8080_8080 != 0)
    }

    /// The first CR, LF or NUL from a place on, or the end; eight bytes at a time are known to hold none.
    private static func plainEnd(of mail: Span<UInt8>, from start: Int, _ highBits: inout UInt64) -> Int {
        var position = start
        while position + 8 <= mail.count {
            let word = mail.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
            guard !holds(0x0D, word), !holds(0x0A, word), !holds(0, word) else { break }
            highBits |= word
            position += 8
        }
        while position < mail.count {
            let byte = mail[position]
            if byte == 0x0D || byte == 0x0A || byte == 0 { break }
            highBits |= UInt64(byte)
            position += 1
        }
        return position
    }

    /// Whether one of eight bytes is this one.
    private static func holds(_ byte: UInt64, _ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let zeros = word ^ byte &* ones
        return (zeros &- ones) & ~zeros & 0x8080_8080_8080_8080 != 0
    }
}
