internal import CTLSServer
import Foundation

/// A listening socket on a free port of loopback.
public final class ListeningSocket: Sendable {
    public let port: Int
    private let descriptor: Int32

    public init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = self.descriptor
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isReady else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { Glibc.close(descriptor) }

    /// A port where nobody listens any more.
    public static func closedPort() throws -> Int { try ListeningSocket().port }

    /// Blocks until a client comes; nil once ``stop()`` was called.
    public func accept() -> LineStream? {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else { return nil }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        return LineStream(connection)
    }

    /// Ends a blocked ``accept()``.
    public func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}

/// One client's connection, read by lines, in the clear or by TLS; closed with its last reference.
public final class LineStream {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var protection: UnsafeMutableRawPointer?

    /// How a connection fails.
    public enum Fault: Sendable, Equatable, CaseIterable {
        /// The server closes.
        case close
        /// A reset, as of a dead process or a firewall.
        case reset
        /// Nothing comes any more, and nothing is read.
        case stall
    }

    /// Line ends read so far that were a lone CR or a lone LF.
    public private(set) var strayLineEnds = 0
    private var budget = Int.max
    private var fault = Fault.close
    /// Bytes that have passed, in both directions.
    public private(set) var passed = 0
    public var hasFailed: Bool { passed >= budget }

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// After so many bytes of both directions together the connection fails.
    public func fail(after bytes: Int, by fault: Fault) {
        budget = bytes
        self.fault = fault
    }

    private func failIfSpent() -> Bool {
        guard hasFailed else { return false }
        switch fault {
        case .close: break
        case .reset: cut()
        case .stall:
            // Until the client gives up; what it still says is nobody's.
            var chunk = [UInt8](repeating: 0, count: 4096)
            while recv(descriptor, &chunk, chunk.count, 0) > 0 {}
        }
        return true
    }

    deinit {
        if let protection { ab_tls_end(protection) }
        Glibc.close(descriptor)
    }

    /// Speaks TLS from here on. What was read and not taken is forgotten, as a sound server must.
    /// - Returns: false where the client broke the handshake off.
    public func protect(_ identity: TLSIdentity) -> Bool {
        buffer = []
        protection = ab_tls_accept(identity.context, descriptor)
        return protection != nil
    }

    public func say(_ text: some StringProtocol, noting: (Int) -> Void = { _ in }) { say(Array(text.utf8), noting: noting) }

    /// - Parameter noting: told how many bytes have passed by then, before the connection fails where it is to.
    public func say(_ bytes: [UInt8], noting: (Int) -> Void = { _ in }) {
        var sent = 0
        let bytes = Array(bytes.prefix(budget - passed))
        defer {
            passed += sent
            noting(passed)
            _ = failIfSpent()
        }
        while sent < bytes.count {
            let from = sent
            let count = bytes.withUnsafeBytes { raw -> Int in
                guard let base = raw.baseAddress else { return 0 }
                if let protection {
                    return Int(
                        ab_tls_write(
                            protection, (base + from).assumingMemoryBound(to: UInt8.self), Int32(min(raw.count - from, 1 << 20))))
                }
                return send(descriptor, base + from, raw.count - from, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            sent += count
        }
    }

    /// Without its line end; nil when the client is gone.
    public func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let returns = buffer[..<end].count { $0 == 0x0D }
                strayLineEnds += buffer[..<end].last == 0x0D ? returns - 1 : returns + 1
                let line = String(decoding: buffer[..<end].filter { $0 != 0x0D }, as: UTF8.self)
                buffer.removeSubrange(...end)
                return line
            }
            guard let chunk = read() else { return nil }
            buffer += chunk
        }
    }

    /// So many bytes; nil when the client is gone before.
    public func bytes(_ count: Int) -> [UInt8]? {
        while buffer.count < count {
            guard let chunk = read() else { return nil }
            buffer += chunk
        }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// What has come, at least a byte; nil when the client is gone.
    public func read() -> [UInt8]? {
        if failIfSpent() { return nil }
        var chunk = [UInt8](repeating: 0, count: min(4096, budget - passed))
        let count =
            protection.map { Int(ab_tls_read($0, &chunk, Int32(chunk.count))) } ?? recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { return nil }
        passed += count
        return Array(chunk[..<count])
    }

    /// Cuts the connection as a dead network does: what was not sent yet is lost.
    public func cut() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }
}

/// A server's certificate and key, read once.
// @unchecked: OpenSSL's context is shared between threads by its own reference count and locks.
public final class TLSIdentity: @unchecked Sendable {
    let context: UnsafeMutableRawPointer

    public init(certificate: String, key: String) throws {
        // OpenSSL writes without MSG_NOSIGNAL; a client that hung up must not end the tests.
        signal(SIGPIPE, SIG_IGN)
        guard let context = ab_tls_context(certificate, key) else { throw POSIXError(.ENOENT) }
        self.context = context
    }

    deinit { ab_tls_forget(context) }
}
