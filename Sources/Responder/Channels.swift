import Foundation
public import Transport

/// The ways in and out of an installation.
public struct Channels: Sendable {
    public let mailboxes: [any Mailbox]
    public let submission: any Submission
    /// How many mails are sent at the same time.
    public let connections: Int
    /// The grants by which they log in.
    public let grants: [WatchedGrant]
    /// A way to people that does not go through `submission`.
    let alarmMail: AlarmMail?

    public init(mailboxes: [any Mailbox], submission: any Submission, connections: Int, grants: [WatchedGrant] = []) {
        alarmMail = nil
        self.mailboxes = mailboxes
        self.submission = submission
        self.connections = connections
        self.grants = grants
    }
}

extension Channels {
    /// The channels of a configuration; secrets are fetched, nothing is connected yet.
    init(_ configuration: ServiceConfiguration, environment: [String: String]) throws {
        let maker = ChannelMaker(configuration: configuration, environment: environment)
        mailboxes = try configuration.mailboxes.map(maker.mailbox)
        submission = try maker.submission()
        switch configuration.submission {
        case .smtp(_, let connections): self.connections = connections
        case .maildir: connections = 1
        }
        alarmMail = try configuration.alarm.mail.map { mail in
            AlarmMail(
                submission: try maker.submission(to: mail.server, connections: 1, place: "alarm.mail.smtp"), from: mail.from,
                to: mail.to)
        }
        grants = maker.shelf.all
    }
}

/// Makes channels from settings.
struct ChannelMaker {
    let configuration: ServiceConfiguration
    let environment: [String: String]
    let shelf: TokenShelf

    init(configuration: ServiceConfiguration, environment: [String: String]) {
        self.configuration = configuration
        self.environment = environment
        shelf = TokenShelf(dataFolder: configuration.dataFolder, environment: environment)
    }

    func mailbox(_ settings: MailboxSettings) throws -> any Mailbox {
        switch settings.place {
        case .maildir(let path): return MaildirMailbox(name: settings.name, path: path)
        case .imap(let imap):
            let filing: IMAPMailbox.Filing =
                switch imap.filing {
                case .move: .move(doneFolder: imap.doneFolder)
                case .keyword: .keyword
                }
            guard let credentials = try credentials(imap.server, place: "mailboxes.\(settings.name).imap") else {
                throw ServiceFailure.secret(
                    place: "mailboxes.\(settings.name).imap", reason: "an IMAP server wants user and password")
            }
            return IMAPMailbox(
                name: settings.name,
                settings: IMAPMailbox.Settings(
                    server: address(imap.server), credentials: credentials, tls: tls, folder: imap.folder, filing: filing,
                    sentFolder: imap.sentFolder, listening: configuration.poll.isIdleUsed ? .idle : .polling,
                    pollSeconds: configuration.poll.intervalSeconds))
        }
    }

    func submission() throws -> any Submission {
        switch configuration.submission {
        case .maildir(let path): return MaildirSubmission(path: path)
        case .smtp(let server, let connections):
            return try submission(to: server, connections: connections, place: "submission.smtp")
        }
    }

    func submission(to server: ServerSettings, connections: Int, place: String) throws -> SMTPSubmission {
        SMTPSubmission(
            settings: SMTPSubmission.Settings(
                server: address(server), credentials: try credentials(server, place: place), tls: tls,
                helo: ProcessInfo.processInfo.hostName, connectionsMax: connections))
    }

    private var tls: TLSOptions { TLSOptions(caFile: configuration.caFile) }

    private func address(_ server: ServerSettings) -> ServerAddress {
        let security: ServerAddress.Security =
            switch server.security {
            case .tls: .tls
            case .starttls: .startTLS
            case .plain: .plainLoopbackOnly
            }
        return ServerAddress(host: server.host, port: server.port, security: security)
    }

    /// nil where no user is named.
    private func credentials(_ server: ServerSettings, place: String) throws -> Credentials? {
        guard !server.user.isEmpty else { return nil }
        do {
            if let oauth2 = server.oauth2 { return .oauth2(user: server.user, try shelf.tokens(oauth2)) }
            guard let password = server.password else {
                throw ServiceFailure.secret(place: place, reason: "a user is named, but no password")
            }
            let reader = try SecretReader(password, environment: environment)
            return .secret(user: server.user, read: { () throws(TransportError) in try reader.read() })
        } catch let error as SecretError {
            throw ServiceFailure.secret(place: place, reason: error.description)
        }
    }
}
