import MailProtocol

/// One connection to a submission server: connects at need, hands over one mail after the other.
///
/// The caller sees to it that one submission at a time runs on it; the actor suspends while the caller commits
/// before the final dot.
actor SMTPSession {
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private nonisolated let executor: ThreadExecutor
    private nonisolated let wake = WakeSignal()

    private let settings: SMTPSubmission.Settings
    private let gate: LoginGate
    private var pass: LoginGate.Pass?
    private var line: Line?

    /// A live connection and its machine.
    private final class Line {
        let connection: CurlConnection
        var machine = SMTPClientMachine()
        var isFresh = true

        init(_ connection: CurlConnection) { self.connection = connection }
    }

    init(settings: SMTPSubmission.Settings, gate: LoginGate, on executor: ThreadExecutor) {
        self.settings = settings
        self.executor = executor
        self.gate = gate
    }

    func open() async throws(TransportError) {
        _ = try await connected(CancelFlag(wake: wake))
    }

    nonisolated func submit(
        _ transaction: SMTPTransaction, beforeFinalDot: nonisolated(nonsending) @Sendable () async throws -> Void
    ) async -> SubmissionResult {
        let cancel = CancelFlag(wake: wake)
        return await withTaskCancellationHandler {
            await hand(over: transaction, cancel, beforeFinalDot)
        } onCancel: {
            cancel.cancel()
        }
    }

    func close() {
        guard let line else { return }
        self.line = nil
        line.machine.quit()
        _ = converse(line, CancelFlag(wake: WakeSignal()), secondsMax: 5)
    }

    // MARK: One mail

    private func hand(
        over transaction: SMTPTransaction, _ cancel: CancelFlag,
        _ beforeFinalDot: nonisolated(nonsending) @Sendable () async throws -> Void
    ) async -> SubmissionResult {
        let isReused = line != nil
        let outcome = await attempt(transaction, cancel, beforeFinalDot)
        // A server may close a connection that rested; nothing of this mail had been taken, so a new one may serve.
        guard isReused, outcome.diedAtRest, !cancel.isCancelled else { return outcome.result }
        return await attempt(transaction, cancel, beforeFinalDot).result
    }

    private struct Attempt {
        var result: SubmissionResult
        var diedAtRest = false
    }

    private func attempt(
        _ transaction: SMTPTransaction, _ cancel: CancelFlag,
        _ beforeFinalDot: nonisolated(nonsending) @Sendable () async throws -> Void
    ) async -> Attempt {
        let line: Line
        do throws(TransportError) { line = try await connected(cancel) } catch {
            return Attempt(result: SubmissionResult(error))
        }
        let repliesBefore = line.machine.repliesRead
        line.machine.submit(transaction)
        while true {
            switch converse(line, cancel) {
            case .readyForFinalDot:
                do { try await beforeFinalDot() } catch {
                    // The server must discard what is not ended by a dot (RFC 5321 §4.1.1.4).
                    self.line = nil
                    return Attempt(result: .transient(reply: "stopped before the final dot", scope: .message))
                }
                line.machine.sendFinalDot()
            case .deliver(.finished(let outcome)):
                if outcome.mustClose { self.line = nil }
                let result = SubmissionResult(outcome)
                await noteRefusedLogin(result)
                return Attempt(
                    result: result,
                    diedAtRest: outcome.mustClose && line.machine.repliesRead - repliesBefore <= 1 && outcome.isConnectionsEnd)
            case .deliver(.unusable(let why)):
                self.line = nil
                return Attempt(result: .transient(reply: why, scope: .connection))
            case .deliver(.ready), .deliver(.goodbye), .send, .needMore: continue
            }
        }
    }

    /// A server may let a login pass and refuse it at the first mail (530, 535): the same as refusing it at once.
    private func noteRefusedLogin(_ result: SubmissionResult) async {
        guard case .transient(let reply, .credentials) = result, let pass else { return }
        line = nil
        _ = await gate.settle(pass, .credentials(server: settings.server.description, line: reply))
    }

    // MARK: Connection

    private func connected(_ cancel: CancelFlag) async throws(TransportError) -> Line {
        if let line { return line }
        let server = settings.server.description
        let line = Line(try await logIn(cancel))
        line.machine.hello(settings.helo)
        while true {
            switch converse(line, cancel) {
            case .deliver(.ready):
                self.line = line
                return line
            case .deliver(.unusable(let why)): throw .unavailable(server: server, line: why)
            case .deliver(.finished), .deliver(.goodbye), .readyForFinalDot, .send, .needMore:
                throw .unreachable(server: server, why: "the connection broke off at EHLO")
            }
        }
    }

    private func logIn(_ cancel: CancelFlag) async throws(TransportError) -> CurlConnection {
        while true {
            let pass = try await gate.admit()
            let login = CurlLogin(
                server: settings.server, service: .smtp(helo: settings.helo), secret: pass.secret, tls: settings.tls,
                patience: settings.patience)
            let connection: CurlConnection
            do throws(TransportError) { connection = try login.connect(wake: wake, cancel: cancel) } catch {
                guard await gate.settle(pass, error) == .again else { throw error }
                continue
            }
            self.pass = pass
            _ = await gate.settle(pass, nil)
            return connection
        }
    }

    /// Carries bytes until the machine has something to tell, or waits for nothing more.
    ///
    /// The deadline of a stage (RULES E7) starts with it, and again only with a whole reply, however often bytes
    /// trickle in between.
    private func converse(_ line: Line, _ cancel: CancelFlag, secondsMax: Int = .max) -> SMTPClientMachine.Action {
        var awaited: (stage: SMTPStage, replies: Int, deadline: ContinuousClock.Instant)?
        while true {
            let action = line.machine.next()
            do throws(CurlConnection.Interruption) {
                switch action {
                case .deliver, .readyForFinalDot, .needMore(nil): return action
                case .send(let bytes):
                    let seconds = min(secondsMax, Self.blockSeconds + bytes.count / Self.slowestBytesPerSecond)
                    let deadline = settings.patience.deadline(seconds)
                    try line.connection.send(bytes, until: deadline, stop: { cancel.isCancelled }) { line.machine.receive($0) }
                case .needMore(let stage?):
                    let replies = line.machine.repliesRead
                    if awaited?.stage != stage || awaited?.replies != replies {
                        awaited = (stage, replies, settings.patience.deadline(min(secondsMax, stage.seconds)))
                    }
                    let deadline = awaited?.deadline ?? .now
                    line.machine.receive(try receive(line, stage, deadline, cancel))
                }
            } catch {
                line.machine.connectionLost(Self.reason(error))
            }
        }
    }

    /// After the final dot a cancelled call still listens a while: hanging up would make a known end unknown.
    private func receive(
        _ line: Line, _ stage: SMTPStage, _ deadline: ContinuousClock.Instant, _ cancel: CancelFlag
    ) throws(CurlConnection.Interruption) -> ArraySlice<UInt8> {
        do throws(CurlConnection.Interruption) {
            return try line.connection.receive(until: deadline) { cancel.isCancelled }
        } catch {
            guard stage == .final, error == .stopped else { throw error }
            return try line.connection.receive(until: settings.patience.deadline(Self.lastWordSeconds)) { false }
        }
    }

    private static func reason(_ interruption: CurlConnection.Interruption) -> String {
        switch interruption {
        case .deadline: "the server did not answer in time"
        case .stopped: "cancelled"
        case .lost(let why): why
        }
    }

    /// RFC 5321 §4.5.3.2.5: three minutes for each block.
    private static let blockSeconds = 180
    private static let slowestBytesPerSecond = 16 << 10
    private static let lastWordSeconds = 10
}

extension SMTPStage {
    /// How long its reply may take (RFC 5321 §4.5.3.2).
    var seconds: Int {
        switch self {
        case .hello, .mail, .recipient, .reset: 300
        case .data: 120
        case .final: 600
        case .quit: 5
        }
    }
}

extension SMTPOutcome {
    /// The connection ended, rather than the mail being refused.
    fileprivate var isConnectionsEnd: Bool {
        switch end {
        case .lost: true
        case .refused(_, let reply): reply.code == 421
        case .accepted, .impossible, .ambiguous: false
        }
    }
}
