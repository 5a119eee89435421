/// One IMAP command, without its tag: text of our own, and literals for everything that came from outside (RULES E3).
public struct IMAPCommand: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        case text([UInt8])
        case literal([UInt8])
    }

    /// The first word, for errors.
    public let name: String
    let parts: [Part]

    private init(_ name: String, _ parts: [Part]) {
        self.name = name
        self.parts = [.text(Array(name.utf8))] + parts
    }

    private init(_ name: String, _ rest: String) {
        self.init(name, [.text(Array(rest.utf8))])
    }

    public static let capability = IMAPCommand("CAPABILITY", [])
    public static let noop = IMAPCommand("NOOP", [])
    public static let logout = IMAPCommand("LOGOUT", [])
    public static let idle = IMAPCommand("IDLE", [])
    public static let namespace = IMAPCommand("NAMESPACE", [])
    /// Asks for the hierarchy separator alone (RFC 9051 §6.3.9).
    public static let separator = IMAPCommand("LIST", " \"\" \"\"")

    /// Names in UTF-8 (RFC 6855 §3); the server answers ENABLED.
    public static let enableUTF8 = IMAPCommand("ENABLE", " UTF8=ACCEPT")

    public static func select(_ folder: String, _ encoding: MailboxName.Encoding = .modifiedUTF7) -> IMAPCommand {
        onFolder("SELECT", folder, encoding)
    }
    public static func examine(_ folder: String, _ encoding: MailboxName.Encoding = .modifiedUTF7) -> IMAPCommand {
        onFolder("EXAMINE", folder, encoding)
    }
    public static func create(_ folder: String, _ encoding: MailboxName.Encoding = .modifiedUTF7) -> IMAPCommand {
        onFolder("CREATE", folder, encoding)
    }
    public static func messageCount(_ folder: String, _ encoding: MailboxName.Encoding = .modifiedUTF7) -> IMAPCommand {
        IMAPCommand("STATUS", [.text([0x20] + MailboxName.quoted(folder, encoding) + Array(" (MESSAGES)".utf8))])
    }

    public enum SearchAnswer: Sendable, Equatable {
        /// One line that lists every UID.
        case list
        /// RFC 4731: ranges.
        case ranges
    }

    /// Mails neither marked for deletion nor carrying the keyword.
    public static func uidSearchWaiting(without keyword: String?, answer: SearchAnswer) -> IMAPCommand {
        let back = answer == .ranges ? " RETURN (ALL)" : ""
        return IMAPCommand("UID SEARCH", back + " UNDELETED" + (keyword.map { " UNKEYWORD " + $0 } ?? ""))
    }

    public static func uidSearch(messageID: String) -> IMAPCommand {
        IMAPCommand("UID SEARCH", [.text(Array(" HEADER MESSAGE-ID ".utf8)), .literal(Array(messageID.utf8))])
    }

    /// A field that names addresses; the server compares parts of words, so that more may be found than is meant.
    public enum AddressField: String, Sendable, Equatable { case from = "FROM", to = "TO" }

    public static func uidSearch(_ field: AddressField, _ address: String) -> IMAPCommand {
        IMAPCommand("UID SEARCH", [.text(Array(" \(field.rawValue) ".utf8)), .literal(Array(address.utf8))])
    }

    /// - Parameter date: `1-Feb-2026`, as ``IMAPDate`` writes it.
    public static func uidSearch(before date: String) -> IMAPCommand {
        IMAPCommand("UID SEARCH", " BEFORE " + date)
    }

    public enum FetchItems: String, Sendable, Equatable {
        case size = "(UID RFC822.SIZE INTERNALDATE)"
        case whole = "(UID INTERNALDATE BODY.PEEK[])"
        case header = "(UID INTERNALDATE BODY.PEEK[HEADER])"
    }

    public static func uidFetch(_ uids: UIDSet, _ items: FetchItems) -> IMAPCommand {
        IMAPCommand("UID FETCH", " \(uids.text) \(items.rawValue)")
    }

    public static func uidMove(
        _ uids: UIDSet, to folder: String, _ encoding: MailboxName.Encoding = .modifiedUTF7
    ) -> IMAPCommand { onFolder("UID MOVE", uids, folder, encoding) }
    public static func uidCopy(
        _ uids: UIDSet, to folder: String, _ encoding: MailboxName.Encoding = .modifiedUTF7
    ) -> IMAPCommand { onFolder("UID COPY", uids, folder, encoding) }

    public static func uidMarkDeleted(_ uids: UIDSet) -> IMAPCommand {
        IMAPCommand("UID STORE", " \(uids.text) +FLAGS.SILENT (\\Deleted)")
    }

    public static func uidAdd(keyword: String, to uids: UIDSet) -> IMAPCommand {
        IMAPCommand("UID STORE", " \(uids.text) +FLAGS.SILENT (\(keyword))")
    }

    /// UIDPLUS only (RFC 4315): a plain EXPUNGE would take mails that other people marked, so there is none here.
    public static func uidExpunge(_ uids: UIDSet) -> IMAPCommand { IMAPCommand("UID EXPUNGE", " " + uids.text) }

    private static func onFolder(_ name: String, _ folder: String, _ encoding: MailboxName.Encoding) -> IMAPCommand {
        IMAPCommand(name, [.text([0x20] + MailboxName.quoted(folder, encoding))])
    }

    private static func onFolder(
        _ name: String, _ uids: UIDSet, _ folder: String, _ encoding: MailboxName.Encoding
    ) -> IMAPCommand {
        IMAPCommand(name, [.text(Array(" \(uids.text) ".utf8) + MailboxName.quoted(folder, encoding))])
    }
}
