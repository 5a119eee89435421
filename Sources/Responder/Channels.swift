public import Transport

/// The ways in and out of an installation.
public struct Channels: Sendable {
    public let mailboxes: [any Mailbox]
    /// The pool: each sends one mail at a time over a connection of its own.
    public let submissions: [any Submission]

    public init(mailboxes: [any Mailbox], submissions: [any Submission]) {
        self.mailboxes = mailboxes
        self.submissions = submissions
    }
}

extension Channels {
    /// The channels of the configuration; connects to nothing yet.
    init(_ installation: Installation) throws {
        throw ServiceFailure.unavailable(what: "the mailboxes", reason: "no transport is built in yet")
    }
}
