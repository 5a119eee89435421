public import HelpDesk

/// The whole configuration as values, checked: what the loops, the wire and the store need, and the desk's policy.
public struct ServiceConfiguration: Sendable {
    /// The file it was read from; messages name it.
    public var file: String
    /// Relative paths are relative to this folder.
    public var folder: String
    public var desk: DeskSettings
    public var mailboxes: [MailboxSettings]
    public var submission: SubmissionSettings
    /// Authorities to trust instead of the system's; PEM.
    public var caFile: String?
    public var databaseFile: String
    /// A folder of templates beside the shipped ones.
    public var templatesFolder: String?
    public var timeZone: String
    public var openingHours: [BusinessCalendar.Hours?]
    public var retention: Retention
    public var log: LogSettings
    public var poll: PollSettings
    public var alarm: AlarmSettings

    /// Holds the key, the database, the model's cache and the lock; only the owner may enter.
    public var dataFolder: String { PathText.folder(of: databaseFile) }
}

public struct MailboxSettings: Sendable, Equatable {
    public enum Place: Sendable, Equatable {
        case imap(IMAPSettings)
        /// A folder with `new`, `cur` and `tmp`.
        case maildir(String)
    }
    public var name: String
    public var place: Place
}

public struct IMAPSettings: Sendable, Equatable {
    /// How a mail that was taken over is marked on the server.
    public enum Filing: String, Sendable, CaseIterable { case move, keyword }
    public var server: ServerSettings
    public var folder: String
    public var filing: Filing
    public var doneFolder: String
    public var sentFolder: String
    public var doneDays: Int
}

public struct ServerSettings: Sendable, Equatable {
    public enum Security: String, Sendable, CaseIterable { case tls, starttls, plain }
    public var host: String
    public var port: Int
    public var security: Security
    public var user: String
    public var password: Secret?
    /// Instead of a password.
    public var oauth2: OAuth2Settings?
}

public enum SubmissionSettings: Sendable, Equatable {
    case smtp(ServerSettings, connections: Int)
    case maildir(String)
}

public struct Retention: Sendable, Equatable {
    public var rawDays: Int
    public var ticketDays: Int
    public var logDays: Int
    public var quarantineDays: Int
}

public struct LogSettings: Sendable, Equatable {
    public enum Level: String, Sendable, CaseIterable { case debug, info, notice, warning, error }
    public enum Format: String, Sendable, CaseIterable { case text, json }
    public var level: Level
    public var format: Format
}

public struct PollSettings: Sendable, Equatable {
    public var isIdleUsed: Bool
    public var intervalSeconds: Int

    /// How long a mailbox is listened to before it is looked into anyway: many a router and server forgets a silent connection
    /// long before the 29 minutes of RFC 2177.
    var waitSeconds: Int { isIdleUsed ? 300 : intervalSeconds }
}
