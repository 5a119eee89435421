import Foundation
import Synchronization
import TestKit

/// A fake IMAP server that answers each command by the first answer whose key the command contains; `@` stands for
/// the command's tag, `CLOSE` at the end hangs up. LOGOUT and `DONE` need no answer of a test's own.
final class TaglessServer: Sendable {
    let port: Int
    private let server: ListeningSocket
    private let heard = Mutex<[String]>([])

    /// Commands heard after the login, without their tags.
    var commands: [String] { heard.withLock { $0 } }

    init(login: [String], answers: [(String, String)]) throws {
        server = try ListeningSocket()
        port = server.port
        Thread.detachNewThread { [self] in
            while let stream = server.accept() { serve(stream, login, answers) }
        }
    }

    private func serve(_ stream: LineStream, _ login: [String], _ answers: [(String, String)]) {
        for step in login {
            if step.hasPrefix("S:") { stream.say(step.dropFirst(2) + "\r\n") }
            if step.hasPrefix("C:") {
                guard let line = stream.line(), line.contains(step.dropFirst(2)) else { return }
            }
        }
        while let line = stream.line() {
            let tag = line.prefix { $0 != " " }
            let command = line.contains(" ") ? String(line.dropFirst(tag.count + 1)) : line
            heard.withLock { $0.append(command) }
            if command == "DONE" { continue }
            var answer = answers.first { $0.0.isEmpty || command.contains($0.0) }?.1 ?? "@ BAD what?\r\n"
            if command == "LOGOUT" { answer = "* BYE\r\n@ OK\r\n" }
            let closes = answer.hasSuffix("CLOSE")
            if closes { answer.removeLast(5) }
            stream.say(answer.replacing("@ ", with: tag + " "))
            if closes { return }
        }
    }
}
