/// The last gate before a customer (RULES C4): nothing internal leaves, whoever wrote it.
struct OutboundGate: Sendable {
    var ownHost: String
    /// Addresses of agents and admins that are no address of ours to write to.
    var internalAddresses: [String]
    /// The mail's own tokens, which may stand in it.
    var allowedTokens: Set<String>

    /// What was found that must not leave; nil where the text is clean.
    func finding(in text: String) -> String? {
        var bytes = Array(text.utf8)
        for index in bytes.indices where bytes[index] &- 65 < 26 { bytes[index] |= 32 }
        for name in Self.headerNames where Self.contains(bytes, name) { return "an internal header name" }
        for address in internalAddresses where Self.contains(bytes, Array(AddressKey.key(address).utf8)) {
            return "an agent's address"
        }
        return foreignToken(in: bytes) ? "a token of another mail" : nil
    }

    private static let headerNames = ["answerback-loop", "authentication-results:", "x-answerback"].map { Array($0.utf8) }

    /// Runs of exactly 26 base32 characters behind a tag or before our host.
    private func foreignToken(in bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            guard Self.isTokenByte(bytes[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < bytes.count, Self.isTokenByte(bytes[end]) { end += 1 }
            if end - start == Token.length, isMarked(bytes, start, end),
                !allowedTokens.contains(String(decoding: bytes[start..<end], as: UTF8.self))
            {
                return true
            }
            start = end
        }
        return false
    }

    private func isMarked(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let host = Array(("@" + AddressKey.key(ownHost)).utf8)
        if bytes[end...].starts(with: host) { return true }
        return start >= 3 && bytes[start - 1] == 46 && (bytes[start - 3] == 43 || bytes[start - 3] == 91)
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (50...55).contains(byte) }

    /// O(text × needles of one first byte); needles are few and short.
    private static func contains(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
        guard let first = needle.first, bytes.count >= needle.count else { return false }
        let bytes = bytes.span
        let last = bytes.count - needle.count
        var start = bytes.firstPlace(of: first)
        while start <= last {
            if needle.indices.allSatisfy({ bytes[start + $0] == needle[$0] }) { return true }
            start = bytes.firstPlace(of: first, from: start + 1)
        }
        return false
    }
}

/// Which addresses a mail may be sent to at all (E2, B9): ASCII, one `@`, no control, blank or angle bracket, at most 254 bytes.
enum OutboundAddress {
    static func isFit(_ address: String) -> Bool {
        let bytes = Array(address.utf8)
        guard bytes.count <= 254, let at = bytes.lastIndex(of: 64), at > 0, at < bytes.count - 1, at <= 64 else { return false }
        let isPlain = bytes.allSatisfy { $0 > 32 && $0 < 127 && $0 != 60 && $0 != 62 && $0 != 34 && $0 != 44 && $0 != 59 }
        return isPlain && bytes.filter { $0 == 64 }.count == 1
    }
}

extension Step {
    /// C4, C6, C7: the letter goes to its ticket's party, and says nothing internal.
    func isClean(_ letter: Letter) -> Bool { gateFinding(letter) == nil }

    func gateFinding(_ letter: Letter) -> String? {
        guard letter.recipient == ticket?.party else { return "a recipient who is not the ticket's customer" }
        return gateFinding(ofWords: letter.words, allowing: Set([letter.seal.reply, letter.seal.rating].compactMap { $0?.text }))
    }

    func gateFinding(ofWords words: String, allowing tokens: Set<String> = []) -> String? {
        let gate = OutboundGate(
            ownHost: settings.messageIDHost, internalAddresses: desk.addresses.people.filter { $0 != ticket?.party },
            allowedTokens: tokens)
        return gate.finding(in: words)
    }
}
