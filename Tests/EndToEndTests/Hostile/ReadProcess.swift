import Foundation
import TestKit

/// `answerback read --batch` as a process of its own, whose memory and time are told by the system.
final class ReadProcess {
    private let process = Process()
    private let questions = Pipe()
    private let answers = Pipe()

    private static let answerBytesMax = 4_096

    init(_ program: String) throws {
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["read", "--batch"]
        process.standardInput = questions
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// The beginning of the JSON line for the mail in a file; empty where the process ended instead.
    func read(_ path: String) throws -> [UInt8] {
        try questions.fileHandleForWriting.write(contentsOf: Data((path + "\n").utf8))
        var answer: [UInt8] = []
        while true {
            let chunk = answers.fileHandleForReading.availableData
            if chunk.isEmpty { return [] }
            if answer.count < Self.answerBytesMax { answer.append(contentsOf: chunk.prefix(Self.answerBytesMax - answer.count)) }
            // One answer to one question: the line ends where a chunk does.
            if chunk.last == 10 { return answer }
        }
    }

    /// Seconds of processor time so far, user's and system's.
    var processorSeconds: Double {
        let stat = contents("stat")
        // Behind the name in parentheses: the 12th and 13th words are ticks of a hundredth of a second.
        let words = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        guard words.count > 13, let user = Double(words[12]), let system = Double(words[13]) else { return .infinity }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The largest resident set so far, in bytes; of this program alone, because the mark starts anew when it is executed.
    var peakBytes: Int {
        for line in contents("status").split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
                ?? .max
        }
        return .max
    }

    private func contents(_ name: String) -> String {
        (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/\(name)", encoding: .utf8)) ?? ""
    }

    func end() {
        try? questions.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
