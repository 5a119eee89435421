import Foundation
public import HelpDesk
import InternetMessage
public import TextAnalysis

/// A mail whose truth is known, as `evaluate --mails` reads it.
public struct LabelledMail: Sendable, Decodable {
    public var subject: String
    public var body: String
    public var intent: String
    public init(subject: String, body: String, intent: String) {
        self.subject = subject
        self.body = body
        self.intent = intent
    }
}

/// A judged row with its labels as the input spelled them.
public struct EvaluatedRow: Sendable {
    public var expected: String
    public var predicted: String
    /// The template of the intent that was chosen; nil where there is none.
    public var template: String?
    public var decision: String
    public var row: Evaluation.Row
}

/// `evaluate`: judges texts or whole mails whose truth is known, with the defaults only.
///
/// A training table is taken for a template library with one template an intent, so that mails go through the very desk that
/// answers customers, whatever the model was trained from.
public struct EvaluationBench: Sendable {
    private let library: TemplateLibrary
    private let trainedTexts: [(text: String, label: String)]?
    private let outOfScopeLabel: String?
    private let packs: [String]
    /// What people taught an installation beside the templates.
    private let taught: [TaughtExample]
    private let progress: @Sendable (Double) -> Void

    /// - Parameters:
    ///   - train: nil: the shipped templates are the model.
    ///   - packs: optional intents of the shipped templates that are switched on.
    public init(
        train: [(text: String, label: String)]?, outOfScopeLabel: String?, packs: [String] = [], taught: [TaughtExample] = [],
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) {
        trainedTexts = train
        self.outOfScopeLabel = outOfScopeLabel
        self.packs = packs
        self.taught = taught
        self.progress = progress
        library =
            train.map { Self.library(of: $0, outOfScopeLabel: outOfScopeLabel) }
            ?? ShippedDesk.library
    }

    // MARK: Texts

    /// Judges sentences: no mail around them, so the decision is the confidence against the floor.
    public func judge(texts: [(text: String, label: String)]) async throws -> [EvaluatedRow] {
        let samples = texts.map {
            EvaluationRun.Sample(text: $0.text, label: EvaluationRun.inScope($0.label, outOfScopeLabel: outOfScopeLabel))
        }
        let run = try await EvaluationRun.run(train: examples(isForMails: false), test: samples, progress: progress)
        return zip(zip(texts, samples), run.predictions).map { input, prediction in
            let isAnswered = prediction.label != nil && prediction.confidence >= Evaluation.confidenceFloor
            let verdict: Decision.Verdict = isAnswered ? .autoResolve : .escalate
            return row(expected: input.0.label, sample: input.1.label, prediction.label, prediction.confidence, verdict)
        }
    }

    /// - Parameter isForMails: sentences get no answer, so a table's one template an intent would only cost time.
    private func examples(isForMails: Bool) -> [TrainingExample] {
        if let trainedTexts {
            return trainedTexts.map {
                let label = EvaluationRun.inScope($0.label, outOfScopeLabel: outOfScopeLabel)
                return TrainingExample(
                    text: $0.text, label: label, subLabel: isForMails ? label.map { _ in Self.answerName } : nil)
            }
        }
        var settings = ShippedDesk.settings
        settings.packs = packs
        return Analyst.examples(templates: library, settings: settings, taught: taught)
    }

    // MARK: Mails

    /// Puts each mail through the whole reading, triage, judgement and decision, alone and as a first contact.
    public func judge(mails: [LabelledMail]) async throws -> [EvaluatedRow] {
        var settings = ShippedDesk.settings
        settings.packs = packs
        let classifier = try await Classifier.trainInParallel(examples(isForMails: true)) { [progress] in progress($0 * 0.9) }
        let analyst = Analyst(templates: library, settings: settings, classifier: classifier)
        let desk = Desk(settings: settings, templates: library, signer: ShippedDesk.signer, calendar: .utc)
        return mails.enumerated().map { index, mail in
            if index % 64 == 63 { progress(0.9 + 0.1 * Double(index) / Double(mails.count)) }
            let explanation = explain(mail, number: Int64(index + 1), desk: desk, analyst: analyst)
            let judgement = explanation.evidence?.judgement
            return row(
                expected: mail.intent, sample: EvaluationRun.inScope(mail.intent, outOfScopeLabel: outOfScopeLabel),
                judgement?.intent, judgement?.confidence ?? 0, explanation.decision.verdict, template: judgement?.template)
        }
    }

    private func explain(_ mail: LabelledMail, number: Int64, desk: Desk, analyst: Analyst) -> HelpDesk.Explanation {
        let draft = MessageDraft(
            from: Mailbox(address: "customer\(number)@customer.example", name: ""),
            to: [Mailbox(address: "support@support.example", name: "")], subject: mail.subject,
            messageID: "<\(number)@customer.example>", date: Date(timeIntervalSince1970: Self.now), text: mail.body)
        let message = Message(draft.bytes(boundarySeed: "\(number)"))
        let now = Timestamp(seconds: Int64(Self.now))
        let incoming = IncomingMail(
            id: MailID(rawValue: number), mailbox: "evaluation", receivedAt: now, message: message, reading: Reading(message))
        let evidence = analyst.evidence(for: desk.triage(incoming))
        return desk.explain(incoming, in: CaseFile(), given: evidence, at: now)
    }

    /// Any fixed time: nothing in the evaluation may depend on the day it runs.
    private static let now = 1_800_000_000.0

    private func row(
        expected: String, sample: String?, _ predicted: String?, _ confidence: Double, _ verdict: Decision.Verdict,
        template: String? = nil
    ) -> EvaluatedRow {
        EvaluatedRow(
            expected: expected, predicted: predicted ?? outOfScopeLabel ?? "unknown", template: template,
            decision: verdict.rawValue,
            row: Evaluation.Row(
                expected: sample, predicted: predicted, confidence: confidence, isAnswered: verdict == .autoResolve))
    }

    /// One template an intent, so that the desk has something to answer with; the model learns from the table itself.
    private static func library(of table: [(text: String, label: String)], outOfScopeLabel: String?) -> TemplateLibrary {
        let intents = Set(table.map(\.label)).filter { EvaluationRun.inScope($0, outOfScopeLabel: outOfScopeLabel) != nil }
        let intent = "---\ncategory: general\nanswers: yes\n---\nAn intent.\n"
        let answer = "---\nsubject: Answer\nexamples:\n  - A question\n---\nAn answer.\n"
        let mails = TemplateFiles(folder: nil, brands: []).sources.filter { $0.path.hasPrefix("en/mail/") }
        return TemplateLibrary(
            mails
                + intents.sorted().flatMap { name in
                    [
                        TemplateLibrary.Source(path: "en/\(name)/intent.md", text: intent),
                        TemplateLibrary.Source(path: "en/\(name)/\(answerName).md", text: answer),
                    ]
                })
    }

    private static let answerName = "answer"
}
