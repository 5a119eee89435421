public import HelpDesk

/// Where a row of the outbox stands (RULES 2.1).
public enum OutboxState: String, Sendable, CaseIterable {
    case queued
    case sending
    case sent
    case retry
    case failed
    case unknown
    case parked
    case cancelled
}

/// Who sends: one process's time as the holder of the store. Only its own claims may send and settle.
public struct Instance: Sendable, Equatable {
    public var owner: String
    /// Grows with each start.
    public var epoch: Int64
    public init(owner: String, epoch: Int64) {
        self.owner = owner
        self.epoch = epoch
    }
}

/// One claim of a mail. Only the claim that stands may send and settle: one whose lease ended – the machine slept, the clock was set –
/// says nothing about the attempt that began after it.
public struct Claim: Sendable, Hashable {
    public var id: OutboxID
    /// Claims of the mail so far, this one included: what tells it from those before.
    public var attempt: Int
    public init(id: OutboxID, attempt: Int) {
        self.id = id
        self.attempt = attempt
    }
}

/// A claimed mail, complete.
public struct OutboxItem: Sendable, Equatable {
    public var id: OutboxID
    public var ticket: TicketID?
    public var purpose: MailPurpose
    public var recipient: String
    public var reversePath: String
    public var messageID: String
    public var bytes: [UInt8]
    /// Claims so far, this one included.
    public var attempts: Int
    public var leaseUntil: Timestamp

    public var claim: Claim { Claim(id: id, attempt: attempts) }
}

/// How an attempt to send ended.
public enum SendResult: Sendable, Equatable {
    /// The reply to the final dot was 2xx.
    case accepted(String)
    /// 4xx, no connection, no TLS, or cut before the final dot.
    case transient(String)
    /// 5xx.
    case permanent(String)
    /// The final dot may be on the wire, and no reply came (RFC 1047).
    case unknown(String)
}

public struct Settlement: Sendable, Equatable {
    public var claim: Claim
    public var result: SendResult
    public init(_ claim: Claim, _ result: SendResult) {
        self.claim = claim
        self.result = result
    }
}

/// How sends ended, and which final dots are asked for: what goes into one commit.
public struct SettleOrder: Sendable, Equatable {
    public var ends: [Settlement]
    public var dots: [Claim]

    public init(ends: [Settlement] = [], dots: [Claim] = []) {
        self.ends = ends
        self.dots = dots
    }
}

/// What ``TicketStore/settle(_:dotting:as:now:query:step:)`` did.
public struct SettleReceipt: Sendable, Equatable {
    /// One for each settlement, in order: `.replayed` where the row was not this instance's to settle, or its state is no end yet.
    public var receipts: [Receipt]
    /// Claims whose final dot may now be sent; the others of those asked must not leave, another claim of the same mail included.
    public var granted: Set<Claim>
}

/// A mail of unknown fate, and whether its time to wait for a sign is over.
public struct UnknownMail: Sendable, Equatable {
    public var id: OutboxID
    public var ticket: TicketID?
    public var purpose: MailPurpose
    public var messageID: String
    public var resolveAt: Timestamp
}

/// A row of the outbox as `queue list` shows it.
public struct OutboxLine: Sendable, Equatable {
    public var id: OutboxID
    public var ticket: TicketID?
    public var purpose: MailPurpose
    public var recipient: String
    public var messageID: String
    public var state: OutboxState
    public var attempts: Int
    public var resends: Int
    public var composedAt: Timestamp
    /// When it is tried next, or its lease or waiting time ends; nil where it ended.
    public var nextAt: Timestamp?
    public var endedAt: Timestamp?
    /// The server's last reply.
    public var reply: String?
}
