import HelpDesk

/// A ticket with its whole story, for people.
struct TicketPage {
    let text: String

    init(_ ticket: Ticket, _ events: [Event]) {
        var lines = [
            "\(ticket.number.rawValue)  \(ticket.status.rawValue)  \(ticket.priority.rawValue)  \(ticket.category.rawValue)",
            "from      \(Self.sender(of: ticket))\(ticket.isAuthenticated ? "" : " (nobody vouches for the sender)")",
            "subject   \(Plain.text(ticket.subject, max: 200))",
            "judged    \(ticket.intent ?? "unknown")\(ticket.template.map { " / " + $0 } ?? "") at \(Self.share(ticket.confidence))"
                + ", sentiment \(Self.share(ticket.sentiment)), language \(ticket.language ?? "unknown"), by \(ticket.model)",
        ]
        if let agent = ticket.assignedAgent { lines.append("agent     \(agent)") }
        if let rating = ticket.rating {
            lines.append("rating    \(rating) of 5 \(Plain.text(ticket.ratingComment ?? "", max: 200))")
        }
        lines += ["", Plain.block(ticket.message)]
        if let response = ticket.response {
            lines += ["", "answered from \(ticket.responseSource.rawValue):", Plain.block(response)]
        }
        if let draft = ticket.draft, ticket.response == nil {
            lines += ["", "draft from \(draft.source.rawValue):", Plain.block(draft.text)]
        }
        lines.append("")
        lines += events.map(Self.line)
        text = lines.joined(separator: "\n")
    }

    static func line(_ event: Event) -> String {
        let detail = event.kind.detailWithNote
        return
            "\(TimeText.iso(event.at))  \(event.actor.words)  \(event.kind.name)\(detail.isEmpty ? "" : " " + Plain.text(detail, max: 200))"
            + (event.reason.isEmpty ? "" : ": " + Plain.text(event.reason, max: 300))
    }

    private static func sender(of ticket: Ticket) -> String {
        ticket.customerName.isEmpty ? ticket.party : "\(Plain.text(ticket.customerName, max: 80)) <\(ticket.party)>"
    }

    private static func share(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}

extension EventKind {
    /// On a ticket's page a note is there to be read; the audit log holds none of its words.
    var detailWithNote: String {
        if case .noted(let text) = self { text } else { detail }
    }
}
