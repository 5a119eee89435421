/// When people are told that something is wrong, and by which ways beside the mail to the admins.
public struct AlarmSettings: Sendable, Equatable {
    /// A program to run with an alarm's line on standard input; empty: none.
    public var command: [String]
    /// A mail through another server than the one that may be broken.
    public var mail: AlarmMailSettings?
    /// No mailbox should go so long without a successful look.
    public var silenceMinutes: Int
    /// No mail should wait so long to be decided, or to leave.
    public var queueMinutes: Int
    /// A channel that fails so long is told.
    public var failingMinutes: Int
    /// The same trouble is told again after this time.
    public var repeatMinutes: Int
    public var freeMegabytes: Int
}

public struct AlarmMailSettings: Sendable, Equatable {
    public var to: [String]
    /// The envelope sender and From.
    public var from: String
    public var server: ServerSettings
}
