/// One mail to be handed over, already fit for the wire.
public struct SMTPTransaction: Sendable, Equatable {
    public let reversePath: [UInt8]
    public let recipients: [[UInt8]]
    public let content: DataStuffing.Content

    /// Nil unless every address passes ``AddressGrammar``: nothing else can reach a command (RULES E2).
    public init?(reversePath: String, recipients: [String], content: DataStuffing.Content) {
        guard reversePath.isEmpty || AddressGrammar.classify(reversePath) != .refused, !recipients.isEmpty,
            recipients.allSatisfy({ AddressGrammar.classify($0) != .refused })
        else { return nil }
        self.reversePath = Array(reversePath.utf8)
        self.recipients = recipients.map { Array($0.utf8) }
        self.content = content
    }

    var needsSMTPUTF8: Bool { ([reversePath] + recipients).contains { $0.contains { $0 >= 0x80 } } }
}

/// How a transaction ended.
public struct SMTPOutcome: Sendable, Equatable {
    public enum End: Sendable, Equatable {
        /// 2xx after the final dot.
        case accepted(SMTPReply)
        /// A definite refusal, at this stage.
        case refused(SMTPStage, SMTPReply)
        /// Not begun: the server cannot take this mail.
        case impossible(SMTPObstacle)
        /// The final dot was handed over, and what came back was no verdict, or nothing.
        case ambiguous(String)
        /// The conversation broke off before the final dot: certainly not accepted.
        case lost(String)
    }

    public var end: End
    /// The reply to each RCPT, in the order of the recipients; those not reached are missing.
    public var recipientReplies: [SMTPReply]
    /// The connection can take no further transaction.
    public var mustClose: Bool
}

public enum SMTPStage: Sendable, Equatable {
    case hello, mail, recipient, data, final, reset, quit
}

/// Why a mail cannot go to this server at all.
public enum SMTPObstacle: Sendable, Equatable, CustomStringConvertible {
    case tooLarge(bytes: Int, bytesMax: Int)
    case eightBitContent
    case internationalAddress

    public var description: String {
        switch self {
        case .tooLarge(let bytes, let most): "the mail has \(bytes) bytes, the server takes at most \(most) (SIZE)"
        case .eightBitContent: "the mail has 8-bit bytes and the server does not offer 8BITMIME"
        case .internationalAddress: "an address is not ASCII and the server does not offer SMTPUTF8"
        }
    }
}
