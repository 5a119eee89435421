/// The wrong orders of RULES 2.3, and one more. Each loses or doubles mail, and each must be caught, or the harness is broken.
enum WrongOrder: String, CaseIterable, Sendable {
    /// The mail leaves the inbox before its bytes are committed.
    case moveBeforeCommit
    /// The highest UID seen is remembered before the bytes are committed.
    case highWaterBeforeCommit
    /// The ticket is committed in one transaction and its mail in the next.
    case ticketAndOutboxApart
    /// Two copies are the same mail only where their UIDs say so.
    case dedupeByUID
    case noDedupe
    /// `synchronous=NORMAL`: a commit does not wait for the disk.
    case synchronousNormal
    /// A lease that ends while its mail is still on the way, on a line that stalls.
    case shortLease
    /// A claim whose lease ended settles for the one that stands. Not of RULES 2.3: it was ours, and seed 6105 found it.
    case lapsedClaimSettles
    /// Mail is sent as it is found, and claimed afterwards.
    case noClaim
}
