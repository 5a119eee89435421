import Glibc
public import HelpDesk

/// What happened, a line each on standard error: text for people, or one JSON object (RULES D15).
///
/// Lines hold counts, names from the configuration and shortened digests; never a subject, a text, an address or a secret. Control
/// characters are escaped, so no foreign byte can forge a line.
public struct Log: Sendable {
    public typealias Level = LogSettings.Level

    /// A named value beside the words.
    public enum Value: Sendable, Equatable {
        case text(String)
        case number(Int64)
    }

    private let settings: LogSettings
    private let clock: ServiceClock
    private let signer: Signer?
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter signer: makes addresses into identifiers; without one they are left out.
    /// - Parameter write: takes a whole line with its line end.
    public init(
        _ settings: LogSettings, clock: ServiceClock = .system, signer: Signer? = nil,
        write: @escaping @Sendable ([UInt8]) -> Void = Log.standardError
    ) {
        self.settings = settings
        self.clock = clock
        self.signer = signer
        self.write = write
    }

    public static let silent = Log(LogSettings(level: .error, format: .text), write: { _ in })

    public func debug(_ event: String, _ words: String, _ values: KeyValuePairs<String, Value> = [:]) {
        line(.debug, event, words, values)
    }
    public func info(_ event: String, _ words: String, _ values: KeyValuePairs<String, Value> = [:]) {
        line(.info, event, words, values)
    }
    public func notice(_ event: String, _ words: String, _ values: KeyValuePairs<String, Value> = [:]) {
        line(.notice, event, words, values)
    }
    public func warning(_ event: String, _ words: String, _ values: KeyValuePairs<String, Value> = [:]) {
        line(.warning, event, words, values)
    }
    public func error(_ event: String, _ words: String, _ values: KeyValuePairs<String, Value> = [:]) {
        line(.error, event, words, values)
    }

    /// Twelve hexadecimal digits that stand for an address or a Message-ID: equal for equal text, and no way back.
    public func identifier(_ text: String) -> Value {
        guard let signer else { return .text("-") }
        return .text(Hexadecimal.text(signer.sign([UInt8](("log:" + AddressKey.key(text)).utf8)).prefix(6)))
    }

    /// Writes the whole line in one call, so that lines of several processes never mix.
    public static let standardError: @Sendable ([UInt8]) -> Void = { line in
        _ = Glibc.write(2, line, line.count)
    }

    private func line(_ level: Level, _ event: String, _ words: String, _ values: KeyValuePairs<String, Value>) {
        guard level.rank >= settings.level.rank else { return }
        let time = UTCTime.text(clock.now())
        switch settings.format {
        case .text: write(LogLine.text(time, level, event, words, values))
        case .json: write(LogLine.json(time, level, event, words, values))
        }
    }
}

extension LogSettings.Level {
    fileprivate var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .notice: 2
        case .warning: 3
        case .error: 4
        }
    }
}

/// The two shapes of a line.
private enum LogLine {
    static func text(
        _ time: String, _ level: Log.Level, _ event: String, _ words: String, _ values: KeyValuePairs<String, Log.Value>
    ) -> [UInt8] {
        var line = "\(time) \(level.rawValue) \(event): \(JSONText.escaped(words, quotes: .plain))"
        for (name, value) in values {
            switch value {
            case .text(let text): line += " \(name)=\(JSONText.escaped(text, quotes: .plain))"
            case .number(let number): line += " \(name)=\(number)"
            }
        }
        return [UInt8]((line + "\n").utf8)
    }

    static func json(
        _ time: String, _ level: Log.Level, _ event: String, _ words: String, _ values: KeyValuePairs<String, Log.Value>
    ) -> [UInt8] {
        var line = "{\"time\":\"\(time)\",\"level\":\"\(level.rawValue)\",\"event\":\(JSONText.quoted(event))"
        line += ",\"words\":\(JSONText.quoted(words))"
        for (name, value) in values {
            switch value {
            case .text(let text): line += ",\(JSONText.quoted(name)):\(JSONText.quoted(text))"
            case .number(let number): line += ",\(JSONText.quoted(name)):\(number)"
            }
        }
        return [UInt8]((line + "}\n").utf8)
    }
}
