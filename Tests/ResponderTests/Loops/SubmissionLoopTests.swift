import HelpDesk
import InternetMessage
import Store
import TestKit
import Testing
import Transport

@testable import Responder

@Suite("Submission")
struct SubmissionLoopTests {
    @Test("what is due is sent once, and its ticket is resolved only when the server accepted it (K15)")
    func sent() async throws {
        let bench = try await Bench((1...6).map { Letters.login($0) }, connections: 3)
        try await bench.decide()
        #expect(try await bench.store.tickets().items.allSatisfy { $0.status == .open })
        #expect(try await bench.house.submission.workOff(.once) == nil)
        #expect(await bench.submission.accepted.count == 6)
        #expect(try await bench.states() == Array(repeating: .sent, count: 6))
        #expect(try await bench.store.tickets().items.allSatisfy { $0.status == .autoResolved })
        #expect(try await bench.house.submission.workOff(.once) == nil)
        #expect(await bench.submission.accepted.count == 6, "nothing goes twice")
        #expect(try await bench.violations().isEmpty)
    }

    @Test("E8: a mail refused for now is retried with the same bytes; refused for good it goes to a person")
    func refused() async throws {
        let submission = ScriptedSubmission([
            .answer(.transient(reply: "451 4.7.1 greylisted", scope: .recipient)), .answer(.permanent(reply: "550 5.1.1 gone")),
        ])
        let bench = try await Bench([Letters.login(1), Letters.login(2)], submission: submission, connections: 1)
        try await bench.decide()
        _ = try await bench.house.submission.workOff(.once)
        #expect(try await bench.store.outbox(in: [.retry]).count == 1)
        #expect(try await bench.store.outbox(in: [.failed]).count == 1)
        bench.service.clock.advance(seconds: 120)
        _ = try await bench.house.submission.workOff(.once)
        let tried = await submission.tried
        #expect(tried.filter { $0 == tried[0] }.count == 2, "the retry is byte-identical (INV4)")
        #expect(try await bench.store.tickets().items.contains { $0.status == .escalated }, "a failed answer escalates")
        #expect(try await bench.violations().isEmpty)
    }

