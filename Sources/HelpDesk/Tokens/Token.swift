/// An unguessable word that says which mail of ours somebody holds (RULES C1).
///
/// It is an HMAC over all that it stands for, cut to 128 bits, so a replayed step makes it again. It proves possession of a mail,
/// never identity (C2): a right is token **and** authenticated sender.
struct Token: Sendable, Equatable {
    /// 26 characters of lower-case base32.
    let text: String

    /// Characters of a token's text.
    static let length = 26

    /// What a token stands for.
    struct Meaning: Sendable, Equatable {
        var ticket: TicketID?
        var boundTo: String
        var role: TokenGrant.Role
        var purpose: TokenGrant.Purpose
        /// The step's cause, so that each mail of ours has its own.
        var cause: String
    }

    init(_ meaning: Meaning, signer: Signer) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        bytes.append("answerback-token/1")
        func add(_ field: String) {
            bytes.append(0)
            bytes += field.utf8
        }
        add(meaning.ticket.map { String($0.rawValue) } ?? "-")
        add(AddressKey.key(meaning.boundTo))
        add(meaning.role.rawValue)
        add(meaning.purpose.rawValue)
        add(meaning.cause)
        let mac = signer.sign(bytes)
        text = Base32.encode(mac.prefix(16), alphabet: Base32.rfc4648)
    }

    /// The digest under which the store keeps it, of the text in lower case.
    static func digest(_ text: String, signer: Signer) -> String {
        Hexadecimal.encode(signer.digest(Array(AddressKey.key(text).utf8)))
    }

    /// Whether these bytes look like a token: its length, and base32 in either case.
    static func isWellFormed(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.count == length && bytes.allSatisfy { (97...122).contains($0 | 32) || (50...55).contains($0) }
    }
}

extension TokenGrant.Purpose {
    /// The letter that names the purpose in `support+r.TOKEN@` (INTERFACE section 1, A9).
    var tag: String {
        switch self {
        case .reply: "r"
        case .note: "n"
        case .rating: "s"
        case .bounce: "b"
        case .nonce: "c"
        }
    }
}
