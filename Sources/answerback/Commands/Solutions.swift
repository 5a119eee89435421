import Foundation
import HelpDesk
import Responder
import Store

extension Command {
    /// `solutions list|show|withdraw|restore`: what agents solved.
    static let solutions = Command(
        "solutions", operands: "list|show|withdraw|restore [ID]", operandCount: 0...2,
        summary: "what agents solved, and what may be answered again",
        options: [CommandOption("--reason", "TEXT", "why, for withdraw"), .json]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        let verb = invocation.operands.first ?? "list"
        if verb == "list" { return try await listSolutions(office, invocation, console) }
        guard let id = invocation.operands.dropFirst().first.flatMap(Int64.init).map(CaseID.init(rawValue:)),
            let solved = try await office.store.solvedCase(id)
        else {
            throw CommandFailure(.noInput, "usage: answerback solutions \(verb) ID, with an id of: answerback solutions list")
        }
        switch verb {
        case "show": break
        case "withdraw":
            try await office.operate(.withdraw(id, reason: invocation.value("--reason") ?? "withdrawn by an operator"))
        case "restore": try await office.operate(.restore(id))
        default: throw CommandFailure(.usage, "solutions has no \"\(verb)\"; see: answerback help solutions")
        }
        console.print(page(try await office.store.solvedCase(id) ?? solved))
        return .ok
    }

    private static func listSolutions(_ office: Installation, _ invocation: Invocation, _ console: Console) async throws
        -> ExitStatus
    {
        let cases = try await office.store.cases(since: 0).cases
        if invocation.has("--json") {
            console.print(try JSONText.line(cases))
            return .ok
        }
        var table = Table("id", "intent", "language", "uses", "good", "bad", "state", "learned", "question")
        for solved in cases {
            table.add(
                "\(solved.id.rawValue)", solved.intent ?? "unknown", solved.language ?? "-", "\(solved.uses)",
                "\(solved.goodRatings)",
                "\(solved.badRatings)", state(solved), TimeText.minutes(solved.learnedAt), Plain.text(solved.question, max: 60))
        }
        console.print(table.isEmpty ? "no solutions yet" : table.text)
        return .ok
    }

    private static func state(_ solved: SolvedCase) -> String {
        solved.isWithdrawn ? "withdrawn" : solved.maySend ? "may be sent" : "suggested only"
    }

    private static func page(_ solved: SolvedCase) -> String {
        """
        solution \(solved.id.rawValue): \(state(solved)), intent \(solved.intent ?? "unknown"), learned \(TimeText.iso(solved.learnedAt)) \
        from \(solved.learnedFrom), used \(solved.uses) times, \(solved.goodRatings) good and \(solved.badRatings) bad ratings

        \(Plain.block(solved.question))

        solved with:
        \(Plain.block(solved.solution))
        """
    }
}
