extension TicketNumber {
    /// A ticket number as a person writes it: any case, with or without `AB-`, brackets or `#`, `O` for `0`, `I` and `L` for `1`.
    ///
    /// nil unless eight characters of Crockford base32 remain.
    public init?(written text: String) {
        var bytes = CleanText.lowercasedASCII(CleanText.trimmed(text)).utf8.filter { !Self.decoration.contains($0) }
        if bytes.starts(with: Array("ab-".utf8)) {
            bytes.removeFirst(3)
        } else if bytes.starts(with: Array("ab".utf8)), bytes.count == 10 {
            bytes.removeFirst(2)
        }
        guard bytes.count == 8 else { return nil }
        var number = "AB-"
        for byte in bytes {
            guard let scalar = Self.crockford(byte) else { return nil }
            number.unicodeScalars.append(scalar)
        }
        self.init(rawValue: number)
    }

    private static let decoration = Set("[]<>#()".utf8)

    private static func crockford(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case UInt8(ascii: "o"): "0"
        case UInt8(ascii: "i"), UInt8(ascii: "l"): "1"
        case UInt8(ascii: "u"): nil
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Unicode.Scalar(byte)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Unicode.Scalar(byte & 0xDF)
        default: nil
        }
    }
}
