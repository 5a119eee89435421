import Glibc

/// Bad weather between us and a mailbox or a server. Each case says what the caller should do; the description
/// tells the operator what happened, to what, and what to do. None holds mail text, an address or a secret.
public enum TransportError: Error, Sendable, Equatable {
    /// No connection, or it broke: wait and try again.
    case unreachable(server: String, why: String)
    /// Encryption or the server's identity failed: nothing was sent. A person must look, trying again is harmless.
    case tls(server: String, why: String)
    /// The server refused the login: stop, tell a person (RULES E8).
    case credentials(server: String, line: String)
    /// The server is there and says not now (`NO [UNAVAILABLE]`, `* BYE`, 421, 454): wait and try again.
    case unavailable(server: String, line: String)
    /// What came is not the protocol: the connection was cut; try again, then tell a person.
    case protocolViolation(server: String, what: String)
    /// A command that should have worked was refused.
    case refused(server: String, command: String, line: String)
    /// The configured folder does not exist.
    case folderMissing(server: String, folder: String)
    /// The server did not answer within the deadline: wait and try again.
    case timeout(server: String, what: String, seconds: Int)
    /// A file or folder could not be read or written.
    case io(path: String, code: Int32)
    /// A setting cannot be used as it stands.
    case settings(String)
    /// The task was cancelled.
    case cancelled

    /// Whether the same call may succeed later without anybody doing something.
    public var isTransient: Bool {
        switch self {
        case .unreachable, .unavailable, .protocolViolation, .refused, .timeout, .cancelled: true
        case .io(_, let code): [EAGAIN, EINTR, ENOSPC, EDQUOT, EIO, EMFILE, ENFILE, ENOMEM].contains(code)
        case .tls, .credentials, .folderMissing, .settings: false
        }
    }
}

extension TransportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreachable(let server, let why):
            "cannot reach \(server): \(why). Check host and port, and whether the server runs; it will be tried again"
        case .tls(let server, let why):
            "no safe connection to \(server): \(why). Check `host`, `security` and `tls.caFile`; nothing was sent"
        case .credentials(let server, let line):
            "\(server) refused the login: \(line). Check `user` and the secret it names"
        case .unavailable(let server, let line):
            "\(server) is not available now: \(line). It will be tried again"
        case .protocolViolation(let server, let what):
            "\(server) sent what is not the protocol: \(what). The connection was closed; it will be tried again"
        case .refused(let server, let command, let line):
            "\(server) refused \(command): \(line)"
        case .folderMissing(let server, let folder):
            "\(server) has no folder \(folder). Create it, or name the right one under `folder`"
        case .timeout(let server, let what, let seconds):
            "\(server) did not answer \(what) within \(seconds) s; it will be tried again"
        case .io(let path, let code):
            "\(path): \(String(cString: strerror(code))). Check that it exists, is writable and has room"
        case .settings(let what): what
        case .cancelled: "cancelled"
        }
    }
}
