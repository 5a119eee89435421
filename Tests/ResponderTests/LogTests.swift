import Foundation
import HelpDesk
import Synchronization
import Testing

@testable import Responder

@Suite("The log")
struct LogTests {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
        func log(_ level: LogSettings.Level, _ format: LogSettings.Format) -> Log {
            let clock = ServiceClock { Timestamp(seconds: 1_795_233_906) }
            let signer = Signer(sign: { $0 + [UInt8](repeating: 7, count: 32) }, digest: { $0 })
            return Log(LogSettings(level: level, format: format), clock: clock, signer: signer) { line in
                self.all.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
            }
        }
        var text: [String] { all.withLock { $0 } }
    }

    @Test("D15: a JSON line is one object on one line, whatever characters a value holds")
    func json() throws {
        let lines = Lines()
        lines.log(.notice, .json).notice(
            "intake", "two\r\nlines \"quoted\" \u{1B}[2J", ["mailbox": .text("a\u{202E}b\u{2028}"), "count": .number(3)])
        let line = try #require(lines.text.first)
        #expect(line.filter { $0.isNewline }.count == 1 && line.hasSuffix("\n"))
        #expect(!line.unicodeScalars.dropLast().contains { $0.value < 0x20 || $0.value == 0x202E })
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["words"] as? String == "two\r\nlines \"quoted\" \u{1B}[2J")
        #expect(object?["mailbox"] as? String == "a\u{202E}b\u{2028}")
        #expect(object?["count"] as? Int == 3)
        #expect(object?["time"] as? String == "2026-11-21T04:05:06Z")
    }

    @Test("D15: a line of text cannot be forged by a value that holds a line end")
    func text() {
        let lines = Lines()
        lines.log(.info, .text).info("case", "decided", ["state": .text("x\n2026-01-01T00:00:00Z error forged")])
        #expect(lines.text == [#"2026-11-21T04:05:06Z info case: decided state=x\n2026-01-01T00:00:00Z error forged"# + "\n"])
    }

    @Test("D15: an address becomes a short digest, equal for equal addresses, and never stands there itself")
    func identifiers() {
        let log = Lines().log(.info, .text)
        #expect(log.identifier("Casey@Customer.example") == log.identifier("casey@customer.example"))
        guard case .text(let digest) = log.identifier("casey@customer.example") else { return }
        #expect(digest.utf8.count == 12 && !digest.contains("casey"))
    }

    @Test("levels below the set one are silent", arguments: LogSettings.Level.allCases)
    func levels(level: LogSettings.Level) {
        let lines = Lines()
        let log = lines.log(level, .text)
        log.debug("x", "x")
        log.info("x", "x")
        log.notice("x", "x")
        log.warning("x", "x")
        log.error("x", "x")
        let index = LogSettings.Level.allCases.firstIndex(of: level) ?? 0
        #expect(lines.text.count == 5 - index)
    }
}
