import Testing

@testable import TestKit

@Suite("Ports for servers that are other programs")
struct FreePortsTests {
    @Test("each port is given once, and none of them is one that the kernel gives to clients")
    func ports() throws {
        let ports = try (0..<40).flatMap { _ in try FreePorts.take(5) }
        #expect(Set(ports).count == 200)
        #expect(ports.allSatisfy { $0 < Int(FreePorts.firstForClients()) })
    }
}
