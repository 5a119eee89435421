import HelpDesk
import Responder
import Store

extension Command {
    /// `log [--ticket N] [--actor A]`: the audit log.
    static let log = Command(
        "log", summary: "the audit log: every event with time, actor and reason",
        options: [
            CommandOption("--ticket", "NUMBER", "of one ticket"),
            CommandOption("--actor", "A", "of one actor: an address, desk, clock, operator, mail-server"),
            CommandOption("--kind", "K", "of one kind: escalated, refused, suppressed, …"),
            CommandOption("--since", "D", "since a day (2026-11-01) or so long ago (7d, 12h)"),
            CommandOption("--limit", "N", "so many lines at most (50)"),
            CommandOption("--before", "N", "the page before this line"),
            .json,
        ]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        var ticket: TicketID?
        if let name = invocation.value("--ticket") {
            guard let found = try await office.ticket(named: name) else { throw CommandFailure(.noInput, "no ticket \(name)") }
            ticket = found.id
        }
        let filter = LogFilter(
            ticket: ticket, actor: invocation.value("--actor"), kind: invocation.value("--kind"),
            since: try invocation.value("--since").map { try office.time($0) })
        let before = invocation.value("--before").flatMap(Int64.init)
        let page = PageRequest(limit: try invocation.number("--limit", default: 50, in: 1...1000), before: before)
        let found = try await office.store.log(filter, page: page)
        if invocation.has("--json") {
            for entry in found.items.reversed() { console.print(try JSONText.line(LogShape(entry))) }
            return .ok
        }
        for entry in found.items.reversed() { console.print(line(entry)) }
        if found.items.isEmpty { console.print("nothing in the log") }
        if let next = found.next { console.print("earlier: --before \(next)") }
        return .ok
    }

    private static func line(_ entry: LogEntry) -> String {
        let actor = [entry.actor, entry.actorAddress ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        let detail = entry.event?.kind.detail ?? ""
        return [
            TimeText.iso(entry.at), entry.number?.rawValue ?? "-", actor, entry.kind, Plain.text(detail, max: 200),
            Plain.text(entry.reason, max: 300),
        ].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}

/// A line of the audit log for programs.
struct LogShape: Encodable {
    var id: Int64
    var at: String
    var ticket: String?
    var actor: String
    var address: String?
    var event: String
    var detail: String
    var reason: String

    init(_ entry: LogEntry) {
        id = entry.id
        at = TimeText.iso(entry.at)
        ticket = entry.number?.rawValue
        actor = entry.actor
        address = entry.actorAddress
        event = entry.kind
        detail = entry.event?.kind.detail ?? ""
        reason = entry.reason
    }
}
