import Foundation
import TestKit
import Testing

@testable import Responder

@Suite("Doctor")
struct DoctorTests {
    @Test("a sound installation has no failures")
    func sound() async throws {
        let findings = await Doctor(try MaildirService().configuration).examine()
        #expect(findings.filter(\.isFailure).isEmpty, "\(findings.map(\.line))")
        #expect(findings.contains { $0.subject == "submission" && $0.grade == .good })
    }

    @Test("every fault is told with what to do about it")
    func faults() async throws {
        let folder = try TemporaryFolder()
        let text =
            "{ address: \"support@acme.example\", mailboxes: [{ name: \"in\", maildir: \"in\" }], submission: { maildir: \"out\" } }"
        try folder.write("answerback.json5", Array(text.utf8))
        let configuration = try ConfigurationFile.load(folder.file("answerback.json5"))
        let findings = await Doctor(configuration).examine()
        let agents = try #require(findings.first { $0.subject == "agents" })
        #expect(agents.isFailure && agents.mend != nil)
        #expect(findings.first { $0.subject == "admins" }?.grade == .notice)
        let trust = try #require(findings.first { $0.subject == "trust" })
        #expect(trust.grade == .notice && trust.mend?.contains("authservID") == true)
    }

    @Test("a server that does not answer is a failure that names it, and the other checks still run")
    func unreachable() async throws {
        let folder = try TemporaryFolder()
        let text = """
            {
              address: "support@acme.example",
              mailboxes: [{ name: "support", imap: { host: "localhost", port: 1, security: "plain", user: "u", password: { environment: "PASSWORD" } } }],
              submission: { smtp: { host: "localhost", port: 1, security: "plain", user: "u", password: { environment: "NOWHERE" } } },
              store: { sqlite: "var/answerback.sqlite" },
            }
            """
        try folder.write("answerback.json5", Array(text.utf8))
        let configuration = try ConfigurationFile.load(folder.file("answerback.json5"))
        let findings = await Doctor(configuration, environment: ["PASSWORD": "canary-secret"]).examine()
        let mailbox = try #require(findings.first { $0.subject == "mailbox support" })
        #expect(mailbox.isFailure && mailbox.words.contains("localhost:1"))
        let submission = try #require(findings.first { $0.subject == "submission" })
        #expect(submission.isFailure && submission.words.contains("NOWHERE"))
        #expect(findings.contains { $0.subject == "store" && $0.grade == .good })
        #expect(!findings.contains { $0.line.contains("canary-secret") }, "E9")
    }
}
