internal import TextAnalysis

/// What a person's word says of an answer: the record that the gate of an intent and its rung stand on (RULES H6, H9).
///
/// A ticket has one grade; a worse mark replaces a better one, and silence is none.
public struct Grade: Sendable, Equatable, Codable {
    public enum Mark: Sendable, Equatable, Codable {
        case right
        case wrong
        /// The answer did harm: its intent stops at once, and a leak stops everything.
        case severe(Severity)
    }
    public enum Severity: String, Sendable, CaseIterable, Codable {
        /// It told the customer something that is not so.
        case policy
        /// It told somebody what only another may know.
        case leak
        /// It went to the wrong person.
        case person
    }

    /// The intent that was judged, whatever it was corrected to afterwards.
    public var intent: String
    public var mark: Mark
    /// ``Grounds/confidence`` of the decision.
    public var confidence: Double
    /// Whether the answer left by itself. What a rung or a gate withheld is graded by the agent's answer, and says the same of the
    /// intent, but it is none of the last fifty automatic answers.
    public var isAutomatic: Bool

    public init(intent: String, mark: Mark, confidence: Double, isAutomatic: Bool) {
        self.intent = intent
        self.mark = mark
        self.confidence = confidence
        self.isAutomatic = isAutomatic
    }

    public var isRight: Bool { mark == .right }
    /// The range of confidence under which it is counted, by its lower end; 0 is below every gate's floor.
    public var band: Double { PrecisionGate.floor(of: confidence) ?? 0 }
}

extension Grade.Mark {
    /// Higher is worse.
    var weight: Int {
        switch self {
        case .right: 0
        case .wrong: 1
        case .severe: 2
        }
    }

    /// `right`, `wrong`, `policy`, `leak`, `person`: as the store and the command line spell it.
    public var word: String {
        switch self {
        case .right: "right"
        case .wrong: "wrong"
        case .severe(let severity): severity.rawValue
        }
    }

    public init?(word: String) {
        switch word {
        case "right": self = .right
        case "wrong": self = .wrong
        default:
            guard let severity = Grade.Severity(rawValue: word) else { return nil }
            self = .severe(severity)
        }
    }

    public static let words = ["right", "wrong"] + Grade.Severity.allCases.map(\.rawValue)
}
