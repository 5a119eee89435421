import Foundation
import HelpDesk
import Responder
import Store

extension Command {
    /// `tickets list|show|submit|decide|assign|resolve|rate|close|reopen`.
    static let tickets = Command(
        "tickets", operands: "list|show|submit|decide|assign|resolve|rate|close|reopen [NUMBER] [WORDS]", operandCount: 0...3,
        summary: "lists, shows and works tickets",
        detail: """
              tickets list                          the newest, with filters and pages
              tickets show NUMBER                   one ticket with its whole story
              tickets submit --from A --text T      a ticket without a mail of its own
              tickets decide NUMBER                 run the automatic resolution again
              tickets assign NUMBER ADDRESS         give it to an agent
              tickets resolve NUMBER --text T       send a person's answer
              tickets rate NUMBER [1-5]             enter a rating, or show it
              tickets rate NUMBER --mark MARK       say of an automatic answer: right, wrong, or that it did harm
              tickets list --to-check               automatic answers that were drawn to be looked at by a person
              tickets close NUMBER, reopen NUMBER
            """,
        options: [
            CommandOption("--status", "S", "open, auto_resolved, escalated, in_progress, closed"),
            CommandOption("--intent", "I", "of this intent"),
            CommandOption("--category", "C", "technical, billing, general"),
            CommandOption("--party", "ADDRESS", "of this customer"),
            CommandOption("--since", "D", "opened since a day (2026-11-01) or so long ago (7d, 12h)"),
            CommandOption("--limit", "N", "so many rows at most (50)"),
            CommandOption("--before", "N", "the page before this id"),
            CommandOption("--text", "T", "the words of submit and resolve"),
            CommandOption("--from", "ADDRESS", "the customer of submit"),
            CommandOption("--subject", "S", "the subject of submit"),
            CommandOption("--comment", "T", "the words of rate"),
            CommandOption("--mark", "MARK", "right, wrong, or severe: policy, leak, person (stops the intent; a leak stops all)"),
            CommandOption("--to-check", nil, "one automatic answer in twenty, not graded yet, for list"),
            CommandOption("--reason", "T", "why, for close and reopen"),
            .json,
        ]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        let verb = invocation.operands.first ?? "list"
        switch verb {
        case "list": return try await list(office, invocation, console)
        case "show": return try await show(office, invocation, console)
        case "submit": return try await submit(office, invocation, console)
        case "decide":
            _ = try await office.decideAgain(try await named(office, invocation))
            return try await show(office, invocation, console)
        case "assign":
            guard let address = invocation.operands.dropFirst(2).first else { throw needs("assign", "NUMBER ADDRESS") }
            return try await work(office, invocation, console) { .assign($0.id, to: address) }
        case "resolve":
            guard let text = invocation.value("--text"), !text.isEmpty else { throw needs("resolve", "NUMBER --text T") }
            return try await work(office, invocation, console) { .resolve($0.id, text: text) }
        case "rate": return try await rate(office, invocation, console)
        case "close":
            return try await work(office, invocation, console) {
                .close($0.id, reason: invocation.value("--reason") ?? "closed by an operator")
            }
        case "reopen":
            return try await work(office, invocation, console) {
                .reopen($0.id, reason: invocation.value("--reason") ?? "reopened by an operator")
            }
        default: throw CommandFailure(.usage, "tickets has no \"\(verb)\"; see: answerback help tickets")
        }
    }

    private static func needs(_ verb: String, _ words: String) -> CommandFailure {
        CommandFailure(.usage, "usage: answerback tickets \(verb) \(words)")
    }

    private static func list(_ office: Installation, _ invocation: Invocation, _ console: Console) async throws -> ExitStatus {
        let filter = TicketFilter(
            statuses: try choices(invocation, "--status", TicketStatus.init(rawValue:)), intent: invocation.value("--intent"),
            category: try choices(invocation, "--category", HelpDesk.Category.init(rawValue:)).first,
            party: invocation.value("--party").map(AddressKey.key),
            since: try invocation.value("--since").map { try office.time($0) })
        let before =
            try invocation.value("--before") == nil ? nil : Int64(invocation.number("--before", default: 0, in: 0...Int.max))
        let page = PageRequest(limit: try invocation.number("--limit", default: 50, in: 1...1000), before: before)
        let found =
            invocation.has("--to-check")
            ? try await toCheck(office, limit: page.limit) : try await office.store.tickets(filter, page: page)
        if invocation.has("--json") {
            var shapes: [TicketShape] = []
            for ticket in found.items {
                shapes.append(TicketShape(ticket, events: try await office.store.story(of: ticket.id)?.events ?? []))
            }
            console.print(try JSONText.line(shapes))
            return .ok
        }
        var table = Table("number", "opened", "status", "priority", "intent", "confidence", "customer", "summary")
        for ticket in found.items {
            table.add(
                ticket.number.rawValue, TimeText.minutes(ticket.createdAt), ticket.status.rawValue, ticket.priority.rawValue,
                ticket.intent ?? "unknown", String(format: "%.2f", ticket.confidence), ticket.party,
                Plain.text(ticket.summary, max: 60))
        }
        console.print(table.isEmpty ? "no tickets" : table.text)
        if let next = found.next { console.print("more: --before \(next)") }
        return .ok
    }

