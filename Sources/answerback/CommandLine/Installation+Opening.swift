import Foundation
import HelpDesk
import Responder

extension Installation {
    /// Opens the installation that a command line names.
    init(opening invocation: Invocation) throws {
        try self.init(try ConfigurationFile.load(invocation.value("--config")))
    }

    /// The installation, or nil where no configuration is named and none stands in the standard places.
    static func ifConfigured(_ invocation: Invocation, _ console: Console) throws -> Installation? {
        guard let configuration = try ConfigurationFile.loadIfPresent(invocation.value("--config")) else {
            console.error("no configuration found: judged with the built-in defaults and the shipped templates")
            return nil
        }
        return try Installation(configuration)
    }

    /// A day (`2026-11-01`, from its midnight UTC) or a span before now (`7d`, `12h`, `30m`).
    func time(_ text: String) throws -> Timestamp {
        let units: [Character: Int64] = ["d": 86_400, "h": 3600, "m": 60]
        if let last = text.last, let seconds = units[last], let count = Int64(text.dropLast()), (0...100_000).contains(count) {
            return clock.now().adding(seconds: -count * seconds)
        }
        if let date = try? Date(text, strategy: .iso8601.year().month().day()) {
            return Timestamp(seconds: Int64(date.timeIntervalSince1970))
        }
        throw CommandFailure(.usage, "\"\(text)\" is no time; write a day like 2026-11-01 or a span like 7d or 12h")
    }
}
