import Foundation
import Responder
import Store
import TextAnalysis

/// All commands, in the order of the help.
enum CommandTable {
    static let all: [Command] = [
        .initialise, .demo, .serve, .deliver, .explain, .read, .classify, .evaluate, .rehearse, .learn, .tickets,
        .solutions, .templates, .mode, .metrics, .digest, .report,
        .queue, .hold, .release, .doctor, .log, .verify, .export, .erase, .backup, .help,
    ]

    /// Runs a command line and gives its exit status; every failure ends as one message on standard error.
    static func run(_ words: [String], console: Console) async -> ExitStatus {
        do {
            guard let name = words.first else {
                console.error(overview)
                return .usage
            }
            if name == "--help" || name == "-h" {
                console.print(overview)
                return .ok
            }
            guard let command = all.first(where: { $0.name == name }) else { throw unknown(name) }
            if words.dropFirst().contains(where: { $0 == "--help" || $0 == "-h" }) {
                console.print(command.help)
                return .ok
            }
            let invocation = try Invocation.parse(Array(words.dropFirst()), for: command)
            return try await command.run(invocation, console)
        } catch {
            let failure = describe(error)
            console.error("answerback: \(failure.message)")
            return failure.status
        }
    }

    static var overview: String {
        let width = all.map(\.name.count).max() ?? 0
        let lines = all.map { "  " + $0.name + String(repeating: " ", count: width - $0.name.count + 2) + $0.summary }
        return
            (["answerback: an e-mail gateway that answers support mail", "", "  answerback COMMAND [options]", ""] + lines
            + ["", "answerback help COMMAND tells more of each."]).joined(separator: "\n")
    }

    private static func unknown(_ name: String) -> CommandFailure {
        let near = all.map(\.name).first { $0.hasPrefix(name.prefix(3)) }
        return CommandFailure(
            .usage, "no command \"\(name)\"" + (near.map { "; did you mean \($0)?" } ?? "; see: answerback help"))
    }

    private static func describe(_ error: any Error) -> CommandFailure {
        switch error {
        case let failure as CommandFailure: failure
        case let error as ConfigurationError: CommandFailure(.configuration, error.description)
        case let error as SecretError: CommandFailure(.configuration, error.description)
        case let failure as ServiceFailure:
            CommandFailure(ExitStatus(rawValue: failure.exitStatus) ?? .software, failure.description)
        case let error as StoreError: CommandFailure(error.isTransient ? .temporary : .unavailable, error.description)
        case let error as TrainingError: CommandFailure(.data, "\(error)")
        default: CommandFailure(.software, "\(error)")
        }
    }
}

extension Command {
    static let help = Command(
        "help", operands: "[COMMAND]", operandCount: 0...1, summary: "tells what the commands do", needsConfiguration: false
    ) { invocation, console in
        guard let name = invocation.operands.first else {
            console.print(CommandTable.overview)
            return .ok
        }
        guard let command = CommandTable.all.first(where: { $0.name == name }) else {
            throw CommandFailure(.usage, "no command \"\(name)\"; see: answerback help")
        }
        console.print(command.help)
        return .ok
    }
}
