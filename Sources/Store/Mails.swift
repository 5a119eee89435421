public import HelpDesk

/// A mail as it came in, before anything has read it.
public struct IncomingBytes: Sendable, Equatable {
    /// The name of the configured mailbox.
    public var mailbox: String
    /// nil where the mail came by a pipe: then there is nothing to file.
    public var place: MailPlace?
    /// INTERNALDATE, or the time of the pipe.
    public var receivedAt: Timestamp
    public var bytes: [UInt8]
    public init(mailbox: String, place: MailPlace?, receivedAt: Timestamp, bytes: [UInt8]) {
        self.mailbox = mailbox
        self.place = place
        self.receivedAt = receivedAt
        self.bytes = bytes
    }
}

/// Where a mail stands on its server.
public struct MailPlace: Sendable, Hashable {
    /// 0 for a Maildir.
    public var uidValidity: Int64
    /// An IMAP UID in decimal, or a file name of a Maildir.
    public var uid: String
    public init(uidValidity: Int64, uid: String) {
        self.uidValidity = uidValidity
        self.uid = uid
    }
}

/// What became of bytes handed to ``TicketStore/keep(_:now:)``. Either way they are durable and may be filed on the server.
public enum Kept: Sendable, Equatable {
    case stored(MailID)
    /// The same mail is there already (K3, K4, K18).
    case duplicate(MailID)

    public var id: MailID {
        switch self {
        case .stored(let id), .duplicate(let id): id
        }
    }
}

/// A stored mail without its bytes.
public struct StoredMail: Sendable, Equatable {
    public var id: MailID
    public var mailbox: String
    public var receivedAt: Timestamp
    public var storedAt: Timestamp
    /// Starts of work so far that came to no end.
    public var attempts: Int
    public var byteCount: Int
    /// nil until it is decided.
    public var disposition: Disposition?
    public var ticket: TicketID?
}

/// Mails whose attempt is counted, and mails that ended the process twice (K6).
public struct WorkStart: Sendable, Equatable {
    /// In the order asked; mails that were decided meanwhile are left out.
    public var ready: [StoredMail]
    /// To be quarantined without looking at their bytes.
    public var poison: [StoredMail]
}

/// A place on the server that still has to be filed.
public struct UnfiledMail: Sendable, Equatable {
    public var id: MailID
    public var place: MailPlace
}
