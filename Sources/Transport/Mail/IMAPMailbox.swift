import Glibc
import MailProtocol
import Synchronization

/// A folder of an IMAP server, on one connection that is opened at need and again after it broke.
///
/// Mails are read with BODY.PEEK in pipelined UID FETCH batches, sizes first, so that memory is bounded and a mail
/// above the limit comes as its header. Filing is UID MOVE (RFC 6851), or COPY, `\Deleted` and UID EXPUNGE, or a
/// keyword; a plain EXPUNGE is never sent, for other people's marks are not ours to carry out.
public actor IMAPMailbox: Mailbox {
    /// How a mail is taken out of the queue.
    public enum Filing: Sendable, Equatable {
        /// Into this folder; `/` separates levels whatever the server's own separator is.
        case move(doneFolder: String)
        /// It stays where it is, flagged ``IMAPMailbox/doneKeyword``; for mailboxes that people read too.
        case keyword
    }

    public struct Settings: Sendable {
        public var server: ServerAddress
        public var credentials: Credentials
        public var tls: TLSOptions
        public var folder: String
        public var filing: Filing
        /// Where the provider keeps sent mail; nil where it keeps none.
        public var sentFolder: String?
        public var listening: Listening
        /// How often the folder is looked into where IDLE is not used or not offered.
        public var pollSeconds: Int
        var patience = Patience()

        public init(
            server: ServerAddress, credentials: Credentials, tls: TLSOptions = TLSOptions(), folder: String = "INBOX",
            filing: Filing = .move(doneFolder: "Answerback/Done"), sentFolder: String? = "Sent",
            listening: Listening = .idle, pollSeconds: Int = 60
        ) {
            self.server = server
            self.credentials = credentials
            self.tls = tls
            self.folder = folder
            self.filing = filing
            self.sentFolder = sentFolder
            self.listening = listening
            self.pollSeconds = pollSeconds
        }
    }

    /// How new mail is noticed.
    public enum Listening: Sendable, Equatable {
        /// RFC 2177, where the server offers it.
        case idle
        case polling
    }

    public static let doneKeyword = "$AnswerbackDone"

    public nonisolated let name: String
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private nonisolated let executor = ThreadExecutor()
    private nonisolated let wake = WakeSignal()
    /// Calls that want the connection while ``waitForMail(atMost:)`` holds it.
    private nonisolated let waiting = WaitingCalls()
    private let settings: Settings
    private let gate: LoginGate
    private var session: IMAPSession?

    public init(name: String, settings: Settings) {
        self.name = name
        self.settings = settings
        gate = LoginGate(settings.credentials, server: settings.server)
    }

    // MARK: Mailbox

    public nonisolated func open() async throws(TransportError) -> MailboxState {
        try await call { (mailbox, session) throws(TransportError) in try mailbox.state(session) }
    }

    public nonisolated func fetch(limit: Int, skipping: Set<MailUID>) async throws(TransportError) -> [RawMail] {
        try await call { (mailbox, session) throws(TransportError) in
            try mailbox.selectInbox(session)
            return try session.fetch(limit: limit, skipping: skipping, keyword: mailbox.skippedKeyword)
        }
    }

    public nonisolated func file(_ uids: [MailUID]) async throws(TransportError) {
        try await call { (mailbox, session) throws(TransportError) in
            try mailbox.selectInbox(session)
            try session.file(uids, mailbox.settings.filing)
        }
    }

    public nonisolated func contains(messageID: String, in folder: FolderRole) async throws(TransportError) -> Bool {
        try await call { (mailbox, session) throws(TransportError) in
            guard let name = mailbox.folder(folder), try session.select(name, .readOnly) else { return false }
            return try session.contains(messageID: messageID)
        }
    }

    /// The header section of the mail with this Message-ID (`<…>` included), and its name; nil where the folder holds none.
    public nonisolated func header(
        ofMessageID messageID: String, in folder: FolderRole
    ) async throws(TransportError) -> (uid: MailUID, bytes: [UInt8])? {
        try await call { (mailbox, session) throws(TransportError) in
            guard let name = mailbox.folder(folder), try session.select(name, .readOnly) else { return nil }
            return try session.header(messageID: messageID)
        }
    }

    public nonisolated func count(_ folder: FolderRole) async throws(TransportError) -> Int? {
        try await call { (mailbox, session) throws(TransportError) in
            guard let name = mailbox.folder(folder) else { return nil }
            return try session.count(name)
        }
    }

    public nonisolated func expungeDone(olderThanDays days: Int) async throws(TransportError) -> Int {
        try await call { (mailbox, session) throws(TransportError) in
            guard case .move(let done) = mailbox.settings.filing, session.capabilities.uidPlus,
                try session.select(done, .readWrite)
            else { return 0 }
            return try session.expunge(before: IMAPDate.day(ofSeconds: Int64(time(nil)) - Int64(days) * 86_400))
        }
    }

    public nonisolated func erase(
        _ clues: [MailClue], in folder: FolderRole, onlyIf isMeant: @escaping @Sendable (_ header: [UInt8]) -> Bool
    ) async throws(TransportError) -> MailErasure {
        try await call { (mailbox, session) throws(TransportError) in
            guard let name = mailbox.folder(folder), try session.select(name, .readWrite) else { return MailErasure() }
            return try session.erase(clues, onlyIf: isMeant)
        }
    }

    public nonisolated func waitForMail(atMost seconds: Double) async throws(TransportError) {
        try await cancellable { (mailbox, cancel) async throws(TransportError) in
            try await mailbox.wait(seconds: seconds, cancel)
        }
    }

    public nonisolated func close() async {
        waiting.enter()
        wake.signal()
        defer { waiting.leave() }
        await end()
    }

    private func end() {
        let session = self.session
        self.session = nil
        session?.end()
    }

    // MARK: Calls

    /// Runs one call on the connection: it ends a wait that is under way, and a connection that turns out to be
    /// dead after a rest is opened again, once.
    private nonisolated func call<Answer: Sendable>(
        _ body: @Sendable @escaping (isolated IMAPMailbox, IMAPSession) throws(TransportError) -> Answer
    ) async throws(TransportError) -> Answer {
        waiting.enter()
        wake.signal()
        defer { waiting.leave() }
        return try await cancellable { (mailbox, cancel) async throws(TransportError) in
            try await mailbox.perform(cancel, body)
        }
    }

    private nonisolated func cancellable<Answer: Sendable>(
        _ body: @Sendable (IMAPMailbox, CancelFlag) async throws(TransportError) -> Answer
    ) async throws(TransportError) -> Answer {
        let cancel = CancelFlag(wake: wake)
        let result: Result<Answer, TransportError> = await withTaskCancellationHandler {
            do throws(TransportError) { return .success(try await body(self, cancel)) } catch { return .failure(error) }
        } onCancel: {
            cancel.cancel()
        }
        return try result.get()
    }

    private func perform<Answer: Sendable>(
        _ cancel: CancelFlag, _ body: @Sendable (isolated IMAPMailbox, IMAPSession) throws(TransportError) -> Answer
    ) async throws(TransportError) -> Answer {
        let isReused = session != nil
        do throws(TransportError) {
            return try await attempt(cancel, body)
        } catch {
            guard isReused, error.meansDeadConnection, !cancel.isCancelled else { throw error }
            return try await attempt(cancel, body)
        }
    }

    private func attempt<Answer: Sendable>(
        _ cancel: CancelFlag, _ body: @Sendable (isolated IMAPMailbox, IMAPSession) throws(TransportError) -> Answer
    ) async throws(TransportError) -> Answer {
        let session = try await connected(cancel)
        do throws(TransportError) {
            return try body(self, session)
        } catch {
            if error.endsSession, self.session === session { self.session = nil }
            throw error
        }
    }

    private func wait(seconds: Double, _ cancel: CancelFlag) async throws(TransportError) {
        // A server may log out who is silent for half an hour (RFC 9051 §5.4): IDLE is renewed before.
        let most = min(max(seconds, 0), 28 * 60)
        try await attempt(cancel) { (mailbox, session) throws(TransportError) in
            try mailbox.selectInbox(session)
            guard !session.hasNews, !mailbox.waiting.areAny else { return }
            let ways = IMAPSession.Ways(listening: mailbox.settings.listening, pollSeconds: mailbox.settings.pollSeconds)
            try session.awaitNews(seconds: most, ways) { cancel.isCancelled || mailbox.waiting.areAny }
        }
        if cancel.isCancelled { throw .cancelled }
    }

    // MARK: Connection

    private func connected(_ cancel: CancelFlag) async throws(TransportError) -> IMAPSession {
        if cancel.isCancelled { throw .cancelled }
        if let session {
            session.cancel = cancel
            return session
        }
        let connection = try await logIn(cancel)
        // Another call may have connected while a token was fetched.
        if let session {
            session.cancel = cancel
            return session
        }
        let session = IMAPSession(
            connection: connection, server: settings.server.description, patience: settings.patience, cancel: cancel)
        try session.begin()
        if case .move(let done) = settings.filing { try session.ensureFolder(done) }
        self.session = session
        return session
    }

    private func logIn(_ cancel: CancelFlag) async throws(TransportError) -> CurlConnection {
        while true {
            let pass = try await gate.admit()
            let login = CurlLogin(
                server: settings.server, service: .imap, secret: pass.secret, tls: settings.tls, patience: settings.patience)
            let connection: CurlConnection
            do throws(TransportError) { connection = try login.connect(wake: wake, cancel: cancel) } catch {
                guard await gate.settle(pass, error) == .again else { throw error }
                continue
            }
            _ = await gate.settle(pass, nil)
            return connection
        }
    }

    private func selectInbox(_ session: IMAPSession) throws(TransportError) {
        guard try session.select(settings.folder, .readWrite) else {
            throw .folderMissing(server: settings.server.description, folder: settings.folder)
        }
        if settings.filing == .keyword, !session.keepsKeywords {
            throw .settings("\(settings.server) keeps no keywords in \(settings.folder); use filing: \"move\" there")
        }
    }

    private func state(_ session: IMAPSession) throws(TransportError) -> MailboxState {
        try selectInbox(session)
        return MailboxState(
            uidValidity: session.uidValidity, mailCount: session.mailCount, capabilities: session.capabilities.names.sorted())
    }

    private var skippedKeyword: String? { settings.filing == .keyword ? Self.doneKeyword : nil }

    private func folder(_ role: FolderRole) -> String? {
        switch (role, settings.filing) {
        case (.inbox, _): settings.folder
        case (.done, .move(let done)): done
        case (.done, .keyword): settings.folder
        case (.sent, _): settings.sentFolder
        }
    }
}

/// Counts calls that want a connection which a wait holds.
final class WaitingCalls: Sendable {
    private let count = Atomic<Int>(0)

    var areAny: Bool { count.load(ordering: .acquiring) > 0 }
    func enter() { count.add(1, ordering: .acquiringAndReleasing) }
    func leave() { count.subtract(1, ordering: .acquiringAndReleasing) }
}

extension TransportError {
    /// The connection died while it rested; a new one may serve.
    var meansDeadConnection: Bool {
        switch self {
        case .unreachable, .unavailable: true
        case .tls, .credentials, .protocolViolation, .refused, .folderMissing, .timeout, .io, .settings, .cancelled: false
        }
    }

    /// Whether the conversation cannot go on after it: replies may be under way that nobody waits for.
    var endsSession: Bool {
        switch self {
        case .refused, .folderMissing, .settings: false
        case .unreachable, .unavailable, .tls, .credentials, .protocolViolation, .timeout, .io, .cancelled: true
        }
    }
}
