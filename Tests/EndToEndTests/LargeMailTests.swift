import Foundation
import TestKit
import Testing

@Suite struct LargeMailTests {
    @Test("D7: a mail of 48 MB is read in 256 MB, and a small one in far less")
    func memory() throws {
        let head = "From: a@b.example\nTo: support@acme.example\nSubject: large\nMIME-Version: 1.0\n"
        let line = String(repeating: "QUJD", count: 19) + "\n"
        let attachment = head + "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n"
        let large = try peakKilobytes(
            Data(attachment.utf8) + Data(String(repeating: line, count: (48 << 20) / line.utf8.count).utf8))
        let small = try peakKilobytes(Data((head + "\nhello\n").utf8))
        #expect(large < 256 << 10)
        #expect(small < 64 << 10)
    }

    /// The peak resident size of a process that reads this mail.
    private func peakKilobytes(_ mail: Data) throws -> Int {
        let path = NSTemporaryDirectory() + "answerback-large-\(UUID().uuidString).eml"
        try mail.write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let program = try #require(ServeProcess.program)
        var process = pid_t()
        let words = [program, "read", path].map { strdup($0) }
        defer { words.forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        defer { posix_spawn_file_actions_destroy(&actions) }
        try #require(posix_spawn(&process, program, &actions, nil, words + [nil], environ) == 0)
        var status: Int32 = 0
        var usage = rusage()
        try #require(wait4(process, &status, 0, &usage) == process)
        #expect(status == 0)
        return usage.ru_maxrss
    }
}
