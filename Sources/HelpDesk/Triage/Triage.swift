/// Whose mail it is and what may be done with it, from the mail alone: pure, before any reading of the store.
public struct Triage: Sendable, Equatable {
    public var kind: Kind
    public var authentication: Authentication
    /// The single From address as received, lower-cased in ASCII only (B6); nil where there is none or several (B5).
    public var sender: String?
    /// Display name, cleaned (B7); empty where there is none.
    public var senderName: String
    /// Every token that the mail carries, most specific first, at most 16.
    public var tokens: [CarriedToken]
    /// The words to judge; nil where nothing may be judged (A15).
    public var text: JudgedText?
    /// What speaks against an automatic answer, and what was refused.
    public var rules: [FiredRule]
    /// The address of ours that was written to, without a tag: answers leave from it.
    public var ownAddress: String
    /// Decoded, one line, as received.
    public var subject: String
    /// Without angle brackets.
    public var messageID: String?
    /// What was typed now, without quotes and signature, at most 64 KB.
    public var typed: String
    public var query: CaseQuery

    public enum Kind: Sendable, Equatable {
        case customer
        /// The group's mailbox; the member is ``Triage/sender``.
        case agent(group: String)
        case admin
        case deliveryStatus
        /// Automatic mail; the rule says which kind.
        case automatic(rule: String)
        case own
        case ignored(reason: String)
    }

    public init(
        kind: Kind, authentication: Authentication, sender: String?, senderName: String = "", tokens: [CarriedToken] = [],
        text: JudgedText? = nil, rules: [FiredRule] = [], ownAddress: String = "", subject: String = "",
        messageID: String? = nil, typed: String = "", query: CaseQuery = CaseQuery()
    ) {
        self.kind = kind
        self.authentication = authentication
        self.sender = sender
        self.senderName = senderName
        self.tokens = tokens
        self.text = text
        self.rules = rules
        self.ownAddress = ownAddress
        self.subject = subject
        self.messageID = messageID
        self.typed = typed
        self.query = query
    }
}

/// What our own server says about the sender (RULES B1–B3, A10).
public enum Authentication: Sendable, Equatable {
    /// DMARC pass aligned with the domain of From.
    case dmarc
    /// Aligned SPF or DKIM where the domain publishes no policy.
    case aligned
    /// `auth=pass` for exactly this address (RFC 8601 §2.7.4).
    case submitted
    /// Nobody whom we trust says anything.
    case none
    /// Our own server says that it failed, or its words conflict.
    case failed

    public var isAuthenticated: Bool {
        switch self {
        case .dmarc, .aligned, .submitted: true
        case .none, .failed: false
        }
    }
}

/// A token found in a mail, and where.
public struct CarriedToken: Sendable, Equatable {
    public enum Place: Sendable, Equatable { case recipient, inReplyTo, references, subject }
    /// 26 characters of lower-case base32.
    public var text: String
    /// The letter of the address's tag (`r`, `b`, `n`, `s`); nil in Message-IDs.
    public var tag: String?
    public var place: Place
    public init(text: String, tag: String?, place: Place) {
        self.text = text
        self.tag = tag
        self.place = place
    }
}

/// What is judged: subject and the text as typed, without quotes and signature.
public struct JudgedText: Sendable, Equatable {
    public var subject: String
    public var text: String
    public init(subject: String, text: String) {
        self.subject = subject
        self.text = text
    }
}
