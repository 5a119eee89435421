import Foundation
import Responder
import Store
import TestKit
import Testing

@Suite("The mailbox against the store", .serialized, .enabled(if: Lab.obstacle == nil, "\(Lab.obstacle ?? "")"))
struct MailboxAuditTests {
    @Test("INV1: verify knows every mail in the done folder, and tells the one that was never stored")
    func done() async throws {
        let lab = try Lab()
        defer { lab.stop() }
        try await TestModel.ready()
        let service = try LabService(lab)
        for number in 1...3 {
            var letter = Letters.login(number, from: "Customer <customer\(number)@customer.test>")
            letter.to = LabService.support
            try lab.place(letter.bytes(receivedAt: service.clock.now, by: Lab.authservID), with: LabService.support)
        }
        let installation = try service.open()
        try await Responder(installation).runOnce()
        let sound = await MailboxAudit(installation).run()
        #expect(sound == MailboxAudit.Finding(violations: [], obstacles: [], compared: 3))

        // Somebody, or an order that RULES 2.3 forbids, filed a mail that the store has not seen.
        let stray = Letters.login(4).bytes(receivedAt: service.clock.now, by: Lab.authservID)
        try lab.place(stray, with: LabService.support, folder: "Answerback.Done")
        let broken = await MailboxAudit(installation).run()
        #expect(broken.violations.map(\.rule) == ["INV1"])
        #expect(broken.compared == 4)
    }
}
