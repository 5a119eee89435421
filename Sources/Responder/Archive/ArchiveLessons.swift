import HelpDesk
import InternetMessage
import Store

/// `learn`: solved conversations of an archive become cases, with what is personal taken out.
///
/// A conversation is solved where a person answered and the customer had nothing more to say than thanks. A solution from which
/// something had to be taken out is only suggested to agents.
public struct ArchiveLessons: Sendable {
    public struct Report: Sendable, Equatable {
        public var mails = 0
        public var skipped = ArchiveReader.Skipped()
        public var conversations = 0
        public var unanswered = 0
        public var askedAgain = 0
        /// Answers without words of their own.
        public var empty = 0
        public var known = 0
        public var learned = 0
        /// Of the learned ones: those that may be sent, and those of an intent that the classifier was sure of.
        public var maySend = 0
        public var withIntent = 0
        public init() {}
    }

    private let installation: Installation
    private let analyst: Analyst

    static let batchCount = 200

    public init(_ installation: Installation) async throws {
        self.installation = installation
        analyst = try await installation.analyst()
    }

    /// - Parameter progress: is told the conversations looked at, and all.
    public func learn(
        _ archive: ArchiveReader, own further: [String] = [], progress: (Int, Int) -> Void = { _, _ in }
    ) async throws -> Report {
        var conversations = Conversations(own: installation.answeringAddresses + further)
        var report = Report()
        report.skipped = archive.forEach { conversations.add(Reading(Message($0))) }
        report.mails = conversations.mailCount
        let all = conversations.all()
        report.conversations = all.count
        var batch: [SolvedCase] = []
        for (index, conversation) in all.enumerated() {
            if index % 32 == 31 { progress(index + 1, all.count) }
            guard let solved = solvedCase(of: conversation, &report) else { continue }
            guard try await installation.store.solvedCase(solved.id) == nil else {
                report.known += 1
                continue
            }
            report.count(solved)
            batch.append(solved)
            if batch.count == Self.batchCount { try await store(&batch) }
        }
        try await store(&batch)
        return report
    }

    private func store(_ batch: inout [SolvedCase]) async throws {
        guard !batch.isEmpty else { return }
        try await installation.operate(.learn(batch))
        batch = []
    }

    private func solvedCase(of conversation: Conversation, _ report: inout Report) -> SolvedCase? {
        guard let answer = conversation.answer else {
            report.unanswered += 1
            return nil
        }
        guard !conversation.wasAskedAgain else {
            report.askedAgain += 1
            return nil
        }
        let question = conversation.question
        let people = KnownPeople(
            names: [question.fromName, answer.fromName], addresses: [question.from], ownAddresses: [answer.from])
        let solution = ImpersonalText(
            SolutionText.words(of: answer.typed, agentName: answer.fromName), naming: people, leaving: .kind)
        guard !solution.text.isEmpty, !question.typed.isEmpty else {
            report.empty += 1
            return nil
        }
        let judgement = analyst.evidence(for: JudgedText(subject: question.subject, text: question.typed)).judgement
        let isSure = (judgement?.confidence ?? 0) >= installation.configuration.desk.answers.minimumConfidence
        let asked = ImpersonalText(question.subject + "\n" + question.typed, naming: people, leaving: .empty).text
        return SolvedCase(
            id: Self.id(of: question.messageID), ticket: TicketID(rawValue: 0), intent: isSure ? judgement?.intent : nil,
            language: judgement?.language, question: asked, solution: solution.text, maySend: solution.kinds.isEmpty,
            learnedFrom: "archive", learnedAt: installation.clock.now())
    }

    /// The same conversation has the same number, above every mail's: learning an archive twice learns it once.
    private static func id(of messageID: String) -> CaseID {
        let digest = InstallationKey.digest(Array(messageID.utf8)).prefix(5)
        return CaseID(rawValue: 1 << 40 | digest.reduce(Int64(0)) { $0 << 8 | Int64($1) })
    }
}

extension ArchiveLessons.Report {
    fileprivate mutating func count(_ solved: SolvedCase) {
        learned += 1
        if solved.maySend { maySend += 1 }
        if solved.intent != nil { withIntent += 1 }
    }
}
