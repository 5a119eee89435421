internal import InternetMessage

/// A mail of ours before it becomes bytes.
struct Letter: Sendable {
    /// What the mail says of itself (A8).
    enum Automatic: Sendable, Equatable {
        /// An answer or acknowledgement: `auto-replied`.
        case replied
        /// Escalations, digests, receipts: `auto-generated`.
        case generated
        /// A person's words.
        case no
    }

    var purpose: MailPurpose
    /// nil keeps it apart from the ticket of the step: alarms and digests.
    var ticket: TicketID?
    var cause: String
    var recipient: String
    var recipientName = ""
    var role: TokenGrant.Role
    var brand: Brand
    var seal: Seal
    var subject: String
    var body: MailBody
    var inReplyTo: String?
    var references: [String] = []
    var automatic: Automatic
    var attachments: [OutgoingAttachment] = []
    /// Keys of A7; nil where no cap counts it.
    var rateKeys: RateKeys?
    var undoSeconds: Int64 = 0
    /// What the log says of a mail to the customer.
    var source: ReplySource = .none
    var template: String?
    var solvedCase: CaseID?
    var words = ""
    var asksForRating = false
}

/// A file that goes along with a mail.
struct OutgoingAttachment: Sendable, Equatable {
    var name: String
    var type: String
    var bytes: [UInt8]
}

/// The tokens of one mail of ours and the addresses that carry them.
struct Seal: Sendable, Equatable {
    var reply: Token
    var rating: Token?
    var note: Token?
    var bounce: Token?
    var nonce: Token?
    /// Without angle brackets.
    var messageID: String
    /// nil where the provider delivers no subaddresses: the Message-ID carries the token.
    var replyAddress: String?
    var ratingAddress: String?
    var noteAddress: String?
    var reversePath: String
    /// The mark that `mailto:` subjects carry where addresses cannot.
    var ratingSubject: String?
    var noteSubject: String?
    var grants: [TokenGrant]
}
