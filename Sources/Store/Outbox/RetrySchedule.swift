public import HelpDesk

/// When a refused-for-now mail is tried again (RULES E8).
public struct RetrySchedule: Sendable, Equatable {
    /// Seconds to the next attempt after the first, second, … failure; the last repeats.
    public var seconds: [Int64]
    /// Given up so long after the mail first came due.
    public var giveUpSeconds: Int64
    /// The spread in percent. Which way a mail goes follows from its id and attempt, so that a run can be repeated.
    public var jitterPercent: Int64
    /// How long a mail of unknown fate waits for a sign before the policy of its class decides (RFC 5321 §4.5.3.2.6).
    public var unknownSeconds: Int64
    /// Purposes of which one byte-identical resend is better than a loss; all others are parked for a person.
    public var resent: Set<MailPurpose>

    public init(
        seconds: [Int64] = [60, 300, 900, 1800, 3600, 7200], giveUpSeconds: Int64 = 48 * 3600, jitterPercent: Int64 = 20,
        unknownSeconds: Int64 = 600,
        resent: Set<MailPurpose> = [.escalation, .receipt, .question, .commandError, .commandAnswer, .digest, .alarm, .nonce]
    ) {
        self.seconds = seconds
        self.giveUpSeconds = giveUpSeconds
        self.jitterPercent = jitterPercent
        self.unknownSeconds = unknownSeconds
        self.resent = resent
    }

    /// The time of the next attempt; nil when it would come after giving up.
    /// - Parameter failures: how often a server put it off so far, at least 1. Claims that ended with the process are none.
    func next(for id: OutboxID, after failures: Int, firstDue: Timestamp, now: Timestamp) -> Timestamp? {
        guard !seconds.isEmpty else { return nil }
        let step = seconds[min(max(failures, 1), seconds.count) - 1]
        // Greylisting servers want a full minute, then five: the first two steps only ever grow.
        let spread = jitter(id, failures)
        let percent = failures <= 2 ? abs(spread) : spread
        let due = Timestamp(milliseconds: now.milliseconds &+ step &* 1000 &+ step &* 10 &* percent)
        return due.seconds(since: firstDue) > giveUpSeconds ? nil : due
    }

    /// Percent, evenly over ±``jitterPercent``.
    private func jitter(_ id: OutboxID, _ failures: Int) -> Int64 {
        guard jitterPercent > 0 else { return 0 }
        var mixed = UInt64(bitPattern: id.rawValue) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(truncatingIfNeeded: failures)
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int64(mixed % UInt64(2 * jitterPercent + 1)) - jitterPercent
    }
}
