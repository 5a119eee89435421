/// One command: its definition gives the parser, the help and the errors.
struct Command: Sendable {
    var name: String
    /// What the operands are, for the usage line: `FILE…`, `[DIR]`; empty where there are none.
    var operands: String
    /// How many operands may stand.
    var operandCount: ClosedRange<Int>
    /// One line for the list of commands.
    var summary: String
    /// What the help tells beyond the summary.
    var detail: String
    var options: [CommandOption]
    /// Whether it reads a configuration, and so takes `--config`.
    var needsConfiguration: Bool
    var run: @Sendable (Invocation, Console) async throws -> ExitStatus

    init(
        _ name: String, operands: String = "", operandCount: ClosedRange<Int> = 0...0, summary: String, detail: String = "",
        options: [CommandOption] = [], needsConfiguration: Bool = true,
        run: @escaping @Sendable (Invocation, Console) async throws -> ExitStatus
    ) {
        self.name = name
        self.operands = operands
        self.operandCount = operandCount
        self.summary = summary
        self.detail = detail
        self.options = options + (needsConfiguration ? [.config] : [])
        self.needsConfiguration = needsConfiguration
        self.run = run
    }
}

/// An option of a command.
struct CommandOption: Sendable {
    /// With its dashes: `--since`.
    var name: String
    /// The word for its value in the help; nil for a switch.
    var value: String?
    var help: String

    init(_ name: String, _ value: String? = nil, _ help: String) {
        self.name = name
        self.value = value
        self.help = help
    }

    static let config = CommandOption("--config", "FILE", "the configuration (answerback.json5, then config/answerback.json5)")
    static let json = CommandOption("--json", nil, "JSON for programs instead of a table for people")
}

/// A command line that was understood.
struct Invocation: Sendable {
    var command: Command
    var operands: [String]
    private var values: [String: [String]]

    init(command: Command, operands: [String], values: [String: [String]]) {
        self.command = command
        self.operands = operands
        self.values = values
    }

    func has(_ option: String) -> Bool { values[option] != nil }
    func value(_ option: String) -> String? { values[option]?.last }

    /// A whole number given to an option.
    func number(_ option: String, default standard: Int, in range: ClosedRange<Int>) throws -> Int {
        guard let text = value(option) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw CommandFailure(
                .usage, "\(option) takes a whole number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
        }
        return number
    }

    /// Parses the words after the command's name; `--option=value` and `--option value` are the same, `--` ends the options.
    static func parse(_ words: [String], for command: Command) throws -> Invocation {
        var operands: [String] = []
        var values: [String: [String]] = [:]
        var index = 0
        var onlyOperands = false
        while index < words.count {
            let word = words[index]
            index += 1
            if onlyOperands || !word.hasPrefix("--") {
                operands.append(word)
            } else if word == "--" {
                onlyOperands = true
            } else {
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                guard let option = command.options.first(where: { $0.name == parts[0] }) else {
                    throw CommandFailure(
                        .usage, "\(command.name) has no option \(parts[0]); see: answerback help \(command.name)")
                }
                values[option.name, default: []].append(try value(of: option, parts, words, &index))
            }
        }
        guard command.operandCount.contains(operands.count) else {
            throw CommandFailure(.usage, "usage: \(command.usage)")
        }
        return Invocation(command: command, operands: operands, values: values)
    }

    private static func value(of option: CommandOption, _ parts: [String], _ words: [String], _ index: inout Int) throws -> String
    {
        guard let placeholder = option.value else {
            guard parts.count == 1 else { throw CommandFailure(.usage, "\(option.name) takes no value") }
            return ""
        }
        if parts.count == 2 { return parts[1] }
        guard index < words.count else {
            throw CommandFailure(.usage, "\(option.name) needs a value: \(option.name) \(placeholder)")
        }
        defer { index += 1 }
        return words[index]
    }
}

extension Command {
    var usage: String {
        let options = options.map { "[" + $0.name + ($0.value.map { " " + $0 } ?? "") + "]" }
        return (["answerback", name] + (operands.isEmpty ? [] : [operands]) + options).joined(separator: " ")
    }

    var help: String {
        var lines = ["\(summary)", "", "  \(usage)"]
        if !detail.isEmpty { lines += ["", detail] }
        lines.append("")
        let width = options.map { ($0.name + " " + ($0.value ?? "")).count }.max() ?? 0
        for option in options {
            let left = option.name + (option.value.map { " " + $0 } ?? "")
            lines.append("  " + left + String(repeating: " ", count: width - left.count + 2) + option.help)
        }
        return lines.joined(separator: "\n")
    }
}
