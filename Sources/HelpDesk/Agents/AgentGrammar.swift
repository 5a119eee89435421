/// The table of agents' commands: one row gives the parser, the help text and the errors.
public enum AgentGrammar {
    enum Parsed: Equatable {
        /// The command, and for `#note` the words behind it.
        case command(AgentCommand, rest: String)
        case fault(Phrase)
    }

    struct Entry: Sendable {
        var name: String
        /// As help shows it; empty where there is none.
        var argument: String
        var help: String
        /// Why text for the customer cannot stand below it, with `{{command}}` for its name; nil where it can.
        var refusesText: String?
        var parse: @Sendable (String, AgentVocabulary) -> Parsed

        init(
            _ name: String, _ argument: String = "", _ help: String, refusesText: String? = nil,
            parse: @escaping @Sendable (String, AgentVocabulary) -> Parsed
        ) {
            self.name = name
            self.argument = argument
            self.help = help
            self.refusesText = refusesText
            self.parse = parse
        }

        /// A command without an argument.
        init(_ command: AgentCommand, _ help: String, refusesText: String? = nil) {
            self.init(command.name, "", help, refusesText: refusesText) { argument, _ in
                argument.isEmpty
                    ? .command(command, rest: "")
                    : .fault(Phrase("{{command}} takes nothing after it", ["command": "#" + command.name]))
            }
        }
    }

    static let table: [Entry] = [
        Entry(
            .send, "sends the suggested draft; the word ok alone does the same",
            refusesText: "{{command}} sends the draft; take your text away, or {{command}}"),
        Entry(.draft, "asks for a new draft", refusesText: "{{command}} sends nothing; take your text away, or {{command}}"),
        Entry(
            "template", "NAME", "makes the draft anew from this template",
            refusesText: "{{command}} makes a draft; take your text away, or {{command}}"
        ) { argument, vocabulary in
            name(argument, of: .template, among: vocabulary.templates).map { .template($0) }
        },
        Entry("note", "", "keeps the text as an internal note; the customer never sees it") { argument, _ in
            .command(.note, rest: argument)
        },
        Entry(.close, "closes the ticket"),
        Entry(.reopen, "opens a closed ticket again"),
        Entry(.take, "the ticket is yours"),
        Entry("assign", "ADDRESS", "hands the ticket over to this agent") { argument, vocabulary in
            address(argument, among: vocabulary.agents)
        },
        Entry(
            .mine, "sends you the list of your tickets",
            refusesText: "{{command}} asks for a list; send your text in a mail of its own"
        ),
        Entry("priority", "LEVEL", "sets the priority: urgent, high, medium or low") { argument, _ in priority(argument) },
        Entry("intent", "NAME", "corrects what the customer wants; the classifier learns from it") { argument, vocabulary in
            name(argument, of: .intent, among: vocabulary.intents).map { .intent($0) }
        },
        Entry("snooze", "TIME", "puts the ticket aside, for example 30m, 4h, 2d or 1w") { argument, _ in snooze(argument) },
        Entry("merge", "NUMBER", "joins this ticket to another of the same customer") { argument, vocabulary in
            number(
                argument, of: "merge", among: vocabulary.ticketsOfCustomer,
                otherwise: "{{number}} is no other ticket of this customer"
            ) { .merge(with: $0) }
        },
        Entry("link", "NUMBER", "says that the customer of that ticket is the same person; both addresses are told") {
            argument, vocabulary in
            number(argument, of: "link", among: vocabulary.ticketsOfOthers, otherwise: noOthersTicket) { .link(with: $0) }
        },
        Entry("unlink", "NUMBER", "takes such a link back") { argument, vocabulary in
            number(argument, of: "unlink", among: vocabulary.ticketsOfOthers, otherwise: noOthersTicket) { .unlink(from: $0) }
        },
        Entry(
            .spam, "closes the ticket as spam and answers nobody",
            refusesText: "{{command}} answers nobody; take your text away, or {{command}}"),
        Entry(.noLearn, "what you send is not learned as a solution"),
        Entry(.help, "sends you this list", refusesText: "{{command}} stands in a mail without text"),
    ]

    private static let noOthersTicket = "{{number}} is no ticket of another address"

    /// Pairs that contradict each other.
    static let exclusive: [(String, String)] = [
        ("close", "reopen"), ("close", "snooze"), ("spam", "reopen"), ("spam", "send"), ("note", "send"), ("take", "assign"),
        ("spam", "close"), ("draft", "send"), ("draft", "template"),
    ]

    /// The list that `#help` and error mails show: usage and meaning.
    public static var help: [(usage: String, meaning: String)] {
        table.map { (usage: $0.argument.isEmpty ? "#\($0.name)" : "#\($0.name) \($0.argument)", meaning: $0.help) }
    }

    static func entry(named name: String) -> Entry? { table.first { $0.name == name } }

    /// `#close #nolearn` is two; what follows `#note` is text, whatever it holds.
    static func pieces(of line: String) -> [String] {
        var pieces: [String] = []
        var rest = Substring(line)
        while !rest.isEmpty && pieces.count < AgentMail.commandsMax + 1 {
            let isNote = nameAndArgument(String(rest)).name == "note"
            guard !isNote, let cut = nextCommand(in: rest) else {
                pieces.append(CleanText.trimmed(String(rest)))
                return pieces
            }
            pieces.append(CleanText.trimmed(String(rest[..<cut])))
            rest = rest[cut...]
        }
        return pieces
    }

    /// The next `#` that follows a blank.
    private static func nextCommand(in text: Substring) -> Substring.Index? {
        let scalars = text.unicodeScalars
        var afterBlank = false
        for index in scalars.indices.dropFirst() {
            if scalars[index] == "#" && afterBlank { return index }
            afterBlank = CleanText.isBlank(scalars[index])
        }
        return nil
    }

    static func nameAndArgument(_ piece: String) -> (name: String, argument: String) {
        let scalars = piece.unicodeScalars.dropFirst()
        let name = scalars.prefix { $0.isASCII && $0.properties.isAlphabetic }
        let argument = CleanText.trimmed(String(String.UnicodeScalarView(scalars.dropFirst(name.count))))
        return (CleanText.lowercasedASCII(String(String.UnicodeScalarView(name))), argument)
    }

    /// - Parameter piece: starts with `#`.
    static func parse(_ piece: String, knowing vocabulary: AgentVocabulary) -> Parsed {
        let (name, argument) = nameAndArgument(piece)
        guard !name.isEmpty else { return .fault("a command has no blank after #, for example #close; #help lists them all") }
        guard let entry = entry(named: name) else {
            let close = Spelling.nearest(to: name, among: table.map(\.name))
            return .fault(
                close.map { Phrase("there is no such command; did you mean {{command}}?", ["command": "#" + $0]) }
                    ?? "there is no such command; #help lists them all")
        }
        // Phones end a line with a full stop by themselves.
        let isFullStop = argument == "." || argument == "!"
        return entry.parse(isFullStop && name != "note" ? "" : argument, vocabulary)
    }

    /// A line below the text that can only be meant as a command.
    static func isCommandLine(_ line: String) -> Bool {
        guard line.utf8.first == UInt8(ascii: "#"), let entry = entry(named: nameAndArgument(line).name) else { return false }
        if entry.name == "note" { return true }
        if case .command = entry.parse(nameAndArgument(line).argument, AgentVocabulary()) { return true }
        return false
    }
}
