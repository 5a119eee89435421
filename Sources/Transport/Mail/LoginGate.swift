/// Stands before every login of a channel, so that no server is asked twice with what it refused (RULES E8: accounts are
/// locked for that), and resumes by itself when the secret is another.
///
/// Until a login with a secret has succeeded, only one is tried at a time: four connections with a wrong password are one
/// failure, not four.
actor LoginGate {
    /// Leave to log in once; hand it back with ``settle(_:_:)``.
    struct Pass: Sendable {
        let secret: CurlLogin.Secret
        fileprivate let mark: SecretBytes
        fileprivate let isTrial: Bool
    }

    /// What to do after a failed login.
    enum Verdict: Sendable, Equatable {
        case final
        /// The token may just be old: once more with a new one.
        case again
    }

    private let server: String
    private let credentials: Credentials?
    private var proven: SecretBytes?
    private var refusal: (mark: SecretBytes, error: TransportError)?
    /// A new token was already asked for because of this mark.
    private var renewed: SecretBytes?
    private var isTrialUnderWay = false
    private var queue: [CheckedContinuation<Void, Never>] = []

    init(_ credentials: Credentials?, server: ServerAddress) {
        self.credentials = credentials
        self.server = server.description
    }

    /// - Throws: the server's refusal, without asking it, while the secret is the one that was refused.
    func admit() async throws(TransportError) -> Pass {
        while true {
            let (mark, password) = try await look()
            if let refusal, refusal.mark == mark { throw refusal.error }
            if proven == mark || !isTrialUnderWay {
                let isTrial = proven != mark
                if isTrial { isTrialUnderWay = true }
                do throws(TransportError) {
                    return Pass(secret: try await secret(password), mark: mark, isTrial: isTrial)
                } catch {
                    if isTrial { endTrial() }
                    throw error
                }
            }
            await withCheckedContinuation { queue.append($0) }
        }
    }

    /// - Parameter error: nil when the login succeeded.
    func settle(_ pass: Pass, _ error: TransportError?) async -> Verdict {
        defer { if pass.isTrial { endTrial() } }
        switch error {
        case nil:
            proven = pass.mark
            renewed = nil
            refusal = nil
        case .credentials?:
            if case .oauth2(_, let tokens)? = credentials, case .bearer(_, let token) = pass.secret, renewed != pass.mark {
                renewed = pass.mark
                await tokens.discard(token)
                return .again
            }
            if proven == pass.mark { proven = nil }
            if let error { refusal = (pass.mark, error) }
        case .unreachable?, .tls?, .unavailable?, .protocolViolation?, .refused?, .folderMissing?, .timeout?, .io?, .settings?,
            .cancelled?:
            break
        }
        return .final
    }

    private func endTrial() {
        isTrialUnderWay = false
        let waiting = queue
        queue = []
        for continuation in waiting { continuation.resume() }
    }

    /// What the login rests on; for a password that is the password.
    private func look() async throws(TransportError) -> (mark: SecretBytes, password: SecretBytes) {
        switch credentials {
        case nil: return (SecretBytes([]), SecretBytes([]))
        case .password(_, let word)?: return (word, word)
        case .secret(_, let read)?:
            let word = try read()
            return (word, word)
        case .oauth2(_, let tokens)?: return (try await tokens.mark(), SecretBytes([]))
        }
    }

    private func secret(_ password: SecretBytes) async throws(TransportError) -> CurlLogin.Secret {
        switch credentials {
        case nil: .none
        case .password(let user, _)?, .secret(let user, _)?: .password(user: user, password)
        case .oauth2(let user, let tokens)?: .bearer(user: user, try await tokens.token())
        }
    }
}
