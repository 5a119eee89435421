/// Whether anything needs doing, as one line: what an admin reads first.
public struct Health: Sendable, Equatable {
    public var tone: Tone
    public var headline: String
    /// What needs doing, most pressing first; empty when nothing does.
    public var tasks: [String]

    public init(_ figures: Figures, for reader: Reader = .standard) {
        let alerts = Self.alerts(figures, reader)
        let notices = Self.notices(figures, reader)
        tasks = alerts + notices
        tone = !alerts.isEmpty ? .alert : notices.isEmpty ? .good : .notice
        headline = tasks.isEmpty ? reader("All is well: nothing needs doing.") : Self.sentence(tasks, reader)
    }

    private static func alerts(_ figures: Figures, _ reader: Reader) -> [String] {
        var alerts: [String] = []
        if let hold = figures.hold {
            alerts.append(
                reader("automatic mail is held: {{reason}}", ["reason": CleanText.line(reader.recorded(hold), scalarsMax: 120)]))
        }
        func add(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { alerts.append(reader.counted(count, one, many)) }
        }
        add(
            figures.unsettledMails, "{{count}} mail has no outcome after a day", "{{count}} mails have no outcome after a day")
        add(figures.outboxFailed, "{{count}} mail could not be sent", "{{count}} mails could not be sent")
        add(
            figures.outboxParked, "{{count}} mail may or may not have been sent: look and decide",
            "{{count}} mails may or may not have been sent: look and decide")
        add(figures.quarantined, "{{count}} mail is in quarantine", "{{count}} mails are in quarantine")
        for (alarm, count) in figures.alarms.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) }).prefix(5) {
            let words = CleanText.line(Self.withoutAddresses(reader.recorded(alarm), reader), scalarsMax: 200)
            alerts.append(
                reader("alarm: {{words}}", ["words": words])
                    + (count > 1 ? " " + reader("({{count}} times)", ["count": String(count)]) : ""))
        }
        return alerts
    }

    /// G4: an alarm may name an address that its sender chose; the alarm's own mail tells it whole.
    private static func withoutAddresses(_ words: String, _ reader: Reader) -> String {
        words.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word.contains("@") ? reader("an address") : String(word)
        }.joined(separator: " ")
    }

    private static func notices(_ figures: Figures, _ reader: Reader) -> [String] {
        var notices: [String] = []
        func add(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { notices.append(reader.counted(count, one, many)) }
        }
        add(
            figures.slaBreaches, "{{count}} ticket missed a service target", "{{count}} tickets missed a service target")
        add(figures.waitingForPeople, "{{count}} ticket waits for a person", "{{count}} tickets wait for a person")
        add(figures.solutionsWithdrawn, "{{count}} solution was withdrawn", "{{count}} solutions were withdrawn")
        return notices
    }

    private static func sentence(_ tasks: [String], _ reader: Reader) -> String {
        let shown = tasks.prefix(2).joined(separator: "; ")
        let more =
            tasks.count > 2 ? "; " + reader("and {{count}} more", ["count": String(tasks.count - 2)]) : ""
        return shown.capitalizedFirst + more + "."
    }
}

extension String {
    /// With a capital letter at its beginning, where that is an ASCII letter.
    var capitalizedFirst: String {
        guard let first = unicodeScalars.first, first.isASCII else { return self }
        return String(prefix(1)).uppercased() + dropFirst()
    }
}
