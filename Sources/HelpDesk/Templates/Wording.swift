/// The words of mails to agents and admins in one language, from `templates/LANGUAGE/mail/words.md`.
///
/// The English phrase is the key, so that a phrase nobody has translated is still understood. A line of the file is
/// `English phrase = other words`; places like `{{count}}` stand on both sides. An operator's own file replaces the shipped one.
public struct Wording: Sendable, Equatable {
    /// Primary language tag.
    public var language: String
    private var phrases: [String: String]
    private var recordedPhrases: RecordedPhrases

    public init(language: String = "en", phrases: [String: String] = [:]) {
        self.language = language
        self.phrases = phrases
        recordedPhrases = RecordedPhrases(phrases.keys.compactMap { RecordedPhrase($0) })
    }

    /// The code's own words.
    public static let english = Wording()

    /// The phrase in this language, its places filled; a value is never read for places itself.
    public func callAsFunction(_ phrase: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
        let words = phrases[phrase] ?? phrase
        guard !values.isEmpty else { return words }
        return PhraseFiller.filled(words) { name in values.first { $0.key == name }?.value }
    }

    public func callAsFunction(_ phrase: Phrase) -> String {
        let words = phrases[phrase.pattern] ?? phrase.pattern
        return phrase.values.isEmpty ? words : PhraseFiller.filled(words) { phrase.values[$0] }
    }

    /// What the file says for a phrase without places; nil where it says nothing.
    func said(_ phrase: String) -> String? { phrases[phrase] }

    /// The phrase that recorded words were made from.
    func recordedPhrase(of words: String) -> Phrase? { recordedPhrases.phrase(of: words) }

    /// Whether the file says something for this phrase.
    public func knows(_ phrase: String) -> Bool { phrases[phrase] != nil }

    /// One of two phrases by a count, with the count in `{{count}}`.
    public func counted(_ count: Int, _ one: String, _ many: String) -> String {
        self(count == 1 ? one : many, ["count": NumberText.grouped(count)])
    }
}

extension Wording {
    static let linesMax = 2_000

    private static let separator = Array(" = ".utf8)

    /// Where the first separator begins. By bytes: some thousand lines are read at each start.
    private static func separator(in line: some StringProtocol) -> String.Index? {
        line.utf8.indices.first { line.utf8[$0...].starts(with: separator) }
    }

    /// Reads the lines below the front matter; blank lines and lines that start with `#` say nothing.
    init(language: String, parsing lines: ArraySlice<String>) throws(TemplateFile.Mistake) {
        var phrases: [String: String] = [:]
        for (index, line) in zip(lines.indices, lines).prefix(Wording.linesMax) {
            let trimmed = TemplateFile.trimmed(line)
            guard !trimmed.isEmpty, trimmed.utf8.first != UInt8(ascii: "#") else { continue }
            guard let cut = Wording.separator(in: trimmed) else {
                throw TemplateFile.Mistake(line: index + 1, words: "a line is `English phrase = other words`")
            }
            let (phrase, words) = (String(trimmed[..<cut]), String(trimmed[cut...].utf8.dropFirst(Wording.separator.count)) ?? "")
            try Wording.check(words, against: phrase, line: index + 1)
            phrases[phrase] = words
        }
        self.init(language: language, phrases: phrases)
    }

    /// Places that the phrase does not have would never be filled.
    private static func check(_ words: String, against phrase: String, line: Int) throws(TemplateFile.Mistake) {
        let known = Set(try TemplateText(parsing: [phrase], firstLine: line, allowing: nil).required)
        _ = try TemplateText(parsing: [words], firstLine: line, allowing: known)
    }
}

/// How the reader of a mail reads: language and local time.
public struct Reader: Sendable {
    public var words: Wording
    public var calendar: BusinessCalendar

    public init(words: Wording = .english, calendar: BusinessCalendar = .utc) {
        self.words = words
        self.calendar = calendar
    }

    /// English and UTC.
    public static let standard = Reader()

    public func callAsFunction(_ phrase: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
        words(phrase, values)
    }

    public func callAsFunction(_ phrase: Phrase) -> String { words(phrase) }

    public func counted(_ count: Int, _ one: String, _ many: String) -> String { words.counted(count, one, many) }

    /// `2026-11-21 05:05 UTC+1`, in local time.
    public func minute(_ time: Timestamp) -> String {
        TimeText.minute(time, offsetSeconds: calendar.offsetSeconds(time))
    }

    /// `2026-11-21`, in local time.
    public func day(_ time: Timestamp) -> String { calendar.date(time) }

    /// `40 s`, `12 min`, `5 h`, `3 days`.
    public func span(seconds: Int64) -> String {
        switch max(0, seconds) {
        case let s where s < 172_800: TimeText.span(seconds: s)
        case let s: words.counted(Int((s + 43_200) / 86_400), "{{count}} day", "{{count}} days")
        }
    }
}
