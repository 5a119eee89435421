import Foundation
import TestKit
import Testing
import Transport

/// A real Dovecot that says it can do no more than IMAP4rev1: no MOVE, UIDPLUS, IDLE, LITERAL+, ESEARCH, NAMESPACE.
@Suite(.serialized, .enabled(if: Lab.obstacle == nil, Comment(rawValue: "the lab " + (Lab.obstacle ?? "runs"))))
struct PoorServerTests {
    @Test("everything works by the fall-backs: copies with a mark, synchronising literals, looking instead of IDLE")
    func fallbacks() async throws {
        let lab = try Lab(capabilities: "IMAP4rev1 SASL-IR AUTH=PLAIN")
        defer { lab.stop() }
        let user = "poor@support.test"
        for number in 1...3 {
            let mail = "From: casey@customer.test\r\nSubject: \(number)\r\nMessage-ID: <\(number)@customer.test>\r\n\r\nhi\r\n"
            try await lab.submit(Array(mail.utf8), from: "casey@customer.test", to: [user])
        }
        _ = try await lab.mails(of: user, atLeast: 3)
        let mailbox = IMAPMailbox(
            name: user,
            settings: .init(
                server: lab.imap(), credentials: lab.credentials(user), tls: lab.tls,
                filing: .move(doneFolder: "Fertig/für später"), pollSeconds: 1))
        let state = try await mailbox.open()
        #expect(state.capabilities == ["AUTH=PLAIN", "IMAP4REV1", "SASL-IR"])
        let mails = try await mailbox.fetch(limit: 2, skipping: [])
        #expect(mails.count == 2)
        #expect(try await mailbox.contains(messageID: "<1@customer.test>", in: .inbox))
        try await mailbox.file(mails.map(\.uid))
        #expect(try await mailbox.fetch(limit: 10, skipping: []).count == 1, "marked mails are not fetched again")
        #expect(try await mailbox.count(.done) == 2)
        // Without UIDPLUS nothing is expunged: the mark stays for the mailbox's owner to clear.
        #expect(try await mailbox.count(.inbox) == 3)
        #expect(try await mailbox.expungeDone(olderThanDays: -2) == 0)
        let start = ContinuousClock.now
        try await mailbox.waitForMail(atMost: 600)
        #expect(start.duration(to: .now) < .seconds(120))
        await mailbox.close()
    }
}
