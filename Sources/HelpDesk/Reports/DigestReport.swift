/// The admins' daily mail: yesterday against the week before, counts and ids only (RULES G4).
public struct DigestReport: Sendable, Equatable {
    /// The day as it stands in the subject, `2026-11-20`.
    public var day: String
    public var yesterday: Figures
    /// The seven days before it.
    public var weekBefore: Figures
    public var company: String

    public init(day: String, yesterday: Figures, weekBefore: Figures, company: String = "") {
        self.day = day
        self.yesterday = yesterday
        self.weekBefore = weekBefore
        self.company = company
    }

    public var subject: String {
        let health = Health(yesterday)
        let state =
            health.tasks.isEmpty
            ? "all is well" : "\(health.tasks.count) \(health.tasks.count == 1 ? "thing needs" : "things need") a look"
        return
            "\(company.isEmpty ? "Support" : CleanText.line(company, scalarsMax: 40)) on \(day): \(NumberText.grouped(yesterday.tickets)) \(yesterday.tickets == 1 ? "ticket" : "tickets"), \(state)"
    }
}
