import InternetMessage
import Responder
import TextAnalysis

extension Command {
    /// `read [FILE…] [--batch] [--why]`: what was understood of a mail, a JSON line each.
    static let read = Command(
        "read", operands: "[FILE…]", operandCount: 0...100_000, summary: "tells what was understood of a mail",
        detail: """
            Reads the files named, or one mail on standard input, and prints a JSON line each. With --batch it reads
            paths from standard input, a line each, and answers each at once. --why tells, for people, which rule was
            behind each cut and class.
            """,
        options: [
            CommandOption("--batch", nil, "paths on standard input, a line of JSON for each"),
            CommandOption("--why", nil, "the rule behind each cut and class, in words"),
            .json,
        ],
        needsConfiguration: false
    ) { invocation, console in
        let shape: Shape = invocation.has("--why") ? .reasons : .line
        if invocation.has("--batch") {
            for path in console.lines() { console.print(describe(try? InputFile.bytes(path), as: shape)) }
            return .ok
        }
        if invocation.operands.isEmpty { console.print(describe(console.input(), as: shape)) }
        for path in invocation.operands { console.print(describe(try InputFile.bytes(path), as: shape)) }
        return .ok
    }

    private enum Shape { case line, reasons }

    /// A file that cannot be read is an empty object, so that a batch keeps its order.
    private static func describe(_ bytes: [UInt8]?, as shape: Shape) -> String {
        guard let bytes else { return "{}" }
        let reading = Reading(Message(bytes))
        switch shape {
        case .line: return reading.json(language: Language.detect(reading.replyText).code)
        case .reasons: return reading.reasons.map { "\($0.rule): \($0.text)" }.joined(separator: "\n")
        }
    }
}
