public import InternetMessage

/// A stored mail as the desk sees it: where and when it came in, and what was read in it.
public struct IncomingMail: Sendable {
    public var id: MailID
    /// The name of the configured mailbox it came from.
    public var mailbox: String
    /// When the receiving server stored it (INTERNALDATE), or when we did.
    public var receivedAt: Timestamp
    public var message: Message
    public var reading: Reading

    public init(id: MailID, mailbox: String, receivedAt: Timestamp, message: Message, reading: Reading) {
        self.id = id
        self.mailbox = mailbox
        self.receivedAt = receivedAt
        self.message = message
        self.reading = reading
    }
}
