import Glibc

/// The folder that holds the database, the key, the lock, the model's cache and the health file. Only its owner may enter.
struct DataFolder: Sendable {
    let path: String

    /// Makes the folder, with those above it, where it is missing.
    init(_ path: String) throws(ServiceFailure) {
        self.path = path
        var made = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            made += made.isEmpty && !path.hasPrefix("/") ? String(part) : "/" + part
            guard mkdir(made, 0o700) == 0 || errno == EEXIST || errno == EISDIR else {
                throw .cannotCreate(path: made, reason: SystemError.words(errno))
            }
        }
        guard access(path, W_OK | X_OK) == 0 else {
            throw .cannotCreate(path: path, reason: SystemError.words(errno))
        }
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// Replaces a file whole: whoever reads it sees the old or the new text, never half of one.
    func replace(_ name: String, with bytes: [UInt8]) throws(ServiceFailure) {
        let temporary = file("." + name + ".\(getpid()).new")
        try Self.write(bytes, to: temporary)
        guard rename(temporary, file(name)) == 0 else {
            let code = errno
            unlink(temporary)
            throw .cannotCreate(path: file(name), reason: SystemError.words(code))
        }
    }

    /// Writes a new private file and waits until it is on the disk.
    static func write(_ bytes: [UInt8], to path: String) throws(ServiceFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> ServiceFailure {
        errno == ENOSPC ? .diskFull(path: path) : .cannotCreate(path: path, reason: SystemError.words(errno))
    }
}
