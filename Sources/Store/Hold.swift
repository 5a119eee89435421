public import HelpDesk

/// What a hold stops.
public enum HoldScope: String, Sendable {
    /// Mail to customers that no person wrote (RULES H12).
    case automatic
    /// All mail: after the restore of an old store (K22).
    case everything
}

/// Sending is stopped until someone releases it.
public struct Hold: Sendable, Equatable {
    public var scope: HoldScope
    public var reason: String
    public var since: Timestamp
}
