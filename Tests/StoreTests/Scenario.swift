import Foundation
import HelpDesk
import Store
import Testing

/// Where a conformance test runs: the same expectations hold on every backend.
enum Backend: String, CaseIterable, Sendable {
    case memory, file

    func location() -> StoreLocation {
        switch self {
        case .memory: .memory
        case .file: .file(Scratch.path())
        }
    }
}

/// Files of one test run, in a folder that no other run uses; gone when the run ends.
enum Scratch {
    private static let root: String = {
        atexit { try? FileManager.default.removeItem(atPath: Scratch.root) }
        return NSTemporaryDirectory() + "answerback-store-\(UUID().uuidString)"
    }()

    static func path() -> String {
        let folder = "\(root)/\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder + "/store.sqlite"
    }

    /// What a crash leaves: the files as they are at this moment.
    static func copy(_ path: String) throws -> String {
        let copy = Self.path()
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        return copy
    }
}

/// Values for tests: a day in 2026, and outcomes as the desk would make them.
enum Scenario {
    static let start = Timestamp(seconds: 1_795_000_000)

    static func mail(_ name: String, from: String = "casey@customer.example", uid: Int? = nil) -> IncomingBytes {
        let text =
            "From: Casey <\(from)>\r\nSubject: \(name)\r\nMessage-ID: <\(name)@customer.example>\r\n\r\nHelp with \(name)\r\n"
        return IncomingBytes(
            mailbox: "support", place: uid.map { MailPlace(uidValidity: 7, uid: String($0)) }, receivedAt: start,
            bytes: Array(text.utf8))
    }

    static func number(_ mail: MailID, salt: Int = 0) -> TicketNumber {
        TicketNumber(rawValue: "AB-\(String(100_000_000 + mail.rawValue * 16 + Int64(salt), radix: 32).uppercased())")
    }

    /// A ticket is opened and answered.
    static func answered(
        _ mail: MailID, party: String = "casey@customer.example", number: TicketNumber? = nil, at now: Timestamp = start,
        recipient: String? = nil
    ) -> Outcome {
        let ticket = TicketID(openedBy: mail)
        let recipient = recipient ?? party
        var outcome = Outcome(disposition: .answered)
        outcome.events = [
            Event(
                ticket: ticket, at: now, actor: .customer(party), kind: .opened(opening(party, number ?? Self.number(mail))),
                reason: "a new mail"),
            Event(ticket: ticket, at: now, actor: .desk, kind: .judged(judgement), reason: "judged"),
            Event(
                ticket: ticket, at: now, actor: .desk,
                kind: .decided(Decision(verdict: .autoResolve, source: .template, rules: [FiredRule("H6", "confident")])),
                reason: "decided"),
            Event(
                ticket: ticket, at: now, actor: .desk,
                kind: .composed(
                    Composition(
                        purpose: .answer, recipient: recipient, messageID: "<answer-\(mail.rawValue)@own.example>",
                        source: .template,
                        template: "reset", solvedCase: nil, text: "Press reset.", asksForRating: true)), reason: "composed"),
        ]
        outcome.outgoing = [outgoing(.answer, ticket: ticket, mail: mail, to: recipient, at: now)]
        return outcome
    }

    static func opening(_ party: String, _ number: TicketNumber) -> Opening {
        Opening(
            number: number, party: party, customerName: "Casey", mailbox: "support", ownAddress: "support@own.example",
            subject: "Login", message: "I cannot log in", isAuthenticated: true, linkedTo: nil)
    }

    static let judgement = Judgement(
        intent: "login_issue", template: "reset", confidence: 0.93, category: .technical, priority: .medium, sentiment: 0,
        language: "en", summary: "Cannot log in", model: "linear-1")

    static func outgoing(
        _ purpose: MailPurpose, ticket: TicketID?, mail: MailID, to recipient: String, at now: Timestamp
    ) -> OutgoingMail {
        OutgoingMail(
            ticket: ticket, purpose: purpose, cause: "mail:\(mail.rawValue)", recipient: recipient,
            reversePath: "support@own.example",
            messageID: "<\(purpose.rawValue)-\(mail.rawValue)@own.example>",
            bytes: Array("Subject: Re: Login\r\n\r\nPress reset.\r\n".utf8),
            notBefore: now,
            grants: [
                TokenGrant(
                    digest: "digest-\(purpose.rawValue)-\(mail.rawValue)", ticket: ticket, role: .customer, purpose: .reply,
                    boundTo: recipient,
                    expiresAt: nil, messageID: "<\(purpose.rawValue)-\(mail.rawValue)@own.example>")
            ],
            rateKeys: purpose == .answer ? AddressKey.rateKeys(of: recipient) : nil)
    }

    /// What the desk makes of the end of a delivery.
    static func delivered(_ report: DeliveryReport, at now: Timestamp) -> Outcome {
        Outcome(events: [
            Event(
                ticket: report.ticket, at: now, actor: .mailServer,
                kind: .delivered(DeliveryNote(outbox: report.outbox, purpose: report.purpose, result: report.result)),
                reason: "delivery")
        ])
    }
}

extension Scenario {
    static func deliveryDesk(at now: Timestamp) -> DeliveryDesk {
        DeliveryDesk(query: { _ in CaseQuery() }, step: { report, _ in delivered(report, at: now) })
    }
}

extension TicketStore {
    /// Steps that no send shares the commit with.
    func decide(
        _ work: ArraySlice<DeskWork>, as instance: Instance, now: Timestamp, step: @Sendable (Int, CaseFile) -> Outcome
    ) throws -> JointReceipt {
        try decide(
            work, as: instance, now: now, step: step, givesWay: { _ in false }, delivery: Scenario.deliveryDesk(at: now),
            settling: { SettleOrder() })
    }

    /// One mail, stored, begun and answered; gives its id.
    func answer(_ mail: IncomingBytes, at now: Timestamp = Scenario.start) throws -> MailID {
        let id = try keep([mail], now: now)[0].id
        _ = try beginWork([id])
        _ = try decide([DeskWork(cause: .mail(id), query: CaseQuery())], now: now) { _, file in
            Scenario.answered(id, number: Scenario.number(id, salt: file.numberSalt), at: now)
        }
        return id
    }

    func settle(_ results: [Settlement], dotting: [Claim] = [], as instance: Instance, now: Timestamp) throws -> SettleReceipt {
        try settle(results, dotting: dotting, as: instance, now: now, query: { _ in CaseQuery() }) { report, _ in
            Scenario.delivered(report, at: now)
        }
    }
}
