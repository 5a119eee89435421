import HelpDesk
import Responder
import Store

extension Command {
    /// `mode [INTENT off|shadow|draft|canary|on]`: the rungs, and how each intent does on its own.
    static let mode = Command(
        "mode", operands: "[INTENT off|shadow|draft|canary|on]", operandCount: 0...2,
        summary: "how far the answers of each intent go by themselves, and what their record shows",
        detail: """
            off suggests nothing, shadow decides and records, draft waits for an agent's ok, canary answers a tenth of
            the tickets, on answers. From canary, on waits for 50 automatic answers; --early does not. A rung set here or
            by an admin's mail goes before the configuration's. An intent that people grade badly goes to draft by itself, a severe mark to off.
            """,
        options: [CommandOption("--early", nil, "from canary to on before its 50 answers"), .json]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        if let name = invocation.operands.first {
            let known = Set(office.library.intents.map(\.name)).sorted()
            guard known.contains(name) else {
                throw CommandFailure(.usage, "no intent \"\(name)\"; there are: \(known.joined(separator: ", "))")
            }
            guard let word = invocation.operands.dropFirst().first, let mode = AnswerPolicy.Mode(rawValue: word) else {
                throw CommandFailure(.usage, "usage: answerback mode \(name) off|shadow|draft|canary|on")
            }
            if mode == .on, !invocation.has("--early") { try await waitForCanary(name, office) }
            try await office.operate(.mode(intent: name, mode))
        }
        let rungs = try await Rung.all(of: office)
        console.print(invocation.has("--json") ? try JSONText.line(rungs) : Rung.table(rungs))
        return .ok
    }

    /// Canary is there to be looked at: before it has given its answers there is nothing to go on from (RULES H8).
    private static func waitForCanary(_ intent: String, _ office: Installation) async throws {
        guard let rung = try await Rung.all(of: office).first(where: { $0.intent == intent }),
            rung.mode == AnswerPolicy.Mode.canary.rawValue, rung.lastAnswers < IntentRecord.lastMax
        else { return }
        throw CommandFailure(
            .temporary,
            "\(intent) has given \(rung.lastAnswers) of the \(IntentRecord.lastMax) automatic answers that canary is for; "
                + "wait for them, or go on without: answerback mode \(intent) on --early")
    }
}

/// An intent, how far its answers go, and what its record shows (RULES H6, H8, H9).
struct Rung: Encodable {
    var intent: String
    var mode: String
    /// Since when, where it is not the configuration's.
    var since: String?
    var graded: Int
    var wrong: Int
    /// Share right that the record shows with 95 % confidence.
    var shown: Double
    /// Confidence from which on it is answered; null keeps it closed.
    var threshold: Double?
    var lastAnswers: Int
    var lastBad: Int

    enum CodingKeys: String, CodingKey {
        case intent, mode, since, graded, wrong, threshold
        case shown = "shown_95"
        case lastAnswers = "last_answers"
        case lastBad = "last_bad"
    }

    static func all(of office: Installation) async throws -> [Rung] {
        let policy = office.configuration.desk.answers
        let packs = office.configuration.desk.packs
        let modes = try await office.store.modes()
        let records = try await office.store.records()
        let names = Set(office.library.intents.map(\.name).filter { office.library.isSwitchedOn($0, packs: packs) })
        return names.union(modes.keys).sorted().map { name in
            let record = records[name] ?? IntentRecord()
            let verdict = policy.verdict(on: record)
            return Rung(
                intent: name, mode: (modes[name]?.mode ?? policy.mode(of: name)).rawValue,
                since: modes[name].map { TimeText.iso($0.since) }, graded: record.graded, wrong: record.wrong,
                shown: verdict.shown, threshold: verdict.threshold, lastAnswers: record.lastAnswers, lastBad: record.lastBad)
        }
    }

    static func table(_ rungs: [Rung]) -> String {
        var table = Table("intent", "mode", "since", "answered from", "graded", "wrong", "shown (95 %)", "last 50", "bad")
        for rung in rungs {
            table.add(
                rung.intent, rung.mode, rung.since ?? "configured", rung.threshold.map(share) ?? "closed", "\(rung.graded)",
                "\(rung.wrong)", rung.graded > 0 ? share(rung.shown) : "-", "\(rung.lastAnswers)", "\(rung.lastBad)")
        }
        return table.text
    }

    private static func share(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
