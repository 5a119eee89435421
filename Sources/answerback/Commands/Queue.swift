import Foundation
import HelpDesk
import Responder
import Store

extension Command {
    /// `queue list|retry|cancel`: the outbox.
    static let queue = Command(
        "queue", operands: "list|retry|cancel [ID]", operandCount: 0...2,
        summary: "the outbox: what waits, failed or is in doubt",
        detail: "retry sends at once what waits, failed or was parked; cancel keeps a mail that has not left from leaving.",
        options: [CommandOption("--limit", "N", "so many rows at most (50)"), .json]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        let verb = invocation.operands.first ?? "list"
        if verb == "list" { return try await listQueue(office, invocation, console) }
        guard let id = invocation.operands.dropFirst().first.flatMap(Int64.init).map(OutboxID.init(rawValue:)) else {
            throw CommandFailure(.usage, "usage: answerback queue \(verb) ID")
        }
        let now = office.clock.now()
        let isDone: Bool
        switch verb {
        case "retry": isDone = try await office.store.retryNow(id, now: now)
        case "cancel": isDone = try await office.store.cancel(id, now: now)
        default: throw CommandFailure(.usage, "queue has no \"\(verb)\"; see: answerback help queue")
        }
        guard isDone else {
            throw CommandFailure(.data, "mail \(id.rawValue) is not in a state that allows \(verb); see: answerback queue list")
        }
        guard invocation.has("--json") else {
            console.print("\(verb): mail \(id.rawValue)")
            return .ok
        }
        let line = try await office.store.outboxLine(id)
        console.print(try JSONText.line(Done(id: id.rawValue, done: verb, state: line?.state.rawValue)))
        return .ok
    }

    private struct Done: Encodable {
        var id: Int64
        var done: String
        var state: String?
    }

    private struct Shape: Encodable {
        var id: Int64
        var ticket: Int64?
        var purpose: String
        var recipient: String
        var state: String
        var attempts: Int
        var next: String?
        var reply: String?
    }

    private static func listQueue(_ office: Installation, _ invocation: Invocation, _ console: Console) async throws -> ExitStatus
    {
        let limit = try invocation.number("--limit", default: 50, in: 1...1000)
        let shapes = try await office.store.outbox(limit: limit).map { line in
            Shape(
                id: line.id.rawValue, ticket: line.ticket?.rawValue, purpose: line.purpose.rawValue, recipient: line.recipient,
                state: line.state.rawValue, attempts: line.attempts, next: line.nextAt.map(TimeText.iso), reply: line.reply)
        }
        if invocation.has("--json") {
            console.print(try JSONText.line(shapes))
            return .ok
        }
        var table = Table("id", "state", "purpose", "recipient", "attempts", "next", "server's last word")
        for shape in shapes {
            table.add(
                "\(shape.id)", shape.state, shape.purpose, shape.recipient, "\(shape.attempts)", shape.next ?? "",
                Plain.text(shape.reply ?? "", max: 60))
        }
        console.print(table.isEmpty ? "the outbox is empty" : table.text)
        return .ok
    }
}
