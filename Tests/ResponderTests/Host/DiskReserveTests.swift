import Foundation
import TestKit
import Testing

@testable import Responder

@Suite("The reserve for a full disk")
struct DiskReserveTests {
    @Test("K17: eight megabytes are kept, and given back when the alert needs room")
    func reserve() throws {
        let folder = try TemporaryFolder()
        let reserve = DiskReserve(in: try DataFolder(folder.path))
        #expect(try reserve.keep())
        let size = try FileManager.default.attributesOfItem(atPath: folder.file("reserve"))[.size] as? Int
        #expect(size == 8 << 20)
        reserve.release()
        #expect(folder.names("").isEmpty)
    }

    @Test("K17: a full disk ends the service with 75, and says that nothing was lost")
    func failure() {
        let failure = ServiceFailure.diskFull(path: "var/answerback.sqlite")
        #expect(failure.exitStatus == 75)
        #expect(failure.description.contains("nothing was lost"))
    }
}
