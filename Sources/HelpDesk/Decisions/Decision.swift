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
    /// nil in records of earlier versions, and where triage alone decided.
    public var grounds: Grounds?
    public init(verdict: Verdict, source: ReplySource, rules: [FiredRule], grounds: Grounds? = nil) {
        self.verdict = verdict
        self.source = source
        self.rules = rules
        self.grounds = grounds
    }
}

/// What a decision stood on: recorded with each, told by `explain`, and what a later grade counts for (RULES H6, H9, H11).
public struct Grounds: Sendable, Equatable, Codable {
    public var intent: String?
    /// The confidence that counted, a fitting solved case heard as a witness; 0 where it was no number.
    public var confidence: Double
    /// From which on this intent was answered at that time; nil where its gate was closed.
    public var threshold: Double?
    public var mode: AnswerPolicy.Mode
    /// Name and training hash of the model.
    public var model: String
    /// ``TemplateLibrary/version`` of what customers may be told.
    public var templates: String
    /// The solved case whose words were chosen.
    public var solvedCase: CaseID?
    /// Whether a person should look at the answer afterwards: one in twenty (H8).
    public var isSampled: Bool
    /// What would have left but for the gate or the rung: an agent's answer grades it.
    public var withheld: Draft?

    public init(
        intent: String?, confidence: Double, threshold: Double?, mode: AnswerPolicy.Mode, model: String, templates: String,
        solvedCase: CaseID? = nil, isSampled: Bool = false, withheld: Draft? = nil
    ) {
        self.intent = intent
        self.confidence = confidence
        self.threshold = threshold
        self.mode = mode
        self.model = model
        self.templates = templates
        self.solvedCase = solvedCase
        self.isSampled = isSampled
        self.withheld = withheld
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

    /// A phrase of `words.md` with what was found: recorded in English, and told in the language of whoever reads it.
    public init(_ id: String, _ phrase: Phrase) { self.init(id, phrase.english) }
}

extension FiredRule {
    /// The rule without what it found in this mail: figures are counted by it, and carry no customer's words (RULES G4).
    public var heading: String {
        let cuts = [" (\u{201C}", ", after "].compactMap { words.firstRange(of: $0)?.lowerBound }
        return id + " " + words[..<(cuts.min() ?? words.endIndex)]
    }
}
