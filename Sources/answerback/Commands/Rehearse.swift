import HelpDesk
import Responder

extension Command {
    /// `rehearse MAILDIR|MBOX|DIR`: what would have been answered, and how precisely.
    static let rehearse = Command(
        "rehearse", operands: "MAILDIR|MBOX|DIR", operandCount: 1...1,
        summary: "replays an archive in shadow mode: what would have been answered, and how precisely",
        detail: """
            Sends and stores nothing. Reads a Maildir, an mbox file, or a folder of them and of single mails. Where the
            archive holds a person's answer (keep the sent mails beside the received ones), what would have been sent is
            compared with it: it says the same where the words are alike. Who answers customers is told by the
            configuration and by --own; without either it is found out from who answered whom. Without a configuration
            the built-in defaults and the shipped templates judge.
            """,
        options: [CommandOption("--own", "ADDRESSES", "further addresses that answer customers, with commas between"), .json]
    ) { invocation, console in
        let office = try Installation.ifConfigured(invocation, console)
        let rehearsal: Rehearsal
        if let office { rehearsal = try await Rehearsal(office) } else { rehearsal = Rehearsal() }
        let report = rehearsal.run(try ArchiveReader(invocation.operands[0]), own: addresses(invocation)) { done, all in
            console.progress("judging: \(done) of \(all)")
        }
        console.flush()
        console.print(invocation.has("--json") ? try JSONText.line(RehearsalShape(report)) : RehearsalShape.page(report))
        return .ok
    }

    static func addresses(_ invocation: Invocation) -> [String] {
        (invocation.value("--own") ?? "").split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var bytes = utf8[...]
        while bytes.first == 32 { bytes.removeFirst() }
        while bytes.last == 32 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// `rehearse --json`.
struct RehearsalShape: Encodable {
    struct Tally: Encodable {
        var questions: Int
        var answered: Int
        var coverage: Double
        var compared: Int
        var agreed: Int
        var agreement: Double?
        var agreementShown: Double

        init(_ tally: RehearsalReport.Tally) {
            (questions, answered, compared, agreed) = (tally.questions, tally.answered, tally.compared, tally.agreed)
            coverage = questions > 0 ? Double(answered) / Double(questions) : 0
            agreement = compared > 0 ? Double(agreed) / Double(compared) : nil
            agreementShown = tally.lowerBound
        }

        enum CodingKeys: String, CodingKey {
            case questions, answered, coverage, compared, agreed, agreement
            case agreementShown = "agreement_shown_95"
        }
    }

    var mails: Int
    var skipped: Int
    var all: Tally
    var intents: [String: Tally]
    var reasons: [String: Int]
    var untaught: Tally?
    var gained: Int
    var lost: Int

    init(_ report: RehearsalReport) {
        mails = report.mails
        skipped = report.skipped.tooLarge + report.skipped.foreign + report.skipped.unreadable
        all = Tally(report.all)
        intents = report.intents.mapValues(Tally.init)
        reasons = report.reasons
        untaught = report.untaught.map(Tally.init)
        (gained, lost) = (report.gained, report.lost)
    }

    /// For people.
    static func page(_ report: RehearsalReport) -> String {
        let shape = RehearsalShape(report)
        var lines = ["\(report.mails) mails, \(report.all.questions) questions of customers"]
        lines.append(sentence(shape.all))
        if let before = shape.untaught {
            lines.append("with the templates alone: \(sentence(before))")
            lines.append("what people taught answers \(report.gained) more, and \(report.lost) no longer")
        }
        if shape.skipped > 0 {
            lines.append(
                "left out: \(report.skipped.tooLarge) mails too large, \(report.skipped.unreadable) files unreadable,"
                    + " \(report.skipped.foreign) files that are no mail")
        }
        var table = Table("intent", "questions", "answered", "compared", "say the same")
        for (name, tally) in report.intents.sorted(by: { ($0.value.questions, $1.key) > ($1.value.questions, $0.key) }) {
            table.add(name, "\(tally.questions)", "\(tally.answered)", "\(tally.compared)", "\(tally.agreed)")
        }
        if !table.isEmpty { lines += ["", table.text] }
        let reasons = report.reasons.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(reasonsMax)
        if !reasons.isEmpty { lines += ["", "why people would have been asked:"] + reasons.map { "  \($0.value)  \($0.key)" } }
        return lines.joined(separator: "\n")
    }

    private static let reasonsMax = 15

    private static func sentence(_ tally: Tally) -> String {
        var words = "\(tally.answered) would have been answered (\(percent(tally.coverage)))"
        if let agreement = tally.agreement {
            words += "; of \(tally.compared) that a person answered, \(tally.agreed) say the same (\(percent(agreement)),"
            words += " at least \(percent(tally.agreementShown)) with 95 % confidence)"
        } else {
            words += "; the archive holds no person's answer to compare with"
        }
        return words
    }

    private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
