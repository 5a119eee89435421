/// A mail's lines taken apart: the commands at its top, and the text below them.
struct CommandSheet {
    struct Entry: Equatable {
        var command: AgentCommand
        var line: Int
        /// As typed.
        var text: String
    }
    var commands: [Entry] = []
    var errors: [CommandError] = []
    /// The text below the commands, without blank lines at its ends.
    var body = ""

    mutating func read(_ lines: [String], knowing vocabulary: AgentVocabulary) {
        var text: [String] = []
        var isTop = true
        for (index, line) in lines.enumerated() {
            let trimmed = CleanText.trimmed(line)
            if errors.count >= AgentMail.errorsMax { break }
            if isTop && (trimmed.isEmpty || looksLikeCommand(trimmed)) {
                if !trimmed.isEmpty { take(trimmed, line: index + 1, into: &text, knowing: vocabulary) }
                isTop = text.isEmpty
                continue
            }
            isTop = false
            if AgentGrammar.isCommandLine(trimmed) {
                errors.append(
                    CommandError(line: index + 1, text: trimmed, message: "commands stand at the top, before the text"))
            }
            text.append(line)
        }
        body = CleanText.withoutBlankEnds(text).joined(separator: "\n")
    }

    /// `#` and a letter, or `#`, blanks and a letter; `#4711` is text.
    private func looksLikeCommand(_ line: String) -> Bool {
        guard line.utf8.first == UInt8(ascii: "#") else { return false }
        let next = line.unicodeScalars.dropFirst().first { !CleanText.isBlank($0) }
        return next.map { $0.properties.isAlphabetic } ?? true
    }

    /// One line holds one command or several; `#note` keeps the rest of its line as text.
    private mutating func take(_ line: String, line number: Int, into text: inout [String], knowing vocabulary: AgentVocabulary) {
        for piece in AgentGrammar.pieces(of: line) {
            if commands.count >= AgentMail.commandsMax || errors.count >= AgentMail.errorsMax {
                errors.append(
                    CommandError(
                        line: number, text: line,
                        message: Phrase("a mail takes at most {{count}} commands", ["count": String(AgentMail.commandsMax)])))
                return
            }
            switch AgentGrammar.parse(piece, knowing: vocabulary) {
            case .command(let command, let rest):
                if commands.contains(where: { $0.command.name == command.name }) {
                    errors.append(
                        CommandError(
                            line: number, text: piece,
                            message: Phrase("{{command}} stands in this mail twice", ["command": "#" + command.name])))
                }
                commands.append(Entry(command: command, line: number, text: piece))
                if !rest.isEmpty { text.append(rest) }
            case .fault(let message):
                errors.append(CommandError(line: number, text: piece, message: message))
            }
        }
    }

    /// Commands that exclude each other, or that leave no place for a text.
    mutating func refuseContradictions(hasText: Bool, destination: AgentMail.Destination) {
        if destination == .note, let send = commands.first(where: { $0.command == .send }) {
            errors.append(
                CommandError(
                    line: send.line, text: "#send",
                    message: "what goes to the note address never leaves; write to the customer address"))
        }
        let names = Set(commands.map(\.command.name))
        for (first, second) in AgentGrammar.exclusive where names.contains(first) && names.contains(second) {
            guard let entry = commands.first(where: { $0.command.name == second }) else { continue }
            errors.append(
                CommandError(
                    line: entry.line, text: "#\(second)",
                    message: Phrase(
                        "{{first}} and {{second}} exclude each other", ["first": "#" + first, "second": "#" + second])))
        }
        refuseTakingBack()
        guard hasText, destination == .customer, !names.contains("note") else { return }
        for entry in commands {
            if let why = AgentGrammar.entry(named: entry.command.name)?.refusesText {
                let command = "#" + entry.command.name
                errors.append(CommandError(line: entry.line, text: command, message: Phrase(why, ["command": command])))
            }
        }
    }

    /// `#link` and `#unlink` of one ticket: its customer would be told of what is not so.
    private mutating func refuseTakingBack() {
        for entry in commands {
            guard case .unlink(let number) = entry.command, commands.contains(where: { $0.command == .link(with: number) }) else {
                continue
            }
            errors.append(
                CommandError(
                    line: entry.line, text: entry.text,
                    message: Phrase("{{first}} and {{second}} exclude each other", ["first": "#link", "second": "#unlink"])))
        }
    }
}
