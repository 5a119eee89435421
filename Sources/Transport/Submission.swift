/// What became of a mail that was handed to a submission server (RFC 6409).
public enum SubmissionResult: Sendable, Equatable {
    /// The server answered 2xx after the final dot: the mail is its own now. The reply usually names its queue id.
    case accepted(reply: String)
    /// Not accepted; the same bytes may be tried again later.
    case transient(reply: String, scope: RefusalScope)
    /// Not accepted, and trying again would not help.
    case permanent(reply: String)
    /// The last byte was handed over and no final reply came: accepted or not, nobody knows (RFC 1047).
    case unknown(String)
}

/// What a transient refusal speaks of, hence what should wait.
public enum RefusalScope: Sendable, Equatable {
    /// This mail.
    case message
    /// This recipient (greylisting, a full mailbox).
    case recipient
    /// The server or the way to it: everything bound for it waits. Says nothing of the mail.
    case connection
    /// The login was refused: stop, tell a person; trying on locks the account (RULES E8).
    case credentials
}

/// A place where finished mails go: an SMTP submission server, or a Maildir.
public protocol Submission: Sendable {
    /// Hands one mail over, to all recipients of the envelope or to none.
    ///
    /// - Parameters:
    ///   - bytes: the finished mail. Lone CR or LF become CRLF on the wire, dots are stuffed, a NUL or a line of
    ///     more than 998 bytes is refused as `.permanent` (RULES E1). 8-bit bytes or addresses are refused as
    ///     `.permanent` where the server does not take them (E6).
    ///   - beforeFinalDot: called when all but the final dot is on its way (tx5): commit there. When it throws, the
    ///     connection is cut, the server must discard the mail, and the result is `.transient(scope: .message)`.
    /// - Returns: never throws; each way a conversation can end is a result.
    func submit(
        _ bytes: [UInt8], envelope: Envelope, beforeFinalDot: nonisolated(nonsending) @Sendable () async throws -> Void
    ) async -> SubmissionResult

    /// The threads of its connections. A task that prefers one of them (SE-0417) hands over its mails without a change of threads.
    /// Empty where it does not matter.
    var lanes: [any TaskExecutor] { get }

    /// Connects and logs in without sending anything, to check the settings.
    func open() async throws(TransportError)

    /// Says goodbye (QUIT) and closes; harmless when nothing is open.
    func close() async
}

extension Submission {
    public var lanes: [any TaskExecutor] { [] }
}
