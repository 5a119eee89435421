/// `Answerback-Loop`: our own mark on all mail of ours, so that it is known when it comes back (RULES A6).
///
/// Everybody can write the field, so it counts only with our MAC: a stranger cannot silence a customer with it.
enum LoopMark {
    static let fieldName = "Answerback-Loop"

    static func write(for token: Token, signer: Signer) -> String { token.text + "." + mac(of: token.text, signer: signer) }

    static func isOurs(_ body: String, signer: Signer) -> Bool {
        let bytes = Array(AddressKey.key(body).utf8.filter { $0 > 32 }.prefix(Token.length &* 2 &+ 2))
        guard bytes.count == Token.length &* 2 &+ 1, bytes[Token.length] == 46 else { return false }
        let token = String(decoding: bytes[..<Token.length], as: UTF8.self)
        return isEqualInConstantTime(Array(bytes[(Token.length &+ 1)...]), Array(mac(of: token, signer: signer).utf8))
    }

    private static func mac(of token: String, signer: Signer) -> String {
        var bytes: [UInt8] = []
        bytes.append("answerback-loop/1\0")
        bytes += token.utf8
        let mac = signer.sign(bytes)
        return Base32.encode(mac.prefix(16), alphabet: Base32.rfc4648)
    }

    private static func isEqualInConstantTime(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
