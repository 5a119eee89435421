import FoundationEssentials
import Glibc

/// What is kept of a grant between two starts: a file that only its owner can read (RULES E9).
struct HeldTokens: Sendable, Equatable, Codable {
    /// A digest of the configured secrets: when they change, what was kept of the old ones is worthless.
    var mark: String
    var accessToken: String
    /// Seconds since 1970.
    var expiresAt: Int64
    var obtainedAt: Int64
    /// The newest refresh token, where the endpoint rotates them.
    var refreshToken: String?
    /// When the grant itself ends, where the endpoint told it.
    var grantEndsAt: Int64?
}

/// The file, and a lock beside it: two processes (`serve` and `doctor`) must not use one refresh token at the same time, for
/// an endpoint that rotates them takes the second use for theft and ends the grant.
public struct TokenCache: Sendable {
    let path: String

    /// - Parameter path: the file; its folder exists. Beside it lies `path.lock`.
    public init(path: String) { self.path = path }

    /// Nil where there is none, it is damaged, or others can read it.
    func read() -> HeldTokens? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0, status.st_size <= Self.bytesMax else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count == bytes.count else { return nil }
        return try? JSONDecoder().decode(HeldTokens.self, from: Data(bytes))
    }

    /// Replaces the file whole and waits until it is on the disk.
    func write(_ held: HeldTokens) throws(TransportError) {
        guard let bytes = try? [UInt8](JSONEncoder().encode(held)) else { throw .io(path: path, code: EINVAL) }
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .io(path: path, code: errno) }
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        let isWritten = count == bytes.count && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isWritten, rename(temporary, path) == 0 else {
            unlink(temporary)
            throw .io(path: path, code: code == 0 ? EIO : code)
        }
    }

    /// Nil where another process holds it, or it cannot be made.
    func tryLock() -> FileLock? {
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return FileLock(descriptor)
    }

    private static let bytesMax = 128 << 10
}

/// Held until it is released.
final class FileLock: Sendable {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
}
