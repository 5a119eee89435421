/// The admins' daily mail: yesterday against the week before, counts and ids only (RULES G4).
public struct DigestReport: Sendable {
    /// The day as it stands in the subject, `2026-11-20`.
    public var day: String
    public var yesterday: Figures
    /// The seven days before it.
    public var weekBefore: Figures
    public var company: String
    public var reader: Reader

    public init(
        day: String, yesterday: Figures, weekBefore: Figures, company: String = "", for reader: Reader = .standard
    ) {
        self.day = day
        self.yesterday = yesterday
        self.weekBefore = weekBefore
        self.company = company
        self.reader = reader
    }

    public var subject: String {
        let health = Health(yesterday, for: reader)
        let state =
            health.tasks.isEmpty
            ? reader("all is well")
            : reader.counted(health.tasks.count, "{{count}} thing needs a look", "{{count}} things need a look")
        return title + ": " + reader.counted(yesterday.tickets, "{{count}} ticket", "{{count}} tickets") + ", " + state
    }

    /// `Acme on 2026-11-20`.
    var title: String {
        let name = company.isEmpty ? "Support" : CleanText.line(company, scalarsMax: 40)
        return reader("{{company}} on {{day}}", ["company": name, "day": day])
    }
}
