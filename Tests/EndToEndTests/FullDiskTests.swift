import Foundation
import HelpDesk
import Responder
import Store
import TestKit
import Testing

/// K17 on a real file system that is really full.
@Suite(
    "A full disk", .serialized,
    .enabled(
        if: ServeProcess.program != nil && SmallDisk.obstacle == nil, "\(SmallDisk.obstacle ?? "answerback was not built")"))
struct FullDiskTests {
    private static let count = 40

    @Test("K17: serve stops with 75 and tells it from the reserve; mail waits, and all is answered once when there is room again")
    func full() async throws {
        let service = try MaildirService()
        // Room for the reserve, the store, and each model that the tests of this run have trained so far.
        let disk = try SmallDisk(over: service.folder.file("var"), megabytes: 80)
        try await TestModel.copy(to: service.folder.file("var"))
        let once = ["serve", "--once", "--config", service.configuration.file]
        // The first start makes database, key and reserve.
        let first = try ServeProcess(once, log: service.folder.file("0.log"))
        try await first.ends(with: .exited(0))
        for number in 1...Self.count { try service.receive(Letters.login(number)) }
        try disk.fill(leaving: 300 << 10)
        for start in 1...3 { try await expectFull(service, start) }
        #expect(try service.sent().count < Self.count)
        disk.makeRoom()
        let last = try ServeProcess(once, log: service.folder.file("last.log"))
        try await last.ends(with: .exited(0))
        try await expectAllOnce(service)
    }

    /// Each start ends by itself; none may count as an attempt of a mail, or the third would put it aside (K6).
    private func expectFull(_ service: MaildirService, _ start: Int) async throws {
        let run = try ServeProcess(
            ["serve", "--config", service.configuration.file], log: service.folder.file("\(start).log"))
        try await run.ends(with: .exited(75))
        #expect(run.said.contains("full"), "\(run.said)")
        let health = String(decoding: try service.folder.read("var/health.json"), as: UTF8.self)
        #expect(health.contains("full"), "the alert found room: \(health)")
    }

    private func expectAllOnce(_ service: MaildirService) async throws {
        for number in 1...Self.count {
            let address = Letters.login(number).address
            #expect(try service.sent(to: address).count == 1, "\(address)")
        }
        let store = try service.open().store
        #expect(try await store.quarantined().isEmpty)
        #expect(try await store.verify(now: service.clock.now).isEmpty)
    }
}
