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
        wire.reserveCapacity(mail.count + mail.count / 64 + 16)
        var lineBytes = 0
        var highBits: UInt8 = 0
        var previousWasCR = false
        for byte in mail {
            highBits |= byte
            if byte == 0x0A, previousWasCR {
                previousWasCR = false
                continue
            }
            previousWasCR = byte == 0x0D
            if byte == 0x0D || byte == 0x0A {
                wire.append(0x0D)
                wire.append(0x0A)
                lineBytes = 0
                continue
            }
            if byte == 0 { throw .nulByte }
            if lineBytes == 0, byte == UInt8(ascii: ".") { wire.append(byte) }
            lineBytes += 1
            if lineBytes > lineBytesMax { throw .lineTooLong(bytesMax: lineBytesMax) }
            wire.append(byte)
        }
        if lineBytes > 0 { wire += [0x0D, 0x0A] }
        return Content(wire: wire, hasEightBitBytes: highBits >= 0x80)
    }
}
