/// Folder names on the wire: modified UTF-7 (RFC 3501 §5.1.3) or UTF-8, quoted.
///
/// A name comes from the configuration alone, in Unicode; whatever it holds, no control and no bare quote leaves, so no
/// name can end a command.
public enum MailboxName {
    /// How names beyond ASCII are spelled.
    public enum Encoding: Sendable, Equatable {
        /// RFC 3501: what every server takes that was not asked for the other.
        case modifiedUTF7
        /// RFC 6855, after `ENABLE UTF8=ACCEPT`, and RFC 9051.
        case utf8
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

    /// Modified UTF-7: printable ASCII as it is, `&` as `&-`, runs of the rest as base64 of UTF-16.
    public static func encode(_ name: String) -> [UInt8] {
        var wire: [UInt8] = []
        var run: [UInt16] = []
        for unit in name.utf16 {
            if (0x20...0x7E).contains(unit) {
                flush(&run, into: &wire)
                wire.append(UInt8(unit))
                if unit == 0x26 { wire.append(UInt8(ascii: "-")) }
            } else {
                run.append(unit)
            }
        }
        flush(&run, into: &wire)
        return wire
    }

    /// The name as an IMAP quoted string. In UTF-8 controls are left out, for no encoding hides them.
    public static func quoted(_ name: String, _ encoding: Encoding = .modifiedUTF7) -> [UInt8] {
        let bytes =
            switch encoding {
            case .modifiedUTF7: encode(name)
            case .utf8: Array(name.utf8.filter { $0 >= 0x20 && $0 != 0x7F })
            }
        var text: [UInt8] = [UInt8(ascii: "\"")]
        for byte in bytes {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
            text.append(byte)
        }
        text.append(UInt8(ascii: "\""))
        return text
    }

    private static func flush(_ run: inout [UInt16], into wire: inout [UInt8]) {
        guard !run.isEmpty else { return }
        wire.append(UInt8(ascii: "&"))
        var bits: UInt32 = 0
        var count = 0
        for unit in run {
            bits = (bits << 16) | UInt32(unit)
            count += 16
            while count >= 6 {
                count -= 6
                wire.append(alphabet[Int((bits >> UInt32(count)) & 0x3F)])
            }
            bits &= (1 << UInt32(count)) - 1
        }
        if count > 0 { wire.append(alphabet[Int((bits << UInt32(6 - count)) & 0x3F)]) }
        wire.append(UInt8(ascii: "-"))
        run.removeAll(keepingCapacity: true)
    }
}
