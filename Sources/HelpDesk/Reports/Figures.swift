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
    /// Day `YYYY-MM-DD` (local time of the span) and tickets opened, answered, escalated, oldest first.
    public var daily: [Day] = []
    public var hold: String?
    /// Escalated and in-progress tickets that wait for a person at `to`, whenever they were opened.
    public var waitingForPeople = 0
    /// Their numbers, longest waiting first, at most 10, and since when the first of them waits.
    public var longestWaiting: [String] = []
    public var oldestWaiting: Timestamp?
    /// Stored mails without a final state 24 hours after they came in (INV6).
    public var unsettledMails = 0
    /// Alarms of the span, by their words.
    public var alarms: [String: Int] = [:]
    /// Per intent: how answers went, for the table of the digest.
    public var intents: [String: IntentFigures] = [:]
    /// Rungs that were changed in the span, with who or what did it, newest first, at most 20 (RULES H8, H9).
    public var modeChanges: [String] = []
    /// What came of each training with what people taught, newest first, at most 5.
    public var retrainings: [String] = []
    /// Tickets whose automatic answer was drawn to be looked at by a person and is not graded yet, newest first, at most 10 (H8).
    public var toLookAt: [String] = []
    /// Solutions that were used, rated or withdrawn in the span, with its uses and ratings, most used first, at most 20.
    public var solutions: [SolutionFigures] = []
    /// What retention removed, by class (RULES G3).
    public var removed: [String: Int] = [:]

    public struct IntentFigures: Sendable, Equatable, Codable {
        public var tickets = 0
        public var autoResolved = 0
        /// Automatic answers that a rating, a correction or a reopening graded, and how many of them were wrong.
        public var graded = 0
        public var wrong = 0
        /// Milliseconds within which nine in ten had a first answer.
        public var firstResponseP90: Int64?
        /// The rung that was set by mail, command line or fall-back; nil is the configuration's.
        public var mode: String?
        public init() {}
    }

    public struct SolutionFigures: Sendable, Equatable, Codable {
        public var id: CaseID
        public var uses: Int
        public var goodRatings: Int
        public var badRatings: Int
        public var isWithdrawn: Bool
        public init(id: CaseID, uses: Int, goodRatings: Int, badRatings: Int, isWithdrawn: Bool) {
            self.id = id
            self.uses = uses
            self.goodRatings = goodRatings
            self.badRatings = badRatings
            self.isWithdrawn = isWithdrawn
        }
    }

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
