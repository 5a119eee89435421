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
}
