import HelpDesk
import Store
import TestKit
import Testing

@testable import Responder

@Suite("Claims")
struct ClaimQueueTests {
    private func queue(_ bench: Bench, connections: Int) -> ClaimQueue {
        ClaimQueue(
            store: bench.store, instance: bench.house.submission.instance, clock: bench.house.submission.surroundings.clock,
            connections: connections)
    }

    @Test("each mail is handed out once, though the next claim starts before the last one is used up")
    func once() async throws {
        let bench = try await Bench((1...20).map { Letters.login($0) })
        try await bench.decide()
        let queue = queue(bench, connections: 2)
        var ids: [OutboxID] = []
        while let item = try await queue.next() { ids.append(item.id) }
        #expect(ids.count == 20 && Set(ids).count == 20 && queue.handedOut == 20)
        try await queue.giveBack()
        #expect(try await bench.store.outbox(in: [.sending]).count == 20, "what was handed out is its sender's to settle")
    }

    @Test("what was claimed and not handed out is given back, that of a claim under way too; a closed queue hands out nothing")
    func givenBack() async throws {
        let bench = try await Bench((1...40).map { Letters.login($0) })
        try await bench.decide()
        let queue = queue(bench, connections: 2)
        // Sixteen are claimed at once; with one left, the next claim starts.
        for _ in 0..<15 { _ = try #require(try await queue.next()) }
        queue.close(.wait("the server is gone"))
        #expect(try await queue.next() == nil)
        try await queue.giveBack()
        #expect(try await bench.store.outbox(in: [.sending]).count == 15)
        #expect(try await bench.store.outbox(in: [.queued, .retry], limit: 100).count == 25)
    }
}
