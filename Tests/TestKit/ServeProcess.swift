import Foundation

/// The built `answerback` as a process of its own, to be killed; its end at the latest is the end of this value.
public final class ServeProcess: Sendable {
    private let child: ChildProcess
    private let log: String

    /// `ANSWERBACK_PROGRAM`, or the command that was built beside these tests; nil where it was not.
    public static var program: String? {
        if let named = ProcessInfo.processInfo.environment["ANSWERBACK_PROGRAM"] { return named }
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return [beside, beside.deletingLastPathComponent(), beside.deletingLastPathComponent().deletingLastPathComponent()]
            .map { $0.appending(path: "answerback").path() }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Starts `answerback` with these words.
    /// - Parameter environment: beside the test's own.
    public init(_ words: [String], environment: [String: String] = [:], log: String) throws {
        guard let program = Self.program else {
            throw DeadlinePassed(description: "no answerback beside \(CommandLine.arguments[0])")
        }
        self.log = log
        guard FileManager.default.createFile(atPath: log, contents: nil) else {
            throw DeadlinePassed(description: "cannot write \(log)")
        }
        child = try ChildProcess(
            [program] + words, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }, log: log,
            keepsOutput: false)
    }

    /// What it has said on standard error.
    public var said: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    public var processID: Int32 { child.processID }

    /// Ends it as a power cut would, and waits until it is gone.
    public func kill() {
        child.signal(SIGKILL)
        child.wait()
    }

    /// Lets it run for so long and kills it, whatever it is at: the moment is what is drawn, nothing is waited for.
    public func kill(afterMilliseconds milliseconds: Int) async throws {
        try await Task.sleep(for: .milliseconds(milliseconds))
        kill()
    }

    public func terminate() { child.signal(SIGTERM) }

    /// Waits until it works in a data folder: it holds the lock, and hears stop signals.
    public func works(in folder: String) async throws {
        try await eventually("answerback to take \(folder); it said: \(said)") {
            let holder = try? String(contentsOfFile: folder + "/lock", encoding: .utf8)
            return child.ending != nil || holder == "\(processID)\n" ? true : nil
        }
    }

    /// How a process ended that should have ended otherwise, with what it said.
    public struct EndedOtherwise: Error, CustomStringConvertible {
        public let description: String
    }

    /// Waits for its end.
    /// - Throws: ``EndedOtherwise``, and ``DeadlinePassed`` where it goes on.
    public func ends(with expected: ChildProcess.Ending, within seconds: Double = 120) async throws {
        let ending: ChildProcess.Ending
        do { ending = try await eventually("the end of answerback", within: seconds) { child.ending } } catch {
            throw DeadlinePassed(description: "\(error); it said: \(said)")
        }
        guard ending == expected else { throw EndedOtherwise(description: "\(ending), not \(expected); it said: \(said)") }
    }
}
