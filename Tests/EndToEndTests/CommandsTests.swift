import Foundation
import HelpDesk
import InternetMessage
import Responder
import Store
import TestKit
import Testing

@testable import answerback

/// The command line beside a running service: each command of an operator does what it says, in the store and by mail.
@Suite("Operators' commands", .serialized)
struct CommandsTests {
    private let customer = "casey@customer1.example"

    private func run(_ words: [String], _ service: MaildirService) async -> answerback.ExitStatus {
        await CommandTable.run(words + ["--config", service.configuration.file], console: Console())
    }

    private func ticket(_ service: MaildirService) async throws -> Ticket {
        try #require(try await service.open().store.tickets(TicketFilter(party: customer)).items.first)
    }

    /// A service with one ticket that waits for a person.
    private func waiting() async throws -> MaildirService {
        let service = try MaildirService()
        try await TestModel.copy(to: service.folder.file("var"))
        try service.receive(Letters.unusual(from: "Casey <\(customer)>"))
        try await service.work()
        #expect(try await ticket(service).status == .escalated)
        return service
    }

    @Test("tickets assign, resolve, rate, close and reopen take a ticket through its life")
    func life() async throws {
        let service = try await waiting()
        let number = try await ticket(service).number.rawValue
        #expect(await run(["tickets", "assign", number, "anna@acme.example"], service) == .ok)
        #expect(try await ticket(service).assignedAgent == "anna@acme.example")
        #expect(await run(["tickets", "resolve", number, "--text", "Turn the roll round, please."], service) == .ok)
        try await service.work()
        #expect(try service.sent(to: customer).last?.reading.text.contains("Turn the roll round") == true)
        #expect(try await ticket(service).status == .closed)
        #expect(await run(["tickets", "rate", number, "4", "--comment", "good"], service) == .ok)
        #expect(try await ticket(service).rating == 4)
        #expect(await run(["tickets", "reopen", number], service) == .ok)
        #expect(try await ticket(service).status == .escalated)
        #expect(await run(["tickets", "close", number, "--reason", "done"], service) == .ok)
        #expect(try await ticket(service).status == .closed)
        #expect(await run(["tickets", "show", number, "--json"], service) == .ok)
        #expect(await run(["tickets", "list", "--status", "closed"], service) == .ok)
    }

    @Test("tickets submit and decide make and answer a ticket; wrong words are usage errors and change nothing")
    func submit() async throws {
        let service = try await waiting()
        let words = ["--from", "Dana <dana@other.example>", "--subject", "Login", "--text", Letters.forgotten]
        #expect(await run(["tickets", "submit"] + words, service) == .ok)
        try await service.work()
        #expect(try service.sent(to: "dana@other.example").count == 1)
        let number = try await ticket(service).number.rawValue
        #expect(await run(["tickets", "decide", number], service) == .ok)
        #expect(await run(["tickets", "rate", number, "9"], service) == .usage)
        #expect(await run(["tickets", "show", "AB-00000000"], service) == .noInput)
        #expect(await run(["tickets", "resolve", number], service) == .usage)
        #expect(try await ticket(service).status == .escalated)
    }

    @Test("G2: export writes the customer's own words and our mails to them, and nothing of anybody else's")
    func export() async throws {
        let service = try await waiting()
        let escalation = try #require(service.sent(to: MaildirService.agents).first)
        try service.receive(escalation.reply(from: MaildirService.agent, text: "#note a secret between us\n"))
        try await service.work()
        let folder = service.folder.file("export")
        #expect(await run(["export", customer, "--out", folder], service) == .ok)
        let json = String(decoding: try service.folder.read("export/tickets.json"), as: UTF8.self)
        #expect(json.contains("upside down") && !json.contains("secret between us"))
        let names = service.folder.names("export/mails")
        #expect(names.count == 2)
        for name in names {
            let mail = String(decoding: try service.folder.read("export/mails/\(name)"), as: UTF8.self)
            #expect(mail.contains(customer) && !mail.contains("secret between us"))
        }
        #expect(await run(["export", customer, "--out", folder], service) == .cannotCreate)
        #expect(await run(["export", "nobody@x.example", "--out", folder + "2"], service) == .noInput)
    }

    @Test("report writes one page that fetches nothing and holds figures and tickets")
    func report() async throws {
        let service = try await waiting()
        #expect(await run(["report", "--out", service.folder.file("page")], service) == .ok)
        let page = String(decoding: try service.folder.read("page/index.html"), as: UTF8.self)
        // A long address may be broken at its sign.
        let words = page.replacingOccurrences(of: "<wbr>", with: "")
        #expect(words.contains(try await ticket(service).number.rawValue) && words.contains(customer))
        for remote in ["<script", "<img", "<link", "src=", "url("] { #expect(!page.contains(remote), "\(remote)") }
        #expect(await run(["report"], service) == .usage)
        // Pages of an earlier run, with tickets that may have been erased since, go.
        _ = try service.folder.write("page/tickets-2.html", Array("old".utf8))
        #expect(await run(["report", "--out", service.folder.file("page")], service) == .ok)
        #expect(!FileManager.default.fileExists(atPath: service.folder.file("page/tickets-2.html")))
    }

    @Test("G1: erase leaves no byte of the address or of what was written in any file of the store")
    func erase() async throws {
        let service = try await waiting()
        var newsletter = Letters.unusual(from: "Casey <\(customer)>")
        newsletter.subject = "canary-newsletter"
        newsletter.fields.append("Auto-Submitted: auto-generated")
        try service.receive(newsletter)
        try await service.work()
        #expect(await run(["erase", customer], service) == .ok)
        #expect(try await ticket(service).status == .escalated, "without --yes nothing is erased")
        #expect(await run(["erase", customer, "--yes"], service) == .ok)
        #expect(try await service.open().store.tickets(TicketFilter(party: customer)).items.isEmpty)
        for name in service.folder.names("var") where !name.hasPrefix("model-") {
            guard let bytes = try? service.folder.read("var/\(name)") else { continue }
            for canary in [customer, "upside down", "canary-newsletter"] {
                #expect(bytes.firstRange(of: Array(canary.utf8)) == nil, "\(name) still holds \(canary)")
            }
        }
        #expect(try await service.open().store.verify(now: service.clock.now).isEmpty)
        // The same mail seen once more brings nothing back.
        try await service.work()
        #expect(try await service.open().store.tickets(TicketFilter(party: customer)).items.isEmpty)
    }
}

extension Letters {
    /// A clear question of the shipped templates.
    fileprivate static let forgotten =
        "I forgot my password and cannot log in to my account any more. How do I reset my password?"
}