    /// H8: the continuing audit.
    private static func toCheck(_ office: Installation, limit: Int) async throws -> Page<Ticket> {
        var tickets: [Ticket] = []
        for id in try await office.store.answersToLookAt(limit: limit) {
            if let ticket = try await office.store.ticket(id) { tickets.append(ticket) }
        }
        return Page(items: tickets)
    }

    private static func choices<Choice>(_ invocation: Invocation, _ option: String, _ make: (String) -> Choice?) throws
        -> [Choice]
    {
        guard let text = invocation.value(option) else { return [] }
        return try text.split(separator: ",").map { word in
            guard let choice = make(String(word)) else { throw CommandFailure(.usage, "\(option) does not know \"\(word)\"") }
            return choice
        }
    }

    private static func show(_ office: Installation, _ invocation: Invocation, _ console: Console) async throws -> ExitStatus {
        let ticket = try await named(office, invocation)
        let story = try await office.store.story(of: ticket.id)
        let events = story?.events ?? []
        console.print(
            invocation.has("--json") ? try JSONText.line(TicketShape(ticket, events: events)) : TicketPage(ticket, events).text)
        return .ok
    }

    static func named(_ office: Installation, _ invocation: Invocation) async throws -> Ticket {
        guard let name = invocation.operands.dropFirst().first else { throw needs(invocation.operands.first ?? "show", "NUMBER") }
        guard let ticket = try await office.ticket(named: name) else { throw CommandFailure(.noInput, "no ticket \(name)") }
        return ticket
    }

    /// Takes an operator's step and prints where the ticket stands then.
    private static func work(
        _ office: Installation, _ invocation: Invocation, _ console: Console, _ operation: (Ticket) -> HelpDesk.Operation
    ) async throws -> ExitStatus {
        let ticket = try await named(office, invocation)
        let outcome = try await office.operate(operation(ticket))
        if let refusal = outcome.refusal { throw CommandFailure(.data, refusal) }
        return try await show(office, invocation, console)
    }

    private static func rate(_ office: Installation, _ invocation: Invocation, _ console: Console) async throws -> ExitStatus {
        if let word = invocation.value("--mark") {
            guard let mark = Grade.Mark(word: word) else {
                throw CommandFailure(.usage, "--mark takes \(Grade.Mark.words.joined(separator: ", ")), not \"\(word)\"")
            }
            return try await work(office, invocation, console) { .grade($0.id, mark) }
        }
        guard let word = invocation.operands.dropFirst(2).first else {
            let ticket = try await named(office, invocation)
            let words = ticket.rating.map { "\($0) of 5" + (ticket.ratingComment.map { ": " + Plain.text($0, max: 500) } ?? "") }
            console.print(words ?? "not rated")
            return .ok
        }
        guard let stars = Int(word), (1...5).contains(stars) else {
            throw CommandFailure(.usage, "a rating is 1 to 5, not \"\(word)\"")
        }
        return try await work(office, invocation, console) { .rate($0.id, stars, comment: invocation.value("--comment") ?? "") }
    }

    private static func submit(_ office: Installation, _ invocation: Invocation, _ console: Console) async throws -> ExitStatus {
        guard let from = invocation.value("--from"), let text = invocation.value("--text") else {
            throw needs("submit", "--from ADDRESS --text T [--subject S]")
        }
        let ticket = try await office.submit(from: from, subject: invocation.value("--subject") ?? "", text: text)
        let story = try await office.store.story(of: ticket.id)
        let events = story?.events ?? []
        console.print(
            invocation.has("--json") ? try JSONText.line(TicketShape(ticket, events: events)) : TicketPage(ticket, events).text)
        return .ok
    }
}

extension Outcome {
    /// Why an operator's step was refused, in words; nil where it was taken.
    var refusal: String? {
        for event in events {
            if case .refused = event.kind { return event.reason }
        }
        return nil
    }
}
