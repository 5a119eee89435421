import CCurl
import Glibc

/// A connection that libcurl has opened, protected and logged in (CURLOPT_CONNECT_ONLY), carrying bytes of our own.
///
/// Not thread-safe; it belongs to one actor. All waiting is bounded by a deadline that does not restart, and ends
/// early when the wake signal says that the call was cancelled.
final class CurlConnection {
    /// Why a wait ended without what was waited for.
    enum Interruption: Error, Equatable {
        case deadline
        /// The call's own condition for stopping became true after a wake-up.
        case stopped
        /// The connection is gone.
        case lost(String)
    }

    private let handle: UnsafeMutableRawPointer
    private let socket: Int32
    private let wake: WakeSignal
    private var receiveBuffer = [UInt8](repeating: 0, count: 64 << 10)

    init(handle: UnsafeMutableRawPointer, socket: Int32, wake: WakeSignal) {
        self.handle = handle
        self.socket = socket
        self.wake = wake
    }

    deinit { curl_easy_cleanup(handle) }

    /// Sends everything. What arrives while the write is blocked goes to `received`: with a deep pipeline both
    /// sides would else wait for each other for ever.
    func send(
        _ bytes: [UInt8], until deadline: ContinuousClock.Instant, stop: () -> Bool, received: (ArraySlice<UInt8>) -> Void
    ) throws(Interruption) {
        var sent = 0
        while sent < bytes.count {
            var count = 0
            let from = sent
            let code = bytes.withUnsafeBytes { raw in
                curl_easy_send(handle, raw.baseAddress.map { $0 + from }, raw.count - from, &count)
            }
            switch code {
            case CURLE_OK: sent += count
            case CURLE_AGAIN:
                try wait(for: Int16(POLLIN | POLLOUT), until: deadline, stop: stop)
                while let chunk = try receiveNow() { received(chunk) }
            default: throw .lost(Self.reason(code))
            }
        }
    }

    /// Waits for bytes; the slice is good until the next call.
    func receive(until deadline: ContinuousClock.Instant, stop: () -> Bool) throws(Interruption) -> ArraySlice<UInt8> {
        while true {
            // First libcurl, then poll: TLS may hold bytes that the socket no longer shows.
            if let chunk = try receiveNow() { return chunk }
            try wait(for: Int16(POLLIN), until: deadline, stop: stop)
        }
    }

    /// Nil when nothing has come.
    private func receiveNow() throws(Interruption) -> ArraySlice<UInt8>? {
        var count = 0
        let code = receiveBuffer.withUnsafeMutableBytes { curl_easy_recv(handle, $0.baseAddress, $0.count, &count) }
        switch code {
        case CURLE_OK where count > 0: return receiveBuffer[..<count]
        case CURLE_OK: throw .lost("the server closed the connection")
        case CURLE_AGAIN: return nil
        default: throw .lost(Self.reason(code))
        }
    }

    private func wait(for events: Int16, until deadline: ContinuousClock.Instant, stop: () -> Bool) throws(Interruption) {
        while true {
            if stop() { throw .stopped }
            let remaining = deadline - ContinuousClock.now
            guard remaining > .zero else { throw .deadline }
            var entries = [
                pollfd(fd: socket, events: events, revents: 0),
                pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&entries, 2, Self.milliseconds(remaining))
            if ready < 0, errno != EINTR { throw .lost(String(cString: strerror(errno))) }
            if entries[1].revents != 0 { wake.clear() }
            if ready > 0, entries[0].revents != 0 { return }
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        return Int32(min(3_600_000, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
    }

    private static func reason(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}
