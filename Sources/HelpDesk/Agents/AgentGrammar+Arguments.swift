/// The arguments of agents' commands, each with the error that tells what to write.
extension AgentGrammar {
    /// A name that was understood, or what is wrong with it.
    enum Name {
        case known(String)
        case fault(String)
        func map(_ make: (String) -> AgentCommand) -> Parsed {
            switch self {
            case .known(let name): .command(make(name), rest: "")
            case .fault(let message): .fault(message)
            }
        }
    }

    static let nameBytesMax = 64
    static let addressBytesMax = 254
    static let snoozeSecondsMin: Int64 = 60
    static let snoozeSecondsMax: Int64 = 90 * 86_400

    static func name(_ argument: String, of kind: String, among known: [String]) -> Name {
        let name = CleanText.lowercasedASCII(argument)
        let isWellFormed = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
        guard !name.isEmpty else { return .fault("#\(kind) needs a name" + list(known)) }
        guard isWellFormed, name.utf8.count <= nameBytesMax else { return .fault("this is no name of an \(kind)" + list(known)) }
        if let exact = known.first(where: { CleanText.lowercasedASCII($0) == name }) { return .known(exact) }
        if known.isEmpty { return .known(name) }
        let close = Spelling.nearest(to: name, among: known)
        return .fault("there is no \(kind) of this name" + (close.map { "; did you mean \($0)?" } ?? list(known)))
    }

    private static func list(_ known: [String]) -> String {
        known.isEmpty ? "" : ": " + known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : "")
    }

    /// An address, also as mail clients decorate it: `<a@b>`, `a@b<mailto:a@b>`, `a@b (mailto:a@b)`.
    static func address(_ argument: String, among agents: [String]) -> Parsed {
        var text = argument
        if text.utf8.first == UInt8(ascii: "<") { text = String(text.dropFirst()) }
        let end = text.unicodeScalars.firstIndex { CleanText.isBlank($0) || $0 == "<" || $0 == ">" || $0 == "(" }
        let address = CleanText.lowercasedASCII(String(text[..<(end ?? text.endIndex)]))
        guard AddressShape.isAddress(address) else {
            return .fault("#assign needs the address of an agent, for example #assign anna@acme.example")
        }
        if agents.isEmpty || agents.contains(address) { return .command(.assign(to: address), rest: "") }
        return .fault("\(address) is not an agent who can take this ticket" + list(agents))
    }

    static func priority(_ argument: String) -> Parsed {
        guard let priority = Priority(rawValue: CleanText.lowercasedASCII(argument)) else {
            return .fault("#priority needs one of urgent, high, medium, low")
        }
        return .command(.priority(priority), rest: "")
    }

    /// A number of up to four digits and a unit: `30m`, `4h`, `2d`, `1w`.
    static func snooze(_ argument: String) -> Parsed {
        let example = "#snooze needs a time from 1m to 90d, for example 30m, 4h, 2d or 1w"
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

    static func number(
        _ argument: String, of command: String, _ make: (TicketNumber) -> AgentCommand
    ) -> Parsed {
        guard let number = TicketNumber(written: argument) else {
            return .fault("#\(command) needs a ticket number, for example #\(command) AB-7K3M9Q2X")
        }
        return .command(make(number), rest: "")
    }
}
