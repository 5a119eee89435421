import HelpDesk
import Responder

extension Command {
    /// `learn MAILDIR|MBOX`: solved conversations of an archive become cases.
    static let learn = Command(
        "learn", operands: "MAILDIR|MBOX|DIR", operandCount: 1...1,
        summary: "solved conversations of an archive become cases, with what is personal taken out",
        detail: """
            A conversation is solved where a person answered and the customer had no more to say than thanks. A solution
            with anything personal in it is only suggested to agents. Learning an archive twice learns it once; look at
            the outcome with: answerback solutions list
            """,
        options: [CommandOption("--own", "ADDRESSES", "further addresses that answer customers, with commas between"), .json]
    ) { invocation, console in
        let archive = try ArchiveReader(invocation.operands[0])
        let lessons = try await ArchiveLessons(Installation(opening: invocation))
        let report = try await lessons.learn(archive, own: addresses(invocation)) { done, all in
            console.progress("reading: \(done) of \(all)")
        }
        console.flush()
        console.print(invocation.has("--json") ? try JSONText.line(LessonsShape(report)) : LessonsShape.page(report))
        return .ok
    }
}

/// `learn --json`.
struct LessonsShape: Encodable {
    var mails: Int
    var conversations: Int
    var learned: Int
    var maySend: Int
    var withIntent: Int
    var known: Int
    var unanswered: Int
    var askedAgain: Int
    var empty: Int

    init(_ report: ArchiveLessons.Report) {
        (mails, conversations, learned) = (report.mails, report.conversations, report.learned)
        (maySend, withIntent, known) = (report.maySend, report.withIntent, report.known)
        (unanswered, askedAgain, empty) = (report.unanswered, report.askedAgain, report.empty)
    }

    enum CodingKeys: String, CodingKey {
        case mails, conversations, learned, known, unanswered, empty
        case maySend = "may_send"
        case withIntent = "with_intent"
        case askedAgain = "asked_again"
    }

    static func page(_ report: ArchiveLessons.Report) -> String {
        """
        \(report.mails) mails, \(report.conversations) conversations that a customer opened
        learned \(report.learned) cases: \(report.maySend) may be sent, the others are only suggested to agents; \
        \(report.withIntent) have an intent that is sure
        not learned: \(report.known) already known, \(report.unanswered) without a person's answer, \
        \(report.askedAgain) asked again, \(report.empty) without words of their own
        """
    }
}
