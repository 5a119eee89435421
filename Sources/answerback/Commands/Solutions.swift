import Foundation
import HelpDesk
import Responder
import Store

extension Command {
    /// `solutions list|show|withdraw|restore`: what agents solved.
    static let solutions = Command(
        "solutions", operands: "list|show|withdraw|restore [ID]", operandCount: 0...2,
        summary: "what agents solved, and what may be answered again",
        detail: """
            A solution answers again where the classifier agrees on the intent, nothing personal is in it, and its ratings
            are good. A withdrawn one is neither sent nor suggested until it is restored.
            """,
        options: [
            CommandOption("--reason", "TEXT", "why, for withdraw"), CommandOption("--intent", "I", "of this intent, for list"),
            CommandOption("--limit", "N", "so many rows at most, the newest, for list (1000)"), .json,
        ]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        let verb = invocation.operands.first ?? "list"
        guard ["list", "show", "withdraw", "restore"].contains(verb) else {
            throw CommandFailure(.usage, "solutions has no \"\(verb)\"; see: answerback help solutions")
        }
        if verb == "list" { return try await listSolutions(office, invocation, console) }
        guard let word = invocation.operands.dropFirst().first, let number = Int64(word) else {
            throw CommandFailure(.usage, "usage: answerback solutions \(verb) ID, with an id of: answerback solutions list")
        }
        let id = CaseID(rawValue: number)
        guard let solved = try await office.store.solvedCase(id) else {
            throw CommandFailure(.noInput, "no solution \(number); see: answerback solutions list")
        }
        if verb == "withdraw" {
            try await office.operate(.withdraw(id, reason: invocation.value("--reason") ?? "withdrawn by an operator"))
        } else if verb == "restore" {
            try await office.operate(.restore(id))
        }
        let shown = try await office.store.solvedCase(id) ?? solved
        console.print(invocation.has("--json") ? try JSONText.line(SolutionShape(shown)) : page(shown))
        return .ok
    }

    private static func listSolutions(_ office: Installation, _ invocation: Invocation, _ console: Console) async throws
        -> ExitStatus
    {
        let limit = try invocation.number("--limit", default: 1000, in: 1...1_000_000)
        let wanted = invocation.value("--intent")
        let cases = try await office.store.cases(since: 0).cases.filter { wanted == nil || $0.intent == wanted }.suffix(limit)
        if invocation.has("--json") {
            console.print(try JSONText.line(cases.map(SolutionShape.init)))
            return .ok
        }
        var table = Table("id", "intent", "language", "uses", "good", "bad", "state", "learned", "question")
        for solved in cases {
            table.add(
                "\(solved.id.rawValue)", solved.intent ?? "unknown", solved.language ?? "-", "\(solved.uses)",
                "\(solved.goodRatings)", "\(solved.badRatings)", SolutionShape(solved).state, TimeText.minutes(solved.learnedAt),
                Plain.text(solved.question, max: 60))
        }
        console.print(table.isEmpty ? "no solutions yet" : table.text)
        return .ok
    }

    private static func page(_ solved: SolvedCase) -> String {
        """
        solution \(solved.id.rawValue): \(SolutionShape(solved).state), intent \(solved.intent ?? "unknown"), learned \
        \(TimeText.iso(solved.learnedAt)) from \(solved.learnedFrom), used \(solved.uses) times, \(solved.goodRatings) good and \
        \(solved.badRatings) bad ratings

        \(Plain.block(solved.question))

        solved with:
        \(Plain.block(solved.solution))
        """
    }
}

/// A solution as `solutions --json` prints it.
struct SolutionShape: Encodable {
    var id: Int64
    var ticket: Int64?
    var intent: String
    var language: String?
    var state: String
    var question: String
    var solution: String
    var learnedFrom: String
    var learnedAt: String
    var uses: Int
    var goodRatings: Int
    var badRatings: Int

    init(_ solved: SolvedCase) {
        id = solved.id.rawValue
        ticket = solved.ticket.rawValue == 0 ? nil : solved.ticket.rawValue
        intent = solved.intent ?? "unknown"
        language = solved.language
        state = solved.isWithdrawn ? "withdrawn" : solved.maySend ? "may be sent" : "suggested only"
        question = solved.question
        solution = solved.solution
        learnedFrom = solved.learnedFrom
        learnedAt = TimeText.iso(solved.learnedAt)
        (uses, goodRatings, badRatings) = (solved.uses, solved.goodRatings, solved.badRatings)
    }

    enum CodingKeys: String, CodingKey {
        case id, ticket, intent, language, state, question, solution, uses
        case learnedFrom = "learned_from"
        case learnedAt = "learned_at"
        case goodRatings = "good_ratings"
        case badRatings = "bad_ratings"
    }

    /// Absent values are null, so that every key is always there.
    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(id, forKey: .id)
        try object.encode(ticket, forKey: .ticket)
        try object.encode(intent, forKey: .intent)
        try object.encode(language, forKey: .language)
        try object.encode(state, forKey: .state)
        try object.encode(question, forKey: .question)
        try object.encode(solution, forKey: .solution)
        try object.encode(learnedFrom, forKey: .learnedFrom)
        try object.encode(learnedAt, forKey: .learnedAt)
        try object.encode(uses, forKey: .uses)
        try object.encode(goodRatings, forKey: .goodRatings)
        try object.encode(badRatings, forKey: .badRatings)
    }
}
