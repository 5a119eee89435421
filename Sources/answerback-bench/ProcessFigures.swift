import Foundation

/// What Linux tells of a process under `/proc`.
struct ProcessFigures {
    /// User and system time, in seconds; steps of 10 ms.
    var processorSeconds: Double
    var residentKilobytes: Int
    var residentPeakKilobytes: Int

    init?(_ id: Int32) {
        guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8), let end = stat.lastIndex(of: ")")
        else { return nil }
        // Fields 14 and 15 of proc(5), counted from the one after the name in parentheses.
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return nil }
        processorSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        func kilobytes(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return line.flatMap { $0.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first }.flatMap { Int($0) }
                ?? 0
        }
        residentKilobytes = kilobytes("VmRSS")
        residentPeakKilobytes = kilobytes("VmHWM")
    }

    /// What this process has used so far, in seconds.
    static func ownProcessorSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        return Double(seconds) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }
}

/// `answerback serve`, started to be measured.
final class ServiceUnderTest {
    let process = Process()
    let startedAt: Date

    /// - Parameter configuration: its file; the program is the one that was built beside this.
    init(configuration: String, log: String) throws {
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        process.executableURL = beside.appending(path: "answerback")
        process.arguments = ["serve", "--config", configuration]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: log) ?? FileHandle.standardError
        startedAt = Date()
        try process.run()
    }

    var figures: ProcessFigures? { ProcessFigures(process.processIdentifier) }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    deinit { if process.isRunning { process.terminate() } }
}
