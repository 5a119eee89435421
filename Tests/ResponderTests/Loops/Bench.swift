import HelpDesk
import Store
import TestKit
import Transport

@testable import Responder

/// The loops of a house over scripted channels, to be run one by one.
struct Bench {
    let service: MaildirService
    let installation: Installation
    let mailbox: ScriptedMailbox
    let submission: ScriptedSubmission
    let house: House
    /// What lay in the mailbox at first.
    let bytes: [[UInt8]]

    init(
        _ mails: [SampleMail] = [], submission: ScriptedSubmission = ScriptedSubmission(), weather: [TransportError] = [],
        connections: Int = 2, settings: String = "", grants: [WatchedGrant] = []
    ) async throws {
        try await TestModel.ready()
        service = try MaildirService(settings)
        installation = try service.open()
        let now = service.clock.now
        bytes = mails.map { $0.bytes(receivedAt: now, by: MaildirService.server) }
        mailbox = ScriptedMailbox(mails: bytes, weather: weather)
        self.submission = submission
        house = try await House(
            installation, Channels(mailboxes: [mailbox], submission: submission, connections: connections, grants: grants))
    }

    var store: TicketStore { installation.store }
    var intake: IntakeLoop { house.intakes[0] }

    /// Mail in, decided; nothing sent yet.
    func decide() async throws {
        try await intake.begin()
        _ = try await intake.workOff()
        _ = try await house.cases.workOff()
    }

    func states() async throws -> [OutboxState] {
        try await store.outbox(in: OutboxState.allCases, limit: 1000).map(\.state)
    }

    /// What the store's own auditor finds wrong.
    func violations() async throws -> [String] { try await store.verify(now: service.clock.now).map { "\($0)" } }
}
