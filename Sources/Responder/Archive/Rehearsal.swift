import HelpDesk
import InternetMessage
import Store
import TextAnalysis

/// `rehearse`: an archive replayed in shadow mode. Nothing leaves and nothing is stored; where the archive holds a person's answer,
/// what would have been sent is compared with it.
public struct Rehearsal: Sendable {
    private let desk: Desk
    private let analyst: Analyst
    /// What the templates alone would judge; nil where people taught nothing yet.
    private let untaught: Analyst?
    private let known: Knowledge
    private let own: [String]

    /// What an installation knows beside its templates.
    struct Knowledge: Sendable {
        var cases: [CaseID: SolvedCase] = [:]
        var records: [String: IntentRecord] = [:]
        var modes: [String: AnswerPolicy.Mode] = [:]
    }

    /// With an installation's settings, model, solved cases, records and rungs.
    public init(_ installation: Installation) async throws {
        let store = installation.store
        desk = installation.desk
        analyst = try await installation.analyst()
        let cases = try await store.cases().cases
        known = Knowledge(
            cases: Dictionary(cases.map { ($0.id, $0) }) { $1 }, records: try await store.records(),
            modes: try await store.modes().mapValues(\.mode))
        own = installation.answeringAddresses
        let isTaught = try await !store.lessons().inUse.isEmpty
        untaught = isTaught ? Analyst(templates: desk.templates, settings: desk.settings, cases: cases) : nil
    }

    /// With the built-in defaults and the shipped templates.
    public init() {
        let library = ShippedDesk.library
        desk = Desk(settings: ShippedDesk.settings, templates: library, signer: ShippedDesk.signer, calendar: .utc)
        analyst = Analyst(templates: library, settings: ShippedDesk.settings)
        (untaught, known, own) = (nil, Knowledge(), [])
    }

    /// Reads the archive twice: for who answered whom, and for the questions themselves.
    /// - Parameters:
    ///   - further: addresses that answer customers, beside the configured ones; without any they are found out.
    ///   - progress: is told the questions judged, and all.
    public func run(_ archive: ArchiveReader, own further: [String] = [], progress: (Int, Int) -> Void = { _, _ in })
        -> RehearsalReport
    {
        var conversations = Conversations(own: own + further)
        var report = RehearsalReport(isComparedWithUntaught: untaught != nil)
        report.skipped = archive.forEach { conversations.add(Reading(Message($0))) }
        report.mails = conversations.mailCount
        let questions = Dictionary(conversations.all().map { ($0.number, $0) }) { first, _ in first }
        var number = 0
        var judged = 0
        _ = archive.forEach { bytes in
            number += 1
            guard let conversation = questions[number] else { return }
            judge(conversation, bytes, into: &report)
            judged += 1
            if judged % 32 == 0 { progress(judged, questions.count) }
        }
        return report
    }

    private func judge(_ conversation: Conversation, _ bytes: [UInt8], into report: inout RehearsalReport) {
        let message = Message(bytes)
        // As if it had just come in: an archive is old, and A13 has nothing to say of it.
        let now = conversation.question.date ?? Timestamp(seconds: 0)
        let mail = IncomingMail(
            id: MailID(rawValue: Int64(conversation.number)), mailbox: "archive", receivedAt: now, message: message,
            reading: Reading(message))
        let triage = desk.triage(mail)
        let answer = conversation.answer.map { SolutionText.words(of: $0.typed) }
        let outcome = rehearse(mail, triage, analyst, at: now)
        report.count(outcome, agentAnswer: answer)
        if let untaught { report.compare(outcome, with: rehearse(mail, triage, untaught, at: now), agentAnswer: answer) }
    }

    private func rehearse(_ mail: IncomingMail, _ triage: Triage, _ analyst: Analyst, at now: Timestamp) -> RehearsedAnswer {
        let evidence = analyst.evidence(for: triage)
        let intent = evidence.judgement?.intent
        let file = CaseFile(
            cases: evidence.similar.compactMap { known.cases[$0.id] },
            intentRecord: intent.flatMap { known.records[$0] } ?? IntentRecord(), modes: known.modes)
        return RehearsedAnswer(desk.explain(mail, in: file, given: evidence, at: now))
    }
}

extension Installation {
    /// Addresses that answer customers: the brands' and the agents'.
    var answeringAddresses: [String] {
        let settings = configuration.desk
        return settings.brands.map(\.address) + settings.ownAddresses + settings.agents.flatMap { [$0.mailbox] + $0.members }
    }
}

/// What the desk would have done with a question of an archive.
struct RehearsedAnswer: Sendable {
    var intent: String
    /// The words that would have been sent, also where only the rung or the gate of the intent withheld them; nil for a person.
    var words: String?
    var rules: [FiredRule]

    init(_ explanation: HelpDesk.Explanation) {
        let decision = explanation.decision
        intent = explanation.evidence?.judgement?.intent ?? "unknown"
        words = explanation.reply ?? decision.grounds?.withheld?.text
        rules = decision.rules
    }
}
