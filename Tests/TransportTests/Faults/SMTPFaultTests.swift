import Foundation
import Synchronization
import TestKit
import Testing

@testable import Transport

/// T9: the connection fails at every byte of an SMTP dialogue, login to QUIT; what that means for the mail is decided by the
/// final dot and the reply to it (RFC 5321 §4.1.1.4, RFC 1047).
@Suite(.serialized) struct SMTPFaultTests {
    private static let mail = Array("Subject: x\r\n\r\nhi\r\n".utf8)

    /// What a server knows at the end: it may tell what the client must not get wrong.
    @Sendable private static func serve(_ stream: LineStream, _ server: FaultyServer) {
        func say(_ text: String, _ mark: String = "") {
            // A mark counts when the last byte has passed, even if the connection fails right behind it.
            let end = stream.passed + text.utf8.count
            stream.say(text) { passed in if !mark.isEmpty, passed == end { server.mark(mark) } }
        }
        defer { server.note(stream.passed) }
        say("220 mx.fake.test ESMTP ready\r\n")
        var isData = false
        while let line = stream.line() {
            if isData {
                guard line == "." else { continue }
                isData = false
                server.mark("saw dot")
                say("250 2.0.0 Ok: queued as 4F2A\r\n", "answered")
                continue
            }
            switch line.prefix(4).uppercased() {
            case "EHLO": say("250-mx.fake.test\r\n250-PIPELINING\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES\r\n")
            case "AUTH": say("235 2.7.0 Authentication successful\r\n")
            case "MAIL": say("250 2.1.0 Ok\r\n")
            case "RCPT": say("250 2.1.5 Ok\r\n")
            case "DATA":
                isData = true
                say("354 End data with <CR><LF>.<CR><LF>\r\n", "sent 354")
            case "QUIT": return say("221 2.0.0 Bye\r\n")
            default: say("500 5.5.2 what?\r\n")
            }
        }
    }

    private struct Trial: Sendable {
        var result: SubmissionResult
        var dotsAllowed: Int
        var saw354: Bool
        var sawDot: Bool
        var answered: Bool
        var passed: Int
    }

    private static func run(_ fault: LineStream.Fault, after bytes: Int?) async throws -> Trial {
        let server = try FaultyServer(failing: bytes, by: fault, serve: serve)
        defer { server.stop() }
        var settings = SMTPSubmission.Settings(
            server: ServerAddress(host: "127.0.0.1", port: server.port, security: .plainLoopbackOnly),
            credentials: .password(user: "u", SecretBytes("p")), helo: "client.test", connectionsMax: 1)
        // 0.3 s for a login, 0.6 s to 3 s for a reply.
        if fault == .stall { settings.patience.factor = 0.005 }
        let submission = SMTPSubmission(settings: settings)
        let envelope = try Envelope(reversePath: "a@x.test", recipients: ["b@y.test"])
        let dots = Counter()
        let result = await submission.submit(mail, envelope: envelope) { dots.add() }
        await submission.close()
        return Trial(
            result: result, dotsAllowed: dots.count, saw354: server.count("sent 354") > 0, sawDot: server.count("saw dot") > 0,
            answered: server.count("answered") > 0, passed: bytes == nil ? try await server.bytesPassed() : 0)
    }

    @Test(
        "T9: wherever the connection fails, a mail is called accepted, refused for now or of unknown fate, and rightly so",
        arguments: LineStream.Fault.allCases)
    func everyByte(_ fault: LineStream.Fault) async throws {
        let whole = try await Self.run(.close, after: nil)
        #expect(whole.answered)
        let length = whole.passed
        #expect((300...700).contains(length), "a dialogue of \(length) bytes")
        var words: [String: Int] = [:]
        try await eachByte(length) { bytes in
            (bytes, try await Self.run(fault, after: bytes))
        } then: { bytes, trial in
            words[Self.check(trial, "\(fault) after \(bytes) of \(length) bytes"), default: 0] += 1
        }
        // Each kind of end has its stretch of the dialogue.
        #expect(Set(words.keys) == ["accepted", "not accepted", "unknown"], "\(words)")
    }

    private static func check(_ trial: Trial, _ place: String) -> String {
        #expect(trial.dotsAllowed <= 1, "\(place)")
        switch trial.result {
        case .accepted:
            #expect(trial.answered, "accepted without the whole reply, \(place)")
            return "accepted"
        case .unknown:
            #expect(trial.saw354 && trial.dotsAllowed == 1, "unknown before the dot was allowed, \(place)")
            #expect(!trial.answered || place.hasPrefix("reset"), "the whole reply had come, \(place)")
            return "unknown"
        case .transient(_, let scope):
            #expect(!trial.sawDot, "the server may have taken it, and it would be sent again, \(place)")
            #expect(scope == .connection, "\(place)")
            return "not accepted"
        case .permanent(let reply):
            Issue.record("refused for good (\(reply)), \(place)")
            return "permanent"
        }
    }
}

/// Runs a trial for every byte, some at a time.
func eachByte<Result: Sendable>(
    _ length: Int, _ trial: @escaping @Sendable (Int) async throws -> (Int, Result), then: (Int, Result) -> Void
) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        for bytes in 0..<length {
            if bytes >= 24, let (done, result) = try await group.next() { then(done, result) }
            group.addTask { try await trial(bytes) }
        }
        for try await (done, result) in group { then(done, result) }
    }
}

final class Counter: Sendable {
    private let value = Atomic<Int>(0)
    var count: Int { value.load(ordering: .relaxed) }
    func add() { value.add(1, ordering: .relaxed) }
}
