import Testing

@testable import Responder

@Suite("The doorbell")
struct DoorbellTests {
    @Test("a ring while nobody waits is kept, and many rings are one")
    func kept() async {
        let bell = Doorbell()
        bell.ring()
        bell.ring()
        let start = ContinuousClock.now
        await bell.wait(.seconds(30))
        #expect(start.duration(to: .now) < .seconds(10))
        await bell.wait(.milliseconds(1))
    }

    @Test("a ring wakes everybody who waits")
    func wakes() async {
        let bell = Doorbell()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 { group.addTask { await bell.wait(.seconds(30)) } }
            // Whoever comes late finds a kept ring, or is woken by the next.
            group.addTask { for _ in 0..<200 { bell.ring(); await Task.yield() } }
            await group.waitForAll()
        }
    }

    @Test("cancelling ends a wait at once", .timeLimit(.minutes(5)))
    func cancelled() async {
        let bell = Doorbell()
        let task = Task { await bell.wait(.seconds(86_400)) }
        task.cancel()
        await task.value
    }

    @Test("a wait that nobody rings ends by itself")
    func ends() async { await Doorbell().wait(.milliseconds(5)) }
}

@Suite("Backoff")
struct BackoffTests {
    @Test("E8: waits double from the first, stay below the longest, and spread by a fifth")
    func doubles() {
        var backoff = Backoff(first: .seconds(1), longest: .seconds(10))
        #expect((0..<6).map { _ in backoff.next(jitter: 0.5) } == [1, 2, 4, 8, 10, 10].map { .seconds($0) })
        backoff.succeeded()
        #expect((0.7...0.9).contains(backoff.next(jitter: 0) / .seconds(1)))
        #expect((2.3...2.5).contains(backoff.next(jitter: 1) / .seconds(1)))
    }
}
