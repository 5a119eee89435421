import Glibc

/// Eight megabytes that are given back to a full disk, so that the alert about it can still be written (RULES K17).
struct DiskReserve: Sendable {
    static let bytes = 8 << 20
    private let path: String

    init(in folder: DataFolder) { path = folder.file("reserve") }

    /// Makes the file where it is missing. A disk too full for it is told, not thrown: the store will say so soon enough.
    func keep() -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard posix_fallocate(descriptor, 0, off_t(Self.bytes)) == 0 else {
            unlink(path)
            return false
        }
        return true
    }

    func release() { unlink(path) }
}
