import Foundation
import Synchronization

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

/// A listening socket on a free port of loopback.
final class ListeningSocket: Sendable {
    let port: Int
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = self.descriptor
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isReady else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { Glibc.close(descriptor) }

    /// A port where nobody listens any more.
    static func closedPort() throws -> Int { try ListeningSocket().port }

    /// Blocks until a client comes.
    func accept() -> LineStream? {
        let connection = Glibc.accept(descriptor, nil, nil)
        return connection >= 0 ? LineStream(connection) : nil
    }
}

/// One client's connection, read by lines; closed with its last reference.
final class LineStream {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { Glibc.close(descriptor) }

    func say(_ text: some StringProtocol) { say(Array(text.utf8)) }

    func say(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let from = sent
            let count = bytes.withUnsafeBytes { raw in
                send(descriptor, raw.baseAddress.map { $0 + from }, raw.count - from, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            sent += count
        }
    }

    /// Without its line end; nil when the client is gone.
    func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = String(decoding: buffer[..<end].filter { $0 != 0x0D }, as: UTF8.self)
                buffer.removeSubrange(...end)
                return line
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
        }
    }
}