    @Test("K13: an answer of unknown fate is not sent again by itself; the Sent folder, else a person, says what became of it")
    func unknown() async throws {
        let submission = ScriptedSubmission([.afterDot(.unknown("no reply")), .afterDot(.unknown("no reply"))])
        let bench = try await Bench([Letters.login(1), Letters.login(2)], submission: submission, connections: 1)
        try await bench.decide()
        _ = try await bench.house.submission.workOff(.once)
        let unknown = try await bench.store.unknowns()
        #expect(unknown.count == 2)
        await bench.mailbox.putIntoSentFolder(try #require(unknown.first).messageID)
        try await bench.house.submission.resolveUnknowns()
        #expect(try await bench.store.unknowns().count == 1)
        bench.service.clock.advance(seconds: 700)
        try await bench.house.submission.resolveUnknowns()
        _ = try await bench.house.submission.workOff(.once)
        let answers = try await bench.store.outbox(in: OutboxState.allCases).filter { $0.purpose == .answer }
        #expect(Set(answers.map(\.state)) == [.sent, .parked])
        let bytes = await submission.tried
        #expect(Set(bytes).count == bytes.count, "neither answer went out a second time")
        #expect(try await bench.violations().isEmpty)
    }

    @Test("K13: a reply or a bounce that names a mail of unknown fate shows that it was accepted")
    func namedByMail() async throws {
        let submission = ScriptedSubmission([.afterDot(.unknown("no reply")), .afterDot(.unknown("no reply"))])
        let bench = try await Bench([Letters.login(1), Letters.login(2)], submission: submission, connections: 1)
        try await bench.decide()
        _ = try await bench.house.submission.workOff(.once)
        let unknowns = try await bench.store.unknowns()
        #expect(unknowns.count == 2)
        let answers = await submission.accepted.map { DeliveredMail($0) }
        let address = Letters.login(1).address
        let answer = try #require(answers.first { $0.isTo(address) })
        let thanks = answer.reply(from: address, text: "Thanks, that helped.\n")
        let other = try #require(answers.first { !$0.isTo(address) })
        let report = SampleMail(
            from: "MAILER-DAEMON@mx.acme.example", to: MaildirService.support, subject: "Undelivered Mail Returned to Sender",
            fields: ["MIME-Version: 1.0", "Content-Type: multipart/report; report-type=delivery-status; boundary=b"],
            body: SampleMail.crlf(
                """
                --b
                Content-Type: text/plain

                It could not be delivered.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.acme.example

                Final-Recipient: rfc822; \(Letters.login(2).address)
                Action: failed
                Status: 5.1.1

                --b
                Content-Type: text/rfc822-headers

                Message-ID: \(other.reading.messageID ?? "")

                --b--

                """))
        let now = bench.service.clock.now
        await bench.mailbox.recreate(with: [thanks, report].map { $0.bytes(receivedAt: now, by: MaildirService.server) })
        try await bench.decide()
        #expect(try await bench.store.unknowns().isEmpty)
        let states = try await bench.store.outbox(in: OutboxState.allCases).filter { $0.purpose == .answer }.map(\.state)
        #expect(states == [.sent, .sent])
        let statuses = try await bench.store.tickets().items.map(\.status)
        #expect(Set(statuses) == [.closed, .escalated], "thanks closes, a bounced answer goes to a person: \(statuses)")
        #expect(try await bench.violations().isEmpty)
    }

    @Test("H12: a hold is effective before the next dot, and the mail stays in the queue")
    func hold() async throws {
        let holder = Holder()
        let submission = ScriptedSubmission { try await holder.hold() }
        let bench = try await Bench([Letters.login()], submission: submission, connections: 1)
        try await bench.decide()
        await holder.arm(bench.house.surroundings)
        _ = try await bench.house.submission.workOff(.once)
        #expect(await submission.tried.count == 1)
        #expect(await submission.accepted.isEmpty)
        try await bench.house.surroundings.step(.operation(.release), cause: .operation(id: "release"))
        _ = try await bench.house.submission.workOff(.once)
        #expect(await submission.accepted.count == 1)
    }

    @Test("a server that cannot be reached opens the breaker: one mail was tried, the others wait unharmed")
    func breaker() async throws {
        let submission = ScriptedSubmission([.answer(.transient(reply: "cannot connect", scope: .connection))])
        let bench = try await Bench((1...5).map { Letters.login($0) }, submission: submission, connections: 1)
        try await bench.decide()
        #expect(try await bench.house.submission.workOff(.once) == .wait("cannot connect"))
        #expect(await submission.tried.count == 1)
        #expect(try await bench.store.outbox(in: [.queued, .retry]).filter { $0.attempts == 0 }.count == 4)
    }

    @Test("E8: 535 stops sending, no mail is counted as tried, and the health tells")
    func credentials() async throws {
        let words = "535 5.7.8 authentication failed"
        // It looks again now and then, and the secret stays the same.
        let submission = ScriptedSubmission(
            [.answer(.transient(reply: words, scope: .credentials))],
            login: .failure(.credentials(server: "mx.test", line: words)))
        let bench = try await Bench([Letters.login()], submission: submission, connections: 1)
        try await bench.decide()
        let task = Task { try await bench.house.submission.run() }
        try await eventually("the alarm") {
            try await bench.store.outbox(limit: 10).contains { $0.purpose == .alarm } ? true : nil
        }
        task.cancel()
        _ = await task.result
        #expect(await bench.house.surroundings.health.stoppedChannels.map(\.name) == ["submission"])
        #expect(try await bench.store.outbox(in: [.queued, .retry]).contains { $0.purpose == .answer && $0.attempts == 0 })
        #expect(await submission.tried.count == 1)
    }

    @Test(
        "K11: a mail that a dead process had in DATA before its dot is sent by the next; after the dot its fate is unknown (K12)")
    func recovery() async throws {
        let bench = try await Bench([Letters.login(1), Letters.login(2)])
        try await bench.decide()
        let dead = try await bench.store.takeOver(owner: "dead", now: bench.service.clock.now)
        let claimed = try await bench.store.claimDue(limit: 2, as: dead, now: bench.service.clock.now)
        _ = try await bench.store.markDot([claimed[0].claim], as: dead, now: bench.service.clock.now)
        let house = try await House(bench.installation, bench.house.channels)
        _ = try await house.submission.workOff(.once)
        #expect(await bench.submission.accepted.count == 1)
        #expect(try await bench.store.unknowns().map(\.id) == [claimed[0].id])
    }
}

/// Holds all sending the first time it is asked: an admin's STOP between DATA and the final dot.
private actor Holder {
    private var surroundings: Surroundings?

    func arm(_ surroundings: Surroundings) { self.surroundings = surroundings }

    func hold() async throws {
        guard let surroundings else { return }
        self.surroundings = nil
        try await surroundings.hold("a test")
    }
}
