import Foundation
import HelpDesk
import Responder
import Store
import TextAnalysis

extension Command {
    /// `explain FILE…|TICKET`: what would happen to this mail and why, with the reply it would send.
    static let explain = Command(
        "explain", operands: "FILE…|TICKET", operandCount: 1...1000,
        summary: "what would happen to a mail, or what happened to a ticket, and why",
        detail:
            "Stores and sends nothing; without a configuration the built-in defaults and the shipped templates judge. A file is a mail as it lies in a Maildir; - is standard input.",
        options: [CommandOption("--mailbox", "NAME", "the configured mailbox it would come from"), .json]
    ) { invocation, console in
        let office = try Installation.ifConfigured(invocation, console)
        var explain: Explain?
        for operand in invocation.operands {
            if operand != "-", !FileManager.default.fileExists(atPath: operand) {
                try await explainTicket(operand, office, invocation, console)
                continue
            }
            let bytes = operand == "-" ? console.input() : try InputFile.bytes(operand)
            let ready: Explain
            if let explain { ready = explain } else if let office { ready = try await Explain(office) } else { ready = Explain() }
            explain = ready
            let explanation = try await ready.mail(bytes, mailbox: invocation.value("--mailbox"))
            let solutions = try await office?.solutions(of: explanation) ?? [:]
            let shape = ExplanationShape(explanation, solutions: solutions)
            console.print(invocation.has("--json") ? try JSONText.line(shape) : shape.page(name: operand))
        }
        return .ok
    }

    private static func explainTicket(
        _ name: String, _ office: Installation?, _ invocation: Invocation, _ console: Console
    ) async throws {
        guard let office else {
            throw CommandFailure(.noInput, "there is no file \(name), and without a configuration there are no tickets")
        }
        guard let ticket = try await office.ticket(named: name) else {
            throw CommandFailure(.noInput, "\(name) is neither a file nor a ticket")
        }
        let events = try await office.store.story(of: ticket.id)?.events ?? []
        let reasons = TicketReasons(events)
        console.print(
            invocation.has("--json")
                ? try JSONText.line(ExplainedTicketShape(ticket: TicketShape(ticket, events: events), reasons: reasons))
                : TicketPage(ticket, events).text + "\n\n" + reasons.page)
    }
}

extension Installation {
    /// The solutions that the evidence of an explanation names.
    func solutions(of explanation: HelpDesk.Explanation) async throws -> [CaseID: SolvedCase] {
        var found: [CaseID: SolvedCase] = [:]
        for similar in explanation.evidence?.similar ?? [] { found[similar.id] = try await store.solvedCase(similar.id) }
        return found
    }
}

/// `explain --json`: what `classify` says, and triage, party, authentication, rules, similar cases, source and reply.
struct ExplanationShape: Encodable {
    struct Similar: Encodable {
        var score: Double
        var `case`: Int64
        var solution: String
    }
    struct Rule: Encodable {
        var id: String
        var words: String
    }

    var classification: ClassificationShape
    var decision: String
    var triage: String
    var party: String?
    var authentication: String
    var rules: [Rule]
    var similar: [Similar]
    var articles: [String] = []
    var source: String
    var reply: String?
    var reasons: JudgementReasons
    var grounds: GroundsShape?

    init(_ explanation: HelpDesk.Explanation, solutions: [CaseID: SolvedCase]) {
        let evidence = explanation.evidence ?? Evidence(judgement: nil, similar: [])
        classification = ClassificationShape(explanation.triage.text?.text ?? "", evidence, floor: 1)
        decision = explanation.decision.verdict.rawValue
        triage = explanation.triage.kind.words
        party = explanation.triage.sender
        authentication = explanation.triage.authentication.words
        rules = explanation.decision.rules.map { Rule(id: $0.id, words: $0.words) }
        similar = evidence.similar.map {
            Similar(score: $0.score, case: $0.id.rawValue, solution: solutions[$0.id]?.solution ?? "")
        }
        source = explanation.decision.source.rawValue
        reply = explanation.reply
        reasons = JudgementReasons(evidence.judgement)
        grounds = explanation.decision.grounds.map(GroundsShape.init)
        // What an answer stands on is its confidence: a solved case that agrees is heard as a witness.
        if explanation.decision.verdict == .autoResolve, let counted = explanation.decision.grounds?.confidence {
            classification.confidence = counted
        }
    }

    private enum Keys: String, CodingKey {
        case text, intent, template, confidence, decision, category, priority, sentiment, language, summary, model, microseconds
        case triage, party, authentication, rules, similar, articles, source, reply
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Keys.self)
        try object.encode(classification.text, forKey: .text)
        try object.encode(classification.intent, forKey: .intent)
        try object.encode(classification.template, forKey: .template)
        try object.encode(classification.confidence, forKey: .confidence)
        try object.encode(decision, forKey: .decision)
        try object.encode(classification.category, forKey: .category)
        try object.encode(classification.priority, forKey: .priority)
        try object.encode(classification.sentiment, forKey: .sentiment)
        try object.encode(classification.language, forKey: .language)
        try object.encode(classification.summary, forKey: .summary)
        try object.encode(classification.model, forKey: .model)
        try object.encode(classification.microseconds, forKey: .microseconds)
        try object.encode(triage, forKey: .triage)
        try object.encode(party, forKey: .party)
        try object.encode(authentication, forKey: .authentication)
        try object.encode(rules, forKey: .rules)
        try object.encode(similar, forKey: .similar)
        try object.encode(articles, forKey: .articles)
        try object.encode(source, forKey: .source)
        try object.encode(reply, forKey: .reply)
        try reasons.encode(to: encoder)
        try grounds?.encode(to: encoder)
    }

    /// For people.
    func page(name: String) -> String {
        let share = "\((classification.confidence * 100).rounded() / 100)"
        var lines = [
            "\(name): \(decision)",
            "  from \(party ?? "nobody nameable"), \(authentication); taken as \(triage)",
            "  judged \(classification.intent)\(classification.template.map { " / " + $0 } ?? "") at \(share), "
                + "\(classification.priority) priority, language \(classification.language ?? "unknown")",
        ]
        if !classification.summary.isEmpty { lines.append("  wants: \(Plain.text(classification.summary, max: 150))") }
        lines += reasons.lines.map { "  " + $0 }
        if let grounds { lines.append("  " + grounds.line) }
        lines += rules.map { "  rule \($0.id): \($0.words)" }
        lines += similar.map { "  similar: case \($0.case) at \(($0.score * 100).rounded() / 100)" }
        if let reply { lines += ["  would be answered from \(source):", "", Plain.block(reply, indent: "    ")] }
        return lines.joined(separator: "\n")
    }
}

extension Triage.Kind {
    var words: String {
        switch self {
        case .customer: "customer"
        case .agent(let group): "agent of \(group)"
        case .admin: "admin"
        case .deliveryStatus: "delivery status"
        case .automatic(let rule): "automatic mail (\(rule))"
        case .own: "our own mail"
        case .ignored(let reason): "ignored: \(reason)"
        }
    }
}

extension Authentication {
    var words: String {
        switch self {
        case .dmarc: "dmarc"
        case .aligned: "aligned"
        case .submitted: "submitted"
        case .none: "none"
        case .failed: "failed"
        }
    }
}
