import Synchronization
import Transport

/// Reads a secret again whenever it is needed, so that it may be changed under a running service.
///
/// A command is run at most every five minutes: it may ask a person, or a slow vault.
final class SecretReader: Sendable {
    private let secret: Secret
    private let environment: [String: String]
    private let remembered: Mutex<(word: SecretBytes, at: ContinuousClock.Instant)>

    private static let commandPause = Duration.seconds(300)

    /// - Throws: when the secret cannot be read now: a start must not succeed without it.
    init(_ secret: Secret, environment: [String: String]) throws(SecretError) {
        self.secret = secret
        self.environment = environment
        remembered = Mutex((SecretBytes(try secret.resolve(environment: environment)), .now))
    }

    func read() throws(TransportError) -> SecretBytes {
        if case .command = secret {
            let (word, at) = remembered.withLock { $0 }
            if at.duration(to: .now) < Self.commandPause { return word }
        }
        do throws(SecretError) {
            let word = SecretBytes(try secret.resolve(environment: environment))
            remembered.withLock { $0 = (word, .now) }
            return word
        } catch { throw .settings(error.description) }
    }
}
