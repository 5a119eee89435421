import HelpDesk
import Responder
import Store
import TestKit
import Testing

@testable import answerback

/// `templates` and `solutions` on the command line: what they show, change and refuse.
@Suite("Operators' commands about answers", .serialized)
struct TemplatesAndSolutionsCommandsTests {
    private func run(_ words: [String], _ service: MaildirService) async -> answerback.ExitStatus {
        await CommandTable.run(words + ["--config", service.configuration.file], console: Console())
    }

    @Test("templates list, show and check read the shipped ones; what does not exist is no input, what is misspelt is usage")
    func shipped() async throws {
        let service = try MaildirService()
        #expect(await run(["templates"], service) == .ok)
        #expect(await run(["templates", "list", "--language", "de", "--intent", "login_issue", "--json"], service) == .ok)
        #expect(await run(["templates", "show", "en/login_issue/forgot-password"], service) == .ok)
        #expect(await run(["templates", "show", "en/login_issue/forgot-password", "--json"], service) == .ok)
        #expect(await run(["templates", "show", "en/login_issue/no-such-thing"], service) == .noInput)
        #expect(await run(["templates", "show", "forgot-password"], service) == .usage)
        #expect(await run(["templates", "burn"], service) == .usage)
        #expect(await run(["templates", "check"], service) == .ok)
    }

    @Test("templates check fails on an operator's own template that cannot be sent, and passes once it is mended")
    func ownTemplate() async throws {
        let service = try MaildirService("templates: \"own\",")
        let path = "own/en/login_issue/forgot-password.md"
        try service.folder.write(
            path, Array("---\nsubject: Password\nexamples:\n  - I forgot it\n---\nHello {{no.such.name}}".utf8))
        #expect(await run(["templates", "check"], service) == .data)
        #expect(await run(["templates", "check", "--json"], service) == .data)
        try service.folder.write(path, Array("---\nsubject: Password\nexamples:\n  - I forgot it\n---\nHello".utf8))
        #expect(await run(["templates", "check"], service) == .ok)
        #expect(await run(["templates", "show", "en/login_issue/forgot-password"], service) == .ok)
    }

    @Test("solutions withdraw takes what an agent solved out of use, restore brings it back; an unknown id changes nothing")
    func solutions() async throws {
        let service = try MaildirService()
        try await TestModel.copy(to: service.folder.file("var"))
        #expect(await run(["solutions", "list"], service) == .ok)
        try service.receive(Letters.unusual(from: "Casey <casey@customer1.example>"))
        try await service.work()
        let ticket = try #require(
            try await service.open().store.tickets(TicketFilter(party: "casey@customer1.example")).items.first)
        let words = ["tickets", "resolve", ticket.number.rawValue, "--text", "Turn the roll round, then it feeds again."]
        #expect(await run(words, service) == .ok)
        try await service.work()
        let id = try #require(try await service.open().store.cases(since: 0).cases.first).id
        let word = "\(id.rawValue)"
        #expect(await run(["solutions", "list", "--json"], service) == .ok)
        #expect(await run(["solutions", "show", word], service) == .ok)
        #expect(await run(["solutions", "withdraw", word, "--reason", "outdated"], service) == .ok)
        #expect(try await service.open().store.solvedCase(id)?.isWithdrawn == true)
        #expect(await run(["solutions", "restore", word], service) == .ok)
        #expect(try await service.open().store.solvedCase(id)?.isWithdrawn == false)
        #expect(await run(["solutions", "withdraw", "987654"], service) == .noInput)
        #expect(await run(["solutions", "withdraw"], service) == .usage)
        #expect(await run(["solutions", "withdraw", "first"], service) == .usage)
        #expect(await run(["solutions", "burn", word], service) == .usage)
        #expect(try await service.open().store.solvedCase(id)?.isWithdrawn == false)
    }

    @Test("H8: canary is left for on after its 50 answers, or early where the operator says so; every other rung at once")
    func canary() async throws {
        let service = try MaildirService()
        try await TestModel.copy(to: service.folder.file("var"))
        func rung() async throws -> AnswerPolicy.Mode? { try await service.open().store.modes()["login_issue"]?.mode }
        #expect(await run(["mode", "login_issue", "canary"], service) == .ok)
        #expect(await run(["mode", "login_issue", "on"], service) == .temporary)
        #expect(try await rung() == .canary)
        #expect(await run(["mode", "login_issue", "on", "--early"], service) == .ok)
        #expect(try await rung() == .on)
        #expect(await run(["mode", "login_issue", "draft"], service) == .ok)
        #expect(await run(["mode", "login_issue", "on"], service) == .ok)
        #expect(try await rung() == .on)
    }
}
