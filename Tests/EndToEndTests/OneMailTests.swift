import Foundation
import HelpDesk
import InternetMessage
import Responder
import Store
import TestKit
import Testing
import Transport

/// The whole way of mail through real servers: a Dovecot and a Postfix with TLS, and the service running between them.
@Suite("One mail, all the way", .serialized, .enabled(if: Lab.obstacle == nil, "\(Lab.obstacle ?? "")"))
struct OneMailTests {
    @Test("customers are answered, an agent's solution reaches one and then answers another, ratings and the digest arrive")
    func story() async throws {
        try await LabService.play(tell)
    }

    private func tell(_ service: LabService, _ installation: Installation) async throws {
        // A clear question, answered at once, in its thread.
        let question = letter(from: "casey@customer.test", Letters.login())
        try await service.submit(question)
        let answer = try await service.mail(of: "casey@customer.test", "the answer")
        #expect(answer.reading.subject == "Re: \(question.subject)")
        #expect(answer.reading.autoSubmitted == "auto-replied")
        #expect(answer.reading.from?.address == LabService.support)
        #expect(!answer.reading.inReplyTo.isEmpty)

        // A question that a person has to answer, and does.
        try await service.submit(letter(from: "ines@customer.test", Letters.unusual()))
        let escalation = try await service.mail(of: LabService.agents, "the escalation")
        #expect(escalation.reading.text.contains("upside down"))
        try await service.submit(reply(escalation, from: LabService.agent, Letters.solution))
        let solved = try await service.mail(of: "ines@customer.test", "the agent's answer") {
            $0.reading.text.contains("turn labels")
        }
        #expect(!solved.reading.inReplyTo.isEmpty)
        #expect(solved.reading.from?.address == LabService.support)

        // A rating arrives in the figures.
        try await service.submit(reply(answer, from: "casey@customer.test", "4\n"))
        let store = installation.store
        try await eventually("the rating", within: 60) {
            let now = service.clock.now
            let figures = try await store.figures(from: now.adding(days: -1), to: now.adding(seconds: 1))
            return figures.ratings == [4: 1] ? true : nil
        }

        // Another customer's similar question is answered from the solved case.
        try await service.submit(letter(from: "tom@customer.test", Letters.unusual()))
        let second = try await service.mail(of: "tom@customer.test", "the answer from the solved case") {
            $0.reading.text.contains("turn labels")
        }
        #expect(second.reading.autoSubmitted == "auto-replied")

        // A stranger in the agent's name gets nothing done.
        let forged = reply(escalation, from: LabService.agent, "#close\n")
        try await service.lab.deliverFromOutside(
            forged.bytes(writtenAt: service.clock.now), from: "evil@outside.test", to: [LabService.support])
        try await eventually("the refusal", within: 60) {
            try await store.log(LogFilter(kind: "refused")).items.first
        }

        // The digest of the day reaches the admin.
        let day = service.clock.now.seconds % 86_400
        service.clock.advance(seconds: 86_400 - day + 60)
        let digest = try await service.mail(of: LabService.admin, "the digest") {
            $0.reading.subject.contains(" tickets, ")
        }
        #expect(digest.reading.autoSubmitted == "auto-generated")
    }

    private func letter(from address: String, _ mail: SampleMail) -> SampleMail {
        var mail = mail
        mail.from = address
        mail.to = LabService.support
        return mail
    }

    private func reply(_ mail: DeliveredMail, from address: String, _ text: String) -> SampleMail {
        mail.reply(from: address, text: text)
    }
}
