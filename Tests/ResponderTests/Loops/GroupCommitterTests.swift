import HelpDesk
import Store
import Synchronization
import TestKit
import Testing

@testable import Responder

@Suite("Group commit")
struct GroupCommitterTests {
    /// A store with an answer on its way and mails that wait for their steps.
    private final class Desk: Sendable {
        let bench: Bench
        let instance: Instance
        let claim: Claim
        let work: [DeskWork]
        let committer: GroupCommitter
        let told = Mutex<[String]>([])

        init(waiting: Int) async throws {
            bench = try await Bench([Letters.login(1)])
            try await bench.decide()
            let (store, now) = (bench.store, bench.service.clock.now)
            instance = try await store.takeOver(owner: "test", now: now)
            claim = try #require(try await store.claimDue(limit: 1, as: instance, now: now).first).claim
            let mails = (1...waiting).map { number in
                IncomingBytes(mailbox: "support", place: nil, receivedAt: now, bytes: Array("Subject: \(number)\r\n\r\nx".utf8))
            }
            work = try await store.keep(mails, now: now).map { DeskWork(cause: .mail($0.id), query: CaseQuery()) }
            committer = GroupCommitter(
                store: store, instance: instance, desk: bench.installation.desk, clock: bench.installation.clock)
        }

        /// Takes the steps, and notes what happens on the store's thread.
        func decide(_ during: @escaping @Sendable (Int) -> Void) async throws {
            try await committer.decide(work) { index, _, _ in
                self.note("step \(index)")
                during(index)
                return Outcome(disposition: .ignored("a test"))
            } tell: { index, _ in
                self.note("told \(index)")
            }
        }

        private func note(_ words: String) { told.withLock { $0.append(words) } }
        var story: [String] { told.withLock { $0 } }
    }

    @Test("steps that nobody waits behind share one commit")
    func together() async throws {
        let desk = try await Desk(waiting: 4)
        try await desk.decide { _ in }
        #expect(desk.story == (0..<4).map { "step \($0)" } + (0..<4).map { "told \($0)" })
        #expect(try await desk.bench.store.waiting(limit: 10).isEmpty)
    }

    @Test("INV5: a final dot that is asked for during a step is committed with it, after two steps at most; the rest follows")
    func dot() async throws {
        let desk = try await Desk(waiting: 5)
        let granted = Mutex<Task<Bool, any Error>?>(nil)
        let deadline = ContinuousClock.now + .seconds(60)
        try await desk.decide { index in
            guard index == 0 else { return }
            granted.withLock { $0 = Task { try await desk.committer.allowsDot(desk.claim) } }
            while !desk.committer.desk.dotWaits, ContinuousClock.now < deadline {}
        }
        let first = ["step 0", "step 1", "told 0", "told 1"]
        #expect(Array(desk.story.prefix(4)) == first, "\(desk.story)")
        #expect(Array(desk.story.dropFirst(4)) == (2..<5).map { "step \($0)" } + (2..<5).map { "told \($0)" })
        #expect(try await granted.withLock { $0 }?.value == true)
        #expect(try await desk.bench.store.waiting(limit: 10).isEmpty)
        #expect(try await desk.bench.violations().isEmpty)
    }

    @Test("how a mail ended goes with steps that come after it; no dot is needed for it")
    func end() async throws {
        let desk = try await Desk(waiting: 1)
        #expect(try await desk.committer.allowsDot(desk.claim))
        let receipt = Mutex<Receipt?>(nil)
        desk.committer.settle(Settlement(desk.claim, .accepted("250 ok"))) { answer in receipt.withLock { $0 = answer } }
        try await desk.decide { _ in }
        #expect(receipt.withLock { $0 }?.outcome != nil, "it was told of before the steps")
        #expect(try await desk.bench.states() == [.sent])
    }

    @Test("a dot of a claim that is not ours any more is refused, and the steps beside it are taken all the same")
    func refusedDot() async throws {
        let desk = try await Desk(waiting: 2)
        let now = desk.bench.service.clock.now
        try await desk.bench.store.unclaim([desk.claim], as: desk.instance, now: now)
        async let granted = desk.committer.allowsDot(desk.claim)
        try await desk.decide { _ in }
        #expect(try await granted == false)
        #expect(try await desk.bench.store.waiting(limit: 10).isEmpty)
        #expect(try await desk.bench.states() == [.retry])
    }
}
