import Foundation
import HelpDesk

/// Reads `answerback.json5`: finds it, checks it whole, and gives the configuration or every problem at once.
public enum ConfigurationFile {
    /// Looked for in this order where no `--config` names one.
    public static let standardPaths = ["answerback.json5", "config/answerback.json5"]

    /// - Parameter path: the file named by `--config`; nil looks in the standard places.
    public static func load(_ path: String?) throws(ConfigurationError) -> ServiceConfiguration {
        let file = try find(path)
        guard let bytes = FileManager.default.contents(atPath: file) else { throw .unreadable(file) }
        return try parse([UInt8](bytes), file: file)
    }

    public static func parse(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> ServiceConfiguration {
        let document: JSON5
        do { document = try JSON5(parsing: bytes) } catch {
            let place = ConfigurationProblem(line: error.line, path: "", what: "column \(error.column): \(error.what)")
            throw .problems(file, [place])
        }
        guard case .object(let members) = document.value else {
            throw .problems(file, [ConfigurationProblem(line: 1, path: "", what: "the file must be one object in { }")])
        }
        let problems = ProblemList()
        let root = SettingsSection(members, path: "", line: 1, problems: problems)
        let configuration = ConfigurationReader(file: file).read(root)
        root.finish()
        guard problems.all.isEmpty else {
            throw .problems(file, problems.all.sorted { ($0.line, $0.path) < ($1.line, $1.path) })
        }
        return configuration
    }

    /// The configuration, or nil where none is named and none stands in the standard places: then the built-in defaults serve.
    public static func loadIfPresent(_ path: String?) throws(ConfigurationError) -> ServiceConfiguration? {
        let isThere = path != nil || standardPaths.contains { FileManager.default.fileExists(atPath: $0) }
        return isThere ? try load(path) : nil
    }

    private static func find(_ path: String?) throws(ConfigurationError) -> String {
        if let path {
            guard FileManager.default.fileExists(atPath: path) else { throw .missing([path]) }
            return path
        }
        guard let found = standardPaths.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw .missing(standardPaths)
        }
        return found
    }
}

public enum ConfigurationError: Error, Equatable, CustomStringConvertible {
    case missing([String])
    case unreadable(String)
    case problems(String, [ConfigurationProblem])

    public var description: String {
        switch self {
        case .missing(let paths):
            "no configuration at \(paths.joined(separator: " or ")); run: answerback init, or name a file with --config FILE"
        case .unreadable(let path): "cannot read the configuration \(path); check its owner and permissions"
        case .problems(let file, let problems):
            (["\(file): \(problems.count == 1 ? "a problem" : "\(problems.count) problems"):"]
                + problems.map { "  \($0)" }).joined(separator: "\n")
        }
    }
}
