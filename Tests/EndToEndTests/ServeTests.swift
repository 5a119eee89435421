import Foundation
import Responder
import TestKit
import Testing

/// The command as an operator starts and stops it.
@Suite("Serve as a process", .serialized, .enabled(if: ServeProcess.program != nil, "answerback was not built"))
struct ServeTests {
    @Test("SIGTERM ends it cleanly with 0; while it runs a second one is refused with 73, and core dumps are off (E10, K20)")
    func signals() async throws {
        let service = try MaildirService()
        try await TestModel.copy(to: service.folder.file("var"))
        try service.receive(Letters.login())
        let words = ["serve", "--config", service.configuration.file]
        let first = try ServeProcess(words, log: service.folder.file("first.log"))
        try await eventually("the answer", within: 120) { try service.sent(to: Letters.login().address).first }
        let second = try ServeProcess(words, log: service.folder.file("second.log"))
        try await second.ends(with: .exited(73))
        #expect(second.said.contains("\(first.processID)"))
        let limits = try String(contentsOfFile: "/proc/\(first.processID)/limits", encoding: .utf8)
        let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
        #expect(core.split(separator: " ").contains("0"))
        first.terminate()
        try await first.ends(with: .exited(0))
    }

    @Test("a stop signal that comes while it starts is heard", .timeLimit(.minutes(10)))
    func earlySignal() async throws {
        let service = try MaildirService()
        try await TestModel.copy(to: service.folder.file("var"))
        for start in 1...8 {
            let run = try ServeProcess(
                ["serve", "--config", service.configuration.file], log: service.folder.file("\(start).log"))
            try await run.works(in: service.folder.file("var"))
            run.terminate()
            try await run.ends(with: .exited(0))
        }
    }

    @Test("T16: neither a mail's words nor an address stand in what it logs")
    func quiet() async throws {
        let service = try MaildirService()
        try await TestModel.copy(to: service.folder.file("var"))
        let canary = SampleMail(
            from: "Canary Bird <canary@cage.example>", to: MaildirService.support, subject: "canary-subject forgot my password",
            text: "canary-text I forgot my password, how do I reset my password?\n")
        try service.receive(canary)
        let run = try ServeProcess(["serve", "--once", "--config", service.configuration.file], log: service.folder.file("log"))
        try await run.ends(with: .exited(0))
        #expect(!run.said.lowercased().contains("canary"))
    }
}
