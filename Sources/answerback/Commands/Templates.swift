import HelpDesk
import Responder

extension Command {
    /// `templates list|show|check`.
    static let templates = Command(
        "templates", operands: "list|show|check [LANGUAGE/INTENT/NAME]", operandCount: 0...2,
        summary: "lists, shows and checks the answers' templates",
        detail: """
            check reports every mistake with file and line; a broken template is never sent. Without a configuration the
            shipped templates are looked at.
            """,
        options: [
            CommandOption("--language", "L", "of this language, for list"),
            CommandOption("--intent", "I", "of this intent, for list"),
            .json,
        ]
    ) { invocation, console in
        let configuration = try ConfigurationFile.loadIfPresent(invocation.value("--config"))
        let library = configuration.map(Installation.templates) ?? Installation.shippedTemplates
        switch invocation.operands.first ?? "list" {
        case "list": return try list(library, packs: configuration?.desk.packs ?? [], invocation, console)
        case "show": return try show(library, invocation, console)
        case "check":
            let mistakes = configuration.map(Installation.templateMistakes) ?? library.mistakes
            return try check(library, mistakes, invocation, console)
        case let verb: throw CommandFailure(.usage, "templates has no \"\(verb)\"; see: answerback help templates")
        }
    }

    private static func list(
        _ library: TemplateLibrary, packs: [String], _ invocation: Invocation, _ console: Console
    ) throws -> ExitStatus {
        let (language, intent) = (invocation.value("--language"), invocation.value("--intent"))
        let shapes = library.answers.filter {
            (language == nil || $0.language == language) && (intent == nil || $0.folder == intent)
        }.map { TemplateShape($0, isOn: library.isSwitchedOn($0.folder, packs: packs)) }
        if invocation.has("--json") {
            console.print(try JSONText.line(shapes))
            return .ok
        }
        var table = Table("language", "intent", "name", "examples", "state", "subject")
        for shape in shapes {
            table.add(shape.language, shape.intent, shape.name, "\(shape.exampleCount)", shape.state, shape.subject)
        }
        console.print(table.isEmpty ? "no templates" : table.text)
        return .ok
    }

    private static func show(_ library: TemplateLibrary, _ invocation: Invocation, _ console: Console) throws -> ExitStatus {
        let path = (invocation.operands.dropFirst().first ?? "").split(separator: "/").map(String.init)
        guard path.count == 3 else { throw CommandFailure(.usage, "usage: answerback templates show LANGUAGE/INTENT/NAME") }
        // A brand's own stands before the common one.
        let found = library.answers.last { $0.language == path[0] && $0.folder == path[1] && $0.name == path[2] }
        guard let template = found else { throw CommandFailure(.noInput, "no template \(path.joined(separator: "/"))") }
        if invocation.has("--json") {
            var shape = TemplateShape(template, isOn: true)
            shape.text = template.text.rendered(with: [:])
            shape.examples = template.examples
            shape.covers = (library.covers["\(template.folder)/\(template.name)"] ?? []).sorted()
            console.print(try JSONText.line(shape))
            return .ok
        }
        let text = template.text.rendered(with: [:]) ?? "(it cannot be rendered without a customer)"
        console.print("\(template.subject ?? "")\n\n\(text)\n")
        let covered = (library.covers["\(template.folder)/\(template.name)"] ?? []).sorted()
        if !covered.isEmpty { console.print("covers: \(covered.joined(separator: ", "))") }
        console.print("examples:")
        for example in template.examples { console.print("  - \(example)") }
        return .ok
    }

    private static func check(
        _ library: TemplateLibrary, _ mistakes: [TemplateLibrary.Mistake], _ invocation: Invocation, _ console: Console
    ) throws -> ExitStatus {
        if invocation.has("--json") {
            console.print(
                try JSONText.line(
                    TemplateCheckShape(
                        templates: library.answers.count,
                        mistakes: mistakes.map {
                            TemplateCheckShape.Mistake(file: $0.path, line: $0.line, words: $0.words)
                        })))
        } else {
            for mistake in mistakes { console.print("\(mistake.path):\(mistake.line): \(mistake.words)") }
            console.print("\(library.answers.count) templates, \(mistakes.count) mistakes")
        }
        return mistakes.isEmpty ? .ok : .data
    }
}

/// A template as `templates --json` prints it.
struct TemplateShape: Encodable {
    var language: String
    var intent: String
    var name: String
    var subject: String
    var exampleCount: Int
    /// `on`, or `off` where its pack is not switched on.
    var state: String
    var file: String
    /// Only in `show`.
    var text: String?
    var examples: [String]?
    /// Templates of the intent whose matter it deals with too, in whichever language that is said.
    var covers: [String]?

    init(_ template: Template, isOn: Bool) {
        (language, intent, name) = (template.language, template.folder, template.name)
        subject = template.subject ?? ""
        exampleCount = template.examples.count
        state = isOn ? "on" : "off"
        file = template.path
    }

    enum CodingKeys: String, CodingKey {
        case language, intent, name, subject, state, file, text, covers
        case exampleCount = "examples"
        case examples = "example_texts"
    }
}

/// `templates check --json`.
struct TemplateCheckShape: Encodable {
    struct Mistake: Encodable {
        var file: String
        var line: Int
        var words: String
    }
    var templates: Int
    var mistakes: [Mistake]
}
