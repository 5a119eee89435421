public import Transport

/// A submission server whose replies a test writes.
public actor ScriptedSubmission: Submission {
    /// What the server does with a mail.
    public enum Act: Sendable {
        case answer(SubmissionResult)
        /// Asks for leave for the final dot, and then behaves like this.
        case afterDot(SubmissionResult)
    }

    private var acts: [Act]
    public private(set) var tried: [[UInt8]] = []
    public private(set) var accepted: [[UInt8]] = []
    /// Runs before the final dot is asked for.
    private let beforeDot: @Sendable () async throws -> Void
    /// What a login without a mail gets.
    private let login: Result<Void, TransportError>

    /// - Parameter acts: one for each mail; after the last, everything is accepted.
    public init(
        _ acts: [Act] = [], login: Result<Void, TransportError> = .success(()),
        beforeDot: @escaping @Sendable () async throws -> Void = {}
    ) {
        self.acts = acts
        self.login = login
        self.beforeDot = beforeDot
    }

    public func submit(
        _ bytes: [UInt8], envelope: Envelope, beforeFinalDot: nonisolated(nonsending) @Sendable () async throws -> Void
    ) async -> SubmissionResult {
        tried.append(bytes)
        let act = acts.isEmpty ? Act.afterDot(.accepted(reply: "250 2.0.0 queued")) : acts.removeFirst()
        guard case .afterDot(let result) = act else {
            if case .answer(let result) = act { return result }
            return .unknown("")
        }
        do {
            try await beforeDot()
            try await beforeFinalDot()
        } catch { return .transient(reply: "stopped before the final dot", scope: .message) }
        switch result {
        case .accepted, .unknown: accepted.append(bytes)
        case .transient, .permanent: break
        }
        return result
    }

    public func open() throws(TransportError) { try login.get() }
    public func close() {}
}
