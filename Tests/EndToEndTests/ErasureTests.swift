import Foundation
import HelpDesk
import Responder
import Store
import TestKit
import Testing
import Transport

/// A customer who is erased is gone from the mail servers' folders, too, and nobody else is (RULES G1).
@Suite("Erasure on the mail servers", .serialized, .enabled(if: Lab.obstacle == nil, "\(Lab.obstacle ?? "")"))
struct ErasureTests {
    private static let casey = "casey@customer.test"
    /// Ends like the address that is erased: a server's search finds both.
    private static let namesake = "lucasey@customer.test"

    private func letter(_ number: Int, from address: String) -> SampleMail {
        var letter = Letters.login(number, from: "Customer <\(address)>")
        letter.to = LabService.support
        letter.messageID = "<letter-\(number)@customer.test>"
        return letter
    }

    /// Casey and a namesake have written and were answered; copies of what was sent lie in Sent, as many providers keep them.
    private func prepared(_ lab: Lab) async throws -> (service: LabService, installation: Installation) {
        try await TestModel.ready()
        let service = try LabService(lab)
        for (number, address) in [Self.casey, Self.namesake].enumerated() {
            let bytes = letter(number, from: address).bytes(receivedAt: service.clock.now, by: Lab.authservID)
            try lab.place(bytes, with: LabService.support)
        }
        let installation = try service.open()
        try await Responder(installation).runOnce()
        for line in try await installation.store.outbox(in: [.sent], limit: 100) {
            let bytes = try #require(try await installation.store.bytes(of: line.id))
            try lab.place(bytes, with: LabService.support, folder: "Sent")
        }
        return (service, installation)
    }

    /// The mails of a folder, as text.
    private func texts(_ folder: String, in lab: Lab) async throws -> [String] {
        let mailbox = lab.mailbox(of: LabService.support, folder: folder)
        let mails = try await mailbox.fetch(limit: 100, skipping: [])
        await mailbox.close()
        return mails.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test(
        "G1: what a customer wrote and was sent goes from the done and the Sent folder; others' mail stays, whatever its Message-ID"
    )
    func erased() async throws {
        let lab = try Lab()
        defer { lab.stop() }
        let (service, installation) = try await prepared(lab)
        // Somebody chose the Message-ID of Casey's mail for one of their own (D17).
        var squatter = letter(7, from: "mallory@customer.test")
        squatter.messageID = "<letter-0@customer.test>"
        try lab.place(
            squatter.bytes(receivedAt: service.clock.now, by: Lab.authservID), with: LabService.support, folder: "Answerback.Done"
        )
        // What Casey got from somebody who only looks like the service.
        let foreign = SampleMail(from: "Other <other@customer.test>", to: Self.casey, subject: "Not ours", text: "Hello\n")
        try lab.place(foreign.bytes(writtenAt: service.clock.now), with: LabService.support, folder: "Sent")

        let erasure = try await installation.erase("Casey@Customer.test")
        #expect(erasure.stored.tickets == 1)
        #expect(erasure.folders.map(\.folder) == [.inbox, .done, .sent])
        for report in erasure.folders {
            guard case .erased(let mails) = report.outcome else {
                Issue.record("\(report)")
                continue
            }
            #expect(mails == MailErasure(removed: report.folder == .inbox ? 0 : 1), "\(report.folder)")
        }
        let done = try await texts("Answerback/Done", in: lab)
        #expect(done.count == 2 && done.allSatisfy { !$0.contains("<\(Self.casey)>") })
        #expect(done.contains { $0.contains("From: Customer <\(Self.namesake)>") } && done.contains { $0.contains("mallory@") })
        let sent = try await texts("Sent", in: lab)
        #expect(sent.count { $0.contains("To: \(Self.namesake)") || $0.contains("<\(Self.namesake)>") } == 1)
        #expect(sent.contains { $0.contains("Not ours") } && sent.count == 2)
        #expect(await MailboxAudit(installation).run().violations.count == 1, "only the strange mail was never stored")
    }

    @Test("a server that cannot be reached is told with the Message-IDs; the store is erased, and a second try finds the copies")
    func unreachable() async throws {
        let lab = try Lab()
        defer { lab.stop() }
        let (service, _) = try await prepared(lab)
        var blind = service.configuration
        for index in blind.mailboxes.indices {
            guard case .imap(var imap) = blind.mailboxes[index].place else { continue }
            imap.server.port = 1
            blind.mailboxes[index].place = .imap(imap)
        }
        let away = try Installation(blind, clock: service.clock.clock, modelFolder: TestModel.folder, logTo: { _ in })
        let first = try await away.erase(Self.casey)
        #expect(first.stored.tickets == 1)
        for report in first.folders {
            guard case .obstacle = report.outcome else {
                Issue.record("\(report)")
                continue
            }
            #expect(report.messageIDs.count == 1, "\(report.folder)")
        }
        #expect(first.folders.contains { $0.messageIDs == ["<letter-0@customer.test>"] })

        let second = try await service.open().erase(Self.casey)
        #expect(second.stored.tickets == 0)
        let removed = second.folders.map { report -> Int in
            if case .erased(let mails) = report.outcome { return mails.removed }
            return -1
        }
        #expect(removed == [0, 1, 1])
        #expect(try await texts("Answerback/Done", in: lab).count == 1)
    }

    @Test("a server without UIDPLUS only marks, and that is told")
    func marked() async throws {
        let lab = try Lab(capabilities: "IMAP4rev1 SASL-IR AUTH=PLAIN")
        defer { lab.stop() }
        let (service, installation) = try await prepared(lab)
        let erasure = try await installation.erase(Self.casey)
        withExtendedLifetime(service) {}
        let marked = erasure.folders.map { report -> Int in
            if case .erased(let mails) = report.outcome { return mails.marked }
            return -1
        }
        #expect(marked.last == 1 && marked.allSatisfy { $0 >= 0 }, "\(erasure.folders)")
        #expect(try await texts("Sent", in: lab).allSatisfy { !$0.contains("<\(Self.casey)>") }, "marked mails are passed over")
    }
}
