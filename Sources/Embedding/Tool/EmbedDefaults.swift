import Foundation

/// Writes one Swift file that holds every file of `templates/` and `config/` as text.
///
/// Usage: `embed-defaults OUTPUT ROOT`. The output declares `EmbeddedDefaults.files`, path and text, sorted by path.
@main
enum EmbedDefaults {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { throw Failure.usage }
        let root = URL(fileURLWithPath: arguments[2], isDirectory: true)
        var out = "// Made by embed-defaults; do not edit.\n\nenum EmbeddedDefaults {\n"
        out += "    static let files: [(path: String, text: String)] = [\n"
        for path in try paths(under: root) {
            let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
            out += "        (\"\(path)\", \(literal(text))),\n"
        }
        out += "    ]\n}\n"
        try out.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    }

    enum Failure: Error { case usage }

    private static func paths(under root: URL) throws -> [String] {
        var found: [String] = []
        for folder in ["templates", "config"] {
            let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path())
            while let name = walk?.nextObject() as? String {
                let file = folder + "/" + name
                let kept = name.hasSuffix(".md") || name.hasSuffix(".json5") || name.hasSuffix(".service")
                if kept { found.append(file) }
            }
        }
        return found.sorted()
    }

    /// A one-line literal, so that no content can end it early.
    private static func literal(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
