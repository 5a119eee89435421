import Foundation

/// A file system of a few megabytes, to be filled; root alone may mount one.
public final class SmallDisk {
    public let path: String

    /// Why none can be had here; nil when one can.
    public static let obstacle: String? = {
        let folder = NSTemporaryDirectory() + "answerback-disk-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { rmdir(folder) }
        guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else {
            return "needs to mount a small file system: \(String(cString: strerror(errno)))"
        }
        umount(folder)
        return nil
    }()

    /// Mounts it over a folder, which is made where it is missing.
    public init(over path: String, megabytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m,mode=0700") == 0 else {
            throw DeadlinePassed(description: "cannot mount over \(path): \(String(cString: strerror(errno)))")
        }
    }

    /// Takes all the room but so many bytes.
    public func fill(leaving bytes: Int) throws {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw DeadlinePassed(description: "no statvfs of \(path)") }
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        guard FileManager.default.createFile(atPath: filler, contents: Data(count: max(0, free - bytes))) else {
            throw DeadlinePassed(description: "cannot fill \(path)")
        }
    }

    public func makeRoom() { unlink(filler) }

    private var filler: String { path + "/filler" }

    deinit { umount2(path, Int32(MNT_DETACH)) }
}
