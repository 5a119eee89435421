import Foundation
import HelpDesk
import InternetMessage
import Store
import TestKit
import Testing

@testable import Responder

@Suite("The service over a Maildir")
struct ResponderTests {
    @Test("a clear question is answered once, from the support address, in its thread, marked as automatic (A8)")
    func answer() async throws {
        let service = try MaildirService()
        let letter = Letters.login()
        try service.receive(letter)
        let installation = try await service.work()
        let answers = try service.sent(to: letter.address)
        let answer = try #require(answers.first)
        #expect(answers.count == 1)
        #expect(answer.reading.from?.address == MaildirService.support)
        #expect(answer.reading.autoSubmitted == "auto-replied")
        #expect(answer.reading.subject == "Re: \(letter.subject)")
        #expect(!answer.reading.inReplyTo.isEmpty)
        #expect(answer.reading.text.contains("password"))
        #expect(try await installation.store.tickets().items.map(\.status) == [.autoResolved])
        #expect(service.folder.names("inbox/new").isEmpty && service.folder.names("inbox/cur").isEmpty)
        try await service.work()
        #expect(try service.sent(to: letter.address).count == 1)
    }

    @Test("A10: a mail that nobody vouches for is not answered, and a person gets it")
    func unauthenticated() async throws {
        let service = try MaildirService()
        var letter = Letters.login()
        letter.vouching = .silent
        try service.receive(letter)
        try await service.work()
        #expect(try service.sent(to: letter.address).isEmpty)
        #expect(try service.sent(to: MaildirService.agents).count == 1)
    }

    @Test("an escalation's answer by the agent reaches the customer, threaded; the case answers the next customer")
    func solvedCase() async throws {
        let service = try MaildirService()
        try service.receive(Letters.unusual())
        try await service.work()
        let escalation = try #require(try service.sent(to: MaildirService.agents).first)
        try service.receive(
            escalation.reply(
                from: MaildirService.agent, text: Letters.solution))
        let installation = try await service.work()
        let log = try await installation.store.log().items.map { "\($0.kind): \($0.reason)" }
        let replies = try service.sent(to: "ines@workshop.example")
        let reply = try #require(replies.first { $0.reading.text.contains("turn labels round") }, "\(log)")
        #expect(!reply.reading.inReplyTo.isEmpty)
        #expect(reply.reading.from?.address == MaildirService.support)
        #expect(try await installation.store.tickets().items.map(\.status) == [.closed])
        #expect(try await installation.store.cases().cases.count == 1)
        try service.receive(Letters.unusual(from: "Tom Vance <tom@garage.example>"))
        try await service.work()
        let second = try #require(try service.sent(to: "tom@garage.example").first)
        let later = try await installation.store.log().items.map { "\($0.kind): \($0.reason)" }
        #expect(second.reading.text.contains("turn labels round"), "\(later)")
    }

    @Test("a customer's rating arrives in the figures")
    func rating() async throws {
        let service = try MaildirService()
        let letter = Letters.login()
        try service.receive(letter)
        try await service.work()
        let answer = try #require(try service.sent(to: letter.address).first)
        try service.receive(answer.reply(from: letter.from, text: "5\n"))
        let installation = try await service.work()
        let now = service.clock.now
        let figures = try await installation.store.figures(from: now.adding(days: -1), to: now.adding(seconds: 1))
        #expect(figures.ratings == [5: 1])
        #expect(try await installation.store.tickets().items.map(\.status) == [.closed])
    }

    @Test(
        "a running service answers a mail within seconds, also one that `deliver` stored beside it, and ends when it is told to")
    func running() async throws {
        let service = try MaildirService()
        try await TestModel.ready()
        let installation = try service.open()
        let task = Task { try await Responder(installation).run() }
        try service.receive(Letters.login(1))
        try await eventually("the answer") { try service.sent(to: Letters.login(1).address).first }
        let beside = try service.open()
        _ = try await Deliver(beside).store(Letters.login(2).bytes(receivedAt: service.clock.now, by: MaildirService.server))
        try await eventually("the second answer") { try service.sent(to: Letters.login(2).address).first }
        task.cancel()
        try await task.value
        #expect(try await installation.store.verify(now: service.clock.now).isEmpty)
    }

    @Test("K20: a second service over the same data folder is refused")
    func second() async throws {
        let service = try MaildirService()
        let lock = try InstanceLock(folder: service.open().folder.path)
        let failure = await #expect(throws: ServiceFailure.self) { try await Responder(service.open()).runOnce() }
        #expect(failure?.exitStatus == 73)
        withExtendedLifetime(lock) {}
    }

    @Test("a mailbox that vanished is told by name, and what was stored before is still worked")
    func vanished() async throws {
        let service = try MaildirService()
        try await TestModel.ready()
        let installation = try service.open()
        _ = try await Deliver(installation).store(Letters.login().bytes(receivedAt: service.clock.now, by: MaildirService.server))
        try FileManager.default.removeItem(atPath: service.folder.file("inbox"))
        try service.folder.write("inbox", [])
        let failure = await #expect(throws: ServiceFailure.self) { try await Responder(installation).runOnce() }
        #expect(failure?.description.contains("inbox") == true)
        #expect(try service.sent(to: Letters.login().address).count == 1)
    }

    @Test("a broken template is told with file and line, is never sent, and the others still answer")
    func brokenTemplate() async throws {
        let service = try MaildirService("templates: \"own\",")
        try service.folder.write("own/en/login_issue/broken.md", Array("---\nsubject Broken\n---\nHello {{nobody.knows}}\n".utf8))
        let findings = await Doctor(service.configuration).examine()
        let broken = try #require(findings.first { $0.isFailure })
        #expect(broken.subject.contains("broken.md:"))
        try service.receive(Letters.login())
        try await service.work()
        #expect(try service.sent(to: Letters.login().address).count == 1)
    }
}
