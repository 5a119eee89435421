/// A mail as it lies in a mailbox, before anything has read it.
public struct RawMail: Sendable, Equatable {
    /// How much of the mail ``bytes`` holds.
    public enum Extent: Sendable, Equatable {
        case whole
        /// The mail is larger than ``TransportLimits/mailBytesMax``: ``bytes`` is its header section alone (RULES D3).
        case headerOnly(mailBytes: Int)
    }

    public var uid: MailUID
    /// INTERNALDATE, or the file's modification time, in seconds since 1970; nil when the server gave none that can be read.
    public var receivedAt: Int64?
    public var bytes: [UInt8]
    public var extent: Extent

    public init(uid: MailUID, receivedAt: Int64?, bytes: [UInt8], extent: Extent) {
        self.uid = uid
        self.receivedAt = receivedAt
        self.bytes = bytes
        self.extent = extent
    }
}

/// What a mailbox says of itself when it is opened.
public struct MailboxState: Sendable, Equatable {
    /// Changes when every UID has lost its meaning (K18); nil for a Maildir.
    public var uidValidity: UInt32?
    /// Mails lying there now, filed ones included when they stay in place.
    public var mailCount: Int
    /// What the server can do, for the operator: `MOVE`, `IDLE`, `UIDPLUS` … as the server spells them.
    public var capabilities: [String]

    public init(uidValidity: UInt32?, mailCount: Int, capabilities: [String]) {
        self.uidValidity = uidValidity
        self.mailCount = mailCount
        self.capabilities = capabilities
    }
}

/// The folders of a mailbox that the service looks into.
public enum FolderRole: Sendable, Equatable, CaseIterable {
    case inbox, done, sent
}

/// An IMAP folder or a Maildir: effects only, no policy.
///
/// Calls may come from several tasks; they are worked one after the other. After an error the mailbox is
/// usable: the next call connects anew.
public protocol Mailbox: Sendable {
    /// The name that the configuration gives it; for messages to the operator.
    var name: String { get }

    /// Connects, logs in, selects the folder and makes the done folder where it is missing.
    /// The other calls do this by themselves; call it to learn the state, or to check the settings.
    func open() async throws(TransportError) -> MailboxState

    /// Reads waiting mails, oldest first, without marking them in any way (BODY.PEEK, RULES E4).
    ///
    /// Mails already filed (moved, or flagged with the done keyword) are not among them.
    /// - Parameters:
    ///   - limit: at most so many; fewer come back when together they would pass ``TransportLimits/batchBytesMax``.
    ///   - skipping: mails known already.
    /// - Returns: empty when nothing waits.
    func fetch(limit: Int, skipping: Set<MailUID>) async throws(TransportError) -> [RawMail]

    /// Takes mails out of the queue, after their bytes are committed (INV1): moves them to the done folder, or
    /// flags them. Mails that are no longer there are passed over, so it may be repeated.
    func file(_ uids: [MailUID]) async throws(TransportError)

    /// Returns when new mail may have come, when the time is over, or when another call needs the connection.
    /// Cancelling the task ends it within milliseconds, by throwing ``TransportError/cancelled``.
    func waitForMail(atMost seconds: Double) async throws(TransportError)

    /// Whether a folder holds a mail with this Message-ID (`<…>` included): resolves an unknown submission.
    /// - Returns: false also where the folder does not exist.
    func contains(messageID: String, in folder: FolderRole) async throws(TransportError) -> Bool

    /// The number of mails in a folder; nil where it does not exist.
    func count(_ folder: FolderRole) async throws(TransportError) -> Int?

    /// Deletes from the done folder what is older than so many days; does nothing where filing is by keyword.
    /// - Returns: how many mails went.
    func expungeDone(olderThanDays days: Int) async throws(TransportError) -> Int

    /// Deletes mails for good: those that one of the clues finds and `isMeant` recognises by their header section.
    ///
    /// A server's search finds parts of words, and a Message-ID is chosen by its sender: only the header tells whose a mail is.
    /// - Returns: nothing found where the folder does not exist. Repeating it does no harm.
    func erase(
        _ clues: [MailClue], in folder: FolderRole, onlyIf isMeant: @escaping @Sendable (_ header: [UInt8]) -> Bool
    ) async throws(TransportError) -> MailErasure

    /// Says goodbye (LOGOUT) and closes; harmless when nothing is open.
    func close() async
}

/// What mails are looked for by.
public enum MailClue: Sendable, Hashable {
    case from(String)
    case to(String)
    /// `<…>` included.
    case messageID(String)
}

/// What became of mails that were to be deleted.
public struct MailErasure: Sendable, Equatable {
    /// They are gone.
    public var removed = 0
    /// The server can only mark them as deleted (no UIDPLUS): they go when it, or a mail client, tidies the folder.
    public var marked = 0

    public init(removed: Int = 0, marked: Int = 0) {
        self.removed = removed
        self.marked = marked
    }
}

/// The named maxima of this room; each has its unit in its name.
public enum TransportLimits {
    /// A mail larger than this comes as its header alone (RULES D3).
    public static let mailBytesMax = 50 << 20
    /// A fetched batch stays below this sum (a single mail may pass it).
    public static let batchBytesMax = 32 << 20
    /// A header section longer than this is cut.
    public static let headerBytesMax = 1 << 20
    /// Clues of one erasure that are followed; a customer with more mails is erased by their address.
    public static let cluesMax = 5000
    /// FETCH commands outstanding at once; more bring nothing.
    public static let fetchUIDsPerCommandMax = 200
}
