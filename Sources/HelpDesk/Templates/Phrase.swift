/// Something that will be said to an agent or admin: an English phrase with places like `{{count}}`, and what fills them.
///
/// The phrase is the key in `words.md`; a ``Reader`` says it in the reader's language. A value is never read for places itself.
public struct Phrase: Sendable, Equatable, ExpressibleByStringLiteral {
    public var pattern: String
    public var values: [String: String]

    public init(_ pattern: String, _ values: [String: String] = [:]) {
        self.pattern = pattern
        self.values = values
    }

    public init(stringLiteral pattern: String) { self.init(pattern) }

    /// In the code's own words.
    public var english: String { Wording.english(self) }
}
