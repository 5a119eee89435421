import Foundation
import HelpDesk
import Responder
import Store
import TestKit
import Testing
import Transport

/// T5, a sample: the running service is killed in the middle of its work, and started again.
@Suite(
    "A hundred mails and a kill -9", .serialized,
    .enabled(if: Lab.obstacle == nil && ServeProcess.program != nil, "\(Lab.obstacle ?? "answerback was not built")"))
struct HundredMailsTests {
    static let count = 100

    @Test("none is lost and none is answered twice, over real servers with TLS")
    func hundred() async throws {
        let lab = try Lab()
        defer { lab.stop() }
        let service = try LabService(lab)
        try await TestModel.copy(to: service.folder.file("var"))
        let customers = (1...Self.count).map { "customer\($0)@customer.test" }
        try await submitAll(customers, service)
        let words = ["serve", "--config", service.configuration.file]
        let first = try ServeProcess(words, log: service.folder.file("first.log"))
        try await eventually("a third of the answers", within: 120) {
            customers.count { service.count(of: $0) > 0 } >= Self.count / 3 ? true : nil
        }
        first.kill()
        let second = try ServeProcess(words, log: service.folder.file("second.log"))
        defer { second.kill() }
        let store = try service.open().store
        try await eventually("all to come to an end", within: 180) {
            let isWaiting = try await store.mails(over: Self.count)
            return isWaiting ? nil : true
        }
        // On a quick machine the first one had done it all.
        try await second.works(in: service.folder.file("var"))
        second.terminate()
        try await second.ends(with: .exited(0))
        try await expectOneEach(customers, service, store)
    }

    private func submitAll(_ customers: [String], _ service: LabService) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, customer) in customers.enumerated() {
                if index >= 4 { try await group.next() }
                group.addTask {
                    var letter = Letters.login(index + 1, from: customer)
                    letter.to = LabService.support
                    try await service.submit(letter)
                }
            }
            try await group.waitForAll()
        }
    }

    private func expectOneEach(_ customers: [String], _ service: LabService, _ store: TicketStore) async throws {
        let lines = try await store.outbox(in: OutboxState.allCases, limit: 1000).filter { $0.purpose == .answer }
        #expect(lines.count == Self.count)
        #expect(Set(lines.map(\.recipient)).count == Self.count)
        let unknown = Set(lines.filter { $0.state == .unknown || $0.state == .parked }.map(\.recipient))
        #expect(unknown.count <= 4, "no more than one a connection")
        try await eventually("the last deliveries", within: 60) {
            customers.allSatisfy { unknown.contains($0) || service.count(of: $0) >= 1 } ? true : nil
        }
        for customer in customers { #expect(service.count(of: customer) <= 1, "\(customer) was answered twice") }
        #expect(try await store.verify(now: service.clock.now).isEmpty)
    }
}

extension TicketStore {
    /// Whether something of so many mails has not come, is not decided, or is not sent yet.
    fileprivate nonisolated func mails(over count: Int) async throws -> Bool {
        guard try await mail(MailID(rawValue: Int64(count))) != nil, try await waiting(limit: 1).isEmpty else { return true }
        return !(try await outbox(in: [.queued, .sending, .retry], limit: 1).isEmpty)
    }
}
