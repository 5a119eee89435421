/// The two base32 alphabets in use: RFC 4648 §6 in lower case for tokens, Crockford's for ticket numbers. No padding.
enum Base32 {
    static let rfc4648 = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    static let crockford = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Five bits a character, most significant first; the last character is filled with zero bits.
    static func encode(_ bytes: some Sequence<UInt8>, alphabet: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(52)
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits &+= 8
            while bits >= 5 {
                bits &-= 5
                text.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 &- bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}

enum Hexadecimal {
    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count &* 2)
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? value &+ 48 : value &+ 87 }
}
