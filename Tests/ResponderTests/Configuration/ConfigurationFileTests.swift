import Foundation
import HelpDesk
import Testing

@testable import Responder

@Suite struct ConfigurationFileTests {
    private static let small = """
        { address: "Acme Support <Support@Acme.example>",
          mailboxes: [ { name: "support", imap: { host: "imap.acme.example", user: "u", password: { environment: "P" } } } ],
          submission: { smtp: { host: "smtp.acme.example", user: "u", password: { file: "secret" } } },
          agents: [ { mailbox: "agents@acme.example", members: ["anna@acme.example"] } ],
          trust: { authservID: "mx.acme.example" },
        """

    private func load(_ text: String) throws -> ServiceConfiguration {
        try ConfigurationFile.parse(Array(text.utf8), file: "/etc/answerback/answerback.json5")
    }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try load(text)
            return []
        } catch let error as ConfigurationError {
            guard case .problems(_, let problems) = error else { return [] }
            return problems.map(\.description)
        } catch { return [] }
    }

    @Test("the shipped file holds every default: it reads to the same policy as a file with the least in it")
    func shippedDefaults() throws {
        let shipped = try #require(EmbeddedDefaults.files.first { $0.path == "config/answerback.json5" })
        let full = try load(shipped.text)
        let least = try load(
            "{ address: 'Support <support@example.com>', mailboxes: [ { name: 'local', maildir: 'var/inbox' } ], submission: { maildir: 'var/outbox' } }"
        )
        #expect(full.desk.answers.caps.allHour == least.desk.answers.caps.allHour)
        var answers = full.desk.answers
        answers.caps.exemptDomains = least.desk.answers.caps.exemptDomains
        #expect(answers == least.desk.answers)
        #expect(full.desk.trust == least.desk.trust)
        #expect(full.desk.service == least.desk.service)
        #expect(full.desk.digest == least.desk.digest)
        #expect(full.mailboxes == least.mailboxes)
        #expect(full.submission == least.submission)
        #expect(full.retention == least.retention)
        #expect(full.openingHours == least.openingHours)
        #expect(full.databaseFile == least.databaseFile)
        #expect(full.poll == least.poll)
    }

    @Test("a small file is enough, and its ports and paths follow from it")
    func smallFile() throws {
        let configuration = try load(Self.small + "}")
        #expect(configuration.desk.brands.first?.address == "support@acme.example")
        #expect(configuration.desk.brands.first?.name == "Acme Support")
        #expect(configuration.databaseFile == "/etc/answerback/var/answerback.sqlite")
        guard case .imap(let imap) = configuration.mailboxes.first?.place else { return #expect(Bool(false), "no IMAP") }
        #expect(imap.server.port == 993)
        #expect(imap.doneFolder == "Answerback/Done")
        guard case .smtp(let server, let connections) = configuration.submission else { return #expect(Bool(false), "no SMTP") }
        #expect(server.port == 465)
        #expect(server.password == .file("/etc/answerback/secret"))
        #expect(connections == 4)
    }

    @Test("unknown keys are errors with a hint, and all problems come at once with line and key path")
    func allAtOnce() {
        let found = problems(
            Self.small
                + "\n answers: { minimumConfidense: 0.8,\n minimumConfidence: 0.5, mode: 'maybe' },\n digest: { at: '25:99' } }")
        #expect(found.count == 4, "\(found)")
        #expect(found.contains { $0.contains("answers.minimumConfidense is no setting; did you mean \"minimumConfidence\"?") })
        #expect(found.contains { $0.hasPrefix("line 7: answers.minimumConfidence must lie between 0.75") })
        #expect(found.contains { $0.contains("answers.mode is \"maybe\"") })
        #expect(found.contains { $0.contains("digest.at") })
    }

    @Test("E9: a secret that stands in the file is refused and not repeated in the message")
    func inlineSecret() {
        let text = Self.small.replacingOccurrences(of: "{ file: \"secret\" }", with: "\"hunter2\"") + "}"
        let found = problems(text)
        #expect(found.count == 1)
        #expect(found.first?.contains("submission.smtp.password must not stand in the file") == true)
        #expect(found.first?.contains("hunter2") == false)
    }

    @Test("E9: a secret file that others can read is refused; a private one is read to its first line")
    func secretFile() throws {
        let path = NSTemporaryDirectory() + "answerback-secret-\(UUID().uuidString)"
        try Data("first\nsecond\n".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: SecretError.readableByOthers(path)) { try Secret.file(path).resolve(environment: [:]) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(try Secret.file(path).resolve(environment: [:]) == "first")
    }

    @Test("secrets come from the environment, a command and a systemd credential")
    func otherSecrets() throws {
        #expect(try Secret.environment("P").resolve(environment: ["P": "x"]) == "x")
        #expect(throws: SecretError.unsetVariable("P")) { try Secret.environment("P").resolve(environment: [:]) }
        #expect(try Secret.command(["echo", "word"]).resolve(environment: [:]) == "word")
        #expect(throws: SecretError.commandFailed("false", 1)) { try Secret.command(["false"]).resolve(environment: [:]) }
        #expect(throws: SecretError.noCredentials("p")) { try Secret.credential("p").resolve(environment: [:]) }
    }

    @Test("E5: plain text goes only to this very machine")
    func plainOnlyLoopback() {
        let remote = Self.small.replacingOccurrences(
            of: "host: \"imap.acme.example\"", with: "host: 'imap.acme.example', security: 'plain'")
        #expect(problems(remote + "}").contains { $0.contains("mailboxes[0].imap.security") })
        let local = Self.small.replacingOccurrences(
            of: "host: \"imap.acme.example\"", with: "host: '127.0.0.1', security: 'plain'")
        #expect(problems(local + "}").isEmpty)
    }

    @Test(
        "D1: an address that could carry a header or a second address is refused",
        arguments: ["a b@c", "a@b\r\nBcc: x@y", "a@b, c@d", "@b", "a@", "a@b@c", "ä@b.example", "<a@b"])
    func hostileAddresses(_ text: String) {
        #expect(AddressText.parse(text) == nil)
    }

    @Test("a missing file says how to make one")
    func missingFile() {
        #expect(throws: ConfigurationError.missing(["/nowhere/a.json5"])) { try ConfigurationFile.load("/nowhere/a.json5") }
        #expect(ConfigurationError.missing(["x"]).description.contains("answerback init"))
    }
}
