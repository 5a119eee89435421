/// What was decided for a mail, and why (RULES H11).
public struct Decision: Sendable, Equatable, Codable {
    public enum Verdict: String, Sendable, Codable {
        case autoResolve = "AUTO_RESOLVE"
        case escalate = "ESCALATE"
        case ignore = "IGNORE"
    }
    public var verdict: Verdict
    public var source: ReplySource
    /// Every rule that fired, by its id in RULES, in plain words.
    public var rules: [FiredRule]
    public init(verdict: Verdict, source: ReplySource, rules: [FiredRule]) {
        self.verdict = verdict
        self.source = source
        self.rules = rules
    }
}

public struct FiredRule: Sendable, Hashable, Codable {
    /// For example `A10` or `H5`.
    public var id: String
    public var words: String
    public init(_ id: String, _ words: String) {
        self.id = id
        self.words = words
    }
}

extension FiredRule {
    /// The rule without what it found in this mail: figures are counted by it, and carry no customer's words (RULES G4).
    public var heading: String {
        let cuts = [" (\u{201C}", ", after "].compactMap { words.firstRange(of: $0)?.lowerBound }
        return id + " " + words[..<(cuts.min() ?? words.endIndex)]
    }
}
