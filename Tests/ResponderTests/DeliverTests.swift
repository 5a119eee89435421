import HelpDesk
import TestKit
import Testing

@testable import Responder

@Suite("Deliver")
struct DeliverTests {
    @Test("D17: the same mail delivered twice is one mail; an mbox line before it changes nothing")
    func twice() async throws {
        let service = try MaildirService()
        let deliver = Deliver(try service.open())
        let mail = Letters.login().bytes(receivedAt: service.clock.now, by: MaildirService.server)
        let first = try await deliver.store(mail)
        let second = try await deliver.store(Array("From casey@customer.example Sat Nov 21 04:05:06 2026\n".utf8) + mail)
        #expect(first == second)
        #expect(try await deliver.store(mail + Array("more\r\n".utf8)) != first)
    }

    @Test("nothing, too much, and an unknown mailbox are refused with words and status 65")
    func refused() async throws {
        let service = try MaildirService()
        let deliver = Deliver(try service.open())
        let large = [UInt8](repeating: 10, count: Deliver.bytesMax + 1)
        let cases: [([UInt8], String?)] = [([], nil), (large, nil), ([65, 10], "nowhere")]
        for (bytes, mailbox) in cases {
            let failure = await #expect(throws: ServiceFailure.self) { try await deliver.store(bytes, mailbox: mailbox) }
            #expect(failure?.exitStatus == 65)
        }
    }
}
