/// A broken promise of RULES section 2, found in the database.
public struct Violation: Sendable, Equatable {
    /// `INV1` to `INV9`, `schema`, `integrity`, `records`.
    public var rule: String
    /// The row: `mail 17`, `outbox 5`, `ticket 3`.
    public var subject: String
    /// What is wrong, and what to do; no customer's text.
    public var words: String

    public init(rule: String, subject: String, words: String) {
        self.rule = rule
        self.subject = subject
        self.words = words
    }
}
