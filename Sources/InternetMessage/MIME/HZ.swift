/// HZ (RFC 1843): GB 2312 in seven bits. `~{` begins Chinese, `~}` or a line's end ends it; `~~` is a tilde.
enum HZ {
    /// The same text with the high bits of GB 2312 set, and without the escapes.
    static func highBits(_ bytes: [UInt8]) -> [UInt8] {
        let tilde = UInt8(ascii: "~")
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var isChinese = false
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            let next = position + 1 < bytes.count ? bytes[position + 1] : 0
            position += 1
            switch (byte, next) {
            case (tilde, UInt8(ascii: "{")) where !isChinese: isChinese = true
            case (tilde, UInt8(ascii: "}")) where isChinese: isChinese = false
            case (tilde, tilde) where !isChinese: output.append(tilde)
            case (tilde, .lf) where !isChinese: break
            case (0x21...0x7D, 0x21...0x7E) where isChinese:
                output.append(byte | 0x80)
                output.append(next | 0x80)
            default:
                if byte == .lf { isChinese = false }
                output.append(byte)
                continue
            }
            position += 1
        }
        return output
    }
}
