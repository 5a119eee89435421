import HelpDesk
import Responder

extension Command {
    /// `templates list|show|check`.
    static let templates = Command(
        "templates", operands: "list|show|check [LANGUAGE/INTENT/NAME]", operandCount: 0...2,
        summary: "lists, shows and checks the answers' templates",
        detail: "check reports every mistake with file and line; a broken template is never sent.",
        options: [.json]
    ) { invocation, console in
        let configuration = try ConfigurationFile.load(invocation.value("--config"))
        let library = TemplateLibrary(of: configuration)
        switch invocation.operands.first ?? "list" {
        case "list": return try list(library, invocation, console)
        case "show": return try show(library, invocation, console)
        case "check":
            for mistake in library.mistakes { console.print("\(mistake.path):\(mistake.line): \(mistake.words)") }
            console.print("\(library.answers.count) templates, \(library.mistakes.count) mistakes")
            return library.mistakes.isEmpty ? .ok : .data
        case let verb: throw CommandFailure(.usage, "templates has no \"\(verb)\"; see: answerback help templates")
        }
    }

    private struct Shape: Encodable {
        var language: String
        var intent: String
        var name: String
        var subject: String
        var examples: Int
    }

    private static func list(_ library: TemplateLibrary, _ invocation: Invocation, _ console: Console) throws -> ExitStatus {
        let shapes = library.answers.map {
            Shape(language: $0.language, intent: $0.folder, name: $0.name, subject: $0.subject ?? "", examples: $0.examples.count)
        }
        if invocation.has("--json") {
            console.print(try JSONText.line(shapes))
            return .ok
        }
        var table = Table("language", "intent", "name", "examples", "subject")
        for shape in shapes { table.add(shape.language, shape.intent, shape.name, "\(shape.examples)", shape.subject) }
        console.print(table.text)
        return .ok
    }

    private static func show(_ library: TemplateLibrary, _ invocation: Invocation, _ console: Console) throws -> ExitStatus {
        let path = (invocation.operands.dropFirst().first ?? "").split(separator: "/").map(String.init)
        guard path.count == 3 else { throw CommandFailure(.usage, "usage: answerback templates show LANGUAGE/INTENT/NAME") }
        let found = library.answers.first { $0.language == path[0] && $0.folder == path[1] && $0.name == path[2] }
        guard let template = found else { throw CommandFailure(.noInput, "no template \(path.joined(separator: "/"))") }
        let text = template.text.rendered(with: [:]) ?? "(it cannot be rendered without a customer)"
        console.print("\(template.subject ?? "")\n\n\(text)\n\nexamples:")
        for example in template.examples { console.print("  - \(example)") }
        return .ok
    }
}
