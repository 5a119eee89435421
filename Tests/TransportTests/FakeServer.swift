import Foundation
import Synchronization
import TestKit

/// A scripted server on loopback, as rude as a test wants it: one script a connection.
///
/// What follows `S:` is sent with CRLF, `C:` waits for a line of the client that contains what follows, `CLOSE`
/// hangs up, `HOLD` listens until the client goes, `TLS` takes the handshake with ``identity``, `RAW:` is sent as it stands.
final class FakeServer: Sendable {
    let port: Int
    private let server: ListeningSocket
    private let heard = Mutex<[String]>([])
    private let identity: TLSIdentity?

    /// Everything that clients have said, line by line.
    var lines: [String] { heard.withLock { $0 } }

    init(_ scripts: [[String]], identity: TLSIdentity? = nil) throws {
        self.identity = identity
        server = try ListeningSocket()
        port = server.port
        Thread.detachNewThread { [self] in
            for script in scripts {
                guard let stream = server.accept() else { return }
                play(script, stream)
            }
        }
    }

    private func play(_ script: [String], _ stream: LineStream) {
        for step in script {
            if step.hasPrefix("S:") { stream.say(step.dropFirst(2) + "\r\n") }
            if step.hasPrefix("C:") {
                repeat {
                    guard let line = listen(stream) else { return }
                    if line.contains(step.dropFirst(2)) { break }
                } while true
            }
            if step == "END" {
                repeat { guard let line = listen(stream) else { return }; if line == "." { break } } while true
            }
            if step.hasPrefix("RAW:") { stream.say(step.dropFirst(4)) }
            if step == "TLS" { guard let identity, stream.protect(identity) else { return } }
            if step == "CLOSE" { return }
            if step == "HOLD" { while listen(stream) != nil {} }
        }
    }

    /// Line ends of clients that were no CRLF.
    var strayLineEnds: Int { stray.load(ordering: .relaxed) }
    private let stray = Atomic<Int>(0)

    private func listen(_ stream: LineStream) -> String? {
        defer { stray.store(stream.strayLineEnds, ordering: .relaxed) }
        guard let line = stream.line() else { return nil }
        heard.withLock { $0.append(line) }
        return line
    }
}
