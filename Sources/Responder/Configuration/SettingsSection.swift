/// One object of the configuration while it is read: every key asked for counts as known, the rest are errors at the end.
///
/// All problems of a file are collected and reported at once, each with its line and key path.
final class SettingsSection {
    let path: String
    let line: Int
    private let members: [JSON5.Member]
    private var known: Set<String> = []
    private let problems: ProblemList

    init(_ members: [JSON5.Member], path: String, line: Int, problems: ProblemList) {
        self.members = members
        self.path = path
        self.line = line
        self.problems = problems
    }

    /// Whether the key stands in the file with a value other than null.
    func has(_ key: String) -> Bool { value(key) != nil }

    func isObject(_ key: String) -> Bool {
        if case .object = value(key)?.value { return true }
        return false
    }

    func isString(_ key: String) -> Bool {
        if case .string = value(key)?.value { return true }
        return false
    }

    func string(_ key: String) -> String? {
        guard let value = value(key) else { return nil }
        guard case .string(let text) = value.value else { return wrong(key, value, "a text") }
        return text
    }

    func bool(_ key: String, default standard: Bool) -> Bool {
        guard let value = value(key) else { return standard }
        guard case .bool(let flag) = value.value else { return wrong(key, value, "true or false") ?? standard }
        return flag
    }

    func integer(_ key: String, default standard: Int, in range: ClosedRange<Int>) -> Int {
        guard let value = value(key) else { return standard }
        guard case .number(let number) = value.value, let whole = Int(exactly: number) else {
            return wrong(key, value, "a whole number") ?? standard
        }
        guard range.contains(whole) else {
            problem(key, "must lie between \(range.lowerBound) and \(range.upperBound), but is \(whole)", line: value.line)
            return standard
        }
        return whole
    }

    func number(_ key: String, default standard: Double, in range: ClosedRange<Double>) -> Double {
        guard let value = value(key) else { return standard }
        guard case .number(let number) = value.value else { return wrong(key, value, "a number") ?? standard }
        guard range.contains(number) else {
            problem(key, "must lie between \(range.lowerBound) and \(range.upperBound), but is \(number)", line: value.line)
            return standard
        }
        return number
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, default standard: Choice) -> Choice
    where Choice.RawValue == String {
        guard let text = string(key) else { return standard }
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        problem(key, "is \"\(text)\", but must be one of \(names)")
        return standard
    }

    func strings(_ key: String) -> [String]? {
        guard let value = value(key) else { return nil }
        guard case .array(let items) = value.value else { return wrong(key, value, "a list of texts") }
        var texts: [String] = []
        for item in items {
            guard case .string(let text) = item.value else { return wrong(key, item, "a list of texts") }
            texts.append(text)
        }
        return texts
    }

    /// A section of its own; an absent one is empty, so that its defaults hold. Unknown keys in it are told when `read` ends.
    @discardableResult
    func section<Result>(_ key: String, _ read: (SettingsSection) -> Result) -> Result {
        let section = child(key, value(key), path: full(key))
        defer { section.finish() }
        return read(section)
    }

    func sections<Result>(_ key: String, _ read: (SettingsSection) -> Result?) -> [Result]? {
        guard let value = value(key) else { return nil }
        guard case .array(let items) = value.value else { return wrong(key, value, "a list of objects") }
        return items.enumerated().compactMap { index, item in
            let section = child(key, item, path: full(key) + "[\(index)]")
            defer { section.finish() }
            return read(section)
        }
    }

    /// A list whose items are a text or, where there is more to say, an object; each is read as an object, a text under `textKey`.
    func sections<Result>(_ key: String, textKey: String, _ read: (SettingsSection) -> Result?) -> [Result]? {
        guard let value = value(key) else { return nil }
        guard case .array(let items) = value.value else { return wrong(key, value, "a list") }
        return items.enumerated().compactMap { index, item in
            var item = item
            if case .string = item.value {
                item.value = .object([JSON5.Member(key: textKey, line: item.line, value: item)])
            }
            let section = child(key, item, path: full(key) + "[\(index)]")
            defer { section.finish() }
            return read(section)
        }
    }

    /// An object whose keys the operator chooses.
    func dictionary(_ key: String) -> [(key: String, text: String, line: Int)] {
        guard let value = value(key) else { return [] }
        guard case .object(let members) = value.value else { return wrong(key, value, "an object") ?? [] }
        return members.compactMap { member in
            guard case .string(let text) = member.value.value else {
                problem(key + "." + member.key, "must be a text, but is \(member.value.value.kind)", line: member.line)
                return nil
            }
            return (member.key, text, member.line)
        }
    }

    func problem(_ key: String, _ what: String, line: Int? = nil) {
        let place = line ?? members.first { $0.key == key }?.line ?? self.line
        problems.add(line: place, path: full(key), what: what)
    }

    func missing(_ key: String, _ why: String) {
        problem(key, "is missing: \(why)")
    }

    func finish() {
        for member in members where !known.contains(member.key) {
            let near = known.min { Self.distance($0, member.key) < Self.distance($1, member.key) }
            let hint = near.flatMap { Self.distance($0, member.key) <= 3 ? "; did you mean \"\($0)\"?" : nil } ?? ""
            problems.add(line: member.line, path: full(member.key), what: "is no setting\(hint)")
        }
    }

    private func value(_ key: String) -> JSON5? {
        known.insert(key)
        guard let value = members.first(where: { $0.key == key })?.value, value.value != .null else { return nil }
        return value
    }

    private func child(_ key: String, _ value: JSON5?, path: String) -> SettingsSection {
        var inner: [JSON5.Member] = []
        if let value {
            if case .object(let members) = value.value {
                inner = members
            } else {
                problem(key, "must be an object, but is \(value.value.kind)", line: value.line)
            }
        }
        return SettingsSection(inner, path: path, line: value?.line ?? line, problems: problems)
    }

    private func wrong<Value>(_ key: String, _ value: JSON5, _ wanted: String) -> Value? {
        problem(key, "must be \(wanted), but is \(value.value.kind)", line: value.line)
        return nil
    }

    private func full(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

    /// Edit distance, for hints; both words are short.
    private static func distance(_ a: String, _ b: String) -> Int {
        let a = Array(a.lowercased().utf8.prefix(40))
        let b = Array(b.lowercased().utf8.prefix(40))
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var previous = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let substituted = previous + (x == y ? 0 : 1)
                previous = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}

/// The problems of one file, in the order of its lines.
final class ProblemList {
    private(set) var all: [ConfigurationProblem] = []

    func add(line: Int, path: String, what: String) {
        all.append(ConfigurationProblem(line: line, path: path, what: what))
    }
}

/// What is wrong with one setting.
public struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    public var line: Int
    /// For example `mailboxes[0].imap.port`; empty for the file as a whole.
    public var path: String
    public var what: String
    public var description: String { path.isEmpty ? "line \(line): \(what)" : "line \(line): \(path) \(what)" }
}
