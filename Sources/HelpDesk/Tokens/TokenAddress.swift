/// Own addresses with a token in their tag, `support+r.TOKEN@host`, written and found again.
struct TokenAddress: Sendable, Equatable {
    /// The address without its tag.
    var base: String
    var tag: String
    var token: String

    static func write(base: String, purpose: TokenGrant.Purpose, token: Token) -> String {
        let bytes = Array(base.utf8)
        guard let at = bytes.lastIndex(of: 64) else { return base }
        var tagged = bytes
        tagged.replaceSubrange(at..<at, with: "+\(purpose.tag).\(token.text)".utf8)
        return String(decoding: tagged, as: UTF8.self)
    }

    /// Reads an address; nil where it carries no well formed token.
    init?(_ address: String) {
        let bytes = Array(AddressKey.key(address).utf8)
        guard let at = bytes.lastIndex(of: 64), let plus = bytes[..<at].lastIndex(of: 43) else { return nil }
        let rest = bytes[(plus &+ 1)..<at]
        guard rest.count == Token.length &+ 2, rest.dropFirst().first == 46, Token.isWellFormed(rest.dropFirst(2)) else {
            return nil
        }
        base = String(decoding: bytes[..<plus] + bytes[at...], as: UTF8.self)
        tag = String(decoding: rest.prefix(1), as: UTF8.self)
        token = String(decoding: rest.dropFirst(2), as: UTF8.self)
    }
}

/// Our Message-IDs, `TOKEN@host`, without angle brackets: the thread itself carries the token.
struct TokenMessageID: Sendable, Equatable {
    var token: String

    static func write(token: Token, host: String) -> String { token.text + "@" + host }

    init?(_ messageID: String, host: String) {
        var bytes = Array(AddressKey.key(messageID).utf8)[...]
        if bytes.first == 60 { bytes = bytes.dropFirst() }
        if bytes.last == 62 { bytes = bytes.dropLast() }
        guard let at = bytes.lastIndex(of: 64), Token.isWellFormed(bytes[..<at]),
            bytes[(at &+ 1)...].elementsEqual(AddressKey.key(host).utf8)
        else { return nil }
        token = String(decoding: bytes[..<at], as: UTF8.self)
    }
}

/// The token in the subject of our `mailto:` links, `[s.TOKEN]`, where the provider delivers no subaddresses.
struct TokenSubject: Sendable, Equatable {
    var tag: String
    var token: String

    static func write(purpose: TokenGrant.Purpose, token: Token) -> String { "[" + purpose.tag + "." + token.text + "]" }

    /// The subject without its mark: a token is no word to judge or to rate by.
    static func removed(from subject: String) -> String {
        guard let mark = TokenSubject(subject) else { return subject }
        return CleanText.line(subject.replacingASCII("[\(mark.tag).\(mark.token)]", with: ""), scalarsMax: 500)
    }

    /// The first one in a subject; one pass.
    init?(_ subject: String) {
        let bytes = Array(AddressKey.key(subject).utf8.prefix(2_000))
        let whole = Token.length &+ 4
        guard bytes.count >= whole else { return nil }
        for start in 0...(bytes.count &- whole) where bytes[start] == 91 && bytes[start &+ 2] == 46 {
            let end = start &+ whole &- 1
            let token = bytes[(start &+ 3)..<end]
            guard bytes[end] == 93, Token.isWellFormed(token) else { continue }
            tag = String(decoding: bytes[(start &+ 1)...(start &+ 1)], as: UTF8.self)
            self.token = String(decoding: token, as: UTF8.self)
            return
        }
        return nil
    }
}
