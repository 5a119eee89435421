import Foundation
import Testing

@testable import Store

@Suite("A thread of its own") struct ThreadExecutorTests {
    private actor Worker {
        nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
        private nonisolated let executor = ThreadExecutor()
        private var count = 0

        func work() { count += 1 }
    }

    private static func threadCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
    }

    @Test("the thread ends with its executor, also where the last job that ran was all that held it")
    func ends() async throws {
        let number = 300
        let before = try Self.threadCount()
        for _ in 0..<number { await Worker().work() }
        // Other tests have threads that come and go; hundreds that stay are ours.
        let end = ContinuousClock.now + .seconds(60)
        while try Self.threadCount() >= before + number / 3 {
            try #require(ContinuousClock.now < end, "the threads of \(number) executors do not end")
            await Task.yield()
        }
    }
}
