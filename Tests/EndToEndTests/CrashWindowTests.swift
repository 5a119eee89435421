import Foundation
import HelpDesk
import Responder
import Store
import Synchronization
import TestKit
import Testing
import Transport

/// T4: the crash points that lie on the wire, between two words of a server (RULES 2.2).
@Suite("Crash points on the wire", .serialized, .enabled(if: ServeProcess.program != nil, "answerback was not built"))
struct CrashWindowTests {
    private static let count = 4

    @Test(
        "K13: killed with the final dot on the wire and no reply seen, that mail is unknown and not sent again; the others go once"
    )
    func finalDot() async throws {
        let server = try FinalDotServer()
        let service = try MaildirService()
        let settings = MaildirService.settings("").replacingOccurrences(
            of: "{ maildir: \"outbox\" }",
            with: "{ smtp: { host: \"127.0.0.1\", port: \(server.port), security: \"plain\", connections: 1 } }")
        try service.folder.write("answerback.json5", Array(settings.utf8))
        try await TestModel.copy(to: service.folder.file("var"))
        for number in 1...Self.count { try service.receive(Letters.login(number)) }
        let words = ["serve", "--once", "--config", service.configuration.file]
        server.killAtNextDot()
        let first = try ServeProcess(words, log: service.folder.file("first.log"))
        server.victim = first.processID
        try await first.ends(with: .killed(9))
        let second = try ServeProcess(words, log: service.folder.file("second.log"))
        try await second.ends(with: .exited(0))
        let store = try service.open().store
        let lines = try await store.outbox(in: OutboxState.allCases, limit: 100)
        #expect(lines.count == Self.count)
        #expect(lines.count { $0.state == .unknown } == 1)
        #expect(lines.count { $0.state == .sent } == Self.count - 1)
        for line in lines { #expect(server.times(line.messageID) == 1, "\(line)") }
        #expect(try await store.verify(now: service.clock.now).isEmpty)
    }

    @Test(
        "K4: killed between COPY and EXPUNGE, a mail that lies in both folders is one mail",
        .enabled(if: Lab.obstacle == nil, "\(Lab.obstacle ?? "")"))
    func copied() async throws {
        let lab = try Lab()
        defer { lab.stop() }
        let service = try LabService(lab)
        try await TestModel.copy(to: service.folder.file("var"))
        for number in 1...2 {
            var letter = Letters.login(number, from: "Customer <customer\(number)@customer.test>")
            letter.to = LabService.support
            try lab.place(letter.bytes(receivedAt: service.clock.now, by: Lab.authservID), with: LabService.support)
        }
        let words = ["serve", "--once", "--config", service.configuration.file]
        let first = try ServeProcess(words, environment: ["ANSWERBACK_CRASH_AT": "K3"], log: service.folder.file("first.log"))
        try await first.ends(with: .killed(9))
        try copyIntoDone(lab)
        let second = try ServeProcess(words, log: service.folder.file("second.log"))
        try await second.ends(with: .exited(0))
        let store = try service.open().store
        #expect(try await store.mail(MailID(rawValue: 2))?.disposition == .answered)
        #expect(try await store.mail(MailID(rawValue: 3)) == nil)
        #expect(try await store.outbox(in: [.sent], limit: 100).count { $0.purpose == .answer } == 2)
        let inbox = lab.mailbox(of: LabService.support)
        #expect(try await inbox.count(.inbox) == 0)
        await inbox.close()
    }

    /// What a COPY leaves that no EXPUNGE followed.
    private func copyIntoDone(_ lab: Lab) throws {
        let home = lab.folder.appending(path: "mail/\(LabService.support)/mail").path()
        var count = 0
        for part in ["new", "cur"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(home)/\(part)") {
                let target = "\(home)/.Answerback.Done/cur/copy-\(name.prefix { $0 != ":" }):2,"
                try FileManager.default.copyItem(atPath: "\(home)/\(part)/\(name)", toPath: target)
                try FileManager.default.setAttributes(
                    [.ownerAccountName: "mail", .groupOwnerAccountName: "mail"], ofItemAtPath: target)
                count += 1
            }
        }
        #expect(count == 2, "the mails lie in the inbox still")
    }
}

/// A submission server that takes all, and at one final dot kills its client before it answers.
private final class FinalDotServer: Sendable {
    private struct State {
        var taken: [String: Int] = [:]
        var killsNext = false
        var victim: Int32?
    }
    private let socket: ListeningSocket
    private let state = Mutex(State())

    init() throws {
        socket = try ListeningSocket()
        Thread.detachNewThread { [socket, weak self] in
            while let stream = socket.accept(), let self {
                let held = Handover(stream)
                Thread.detachNewThread { self.talk(held.stream) }
            }
        }
    }

    deinit { socket.stop() }

    var port: Int { socket.port }
    func killAtNextDot() { state.withLock { $0.killsNext = true } }
    var victim: Int32? {
        get { state.withLock { $0.victim } }
        set { state.withLock { $0.victim = newValue } }
    }
    func times(_ messageID: String) -> Int { state.withLock { $0.taken[messageID] ?? 0 } }

    private func talk(_ stream: LineStream) {
        stream.say("220 sink.test\r\n")
        while let line = stream.line() {
            switch line.prefix(4).uppercased() {
            case "EHLO": stream.say("250-sink.test\r\n250 PIPELINING\r\n")
            case "DATA":
                stream.say("354 go on\r\n")
                guard take(stream) else { return }
                stream.say("250 2.0.0 taken\r\n")
            case "QUIT":
                stream.say("221 bye\r\n")
                return
            default: stream.say("250 ok\r\n")
            }
        }
    }

    /// - Returns: false where the client was killed at its dot, or went away before it.
    private func take(_ stream: LineStream) -> Bool {
        var messageID = ""
        var isEnded = false
        while !isEnded, let line = stream.line() {
            // The field's value may stand on the line after its name.
            if line.hasPrefix("Message-ID:") || (line.hasPrefix(" <") && messageID == "") {
                messageID = line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }.description
            }
            isEnded = line == "."
        }
        guard isEnded else { return false }
        let victim = state.withLock { state -> Int32? in
            state.taken[messageID, default: 0] += 1
            defer { state.killsNext = false }
            return state.killsNext ? state.victim : nil
        }
        guard let victim else { return true }
        kill(victim, SIGKILL)
        return false
    }
}

/// Takes a stream to the thread that alone will use it.
private struct Handover: @unchecked Sendable {
    let stream: LineStream
    init(_ stream: LineStream) { self.stream = stream }
}
