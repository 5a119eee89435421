/// Text analysis with the installation's templates and solved cases: it turns a mail's words into evidence, and holds no policy.
public struct Analyst: Sendable {
    /// Trains from the templates' own examples; seconds on a large library, so the shell does it once at start.
    public init(templates: TemplateLibrary, settings: DeskSettings, cases: [SolvedCase] = []) {}

    /// Names the model in judgements.
    public var model: String { "none" }

    public mutating func add(_ solved: SolvedCase) {}
    public mutating func remove(_ id: CaseID) {}

    /// Evidence for a triaged mail; without words to judge it holds no judgement.
    public func evidence(for triage: Triage) -> Evidence { Evidence(judgement: nil, similar: []) }

    /// Evidence for words alone, as `classify` prints them.
    public func evidence(for text: JudgedText) -> Evidence { Evidence(judgement: nil, similar: []) }
}
