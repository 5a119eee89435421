/// Folder names on the wire: modified UTF-7 (RFC 3501 §5.1.3), quoted.
///
/// A name comes from the configuration alone, in Unicode; whatever it holds, only printable ASCII leaves, so no
/// name can end a command.
public enum MailboxName {
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

    /// The name as an IMAP quoted string.
    public static func quoted(_ name: String) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "\"")]
        for byte in encode(name) {
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
