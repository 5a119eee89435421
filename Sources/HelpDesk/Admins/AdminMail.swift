/// What an admin typed: lines of commands above the first quote of the text part (RULES B4).
public struct AdminMail: Sendable, Equatable {
    /// The typed text, without quotes and signature.
    public var text: String
    /// Only the word `stop`, alone, is taken from it.
    public var subject: String
    /// Intents that `mode` may name; empty where any well-formed name will do.
    public var intents: [String]

    static let commandsMax = 10
    static let textBytesMax = 65_536

    public init(text: String, subject: String = "", intents: [String] = []) {
        self.text = text
        self.subject = subject
        self.intents = intents
    }

    /// Reads the commands. A line that says `stop` always stops, whatever else the mail holds: stopping is safe (H12).
    /// Otherwise one bad line refuses the whole mail, and only one command that changes something fits into a mail,
    /// because its nonce is bound to it alone.
    public func read() -> AdminRequest {
        let lines = TypedLines.of(String(decoding: text.utf8.prefix(Self.textBytesMax), as: UTF8.self)).map(CleanText.trimmed)
        if lines.contains(where: AdminGrammar.isStop)
            || (lines.allSatisfy(\.isEmpty) && AdminGrammar.isStop(CleanText.line(subject)))
        {
            return .commands([.stop])
        }
        var commands: [AdminCommand] = []
        var errors: [CommandError] = []
        let typed = SolutionText.words(of: lines.joined(separator: "\n"))
        let last = CleanText.lines(typed).last ?? ""
        for (index, line) in lines.enumerated() where !line.isEmpty {
            if commands.count + errors.count >= Self.commandsMax { break }
            switch AdminGrammar.parse(line, intents: intents) {
            case .success(let command):
                if commands.contains(where: { $0.isAskedOnce && $0.verb == command.verb }) {
                    errors.append(CommandError(line: index + 1, text: line, message: Self.twice(command)))
                }
                commands.append(command)
            case .failure(let fault):
                if isCourtesy(line, typed) { continue }
                errors.append(CommandError(line: index + 1, text: line, message: fault.message))
            }
            if line == last { break }
        }
        if !errors.isEmpty { return .errors(errors) }
        if commands.filter({ $0.effect == .changing }).count > 1 {
            return .errors([
                CommandError(line: 0, text: "", message: "A mail takes one command that changes something; nothing was done.")
            ])
        }
        return commands.isEmpty ? .empty : .commands(commands)
    }

    private static func twice(_ command: AdminCommand) -> Phrase {
        Phrase("{{command}} stands in this mail twice", ["command": command.verb])
    }

    /// Greeting, closing and signature are no commands.
    private func isCourtesy(_ line: String, _ typed: String) -> Bool {
        !CleanText.lines(typed).map(CleanText.trimmed).contains(line)
    }

    /// Whether this mail, which came to a nonce's address, confirms the command that the nonce is bound to (B4).
    ///
    /// An empty text, `ok`, `yes`, `confirm`, or the command itself confirm; any other word refuses, an edited command above all.
    public func confirms(_ command: String) -> Bool {
        let lines = CleanText.withoutBlankEnds(
            CleanText.lines(SolutionText.words(of: TypedLines.of(text).joined(separator: "\n"))))
        if lines.isEmpty { return true }
        guard lines.count == 1, let line = lines.first else { return false }
        if AgentMail.isApproval(line) || Self.confirmations.contains(CleanText.lowercasedASCII(CleanText.trimmed(line))) {
            return true
        }
        guard case .success(let typed) = AdminGrammar.parse(CleanText.trimmed(line), intents: intents) else { return false }
        return typed.canonical == command
    }

    private static let confirmations: Set<String> = ["yes", "confirm", "confirmed", "ja", "oui", "si", "sí"]
}

public enum AdminRequest: Sendable, Equatable {
    /// In the order of the mail; at most one of them changes something.
    case commands([AdminCommand])
    case errors([CommandError])
    /// No command at all: help is the answer.
    case empty
}
