import Foundation
import HelpDesk
import Responder
import Store
import Transport

extension Command {
    /// `export ADDRESS --out DIR` (RULES G2).
    static let export = Command(
        "export", operands: "ADDRESS", operandCount: 1...1, summary: "writes what is kept of one customer into a folder",
        detail: """
              tickets.json   the customer's tickets: what was asked and answered, status, ratings
              mails/         the customer's own mails and ours to them, as they went over the wire
            Notes of agents, other people's mails and internal events are no part of it. Nothing is sent: hand it over yourself,
            after you know who asks.
            """,
        options: [CommandOption("--out", "DIR", "the folder to make; it must not exist")]
    ) { invocation, console in
        guard let path = invocation.value("--out") else {
            throw CommandFailure(.usage, "usage: answerback export ADDRESS --out DIR")
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(.cannotCreate, "\(path) exists already; an export never overwrites")
        }
        let office = try Installation(opening: invocation)
        let export = try await CustomerExport(of: AddressKey.key(invocation.operands[0]), from: office)
        guard !export.tickets.isEmpty else { throw CommandFailure(.noInput, "nothing is kept of \(invocation.operands[0])") }
        try export.write(to: path)
        console.print("Wrote \(export.tickets.count) tickets and \(export.mails.count) mails to \(path).")
        return .ok
    }

    /// `erase ADDRESS --yes` (RULES G1).
    static let erase = Command(
        "erase", operands: "ADDRESS", operandCount: 1...1, summary: "erases one customer: tickets, mails, solutions, log",
        detail: """
            What was erased does not come back by a rescan: only a digest of the address stays. Copies are deleted from the done
            folder and the Sent folder, too; what a server does not let go is named, with folder and Message-ID, and the command ends
            with 75: say it again when the server can be reached. Backups, agents' own mailboxes, and what a provider keeps beside
            its folders (Gmail's "All Mail") are yours to delete.
            """,
        options: [CommandOption("--yes", nil, "really erase; without it, what would be erased is only told")]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        let address = AddressKey.key(invocation.operands[0])
        guard invocation.has("--yes") else {
            let export = try await CustomerExport(of: address, from: office)
            let names = office.configuration.mailboxes.map(\.name).joined(separator: ", ")
            console.print(
                "\(export.tickets.count) tickets of \(address) would be erased, with their copies in the folders of \(names).")
            console.print("Say --yes to do it.")
            return .ok
        }
        let erasure = try await office.erase(address)
        let stored = erasure.stored
        console.print("Erased \(stored.tickets) tickets, \(stored.mails) mails and \(stored.cases) solutions of \(address).")
        for report in erasure.folders { tell(report, console) }
        let isWhole = erasure.folders.allSatisfy { if case .erased(let mails) = $0.outcome { mails.marked == 0 } else { false } }
        return isWhole ? .ok : .temporary
    }

    private static func tell(_ report: FolderErasure.Report, _ console: Console) {
        let place = "\(report.mailbox), \(report.folder.words)"
        switch report.outcome {
        case .erased(let mails):
            console.print("\(place): deleted \(mails.removed) mails")
            guard mails.marked > 0 else { return }
            console.print(
                "\(place): marked \(mails.marked) more as deleted; this server deletes single mails for nobody, so tidy the folder in a mail client"
            )
        case .obstacle(let why):
            console.print("\(place): nothing was deleted: \(why)")
            console.print("  say it again when the server can be reached, or delete by hand:")
            for identifier in report.messageIDs { console.print("  \(identifier)") }
        }
    }
}

extension FolderRole {
    fileprivate var words: String {
        switch self {
        case .inbox: "inbox"
        case .done: "done folder"
        case .sent: "Sent folder"
        }
    }
}

/// What is kept of one customer, without anybody else's words.
private struct CustomerExport {
    struct Mail {
        var name: String
        var bytes: [UInt8]
    }
    var tickets: [OwnTicket] = []
    var mails: [Mail] = []

    init(of address: String, from office: Installation) async throws {
        var page = PageRequest(limit: 500)
        while true {
            let found = try await office.store.tickets(TicketFilter(party: address), page: page)
            for ticket in found.items { try await add(ticket, address, office) }
            guard let next = found.next else { return }
            page.before = next
        }
    }

    private mutating func add(_ ticket: Ticket, _ address: String, _ office: Installation) async throws {
        tickets.append(OwnTicket(ticket))
        guard let story = try await office.store.story(of: ticket.id) else { return }
        for event in story.events {
            guard case .received(let mail) = event.kind, mail.role == .customer,
                let bytes = try await office.store.bytes(of: mail.mail)
            else { continue }
            mails.append(Mail(name: "\(ticket.number.rawValue)-in-\(mail.mail.rawValue).eml", bytes: bytes))
        }
        for line in story.outbox where AddressKey.matches(line.recipient, address) {
            guard let bytes = try await office.store.bytes(of: line.id) else { continue }
            mails.append(Mail(name: "\(ticket.number.rawValue)-out-\(line.id.rawValue).eml", bytes: bytes))
        }
    }

    func write(to path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path + "/mails", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data((try JSONText.pretty(tickets) + "\n").utf8).write(to: URL(fileURLWithPath: path + "/tickets.json"))
            for mail in mails { try Data(mail.bytes).write(to: URL(fileURLWithPath: path + "/mails/" + mail.name)) }
        } catch let error as CocoaError {
            throw CommandFailure(.cannotCreate, "cannot write to \(path): \(error.localizedDescription)")
        }
    }
}

/// The part of a ticket that is the customer's own.
private struct OwnTicket: Encodable {
    var number: String
    var subject: String
    var message: String
    var status: String
    var response: String?
    var rating: Int?
    var ratingComment: String?
    var createdAt: String
    var closedAt: String?

    init(_ ticket: Ticket) {
        number = ticket.number.rawValue
        subject = ticket.subject
        message = ticket.message
        status = ticket.status.rawValue
        response = ticket.response
        rating = ticket.rating
        ratingComment = ticket.ratingComment
        createdAt = TimeText.iso(ticket.createdAt)
        closedAt = ticket.closedAt.map(TimeText.iso)
    }

    enum CodingKeys: String, CodingKey {
        case number, subject, message, status, response, rating
        case ratingComment = "rating_comment"
        case createdAt = "created_at"
        case closedAt = "closed_at"
    }
}
