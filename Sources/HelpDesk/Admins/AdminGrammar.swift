/// The table of admins' commands: one row gives the parser, the help text and the errors.
public enum AdminGrammar {
    struct Fault: Error, Equatable { var message: Phrase }

    struct Entry: Sendable {
        /// The first word.
        var verb: String
        var usage: String
        var help: String
        var parse: @Sendable ([String], [String]) -> Result<AdminCommand, Fault>
    }

    static let daysMax = 366

    static let table: [Entry] = [
        Entry(verb: "status", usage: "status", help: "how the service goes, in one screen") { words, _ in alone(words, .status) },
        Entry(verb: "tickets", usage: "tickets open", help: "the tickets that wait for a person") { words, _ in
            words.count == 2 && words[1] == "open" ? .success(.ticketsOpen) : .failure(Fault(message: write("tickets open")))
        },
        Entry(verb: "ticket", usage: "ticket NUMBER", help: "one ticket and what happened to it") { words, _ in
            guard words.count == 2, let number = TicketNumber(written: words[1]) else {
                return .failure(
                    Fault(message: Phrase("write {{example}}, with the ticket's own number", ["example": "ticket AB-7K3M9Q2X"])))
            }
            return .success(.ticket(number))
        },
        Entry(verb: "metrics", usage: "metrics 7d", help: "the figures of so many days, at most \(daysMax)") { words, _ in
            metrics(words)
        },
        Entry(verb: "stop", usage: "stop", help: "stops all automatic mail at once") { words, _ in alone(words, .stop) },
        Entry(verb: "start", usage: "start", help: "lets automatic mail go out again (you will be asked to confirm)") {
            words, _ in alone(words, .start)
        },
        Entry(
            verb: "mode", usage: "mode INTENT shadow|draft|canary|on|off",
            help: "how far answers of this intent go by themselves (you will be asked to confirm)"
        ) { words, intents in mode(words, intents) },
        Entry(verb: "help", usage: "help", help: "this list") { words, _ in alone(words, .help) },
    ]

    /// The list that `help` and error mails show.
    public static var help: [(usage: String, meaning: String)] { table.map { (usage: $0.usage, meaning: $0.help) } }

    static func parse(_ line: String, intents: [String]) -> Result<AdminCommand, Fault> {
        let words = CleanText.lowercasedASCII(CleanText.line(line)).split(separator: " ").map(String.init)
        guard let verb = words.first, words.count <= 8 else {
            return .failure(Fault(message: "this is no command; help lists them all"))
        }
        guard let entry = table.first(where: { $0.verb == verb }) else {
            let close = Spelling.nearest(to: verb, among: table.map(\.verb)).map {
                Phrase("this is no command; did you mean {{command}}?", ["command": $0])
            }
            return .failure(Fault(message: close ?? "this is no command; help lists them all"))
        }
        return entry.parse(words, intents)
    }

    /// `stop` alone on its line, with whatever marks around it.
    static func isStop(_ line: String) -> Bool { FoldedWords(line).words == ["stop"] }

    private static func alone(_ words: [String], _ command: AdminCommand) -> Result<AdminCommand, Fault> {
        words.count == 1
            ? .success(command)
            : .failure(Fault(message: Phrase("{{command}} stands alone on its line", ["command": command.canonical])))
    }

    private static func write(_ example: String) -> Phrase { Phrase("write: {{example}}", ["example": example]) }

    private static func metrics(_ words: [String]) -> Result<AdminCommand, Fault> {
        let wrong = Fault(
            message: Phrase(
                "write the days from 1d to {{count}}d, for example: {{example}}",
                ["count": String(daysMax), "example": "metrics 7d"]))
        if words.count == 1 { return .success(.metrics(days: 7)) }
        guard words.count == 2, words[1].last == "d", words[1].utf8.count <= 4 else { return .failure(wrong) }
        let digits = words[1].dropLast()
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let days = Int(digits), (1...daysMax).contains(days) else {
            return .failure(wrong)
        }
        return .success(.metrics(days: days))
    }

    private static func mode(_ words: [String], _ intents: [String]) -> Result<AdminCommand, Fault> {
        guard words.count == 3, let mode = AnswerMode(rawValue: words[2]) else {
            return .failure(Fault(message: write("mode INTENT shadow|draft|canary|on|off")))
        }
        switch AgentGrammar.name(words[1], of: .intent, among: intents.isEmpty ? nil : intents) {
        case .known(let intent): return .success(.mode(intent: intent, mode))
        case .fault(let message): return .failure(Fault(message: message))
        }
    }
}
