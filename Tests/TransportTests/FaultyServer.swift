import Foundation
import Synchronization
import TestKit

/// A server on loopback whose first connection fails after so many bytes; later ones are sound.
final class FaultyServer: Sendable {
    let port: Int
    private let server: ListeningSocket
    private let serve: @Sendable (LineStream, FaultyServer) -> Void
    private let marks = Mutex<[String: Int]>([:])
    private let connections = Atomic<Int>(0)
    private let longest = Atomic<Int>(0)

    init(
        failing bytes: Int?, by fault: LineStream.Fault, serve: @escaping @Sendable (LineStream, FaultyServer) -> Void
    ) throws {
        server = try ListeningSocket()
        port = server.port
        self.serve = serve
        Thread.detachNewThread { [self] in
            while let stream = server.accept() {
                if connections.add(1, ordering: .relaxed).newValue == 1, let bytes { stream.fail(after: bytes, by: fault) }
                let box = Handed(stream)
                Thread.detachNewThread { [self] in self.serve(box.stream, self) }
            }
        }
    }

    /// Remembers that a point of the dialogue was reached whole.
    func mark(_ name: String) { marks.withLock { $0[name, default: 0] += 1 } }

    func count(_ name: String) -> Int { marks.withLock { $0[name] ?? 0 } }

    /// Bytes of the longest connection, once one has ended: the client may be gone before its server has noticed.
    func bytesPassed() async throws -> Int {
        try await eventually("the server's end of a connection") {
            let bytes = longest.load(ordering: .relaxed)
            return bytes > 0 ? bytes : nil
        }
    }

    func note(_ bytes: Int) { longest.max(bytes, ordering: .relaxed) }

    func stop() { server.stop() }
}
