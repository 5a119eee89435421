import Glibc

/// Only one `serve` works in a data folder (RULES K20). The kernel gives the lock back when the process ends, however it ends.
final class InstanceLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``ServiceFailure/alreadyRunning(folder:processID:)`` where another process holds it.
    init(folder: String) throws(ServiceFailure) {
        let path = folder + "/lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: SystemError.words(errno)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.processID(in: descriptor)
            close(descriptor)
            throw .alreadyRunning(folder: folder, processID: holder)
        }
        let line = [UInt8]("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        pwrite(descriptor, line, line.count, 0)
        self.descriptor = descriptor
    }

    /// To close the file is not enough: a child that was just forked, and has not yet become another program, holds it open too.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func processID(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<count].prefix { $0 != 10 }, as: UTF8.self))
    }
}
