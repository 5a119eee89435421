import MailProtocol
import Synchronization

/// A submission server (RFC 6409), over a pool of connections that are opened at need and reused.
///
/// More tasks than connections may submit: each waits for its turn, first come, first served. A task that prefers the thread of
/// a connection gets that one where it rests, and so no other thread has to be woken for its mails.
public final class SMTPSubmission: Submission {
    public struct Settings: Sendable {
        public var server: ServerAddress
        /// Nil where the server wants no login.
        public var credentials: Credentials?
        public var tls: TLSOptions
        /// The client's own host name, for EHLO.
        public var helo: String
        public var connectionsMax: Int
        var patience = Patience()

        public init(
            server: ServerAddress, credentials: Credentials?, tls: TLSOptions = TLSOptions(), helo: String,
            connectionsMax: Int = 4
        ) {
            self.server = server
            self.credentials = credentials
            self.tls = tls
            self.helo = helo
            self.connectionsMax = max(1, connectionsMax)
        }
    }

    private let pool: Mutex<Pool>
    public let lanes: [any TaskExecutor]

    public init(settings: Settings) {
        let gate = LoginGate(settings.credentials, server: settings.server)
        let connections = (0..<settings.connectionsMax).map { _ in
            let thread = ThreadExecutor()
            return Connection(session: SMTPSession(settings: settings, gate: gate, on: thread), thread: thread)
        }
        lanes = connections.map(\.thread)
        // The last is taken first.
        pool = Mutex(Pool(resting: connections.reversed()))
    }

    public func submit(
        _ bytes: [UInt8], envelope: Envelope, beforeFinalDot: nonisolated(nonsending) @Sendable () async throws -> Void
    ) async -> SubmissionResult {
        let content: DataStuffing.Content
        do throws(DataStuffing.Refusal) { content = try DataStuffing.stuff(bytes) } catch {
            return .permanent(reply: error.description)
        }
        guard
            let transaction = SMTPTransaction(
                reversePath: envelope.reversePath, recipients: envelope.recipients, content: content)
        else { return .permanent(reply: "an address of the envelope is not one that SMTP can carry") }
        let connection = await take()
        let result = await connection.session.submit(transaction, beforeFinalDot: beforeFinalDot)
        giveBack(connection)
        return result
    }

    public func open() async throws(TransportError) {
        let connection = await take()
        let result: Result<Void, TransportError>
        do throws(TransportError) { result = .success(try await connection.session.open()) } catch { result = .failure(error) }
        giveBack(connection)
        try result.get()
    }

    /// Closes the connections that rest; one in use is left to its submission.
    public func close() async {
        let resting = pool.withLock { $0.resting }
        for connection in resting { await connection.session.close() }
    }

    // MARK: The pool

    private struct Connection: Sendable {
        let session: SMTPSession
        let thread: ThreadExecutor
        var wasUsed = false
    }

    private struct Pool {
        /// Where one rests, nobody waits.
        var resting: [Connection]
        var queue: [CheckedContinuation<Connection, Never>] = []

        /// That of the caller's own thread, else the one used last; but one that was used before one that has to be opened.
        mutating func take(for thread: UnownedTaskExecutor?) -> Connection? {
            let own = resting.lastIndex { $0.thread.asUnownedTaskExecutor() == thread }
            if let own, resting[own].wasUsed { return resting.remove(at: own) }
            if let used = resting.lastIndex(where: \.wasUsed) { return resting.remove(at: used) }
            return own.map { resting.remove(at: $0) } ?? resting.popLast()
        }
    }

    private func take() async -> Connection {
        let thread = withUnsafeCurrentTask { $0?.unownedTaskExecutor }
        if let connection = pool.withLock({ $0.take(for: thread) }) { return connection }
        return await withCheckedContinuation { waiting in
            let connection = pool.withLock { pool in
                let connection = pool.take(for: thread)
                if connection == nil { pool.queue.append(waiting) }
                return connection
            }
            if let connection { waiting.resume(returning: connection) }
        }
    }

    private func giveBack(_ connection: Connection) {
        let used = Connection(session: connection.session, thread: connection.thread, wasUsed: true)
        let waiting = pool.withLock { pool in
            if pool.queue.isEmpty { pool.resting.append(used) }
            return pool.queue.isEmpty ? nil : pool.queue.removeFirst()
        }
        waiting?.resume(returning: used)
    }
}

extension SubmissionResult {
    /// A connection that could not be had: nothing was sent.
    init(_ error: TransportError) {
        switch error {
        case .credentials: self = .transient(reply: error.description, scope: .credentials)
        case .unreachable, .tls, .unavailable, .protocolViolation, .refused, .folderMissing, .timeout, .io, .settings, .cancelled:
            self = .transient(reply: error.description, scope: .connection)
        }
    }

    init(_ outcome: SMTPOutcome) {
        switch outcome.end {
        case .accepted(let reply): self = .accepted(reply: reply.text)
        case .refused(let stage, let reply): self = Self.refused(stage, reply)
        case .impossible(let obstacle): self = .permanent(reply: obstacle.description)
        case .ambiguous(let why): self = .unknown(why)
        case .lost(let why): self = .transient(reply: why, scope: .connection)
        }
    }

    private static func refused(_ stage: SMTPStage, _ reply: SMTPReply) -> SubmissionResult {
        // RFC 4954 §6: the login is missing, too weak or refused.
        if [530, 534, 535, 538].contains(reply.code) { return .transient(reply: reply.text, scope: .credentials) }
        switch reply.severity {
        case .permanentFailure: return .permanent(reply: reply.text)
        case .transientFailure, .positive, .intermediate:
            if reply.code == 421 || reply.enhancedStatus?.subject == 3, stage != .recipient {
                return .transient(reply: reply.text, scope: .connection)
            }
            if reply.code == 421 { return .transient(reply: reply.text, scope: .connection) }
            return .transient(reply: reply.text, scope: stage == .recipient ? .recipient : .message)
        }
    }
}
