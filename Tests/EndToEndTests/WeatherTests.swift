import Foundation
import Responder
import TestKit
import Testing
import Transport

/// Bad weather at real servers: each fault is told with what, where and what to do, and nothing is lost.
@Suite("Bad weather", .serialized, .enabled(if: Lab.obstacle == nil, "\(Lab.obstacle ?? "")"))
struct WeatherTests {
    @Test("a wrong password, an unknown authority and an unreachable server are told apart; the mail waits on the server (E5)")
    func faults() async throws {
        let lab = try Lab()
        defer { lab.stop() }
        try await TestModel.ready()
        var letter = Letters.login(1, from: "casey@customer.test")
        letter.to = LabService.support
        let sound = try LabService(lab, security: "starttls")
        try await sound.submit(letter)
        try await expect(try LabService(lab, password: "wrong"), status: 77, words: "refused the login")
        try await expect(try LabService(lab, caFile: lab.foreignCAFile), status: 69, words: "localhost")
        let installation = try sound.open()
        try await Responder(installation).runOnce()
        _ = try await sound.mail(of: "casey@customer.test", "the answer")
        let findings = await Doctor(sound.configuration).examine()
        #expect(findings.filter(\.isFailure).isEmpty, "\(findings.map(\.line))")
        // Doctor's own mail came back, its forged field was removed, and the true one counts.
        #expect(findings.contains { $0.subject == "authentication" && $0.grade == .good }, "\(findings.map(\.line))")
    }

    private func expect(_ service: LabService, status: Int32, words: String) async throws {
        let failure = await #expect(throws: ServiceFailure.self) { try await Responder(service.open()).runOnce() }
        #expect(failure?.exitStatus == status, "\(String(describing: failure))")
        #expect(failure?.description.contains(words) == true, "\(String(describing: failure))")
        let findings = await Doctor(service.configuration).examine()
        #expect(findings.contains { $0.isFailure && $0.subject == "mailbox support" })
        #expect(findings.contains { $0.isFailure && $0.subject == "submission" })
    }
}
