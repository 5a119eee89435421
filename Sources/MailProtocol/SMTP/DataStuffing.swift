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
        var highBits: UInt8 = 0
        var lineStart = 0
        var position = 0
        while position < mail.count {
            let byte = mail[position]
            highBits |= byte
            guard byte == 0x0D || byte == 0x0A || byte == 0 else {
                position += 1
                continue
            }
            try append(mail[lineStart..<position], to: &wire)
            if byte == 0 { throw .nulByte }
            let isPair = byte == 0x0D && position + 1 < mail.count && mail[position + 1] == 0x0A
            position += isPair ? 2 : 1
            lineStart = position
        }
        if lineStart < mail.count { try append(mail[lineStart...], to: &wire) }
        return Content(wire: wire, hasEightBitBytes: highBits >= 0x80)
    }

    private static func append(_ line: ArraySlice<UInt8>, to wire: inout [UInt8]) throws(Refusal) {
        if line.count > lineBytesMax { throw .lineTooLong(bytesMax: lineBytesMax) }
        if line.first == UInt8(ascii: ".") { wire.append(UInt8(ascii: ".")) }
        wire.append(contentsOf: line)
        wire.append(0x0D)
        wire.append(0x0A)
    }
}
