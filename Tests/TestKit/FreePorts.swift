import Foundation
import Synchronization

/// Ports of loopback on which a server that is another program may listen.
///
/// Never those that the kernel gives to clients: between our look and the server's bind, any connection of a test
/// beside ours could take one, and the server would not start.
enum FreePorts {
    private static let taken = Mutex<Set<UInt16>>([])
    private static let lowest: UInt16 = 10_240
    private static let triesMax = 10_000

    /// So many ports; no other call in this process gets one of them.
    static func take(_ count: Int) throws -> [Int] {
        try taken.withLock { taken in
            var ports: [UInt16] = []
            for _ in 0..<triesMax where ports.count < count {
                let port = UInt16.random(in: lowest..<firstForClients())
                if isFree(port), taken.insert(port).inserted { ports.append(port) }
            }
            guard ports.count == count else { throw Lab.Failure(description: "no free port on loopback") }
            return ports.map(Int.init)
        }
    }

    /// The first port that the kernel may give to a client (ip(7), `ip_local_port_range`); Linux's own default is 32768.
    static func firstForClients() -> UInt16 {
        let range = try? String(contentsOfFile: "/proc/sys/net/ipv4/ip_local_port_range", encoding: .utf8)
        let first = range?.split(whereSeparator: \.isWhitespace).first.flatMap { UInt16($0) } ?? 32_768
        return first > lowest + 1_000 ? first : 32_768
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
