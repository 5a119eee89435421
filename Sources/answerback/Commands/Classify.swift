import HelpDesk
import Responder
import TextAnalysis

extension Command {
    /// `classify`: a text a line on standard input, a JSON line each.
    static let classify = Command(
        "classify", summary: "judges texts, a line each on standard input; a JSON line each",
        detail:
            "Without a configuration the built-in defaults and the shipped templates judge. The decision is what the words alone allow; a mail's sender, thread and caps are looked at by explain."
    ) { invocation, console in
        let office = try Installation.ifConfigured(invocation, console)
        let explain: Explain
        if let office { explain = try await Explain(office) } else { explain = Explain() }
        let floor = explain.minimumConfidence
        for line in console.lines() {
            let evidence = explain.words(JudgedText(subject: "", text: line))
            console.print(try JSONText.line(ClassificationShape(line, evidence, floor: floor)))
        }
        return .ok
    }
}

/// What the words of a text were judged as (INTERFACE, section 3).
struct ClassificationShape: Encodable {
    var text: String
    var intent: String
    var template: String?
    var confidence: Double
    var decision: String
    var category: String
    var priority: String
    var sentiment: Double
    var language: String?
    var summary: String
    var model: String
    var microseconds: Int

    init(_ text: String, _ evidence: Evidence, floor: Double) {
        let judgement = evidence.judgement
        self.text = text
        intent = judgement?.intent ?? "unknown"
        template = judgement?.template
        confidence = judgement?.confidence ?? 0
        decision = Self.verdict(judgement, floor: floor).rawValue
        category = (judgement?.category ?? .general).rawValue
        priority = (judgement?.priority ?? .medium).rawValue
        sentiment = judgement?.sentiment ?? 0
        language = judgement?.language
        summary = judgement?.summary ?? ""
        model = judgement?.model ?? "none"
        microseconds = judgement?.microseconds ?? 0
    }

    /// What the words alone allow: the floor of confidence, and no never-answer rule.
    private static func verdict(_ judgement: Judgement?, floor: Double) -> Decision.Verdict {
        guard let judgement, judgement.intent != nil, judgement.confidence >= floor, judgement.confidence <= 1,
            judgement.neverAnswer.isEmpty
        else { return .escalate }
        return .autoResolve
    }
}
