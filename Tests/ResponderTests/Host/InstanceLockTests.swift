import Foundation
import TestKit
import Testing

@testable import Responder

@Suite("The instance lock")
struct InstanceLockTests {
    @Test("K20: a second serve in the same data folder is refused, names the first, and exits with 73")
    func second() throws {
        let folder = try TemporaryFolder()
        let first = try InstanceLock(folder: folder.path)
        let failure = #expect(throws: ServiceFailure.self) { try InstanceLock(folder: folder.path) }
        #expect(failure?.exitStatus == 73)
        #expect(failure?.description.contains("process") == true)
        withExtendedLifetime(first) {}
    }

    @Test("K20: the lock is free again when its holder is gone, and another folder was never locked")
    func released() throws {
        let folder = try TemporaryFolder()
        let other = try TemporaryFolder()
        do {
            let first = try InstanceLock(folder: folder.path)
            _ = try InstanceLock(folder: other.path)
            withExtendedLifetime(first) {}
        }
        _ = try InstanceLock(folder: folder.path)
    }

    @Test("K20: what is given back is free at once, though a child that was just forked still holds the file open")
    func sharedDescription() throws {
        let folder = try TemporaryFolder()
        var copy: Int32 = -1
        do {
            let lock = try InstanceLock(folder: folder.path)
            let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init)
            let file = folder.path + "/lock"
            let held = open.first { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == file }
            copy = dup(try #require(held, "the lock's file is open"))
            withExtendedLifetime(lock) {}
        }
        defer { close(copy) }
        _ = try InstanceLock(folder: folder.path)
    }
}
