public import HelpDesk

/// What people taught the classifier, and how far the model in use knows it.
public struct Lessons: Sendable, Equatable {
    public struct Lesson: Sendable, Equatable {
        public var example: TaughtExample
        public var revision: Int64
        public var taughtAt: Timestamp
        public init(example: TaughtExample, revision: Int64, taughtAt: Timestamp) {
            self.example = example
            self.revision = revision
            self.taughtAt = taughtAt
        }
    }
    /// In the order in which they were taught.
    public var all: [Lesson]
    /// The newest revision that the model in use was trained with; 0 is the templates alone.
    public var taken: Int64
    /// The newest revision that a training was tried with, taken or refused.
    public var tried: Int64

    public init(all: [Lesson], taken: Int64, tried: Int64) {
        self.all = all
        self.taken = taken
        self.tried = tried
    }

    /// What the model in use was trained with.
    public var inUse: [TaughtExample] { all.filter { $0.revision <= taken }.map(\.example) }
    /// What no training has seen yet.
    public var untried: [Lesson] { all.filter { $0.revision > tried } }
}

extension TicketStore {
    public nonisolated func lessons() async throws(StoreError) -> Lessons {
        try await read { session throws(StoreError) in try session.lessons() }
    }

    /// The rungs that differ from the configuration's, and since when (RULES H8).
    public nonisolated func modes() async throws(StoreError) -> [String: (mode: AnswerPolicy.Mode, since: Timestamp)] {
        try await read { session throws(StoreError) in try session.modesSince() }
    }

    /// How answers of each intent were graded.
    public nonisolated func records() async throws(StoreError) -> [String: IntentRecord] {
        try await read { session throws(StoreError) in
            let names = try session.connection.rows(
                "SELECT intent FROM intent_band UNION SELECT intent FROM automatic_answer"
            ) { row in row.text(0) }
            var records: [String: IntentRecord] = [:]
            for name in names { records[name] = try session.fullRecord(name) }
            return records
        }
    }

    /// Automatic answers that were drawn to be looked at by a person, and that nobody has graded yet (H8); newest first.
    public nonisolated func answersToLookAt(limit: Int = 100) async throws(StoreError) -> [TicketID] {
        try await read { session throws(StoreError) in
            try session.connection.rows(
                """
                SELECT ticket FROM automatic_answer WHERE is_sampled = 1 AND mark IS NULL ORDER BY answered_at DESC LIMIT \(limit)
                """
            ) { row in TicketID(rawValue: row.int64(0)) }
        }
    }
}
