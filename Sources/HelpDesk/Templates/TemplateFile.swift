/// The small fixed grammar of a template file: front matter between two lines of `---`, then the text. Not YAML at large.
///
/// ```
/// ---
/// subject: Resetting your password
/// covers: password-rejected
/// examples:
///   - I forgot my password and cannot get in
/// ---
/// Hello {{customer.name|there}},
/// ```
struct TemplateFile: Sendable, Equatable {
    var subject: String?
    var category: Category?
    var answers = true
    var pack: String?
    var examples: [String] = []
    /// Names of other templates of the same intent.
    var covers: [String] = []
    /// Where they stand.
    var coversLine = 1
    var text = TemplateText()

    struct Mistake: Error, Equatable {
        var line: Int
        var words: String
    }

    /// Bytes of a template file that are read.
    static let bytesMax = 262_144
    static let examplesMax = 2_000
    static let coversMax = 50

    init(parsing source: String, allowing allowed: Set<String>?) throws(Mistake) {
        guard source.utf8.count <= TemplateFile.bytesMax else {
            throw Mistake(line: 1, words: "the file is larger than \(TemplateFile.bytesMax) bytes")
        }
        let lines = TemplateFile.lines(of: source)
        guard lines.first == "---" else {
            throw Mistake(line: 1, words: "the first line must be ---, and front matter must follow")
        }
        guard let end = lines.dropFirst().firstIndex(of: "---") else {
            let last = lines.lastIndex { !$0.isEmpty } ?? 0
            throw Mistake(line: last + 1, words: "the front matter has no second --- line")
        }
        try readFrontMatter(lines[1..<end])
        text = try TemplateText(parsing: Array(lines[(end + 1)...]), firstLine: end + 2, allowing: allowed)
    }

    private mutating func readFrontMatter(_ lines: ArraySlice<String>) throws(Mistake) {
        var seen: Set<String> = []
        var inExamples = false
        for index in lines.indices {
            let line = lines[index]
            let number = index + 1
            if line.utf8.allSatisfy({ $0 == 32 }) { continue }
            if line.hasPrefix("  - ") || line.hasPrefix("- ") {
                guard inExamples else { throw Mistake(line: number, words: "a list item that belongs to no examples:") }
                try addExample(String(line[line.index(after: line.firstIndex(of: "-") ?? line.startIndex)...]), line: number)
                continue
            }
            guard let colon = line.firstIndex(of: ":"), line.first != " " else {
                throw Mistake(line: number, words: "neither `key: value` nor `  - example`")
            }
            let key = String(line[..<colon])
            let value = TemplateFile.trimmed(String(line[line.index(after: colon)...]))
            guard seen.insert(key).inserted else { throw Mistake(line: number, words: "\(key) stands twice") }
            inExamples = key == "examples"
            try set(key, to: value, line: number)
        }
    }

    private mutating func addExample(_ raw: String, line: Int) throws(Mistake) {
        let example = TemplateFile.trimmed(raw)
        guard !example.isEmpty else { throw Mistake(line: line, words: "an empty example") }
        guard examples.count < TemplateFile.examplesMax else {
            throw Mistake(line: line, words: "more than \(TemplateFile.examplesMax) examples")
        }
        examples.append(example)
    }

    private mutating func set(_ key: String, to value: String, line: Int) throws(Mistake) {
        switch key {
        case "subject", "title": subject = value
        case "pack": pack = value.isEmpty ? nil : value
        case "category":
            guard let known = Category(rawValue: value) else {
                throw Mistake(line: line, words: "category is technical, billing or general, not \"\(value)\"")
            }
            category = known
        case "answers":
            guard value == "yes" || value == "no" else {
                throw Mistake(line: line, words: "answers is yes or no, not \"\(value)\"")
            }
            answers = value == "yes"
        case "covers":
            covers = try TemplateFile.names(value, line: line)
            coversLine = line
        case "examples":
            guard value.isEmpty else { throw Mistake(line: line, words: "examples stand below the key, each after `  - `") }
        default:
            throw Mistake(
                line: line, words: "unknown key \"\(key)\"; known are subject, title, category, answers, pack, covers, examples")
        }
    }

    private static func names(_ value: String, line: Int) throws(Mistake) -> [String] {
        let names = value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
            trimmed(String(Substring($0)))
        }
        guard names.count <= coversMax, names.allSatisfy({ !$0.isEmpty }) else {
            throw Mistake(line: line, words: "covers names at most \(coversMax) templates, with commas between")
        }
        return names
    }

    private static func lines(of source: String) -> [String] {
        source.utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
            let bare = line.last == 13 ? line.dropLast() : line
            return String(decoding: bare, as: UTF8.self)
        }
    }

    /// The lines below the front matter, with their own numbers as indices; nil where there is no front matter.
    static func body(of source: String) -> ArraySlice<String>? {
        let lines = lines(of: source)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return nil }
        return lines[(end + 1)...]
    }

    static func trimmed(_ text: String) -> String {
        var bytes = text.utf8[...]
        while let first = bytes.first, first == 32 || first == 9 { bytes = bytes.dropFirst() }
        while let last = bytes.last, last == 32 || last == 9 { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
