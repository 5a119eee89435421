import HelpDesk
import Store

/// Decisions without policy: every third mail brings a person, the others are answered.
enum SimulatedDesk {
    static let agents = "agents@own.example"

    static func bytes(_ name: String) -> [UInt8] {
        Array(
            "From: <\(party(name))>\r\nSubject: \(name)\r\nMessage-ID: <\(name)@customer.example>\r\n\r\nHelp with \(name)\r\n"
                .utf8)
    }

    static func party(_ name: String) -> String { "\(name)@customer.example" }

    static func outcome(of mail: MailID, named name: String, salt: Int, at now: Timestamp) -> Outcome {
        let ticket = TicketID(openedBy: mail)
        let brings = mail.rawValue % 3 == 0
        let opening = Opening(
            number: TicketNumber(rawValue: "AB-\(mail.rawValue)-\(salt)"), party: party(name), customerName: name,
            mailbox: SimulatedMailbox.name, ownAddress: "support@own.example", subject: name, message: "Help",
            isAuthenticated: true, linkedTo: nil)
        var kinds: [EventKind] = [.opened(opening)]
        var outcome = Outcome(disposition: brings ? .escalated : .answered)
        if brings {
            kinds.append(.escalated(group: agents))
            outcome.parties = [TicketParty(ticket: ticket, address: agents, role: .agent)]
        } else {
            kinds.append(.composed(composition(mail, to: party(name))))
        }
        outcome.events = kinds.map { Event(ticket: ticket, at: now, actor: .desk, kind: $0, reason: "simulated") }
        outcome.outgoing = [
            outgoing(brings ? .escalation : .answer, ticket: ticket, mail: mail, to: brings ? agents : party(name), at: now)
        ]
        return outcome
    }

    static func delivered(_ report: DeliveryReport, at now: Timestamp) -> Outcome {
        let note = DeliveryNote(outbox: report.outbox, purpose: report.purpose, result: report.result)
        return Outcome(events: [
            Event(ticket: report.ticket, at: now, actor: .mailServer, kind: .delivered(note), reason: "simulated")
        ])
    }

    private static func messageID(_ purpose: MailPurpose, _ mail: MailID) -> String {
        "<\(purpose.rawValue)-\(mail.rawValue)@own.example>"
    }

    private static func composition(_ mail: MailID, to party: String) -> Composition {
        Composition(
            purpose: .answer, recipient: party, messageID: messageID(.answer, mail), source: .template, template: "reset",
            solvedCase: nil, text: "Press reset.", asksForRating: true)
    }

    private static func outgoing(
        _ purpose: MailPurpose, ticket: TicketID, mail: MailID, to recipient: String, at now: Timestamp
    ) -> OutgoingMail {
        OutgoingMail(
            ticket: ticket, purpose: purpose, cause: "mail:\(mail.rawValue)", recipient: recipient,
            reversePath: "support@own.example", messageID: messageID(purpose, mail),
            bytes: Array("Subject: Re\r\n\r\n\(purpose.rawValue) for \(mail.rawValue)\r\n".utf8), notBefore: now, grants: [],
            rateKeys: purpose == .answer ? AddressKey.rateKeys(of: recipient) : nil)
    }
}
