import HelpDesk
import TextAnalysis

/// How the desk would have done with an archive.
public struct RehearsalReport: Sendable, Equatable {
    public struct Tally: Sendable, Equatable {
        public var questions = 0
        /// Would have been answered, also where only the rung or the gate of the intent withheld it.
        public var answered = 0
        /// Answered ones to which the archive holds a person's answer, and those of them that say the same.
        public var compared = 0
        public var agreed = 0
        public init() {}

        /// What the comparisons show with 95 % confidence.
        public var lowerBound: Double { ClopperPearson.lowerBound(right: agreed, of: compared) }
    }

    public var mails = 0
    public var skipped = ArchiveReader.Skipped()
    public var all = Tally()
    public var intents: [String: Tally] = [:]
    /// Why people would have been asked, by rule.
    public var reasons: [String: Int] = [:]
    /// The same with the templates alone; nil where people taught nothing yet.
    public var untaught: Tally?
    /// Questions that what people taught answers and the templates alone do not, and the other way round.
    public var gained = 0
    public var lost = 0

    init(isComparedWithUntaught: Bool) { untaught = isComparedWithUntaught ? Tally() : nil }

    mutating func count(_ outcome: RehearsedAnswer, agentAnswer: String?) {
        Self.add(outcome, agentAnswer, to: &all)
        Self.add(outcome, agentAnswer, to: &intents[outcome.intent, default: Tally()])
        guard outcome.words == nil else { return }
        for rule in outcome.rules { reasons[rule.heading, default: 0] += 1 }
    }

    mutating func compare(_ outcome: RehearsedAnswer, with before: RehearsedAnswer, agentAnswer: String?) {
        var tally = untaught ?? Tally()
        Self.add(before, agentAnswer, to: &tally)
        untaught = tally
        if outcome.words != nil, before.words == nil { gained += 1 }
        if outcome.words == nil, before.words != nil { lost += 1 }
    }

    /// Cosine from which on two answers say the same; the desk grades what it withheld by it, too.
    static let sameAnswerCosine = AnswerPolicy().sameMatterCosine

    private static func add(_ outcome: RehearsedAnswer, _ agentAnswer: String?, to tally: inout Tally) {
        tally.questions += 1
        guard let words = outcome.words else { return }
        tally.answered += 1
        guard let agentAnswer, !agentAnswer.isEmpty else { return }
        tally.compared += 1
        if CaseIndex.cosine(SolutionText.words(of: words), agentAnswer) >= sameAnswerCosine { tally.agreed += 1 }
    }
}
