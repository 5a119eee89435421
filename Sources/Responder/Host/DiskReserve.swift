import Glibc

/// Eight megabytes that are given back to a full disk, so that the alert about it can still be written (RULES K17).
struct DiskReserve: Sendable {
    static let bytes = 8 << 20
    private let path: String

    init(in folder: DataFolder) { path = folder.file("reserve") }

    /// Makes the file where it is missing.
    /// - Returns: false where the file system cannot promise room.
    /// - Throws: ``ServiceFailure/diskFull(path:)``; without the reserve nothing may begin, for its failure could not be told.
    func keep() throws(ServiceFailure) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let code = posix_fallocate(descriptor, 0, off_t(Self.bytes))
        guard code != 0 else { return true }
        unlink(path)
        if SystemError.isDiskFull(code) { throw .diskFull(path: path) }
        return false
    }

    func release() { unlink(path) }
}
