/// The figures of a span of time, as `metrics` and the digest show them. Counts only, no customer's text (RULES G4).
public struct Figures: Sendable, Equatable, Codable {
    public var from = Timestamp(milliseconds: 0)
    public var to = Timestamp(milliseconds: 0)
    public var byStatus: [String: Int] = [:]
    public var byIntent: [String: Int] = [:]
    public var byCategory: [String: Int] = [:]
    public var byPriority: [String: Int] = [:]
    public var byLanguage: [String: Int] = [:]
    public var byReplySource: [String: Int] = [:]
    public var tickets = 0
    public var autoResolved = 0
    public var escalated = 0
    /// Rule id and words, counted.
    public var escalationReasons: [String: Int] = [:]
    public var suppressed: [String: Int] = [:]
    public var ignored: [String: Int] = [:]
    public var ratings: [Int: Int] = [:]
    public var ratingsResolved = 0
    public var meanConfidence = 0.0
    /// Milliseconds from a ticket's opening to our first answer, and to its resolution.
    public var firstResponseP50: Int64?
    public var firstResponseP90: Int64?
    public var resolutionP50: Int64?
    public var resolutionP90: Int64?
    public var modelFallbacks = 0
    public var outboxDepth = 0
    public var outboxFailed = 0
    public var outboxParked = 0
    public var quarantined = 0
    public var refusals = 0
    public var solutionsLearned = 0
    public var solutionsWithdrawn = 0
    public var slaBreaches = 0
    /// Day `YYYY-MM-DD` (UTC) and tickets opened, answered, escalated, oldest first.
    public var daily: [Day] = []
    public var hold: String?

    public struct Day: Sendable, Equatable, Codable {
        public var date: String
        public var opened: Int
        public var autoResolved: Int
        public var escalated: Int
        public init(date: String, opened: Int, autoResolved: Int, escalated: Int) {
            self.date = date
            self.opened = opened
            self.autoResolved = autoResolved
            self.escalated = escalated
        }
    }
    public init() {}
}
