/// The arguments of agents' commands, each with the error that tells what to write.
extension AgentGrammar {
    /// A name that was understood, or what is wrong with it.
    enum Name {
        case known(String)
        case fault(Phrase)
        func map(_ make: (String) -> AgentCommand) -> Parsed {
            switch self {
            case .known(let name): .command(make(name), rest: "")
            case .fault(let message): .fault(message)
            }
        }
    }

    /// What a name names.
    enum Kind { case intent, template }

    static let nameBytesMax = 64
    static let addressBytesMax = 254
    static let snoozeSecondsMin: Int64 = 60
    static let snoozeSecondsMax: Int64 = 90 * 86_400

    static func name(_ argument: String, of kind: Kind, among vocabulary: [String]?) -> Name {
        let name = CleanText.lowercasedASCII(argument)
        let isWellFormed = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
        let known = vocabulary ?? []
        if let exact = known.first(where: { CleanText.lowercasedASCII($0) == name }) { return .known(exact) }
        if vocabulary == nil, isWellFormed, (1...nameBytesMax).contains(name.utf8.count) { return .known(name) }
        if isWellFormed, let close = Spelling.nearest(to: name, among: known) { return .fault(kind.misspelt(close)) }
        return .fault(name.isEmpty ? kind.missing(known) : kind.unknown(known))
    }

    fileprivate static func list(_ known: [String]) -> String {
        known.isEmpty ? "–" : known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : "")
    }

    /// An address, also as mail clients decorate it: `<a@b>`, `a@b<mailto:a@b>`, `a@b (mailto:a@b)`.
    static func address(_ argument: String, among agents: [String]?) -> Parsed {
        var text = argument
        if text.utf8.first == UInt8(ascii: "<") { text = String(text.dropFirst()) }
        let end = text.unicodeScalars.firstIndex { CleanText.isBlank($0) || $0 == "<" || $0 == ">" || $0 == "(" }
        let address = CleanText.lowercasedASCII(String(text[..<(end ?? text.endIndex)]))
        guard AddressShape.isAddress(address) else {
            return .fault(
                Phrase(
                    "{{command}} needs the address of an agent, for example {{example}}",
                    ["command": "#assign", "example": "#assign anna@acme.example"]))
        }
        guard let agents, !agents.contains(address) else { return .command(.assign(to: address), rest: "") }
        return .fault(
            Phrase(
                "{{address}} is no agent who can take this ticket; there are: {{names}}",
                ["address": address, "names": list(agents)]))
    }

    static func priority(_ argument: String) -> Parsed {
        guard let priority = Priority(rawValue: CleanText.lowercasedASCII(argument)) else {
            return .fault(Phrase("{{command}} needs one of urgent, high, medium, low", ["command": "#priority"]))
        }
        return .command(.priority(priority), rest: "")
    }

    /// A number of up to four digits and a unit: `30m`, `4h`, `2d`, `1w`.
    static func snooze(_ argument: String) -> Parsed {
        let example = Phrase(
            "{{command}} needs a time from 1m to 90d, for example 30m, 4h, 2d or 1w", ["command": "#snooze"])
        let text = CleanText.lowercasedASCII(argument)
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = CleanText.trimmed(String(text.dropFirst(digits.count)))
        guard (1...4).contains(digits.utf8.count), let count = Int64(digits), let length = unitSeconds[unit] else {
            return .fault(example)
        }
        let seconds = count * length
        guard (snoozeSecondsMin...snoozeSecondsMax).contains(seconds) else { return .fault(example) }
        return .command(.snooze(seconds: seconds), rest: "")
    }

    private static let unitSeconds: [String: Int64] = [
        "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800, "hour": 3600, "hours": 3600, "day": 86_400, "days": 86_400,
        "week": 604_800, "weeks": 604_800,
    ]

    /// - Parameter known: the tickets that will do; nil where any number will.
    static func number(
        _ argument: String, of command: String, among known: [TicketNumber]?, otherwise refusal: String,
        _ make: (TicketNumber) -> AgentCommand
    ) -> Parsed {
        guard let number = TicketNumber(written: argument) else {
            return .fault(
                Phrase(
                    "{{command}} needs a ticket number, for example {{example}}",
                    ["command": "#" + command, "example": "#\(command) AB-7K3M9Q2X"]))
        }
        if let known, !known.contains(number) { return .fault(Phrase(refusal, ["number": number.rawValue])) }
        return .command(make(number), rest: "")
    }
}

extension AgentGrammar.Kind {
    fileprivate func missing(_ known: [String]) -> Phrase {
        switch self {
        case .intent: Phrase("an intent has to be named; there are: {{names}}", ["names": AgentGrammar.list(known)])
        case .template: Phrase("a template has to be named; there are: {{names}}", ["names": AgentGrammar.list(known)])
        }
    }

    fileprivate func unknown(_ known: [String]) -> Phrase {
        switch self {
        case .intent: Phrase("there is no intent of this name; there are: {{names}}", ["names": AgentGrammar.list(known)])
        case .template: Phrase("there is no template of this name; there are: {{names}}", ["names": AgentGrammar.list(known)])
        }
    }

    fileprivate func misspelt(_ close: String) -> Phrase {
        switch self {
        case .intent: Phrase("there is no intent of this name; did you mean {{name}}?", ["name": close])
        case .template: Phrase("there is no template of this name; did you mean {{name}}?", ["name": close])
        }
    }
}
