/// Whether anything needs doing, as one line: what an admin reads first.
public struct Health: Sendable, Equatable {
    public var tone: Tone
    public var headline: String
    /// What needs doing, most pressing first; empty when nothing does.
    public var tasks: [String]

    public init(_ figures: Figures) {
        var alerts: [String] = []
        var notices: [String] = []
        if let hold = figures.hold { alerts.append("automatic mail is held: \(CleanText.line(hold, scalarsMax: 120))") }
        if figures.unsettledMails > 0 {
            alerts.append(Self.count(figures.unsettledMails, "mail has", "mails have") + " no outcome after a day")
        }
        if figures.outboxFailed > 0 { alerts.append(Self.count(figures.outboxFailed, "mail", "mails") + " could not be sent") }
        if figures.outboxParked > 0 {
            alerts.append(Self.count(figures.outboxParked, "mail", "mails") + " may or may not have been sent: look and decide")
        }
        if figures.quarantined > 0 { alerts.append(Self.count(figures.quarantined, "mail is", "mails are") + " in quarantine") }
        for (alarm, count) in figures.alarms.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) }).prefix(5) {
            alerts.append("alarm: \(CleanText.line(alarm, scalarsMax: 120))" + (count > 1 ? " (\(count) times)" : ""))
        }
        if figures.slaBreaches > 0 {
            notices.append(Self.count(figures.slaBreaches, "ticket", "tickets") + " missed a service target")
        }
        if figures.waitingForPeople > 0 {
            notices.append(Self.count(figures.waitingForPeople, "ticket waits", "tickets wait") + " for a person")
        }
        if figures.solutionsWithdrawn > 0 {
            notices.append(Self.count(figures.solutionsWithdrawn, "solution was", "solutions were") + " withdrawn")
        }
        tasks = alerts + notices
        tone = !alerts.isEmpty ? .alert : notices.isEmpty ? .good : .notice
        headline = tasks.isEmpty ? "All is well: nothing needs doing." : Self.sentence(tasks)
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(NumberText.grouped(count)) \(count == 1 ? one : many)"
    }

    private static func sentence(_ tasks: [String]) -> String {
        let shown = tasks.prefix(2).joined(separator: "; ")
        let more = tasks.count > 2 ? "; and \(tasks.count - 2) more" : ""
        guard let first = shown.unicodeScalars.first, first.isASCII else { return shown + more + "." }
        return String(shown.prefix(1)).uppercased() + shown.dropFirst() + more + "."
    }
}
