import HelpDesk
import Store
import TestKit
import Testing

@testable import Responder

@Suite("Explain")
struct ExplainTests {
    @Test("it says what serve then does, and stores and sends nothing")
    func explain() async throws {
        let service = try MaildirService()
        try await TestModel.ready()
        let installation = try service.open()
        let explain = try await Explain(installation)
        let bytes = Letters.login().bytes(receivedAt: service.clock.now, by: MaildirService.server)
        let explanation = try await explain.mail(bytes)
        #expect(explanation.decision.verdict == .autoResolve)
        let reply = try #require(explanation.reply)
        #expect(try await installation.store.tickets().items.isEmpty)
        #expect(try service.sent().isEmpty)
        try service.receive(bytes)
        try await service.work()
        let ticket = try #require(try await installation.store.tickets().items.first)
        #expect(ticket.intent == explanation.evidence?.judgement?.intent)
        #expect(ticket.template == explanation.evidence?.judgement?.template)
        #expect(reply.contains("password"))
    }
}
