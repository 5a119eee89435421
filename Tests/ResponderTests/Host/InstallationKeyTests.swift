import Foundation
import HelpDesk
import TestKit
import Testing

@testable import Responder

@Suite("The installation's key")
struct InstallationKeyTests {
    @Test("E9: the first start makes a key that only its owner can read, and the next start finds the same")
    func made() throws {
        let folder = try TemporaryFolder()
        let first = try InstallationKey(in: DataFolder(folder.path)).signer
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("key"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let second = try InstallationKey(in: DataFolder(folder.path)).signer
        #expect(first.sign([1, 2, 3]) == second.sign([1, 2, 3]))
        #expect(first.sign([1, 2, 3]).count == 32)
        #expect(folder.names("") == ["key"], "no temporary file is left")
    }

    @Test("two installations have different keys")
    func different() throws {
        let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
        let first = try InstallationKey(in: DataFolder(one.path)).signer
        let second = try InstallationKey(in: DataFolder(other.path)).signer
        #expect(first.sign([1]) != second.sign([1]))
        #expect(first.digest([1]) == second.digest([1]))
    }

    @Test("E9: a key that others can read is refused, with the command that mends it")
    func readable() throws {
        let folder = try TemporaryFolder()
        _ = try InstallationKey(in: DataFolder(folder.path))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.file("key"))
        let failure = #expect(throws: ServiceFailure.self) { try InstallationKey(in: DataFolder(folder.path)) }
        #expect(failure == .keyReadableByOthers(path: folder.file("key")))
        #expect(failure?.description.contains("chmod 600") == true)
    }

    @Test("a damaged key is refused instead of replaced", arguments: ["", "abc", String(repeating: "g", count: 64)])
    func damaged(text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("key", Array(text.utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file("key"))
        #expect(throws: ServiceFailure.keyDamaged(path: folder.file("key"))) { try InstallationKey(in: DataFolder(folder.path)) }
    }
}
