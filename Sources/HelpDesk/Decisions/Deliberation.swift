internal import TextAnalysis

/// Whether the desk may answer a mail by itself, with which words, and every rule that spoke against it (RULES section 3).
///
/// All rules are asked, also after the first that says no: agents and `explain` see the whole why.
struct Deliberation: Sendable, Equatable {
    var verdict: Decision.Verdict
    /// Against answering; empty where the verdict is to answer.
    var against: [FiredRule]
    /// The best words there are; suggested to an agent where they are not sent.
    var draft: Draft?
    /// The confidence that counted, with a fitting solved case heard as a witness.
    var confidence: Double
    /// Whether a rule forbids every automatic mail, the acknowledgement too.
    var isSilent: Bool
    /// How long the answer waits in the outbox (H10).
    var undoSeconds: Int64
    /// Set where the desk would have answered but for the rung of H8.
    var mode: AnswerPolicy.Mode
    var grounds: Grounds

    var decision: Decision {
        Decision(
            verdict: verdict, source: verdict == .autoResolve ? draft?.source ?? .none : .none, rules: against, grounds: grounds)
    }
}

/// The rules that stand before **every** automatic mail, acknowledgements included (INTERFACE section 1).
enum SilencingRules {
    static let ids: Set<String> = [
        "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A9", "A10", "A11", "A13", "A16", "B5", "B9", "D16", "C2", "hold",
    ]
    static func contains(_ rule: FiredRule) -> Bool { ids.contains(rule.id) }
}
