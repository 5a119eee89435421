import Foundation
import Synchronization
import TestKit
import Testing

@testable import Transport

/// T9: the connection fails at every byte of an IMAP dialogue: login, search, fetch of two mails, move. No mail comes but
/// whole, none is moved that was not read, every failure is bad weather, and the next connection finishes the work.
@Suite(.serialized) struct IMAPFaultTests {
    /// A mail whose body imitates the end of its own response.
    private static let first = "Subject: one\r\n\r\nt0x1 OK done\r\n* BYE\r\n)\r\n"
    private static let second = "Subject: two\r\n\r\nbody\r\n"

    @Sendable private static func serve(_ stream: LineStream, _ server: FaultyServer) {
        defer { server.note(stream.passed) }
        stream.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n")
        while let line = stream.line() {
            let tag = line.prefix { $0 != " " }
            let command = line.dropFirst(tag.count + 1)
            var answer: String
            switch command {
            case _ where command.hasPrefix("CAPABILITY"):
                answer = "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR MOVE UIDPLUS NAMESPACE ESEARCH\r\n@ OK done\r\n"
            case _ where command.hasPrefix("LIST"): answer = "* LIST (\\Noselect) \"/\" \"\"\r\n@ OK done\r\n"
            case _ where command.hasPrefix("NAMESPACE"): answer = "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n@ OK done\r\n"
            case _ where command.hasPrefix("STATUS"): answer = "* STATUS Done (MESSAGES 0)\r\n@ OK done\r\n"
            case _ where command.hasPrefix("SELECT"):
                answer =
                    "* FLAGS (\\Seen)\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n@ OK [READ-WRITE] x\r\n"
            case _ where command.hasPrefix("UID SEARCH"):
                answer =
                    server.count("moved") > 0
                    ? "* ESEARCH (TAG \"@\") UID\r\n@ OK done\r\n" : "* ESEARCH (TAG \"@\") UID ALL 4:5\r\n@ OK done\r\n"
            case _ where command.contains("RFC822.SIZE"):
                answer =
                    "* 1 FETCH (UID 4 RFC822.SIZE \(first.utf8.count))\r\n* 2 FETCH (UID 5 RFC822.SIZE \(second.utf8.count))\r\n@ OK x\r\n"
            case _ where command.contains("BODY.PEEK[]"):
                answer =
                    "* 1 FETCH (UID 4 BODY[] {\(first.utf8.count)}\r\n\(first))\r\n"
                    + "* 2 FETCH (UID 5 BODY[] {\(second.utf8.count)}\r\n\(second))\r\n@ OK done\r\n"
            case _ where command.hasPrefix("UID MOVE"):
                server.mark(command.contains(" 4:5 ") ? "moved" : "moved something else")
                answer = "* OK [COPYUID 9 4:5 1:2] x\r\n* 2 EXPUNGE\r\n* 1 EXPUNGE\r\n@ OK done\r\n"
            case "LOGOUT": answer = "* BYE see you\r\n@ OK done\r\n"
            case _ where command.hasPrefix("AUTHENTICATE"): answer = "@ OK in\r\n"
            default: answer = "@ BAD what?\r\n"
            }
            stream.say(answer.replacing("@", with: tag))
        }
    }

    private struct Trial: Sendable {
        var errors: [TransportError] = []
        var mails: [RawMail] = []
        var moves: Int
        var strangeMoves: Int
        var passed: Int
    }

    /// Fetches and files, again after a failure, as the intake loop does.
    private static func run(_ fault: LineStream.Fault, after bytes: Int?) async throws -> Trial {
        let server = try FaultyServer(failing: bytes, by: fault, serve: serve)
        defer { server.stop() }
        var settings = IMAPMailbox.Settings(
            server: ServerAddress(host: "127.0.0.1", port: server.port, security: .plainLoopbackOnly),
            credentials: .password(user: "u", SecretBytes("p")), filing: .move(doneFolder: "Done"))
        // 0.3 s for a login, 0.6 s for a command.
        if fault == .stall { settings.patience.factor = 0.005 }
        let mailbox = IMAPMailbox(name: "fake", settings: settings)
        var trial = Trial(moves: 0, strangeMoves: 0, passed: 0)
        for _ in 0..<4 {
            do throws(TransportError) {
                let mails = try await mailbox.fetch(limit: 10, skipping: [])
                if !mails.isEmpty { trial.mails = mails }
                try await mailbox.file(mails.map(\.uid))
                break
            } catch { trial.errors.append(error) }
        }
        await mailbox.close()
        trial.moves = server.count("moved")
        trial.strangeMoves = server.count("moved something else")
        if bytes == nil { trial.passed = try await server.bytesPassed() }
        return trial
    }

    @Test(
        "T9: wherever the connection fails, mails come whole, are moved after they were read, and the next connection goes on",
        arguments: LineStream.Fault.allCases)
    func everyByte(_ fault: LineStream.Fault) async throws {
        let whole = try await Self.run(.close, after: nil)
        #expect(whole.errors.isEmpty && whole.mails.count == 2)
        let length = whole.passed
        #expect((1200...2500).contains(length), "a dialogue of \(length) bytes")
        var failures = 0
        try await eachByte(length) { bytes in
            (bytes, try await Self.run(fault, after: bytes))
        } then: { bytes, trial in
            let place = "\(fault) after \(bytes) of \(length) bytes"
            #expect(trial.mails.map { String(decoding: $0.bytes, as: UTF8.self) } == [Self.first, Self.second], "\(place)")
            #expect(trial.moves >= 1 && trial.strangeMoves == 0, "\(place)")
            #expect(trial.errors.allSatisfy(Self.isWeather), "\(place): \(trial.errors)")
            // A loaded machine may miss one more of the short deadlines; a sound connection needs no second chance.
            #expect(trial.errors.count <= (fault == .stall ? 3 : 1), "\(place): \(trial.errors)")
            failures += trial.errors.count
        }
        #expect(failures > length / 2, "the failures were seen")
    }

    private static func isWeather(_ error: TransportError) -> Bool {
        switch error {
        case .unreachable, .unavailable, .timeout: true
        case .tls, .credentials, .protocolViolation, .refused, .folderMissing, .io, .settings, .cancelled: false
        }
    }
}
