import HelpDesk
import Store
import TestKit
import Testing
import Transport

@testable import Responder

@Suite("Intake")
struct IntakeLoopTests {
    @Test("INV1: mails are durable in the store before they are filed on the server")
    func filed() async throws {
        let bench = try await Bench((1...3).map { Letters.login($0) })
        try await bench.intake.begin()
        #expect(try await bench.intake.workOff() == 3)
        #expect(try await bench.store.waiting(limit: 10).count == 3)
        #expect(await bench.mailbox.filed.count == 3)
        #expect(try await bench.store.unfiled(in: "inbox").isEmpty)
    }

    @Test("K3: a mail that was stored and not filed is filed at the next start, and stored once")
    func storedAndNotFiled() async throws {
        let bench = try await Bench([Letters.login()])
        let raw = try #require(await bench.mailbox.fetch(limit: 1, skipping: []).first)
        let place = MailPlace(uidValidity: 1, uid: raw.uid.text)
        _ = try await bench.store.keep(
            [IncomingBytes(mailbox: "inbox", place: place, receivedAt: bench.service.clock.now, bytes: raw.bytes)],
            now: bench.service.clock.now)
        try await bench.intake.begin()
        #expect(await bench.mailbox.filed == [raw.uid])
        #expect(try await bench.intake.workOff() == 0)
        #expect(try await bench.store.waiting(limit: 10).count == 1)
    }

    @Test("K18: mails that come back under new names are not new, and many of them hold all sending")
    func recreated() async throws {
        let bench = try await Bench((1...25).map { Letters.login($0) })
        try await bench.intake.begin()
        #expect(try await bench.intake.workOff() == 25)
        #expect(try await bench.store.standingHold() == nil)
        await bench.mailbox.recreate(with: bench.bytes)
        _ = try await bench.intake.workOff()
        #expect(try await bench.store.waiting(limit: 100).count == 25)
        #expect(try await bench.store.standingHold() != nil)
        #expect(await bench.mailbox.filed.count == 25)
    }

    @Test("K18: a few mails that come back are nothing to stop for")
    func few() async throws {
        let bench = try await Bench((1...3).map { Letters.login($0) })
        try await bench.intake.begin()
        _ = try await bench.intake.workOff()
        await bench.mailbox.recreate(with: bench.bytes)
        _ = try await bench.intake.workOff()
        #expect(try await bench.store.waiting(limit: 100).count == 3)
        #expect(try await bench.store.standingHold() == nil)
    }

    @Test("E8: a refused login stops the mailbox and is told to people")
    func login() async throws {
        let bench = try await Bench(weather: [.credentials(server: "imap.example:993", line: "NO wrong password")])
        let task = Task { try await bench.intake.run() }
        try await eventually("the alarm") {
            try await bench.store.outbox(limit: 10).contains { $0.purpose == .alarm } ? true : nil
        }
        task.cancel()
        _ = await task.result
        #expect(await bench.mailbox.opens == 1)
        #expect(await bench.house.surroundings.health.stoppedChannels.map(\.name) == ["inbox"])
        let alarms = try await bench.store.outbox(limit: 10).filter { $0.purpose == .alarm }
        #expect(alarms.map(\.recipient) == [MaildirService.admin])
    }

    @Test("an unreachable server is tried again, and mail comes in when it is back")
    func unreachable() async throws {
        let bench = try await Bench(
            [Letters.login()], weather: [.unreachable(server: "imap.example:993", why: "connection refused")])
        let task = Task { try await bench.intake.run() }
        defer { task.cancel() }
        try await eventually("the mail") { try await bench.store.waiting(limit: 1).first }
        #expect(await bench.mailbox.opens == 2)
    }
}
