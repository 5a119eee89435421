/// A stored inbound mail; given by the store in order of arrival.
public struct MailID: Sendable, Hashable, Comparable, Codable, RawRepresentable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public static func < (a: MailID, b: MailID) -> Bool { a.rawValue < b.rawValue }
}

/// A ticket. It equals the id of the mail that opened it, so a replayed step names the same ticket again.
public struct TicketID: Sendable, Hashable, Comparable, Codable, RawRepresentable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(openedBy mail: MailID) { rawValue = mail.rawValue }
    public static func < (a: TicketID, b: TicketID) -> Bool { a.rawValue < b.rawValue }
}

/// A row of the outbox.
public struct OutboxID: Sendable, Hashable, Comparable, Codable, RawRepresentable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public static func < (a: OutboxID, b: OutboxID) -> Bool { a.rawValue < b.rawValue }
}

/// A solved case of the similarity index. It equals the id of the mail whose text became the solution.
public struct CaseID: Sendable, Hashable, Comparable, Codable, RawRepresentable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public static func < (a: CaseID, b: CaseID) -> Bool { a.rawValue < b.rawValue }
}

/// A point in time: milliseconds since 1970-01-01 UTC. Time is an input of the desk, never read by it.
public struct Timestamp: Sendable, Hashable, Comparable, Codable {
    public var milliseconds: Int64
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Int64) { milliseconds = seconds &* 1000 }
    /// Whole seconds, rounded down.
    public var seconds: Int64 { milliseconds / 1000 }
    public func adding(seconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds &+ seconds &* 1000) }
    public func adding(days: Int64) -> Timestamp { adding(seconds: days &* 86_400) }
    /// Seconds from `other` to `self`; negative where `other` is later.
    public func seconds(since other: Timestamp) -> Int64 { (milliseconds &- other.milliseconds) / 1000 }
    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }
}
