import MailProtocol

/// A submission server (RFC 6409), over a pool of connections that are opened at need and reused.
///
/// More tasks than connections may submit: each waits for its turn, first come, first served.
public actor SMTPSubmission: Submission {
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

    private let settings: Settings
    private let gate: LoginGate
    private var resting: [SMTPSession] = []
    private var count = 0
    private var queue: [CheckedContinuation<SMTPSession, Never>] = []

    public init(settings: Settings) {
        self.settings = settings
        gate = LoginGate(settings.credentials, server: settings.server)
    }

    public nonisolated func submit(
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
        let session = await take()
        let result = await session.submit(transaction, beforeFinalDot: beforeFinalDot)
        await giveBack(session)
        return result
    }

    public nonisolated func open() async throws(TransportError) {
        let session = await take()
        let result: Result<Void, TransportError>
        do throws(TransportError) { result = .success(try await session.open()) } catch { result = .failure(error) }
        await giveBack(session)
        try result.get()
    }

    /// Closes the connections that rest; one in use is left to its submission.
    public func close() async {
        let sessions = resting
        for session in sessions { await session.close() }
    }

    // MARK: The pool

    private func take() async -> SMTPSession {
        if let session = resting.popLast() { return session }
        if count < settings.connectionsMax {
            count += 1
            return SMTPSession(settings: settings, gate: gate)
        }
        return await withCheckedContinuation { queue.append($0) }
    }

    private func giveBack(_ session: SMTPSession) {
        if queue.isEmpty { resting.append(session) } else { queue.removeFirst().resume(returning: session) }
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
