import Foundation
public import HelpDesk
import InternetMessage
import Store

/// What operators do from the command line, beside a running `serve`: each act is one short transaction and an event in the log.
extension Installation {
    /// Takes an operator's step. The desk decides; the outcome says what changed.
    /// - Throws: ``StoreError`` where the store refused it.
    @discardableResult
    public func operate(_ operation: HelpDesk.Operation) async throws -> Outcome {
        let now = clock.now()
        let input = Input.operation(operation)
        let work = DeskWork(cause: .operation(id: UUID().uuidString), query: desk.query(for: input, given: nil))
        let desk = desk
        let receipts = try await store.decide([work], now: now) { _, file in desk.step(input, in: file, given: nil, at: now) }
        if case .refused(let error) = receipts.first?.result { throw error }
        return receipts.first?.outcome ?? Outcome()
    }

    /// Runs the automatic resolution of a ticket again, with the words of its opening mail and today's model and cases.
    public func decideAgain(_ ticket: Ticket) async throws -> Outcome {
        let now = clock.now()
        let input = Input.operation(.decide(ticket.id))
        let evidence = try await analyst().evidence(for: JudgedText(subject: ticket.subject, text: ticket.message))
        let work = DeskWork(cause: .operation(id: UUID().uuidString), query: desk.query(for: input, given: evidence))
        let desk = desk
        let receipts = try await store.decide([work], now: now) { _, file in desk.step(input, in: file, given: evidence, at: now)
        }
        if case .refused(let error) = receipts.first?.result { throw error }
        return receipts.first?.outcome ?? Outcome()
    }

    /// Finds a ticket by its number, with or without `AB-` and in any case, or by its id.
    public func ticket(named name: String) async throws -> Ticket? {
        let upper = name.uppercased()
        let number = TicketNumber(rawValue: upper.hasPrefix("AB-") ? upper : "AB-" + upper)
        if let found = try await store.ticket(number) { return found }
        guard let id = Int64(name) else { return nil }
        return try await store.ticket(TicketID(rawValue: id))
    }

    /// What our own servers write above a mail that they vouch for: their verdict, then a Received for each hop that is configured.
    private func vouching(for address: String) -> [UInt8] {
        let trust = desk.settings.trust
        guard let server = trust.authservID else { return [] }
        let date = MailDate.text(clock.now())
        let verdict = "Authentication-Results: \(server); dmarc=pass header.from=\(AddressKey.domain(of: address))\r\n"
        let hop = "Received: from the command line by \(server); \(date)\r\n"
        return Array((verdict + String(repeating: hop, count: trust.hops)).utf8)
    }

    /// Enters a request that came by another way than mail, as a mail of the customer's; the operator vouches for the sender.
    /// - Returns: its ticket, decided at once.
    public func submit(from: String, subject: String, text: String) async throws -> Ticket {
        guard let sender = AddressText.parse(from) else { throw ServiceFailure.noMail(reason: "\"\(from)\" is no mail address") }
        let now = clock.now()
        let own = desk.settings.brands.first?.address ?? "support@localhost"
        let identifier = UUID().uuidString.lowercased()
        let draft = MessageDraft(
            from: Mailbox(address: sender.address, name: sender.name), to: [Mailbox(address: own, name: "")], subject: subject,
            messageID: "<\(identifier)@submitted.\(desk.settings.messageIDHost)>",
            date: Date(timeIntervalSince1970: Double(now.seconds)), text: text)
        let id = try await Deliver(self).store(vouching(for: sender.address) + draft.bytes(boundarySeed: identifier))
        let start = try await store.beginWork([id])
        if let mail = start.ready.first {
            let bytes = try await store.bytes(of: id) ?? []
            let item = ReadCase(mail: mail, bytes: bytes, desk: desk, analyst: try await analyst())
            let desk = desk
            _ = try await store.decide([item.work], now: now) { _, file in
                desk.step(item.input, in: file, given: item.evidence, at: now)
            }
        }
        guard let ticket = try await store.ticket(TicketID(openedBy: id)) else {
            throw ServiceFailure.unavailable(
                what: "the ticket", reason: "the request was stored, but opened no ticket; see: answerback log")
        }
        return ticket
    }
}
