import Foundation
import Glibc

/// A second pair of eyes on a mailbox: an IDLE of its own over plain IMAP on loopback, so that the moment of a push is known.
final class IdleWatch {
    private let socket: Int32
    private var pending: [UInt8] = []

    struct Failure: Error, CustomStringConvertible { let description: String }

    init(port: Int, user: String, password: String) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(description: "no IMAP on port \(port)") }
        try say("a LOGIN \"\(user)\" \"\(password)\"", until: "a OK")
        try say("b EXAMINE INBOX", until: "b OK")
        try say("c IDLE", until: "+")
    }

    deinit { close(socket) }

    /// Waits for the push that tells of new mail.
    /// - Returns: the moment in which it came, in milliseconds since 1970.
    func push() throws -> Double {
        while true {
            let line = try nextLine()
            if line.hasPrefix("* "), line.hasSuffix(" EXISTS") { return Date().timeIntervalSince1970 * 1000 }
        }
    }

    private func say(_ command: String, until mark: String) throws {
        let bytes = Array((command + "\r\n").utf8)
        guard send(socket, bytes, bytes.count, 0) == bytes.count else { throw Failure(description: "the IMAP server went away") }
        while try !nextLine().hasPrefix(mark) {}
    }

    private func nextLine() throws -> String {
        while true {
            if let end = pending.firstIndex(of: 10) {
                let line = String(decoding: pending[..<end].filter { $0 != 13 }, as: UTF8.self)
                pending.removeFirst(end + 1)
                return line
            }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { throw Failure(description: "the IMAP server went away") }
            pending += buffer[..<count]
        }
    }
}
