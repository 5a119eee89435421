import Glibc
import MailProtocol

/// The access tokens of one grant: in memory and in a private file, asked for ahead of their end, by one request at a time.
///
/// All channels that log in by the same grant share one of these. What the endpoint refuses for good is not asked for again
/// until the secrets have changed; bad weather is waited out, longer each time.
public actor OAuth2Tokens {
    /// How a grant fares, for alarms.
    public struct State: Sendable, Equatable {
        /// When the grant ends, where the endpoint or the operator told it; seconds since 1970.
        public var grantEndsAt: Int64?
        /// The last request's failure; nil after a success.
        public var failure: TransportError?
        /// The cache file could not be written: a rotated refresh token would be lost with this process.
        public var cacheFailure: TransportError?
    }

    /// A request that comes when a token has less left than this gets a new one.
    static let aheadSeconds: Int64 = 600
    /// A token with less left than this is not used.
    static let leastSeconds: Int64 = 60
    private static let pauseSecondsMax: Int64 = 300
    private static let lockTries = 300

    /// For messages: where the tokens come from.
    public nonisolated let name: String
    private let grant: OAuth2Grant
    private let cache: TokenCache
    private let client: HTTPClient
    private let now: @Sendable () -> Int64
    private let digest: @Sendable ([UInt8]) -> [UInt8]

    private var held: HeldTokens?
    private var flight: Task<Result<HeldTokens, TransportError>, Never>?
    /// Those who wait for the request under way; when the last of them is cancelled, it ends.
    private var waiters = 0
    private var failure: TransportError?
    private var cacheFailure: TransportError?
    private var failuresInARow = 0
    private var notBefore: Int64 = 0
    /// The secrets that the endpoint refused for good.
    private var refusedMark: SecretBytes?

    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - digest: a cryptographic digest; of the secrets only this is kept in the cache's file.
    public init(
        name: String, grant: OAuth2Grant, tls: TLSOptions, cache: TokenCache, now: @escaping @Sendable () -> Int64,
        digest: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) {
        self.init(name: name, grant: grant, client: HTTPClient(tls: tls), cache: cache, now: now, digest: digest)
    }

    init(
        name: String, grant: OAuth2Grant, client: HTTPClient, cache: TokenCache, now: @escaping @Sendable () -> Int64,
        digest: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) {
        self.name = name
        self.grant = grant
        self.cache = cache
        self.now = now
        self.digest = digest
        self.client = client
    }

    public var state: State { State(grantEndsAt: held?.grantEndsAt, failure: failure, cacheFailure: cacheFailure) }

    /// An access token that is good for a minute at least.
    /// - Throws: `.credentials` where a person must act; what ``TransportError/isTransient`` says of the others holds.
    public func token() async throws(TransportError) -> SecretBytes {
        let secrets = try grant.secrets()
        adoptCache(secrets)
        if let held, left(held) > Self.aheadSeconds { return SecretBytes(held.accessToken) }
        do throws(TransportError) {
            return SecretBytes(try await renew(secrets).accessToken)
        } catch {
            // Ahead of its end the old one still serves.
            if let held, left(held) > Self.leastSeconds { return SecretBytes(held.accessToken) }
            throw error
        }
    }

    /// Renews ahead of the end, so that no login has to wait, and so that a dead grant is noticed while the last token still
    /// serves. Call it now and then.
    public func tend() async throws(TransportError) {
        let secrets = try grant.secrets()
        adoptCache(secrets)
        if let held, left(held) > Self.aheadSeconds { return }
        _ = try await renew(secrets)
    }

    /// A server did not take this token: the next call asks for another.
    func discard(_ token: SecretBytes) {
        guard let held, SecretBytes(held.accessToken) == token else { return }
        self.held?.expiresAt = 0
    }

    /// What the tokens rest on; a change of it is a reason to try again what was refused.
    func mark() throws(TransportError) -> SecretBytes { try grant.secrets().mark }

    private func left(_ held: HeldTokens) -> Int64 { held.expiresAt - now() }

    /// Whatever another process has obtained meanwhile, or an earlier run; and nothing of secrets that were replaced.
    private func adoptCache(_ secrets: OAuth2Grant.Secrets) {
        let mark = hexadecimal(digest(secrets.mark.bytes))
        if held?.mark != mark { held = nil }
        guard held.map({ left($0) <= Self.aheadSeconds }) ?? true, let found = cache.read(), found.mark == mark,
            found.obtainedAt > held?.obtainedAt ?? .min
        else { return }
        held = found
    }

    // MARK: Renewal

    /// Joins a request that is under way.
    private func renew(_ secrets: OAuth2Grant.Secrets) async throws(TransportError) -> HeldTokens {
        if let flight { return try await wait(for: flight, secrets) }
        if let refusedMark, refusedMark == secrets.mark, let failure { throw failure }
        if now() < notBefore, let failure { throw failure }
        let flight = Task { await request(secrets) }
        self.flight = flight
        waiters = 0
        return try await wait(for: flight, secrets)
    }

    private func wait(
        for flight: Task<Result<HeldTokens, TransportError>, Never>, _ secrets: OAuth2Grant.Secrets
    ) async throws(TransportError) -> HeldTokens {
        waiters += 1
        let result = await withTaskCancellationHandler {
            await flight.value
        } onCancel: {
            Task { await self.leave(flight) }
        }
        // Whoever joined after the last of the others had left asks for one of their own.
        if case .failure(.cancelled) = result, !Task.isCancelled { return try await renew(secrets) }
        return try result.get()
    }

    private func leave(_ flight: Task<Result<HeldTokens, TransportError>, Never>) {
        guard self.flight == flight else { return }
        waiters -= 1
        if waiters <= 0 { flight.cancel() }
    }

    private func request(_ secrets: OAuth2Grant.Secrets) async -> Result<HeldTokens, TransportError> {
        let result: Result<HeldTokens, TransportError>
        do throws(TransportError) { result = .success(try await exchange(secrets)) } catch { result = .failure(error) }
        flight = nil
        note(result, secrets)
        return result
    }

    private func note(_ result: Result<HeldTokens, TransportError>, _ secrets: OAuth2Grant.Secrets) {
        switch result {
        case .success(let tokens):
            held = tokens
            failure = nil
            failuresInARow = 0
            refusedMark = nil
        // Nobody waited for it any more.
        case .failure(.cancelled): return
        case .failure(let error):
            failure = error
            failuresInARow += 1
            notBefore = max(notBefore, now() + min(Self.pauseSecondsMax, 2 << Int64(min(failuresInARow, 10))))
            if case .credentials = error { refusedMark = secrets.mark }
        }
    }

    private func exchange(_ secrets: OAuth2Grant.Secrets) async throws(TransportError) -> HeldTokens {
        let lock = try await lock()
        defer { withExtendedLifetime(lock) {} }
        let before = held?.obtainedAt
        adoptCache(secrets)
        if let held, held.obtainedAt != before, left(held) > Self.aheadSeconds { return held }
        let newest = held?.refreshToken.map { SecretBytes($0) }
        let response = try await client.post(grant.form(secrets, refreshToken: newest), to: grant.endpoint)
        switch OAuth2Reply(response) {
        case .granted(let told): return keep(told, secrets)
        case .refused(let line): throw .credentials(server: grant.endpoint.host, line: line)
        case .unavailable(let line, let seconds):
            notBefore = now() + Int64(min(seconds ?? 0, 3600))
            throw .unavailable(server: grant.endpoint.host, line: line)
        case .nonsense(let what): throw .protocolViolation(server: grant.endpoint.host, what: what)
        }
    }

    private func keep(_ told: OAuth2Reply.Grant, _ secrets: OAuth2Grant.Secrets) -> HeldTokens {
        let tokens = HeldTokens(
            mark: hexadecimal(digest(secrets.mark.bytes)), accessToken: text(told.accessToken),
            expiresAt: now() + Int64(told.seconds),
            obtainedAt: now(), refreshToken: told.refreshToken.map(text) ?? held?.refreshToken,
            grantEndsAt: told.grantSeconds.map { now() + Int64($0) } ?? held?.grantEndsAt)
        do throws(TransportError) {
            try cache.write(tokens)
            cacheFailure = nil
        } catch { cacheFailure = error }
        return tokens
    }

    /// Another process asks at most for as long as a request lasts.
    private func lock() async throws(TransportError) -> FileLock? {
        for _ in 0..<Self.lockTries {
            if let lock = cache.tryLock() { return lock }
            if access(cache.path + ".lock", W_OK) != 0 { return nil }
            do { try await Task.sleep(for: .milliseconds(100)) } catch { throw .cancelled }
        }
        throw .timeout(server: grant.endpoint.host, what: "another process that asks for a token", seconds: Self.lockTries / 10)
    }

    private func text(_ secret: SecretBytes) -> String { String(decoding: secret.bytes, as: UTF8.self) }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
