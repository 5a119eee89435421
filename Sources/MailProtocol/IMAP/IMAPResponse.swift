/// What an IMAP server says (RFC 9051 §7), one response.
public enum IMAPResponse: Sendable, Equatable {
    case untagged(IMAPUntagged)
    case tagged(tag: [UInt8], IMAPStatus)
    /// `+ …`: go on.
    case continuation
    /// Not the grammar; told, not trusted.
    case malformed
}

public enum IMAPUntagged: Sendable, Equatable {
    case status(IMAPStatus)
    case capability(IMAPCapabilities)
    case exists(UInt32)
    case expunge(UInt32)
    case fetch(IMAPFetch)
    /// SEARCH or ESEARCH.
    case search(UIDSet)
    /// LIST: the hierarchy separator (nil where there is none); names are not read.
    case list(separator: UInt8?)
    /// NAMESPACE: the prefix and separator of the first personal one.
    case namespace(prefix: [UInt8], separator: UInt8?)
    /// STATUS: the number of messages, where it was told.
    case messageCount(UInt32?)
    /// ENABLED (RFC 5161): what was switched on, in upper case.
    case enabled([String])
    /// What this client has no use for: RECENT, FLAGS, VANISHED …
    case other(String)
}

/// OK, NO, BAD, BYE or PREAUTH (RFC 9051 §7.1).
public struct IMAPStatus: Sendable, Equatable {
    public enum Kind: Sendable, Equatable { case ok, no, bad, bye, preauth }

    /// The bracketed code of a status, as far as this client acts on it.
    public enum Code: Sendable, Equatable {
        case uidValidity(UInt32)
        case capability(IMAPCapabilities)
        /// Whether `\*` or the keyword is among them.
        case permanentFlags([String])
        case readOnly
        case tryCreate
        case nonExistent
        case unavailable
        case other(String)
    }

    public var kind: Kind
    public var code: Code?
    /// Code and text, fit for an operator's eyes.
    public var line: String

    public init(kind: Kind, code: Code?, line: String) {
        self.kind = kind
        self.code = code
        self.line = line
    }
}

/// The capabilities of a server, in upper case.
public struct IMAPCapabilities: Sendable, Equatable {
    public let names: Set<String>

    public init(_ names: some Sequence<String>) { self.names = Set(names) }

    public func has(_ name: String) -> Bool { names.contains(name) }
    /// Literals need no permission (RFC 7888).
    public var nonSynchronizingLiterals: Bool { has("LITERAL+") }
    public var move: Bool { has("MOVE") || has("IMAP4REV2") }
    public var uidPlus: Bool { has("UIDPLUS") || has("IMAP4REV2") }
    public var idle: Bool { has("IDLE") || has("IMAP4REV2") }
    public var extendedSearch: Bool { has("ESEARCH") || has("IMAP4REV2") }
    /// Folder names may be spelled in UTF-8 once that is switched on (RFC 6855).
    public var utf8Names: Bool { has("UTF8=ACCEPT") || has("UTF8=ONLY") }
    public var namespace: Bool { has("NAMESPACE") || has("IMAP4REV2") }
}

/// One FETCH response: what a server told of one mail; each item may be missing.
public struct IMAPFetch: Sendable, Equatable {
    public var uid: UInt32?
    public var sizeBytes: UInt64?
    /// INTERNALDATE in seconds since 1970.
    public var internalDate: Int64?
    /// BODY[] or BODY[HEADER]; nil when absent or NIL.
    public var body: [UInt8]?
}
