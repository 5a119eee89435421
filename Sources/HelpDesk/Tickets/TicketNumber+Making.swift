extension TicketNumber {
    /// Letters and digits after `AB-`.
    static let length = 8

    /// The number of a ticket, unguessable in order; the salt gives another where the store met a number already given.
    init(of ticket: TicketID, salt: Int, signer: Signer) {
        let mac = signer.sign(Array("answerback-number/1\u{0}\(ticket.rawValue)\u{0}\(salt)".utf8))
        self.init(rawValue: "AB-" + Base32.encode(mac.prefix(5), alphabet: Base32.crockford))
    }

    /// The first `AB-XXXXXXXX` in a text, in either case, as a hint only (RULES C3).
    public init?(in text: String) {
        let bytes = Array(text.utf8.prefix(2_000))
        let whole = TicketNumber.length &+ 3
        guard bytes.count >= whole else { return nil }
        for start in 0...(bytes.count &- whole)
        where bytes[start] | 32 == 97 && bytes[start &+ 1] | 32 == 98 && bytes[start &+ 2] == 45 {
            let digits = bytes[(start &+ 3)..<(start &+ whole)].map { (97...122).contains($0) ? $0 & 0xDF : $0 }
            let next = start &+ whole < bytes.count ? bytes[start &+ whole] : 32
            let previous = start > 0 ? bytes[start &- 1] : 32
            guard digits.allSatisfy(Base32.crockford.contains), !TicketNumber.isWordByte(next), !TicketNumber.isWordByte(previous)
            else { continue }
            self.init(rawValue: "AB-" + String(decoding: digits, as: UTF8.self))
            return
        }
        return nil
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (97...122).contains(byte | 32) || (48...57).contains(byte) || byte >= 128
    }
}
