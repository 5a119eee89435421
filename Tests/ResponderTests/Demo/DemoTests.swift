import Foundation
import HelpDesk
import Store
import Synchronization
import TestKit
import Testing

@testable import Responder

@Suite("The demonstration")
struct DemoTests {
    @Test(
        "the whole story runs: every mail comes to rest, the case answers the second customer, the digest is read",
        .timeLimit(.minutes(20)))
    func story() async throws {
        let folder = try TemporaryFolder()
        let lines = Mutex<[String]>([])
        try await Demo(directory: folder.file("demo"), modelFolder: TestModel.folder, isKept: true).run { line in
            lines.withLock { $0.append(line) }
        }
        let told = lines.withLock { $0 }
        func line(_ shows: String) throws -> String { try #require(told.first { $0.contains(shows) }, "\(told)") }
        #expect(DemoMails.first.count >= 14)
        for sample in DemoMails.first { _ = try line(sample.shows) }
        #expect(try line("a clear login problem").contains("AUTO_RESOLVE"))
        #expect(try line("HTML with a signature").contains("AUTO_RESOLVE"))
        for shows in ["an unclear one", "an angry one", "a legal threat", "a question without a template"] {
            #expect(try line(shows).contains("ESCALATE"), "\(shows)")
        }
        for shows in ["a vacation reply", "a bounce", "a mailing list"] { #expect(!(try line(shows)).contains("AUTO_RESOLVE")) }
        let again = try line("the same question from someone else")
        #expect(again.contains("AUTO_RESOLVE") && again.contains("solution"))
        let percent = try #require(again.split(separator: " ").first { $0.hasSuffix("%") }.flatMap { Int($0.dropLast()) })
        #expect(percent >= 75, "the confidence that the case supported: \(again)")
        #expect(told.contains { $0.hasPrefix("  | ") })
        #expect(try line("The outgoing mails lie in").contains(folder.file("demo")))
        let store = try TicketStore(at: .file(folder.file("demo/var/answerback.sqlite")))
        #expect(try await store.waiting(limit: 1).isEmpty)
    }

    @Test("who keeps nothing is sent nowhere", .timeLimit(.minutes(20)))
    func notKept() async throws {
        let folder = try TemporaryFolder()
        let lines = Mutex<[String]>([])
        try await Demo(directory: folder.file("demo"), modelFolder: TestModel.folder, isKept: false).run { line in
            lines.withLock { $0.append(line) }
        }
        let told = lines.withLock { $0 }
        #expect(told.last?.contains("--keep") == true)
        #expect(!told.contains { $0.contains("lie in") || $0.contains("--config") })
    }
}
