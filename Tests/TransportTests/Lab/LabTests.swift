import Foundation
import TestKit
import Testing

@Suite("The lab itself", .enabled(if: Lab.obstacle == nil, "\(Lab.obstacle ?? "")"))
struct LabTests {
    @Test("its servers end when it is stopped")
    func stopped() throws {
        let lab = try Lab()
        let servers = try ["dovecot/master.pid", "spool/pid/master.pid"].map { path in
            let text = try String(contentsOf: lab.folder.appending(path: path), encoding: .utf8)
            return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        }
        for server in servers { #expect(kill(server, 0) == 0) }
        lab.stop()
        for server in servers { #expect(kill(server, 0) != 0, "process \(server) goes on") }
    }
}
