import Foundation
import HelpDesk
import InternetMessage
import Responder
import Store
import TestKit
import Testing

/// T13 with Dovecot's own Sieve: customers whose mailboxes answer or forward by themselves.
@Suite("Sieve at the customer's", .serialized, .enabled(if: Lab.obstacle == nil, "\(Lab.obstacle ?? "")"))
struct SieveTests {
    private static let customer = "casey@customer.test"

    /// Waits until so many mails came in, all are decided, and nothing is on its way.
    private func rest(_ installation: Installation, after count: Int64) async throws -> Disposition? {
        let store = installation.store
        try await eventually("\(count) mails to come to rest", within: 60) { () -> Bool? in
            guard let last = try await store.mail(MailID(rawValue: count)), last.disposition != nil else { return nil }
            return try await store.outbox(in: [.queued, .sending, .retry], limit: 1).isEmpty ? true : nil
        }
        return try await store.mail(MailID(rawValue: count))?.disposition
    }

    private func letter(_ mail: SampleMail) -> SampleMail {
        var mail = mail
        mail.from = Self.customer
        mail.to = LabService.support
        return mail
    }

    @Test("T13, A1: a vacation notice that answers an agent's mail reopens, rates and closes nothing, and gets no mail back")
    func vacation() async throws {
        try await LabService.play { service, installation in
            try service.lab.filter(
                Self.customer,
                by:
                    "require [\"vacation\", \"vacation-seconds\"];\nvacation :seconds 0 :subject \"Away\" \"I am away until Monday. Thanks!\";\n"
            )
            try await service.submit(letter(Letters.unusual()))
            let escalation = try await service.mail(of: LabService.agents, "the escalation")
            // A machine's mail (the acknowledgement) is left unanswered by Sieve (RFC 5230 section 4.6); a person's is not.
            try await service.submit(escalation.reply(from: LabService.agent, text: Letters.solution))
            _ = try await service.mail(of: Self.customer, "the agent's answer") { $0.reading.text.contains("turn labels") }
            let last = try await rest(installation, after: 3)
            #expect(last == .handled("automatic"), "noted with its ticket, and no more")
            let ticket = try #require(try await installation.store.tickets().items.first)
            #expect(ticket.status == .closed, "as the agent's answer left it")
            let closings = try await installation.store.log(LogFilter(kind: "closed")).items
            #expect(closings.allSatisfy { !$0.actor.contains("customer") }, "\(closings)")
            #expect(ticket.rating == nil)
            #expect(service.count(of: Self.customer) == 2, "an acknowledgement and the agent's answer")
            #expect(try await installation.store.tickets().items.count == 1)
        }
    }

    @Test("T13, A6: a customer's filter that sends our answer back to us starts no loop")
    func redirect() async throws {
        try await LabService.play { service, installation in
            try service.lab.filter(Self.customer, by: "redirect \"\(LabService.support)\";\nkeep;\n")
            try await service.submit(letter(Letters.login()))
            _ = try await service.mail(of: Self.customer, "the answer")
            let last = try await rest(installation, after: 2)
            #expect(last != .answered && last != .escalated, "our own mail is not a customer's: \(String(describing: last))")
            #expect(service.count(of: Self.customer) == 1)
            #expect(try await installation.store.tickets().items.count == 1)
        }
    }
}
