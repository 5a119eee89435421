/// What text analysis says of a mail's typed text. It is computed outside every transaction and holds no policy.
public struct Evidence: Sendable, Equatable {
    /// nil where there was no text to judge, or the model failed: that escalates.
    public var judgement: Judgement?
    /// Solved cases at or above the similarity threshold, best first, at most 10.
    public var similar: [SimilarCase]
    /// The confidence with the best similar case counted as evidence; it holds only where the desk finds that case fit to answer.
    public var supportedConfidence: Double?
    public init(judgement: Judgement?, similar: [SimilarCase], supportedConfidence: Double? = nil) {
        self.judgement = judgement
        self.similar = similar
        self.supportedConfidence = supportedConfidence
    }
}

/// How a mail was judged: intent, template and confidence, and what else the text shows.
public struct Judgement: Sendable, Equatable, Codable {
    /// nil is `unknown`.
    public var intent: String?
    public var template: String?
    /// The calibrated probability that the intent is right; anything but 0...1 escalates.
    public var confidence: Double
    /// The same of intent **and** template, never above ``confidence``.
    public var templateConfidence: Double
    public var category: Category
    public var priority: Priority
    public var priorityReasons: [String]
    /// -1 to 1.
    public var sentiment: Double
    /// BCP 47 primary language; nil is unknown.
    public var language: String?
    /// The sentence that says what is wanted, at most 150 characters.
    public var summary: String
    /// Never-answer rules that the text fires (H5), in words.
    public var neverAnswer: [String]
    /// Other intents that the mail asks for as well.
    public var alsoAsks: [String]
    public var wordsFor: [String]
    public var wordsAgainst: [String]
    /// The nearest examples, nearest first, at most five; nil where nobody asked for reasons.
    public var nearest: [Example]?
    /// What the confidence was computed from, in plain words; nil where nobody asked for reasons.
    public var signs: [String]?
    public var runnersUp: [Score]
    public var model: String
    /// Hash of what the model was trained from; nil where there is none.
    public var modelHash: String?
    public var microseconds: Int

    /// Name and training hash in one.
    public var modelVersion: String { modelHash.map { model + " " + $0 } ?? model }

    /// A text that the classifier learned from, and how much the mail is like it.
    public struct Example: Sendable, Equatable, Codable {
        public var text: String
        /// nil is out of scope.
        public var intent: String?
        public var template: String?
        /// Cosine, 0 to 1.
        public var score: Double
        public init(text: String, intent: String?, template: String?, score: Double) {
            self.text = text
            self.intent = intent
            self.template = template
            self.score = score
        }
    }

    public struct Score: Sendable, Equatable, Codable {
        public var intent: String
        public var score: Double
        public init(intent: String, score: Double) {
            self.intent = intent
            self.score = score
        }
    }

    public init(
        intent: String?, template: String?, confidence: Double, templateConfidence: Double? = nil, category: Category,
        priority: Priority,
        priorityReasons: [String] = [], sentiment: Double, language: String?, summary: String, neverAnswer: [String] = [],
        alsoAsks: [String] = [], wordsFor: [String] = [], wordsAgainst: [String] = [], nearest: [Example]? = nil,
        signs: [String]? = nil, runnersUp: [Score] = [],
        model: String, modelHash: String? = nil, microseconds: Int = 0
    ) {
        self.intent = intent
        self.template = template
        self.confidence = confidence
        self.templateConfidence = templateConfidence ?? confidence
        self.category = category
        self.priority = priority
        self.priorityReasons = priorityReasons
        self.sentiment = sentiment
        self.language = language
        self.summary = summary
        self.neverAnswer = neverAnswer
        self.alsoAsks = alsoAsks
        self.wordsFor = wordsFor
        self.wordsAgainst = wordsAgainst
        self.nearest = nearest
        self.signs = signs
        self.runnersUp = runnersUp
        self.model = model
        self.modelHash = modelHash
        self.microseconds = microseconds
    }
}

public struct SimilarCase: Sendable, Equatable, Codable {
    public var id: CaseID
    /// Cosine, 0 to 1.
    public var score: Double
    public var intent: String?
    public init(id: CaseID, score: Double, intent: String?) {
        self.id = id
        self.score = score
        self.intent = intent
    }
}

/// A question that a person solved, with the words that solved it.
public struct SolvedCase: Sendable, Equatable, Codable {
    public var id: CaseID
    public var ticket: TicketID
    public var intent: String?
    public var language: String?
    public var question: String
    /// The agent's words without greeting, signature and quotes.
    public var solution: String
    /// False where something personal is left in it: then it is only suggested to agents.
    public var maySend: Bool
    public var learnedFrom: String
    public var learnedAt: Timestamp
    public var uses: Int
    public var goodRatings: Int
    public var badRatings: Int
    public var isWithdrawn: Bool
    public init(
        id: CaseID, ticket: TicketID, intent: String?, language: String?, question: String, solution: String, maySend: Bool,
        learnedFrom: String, learnedAt: Timestamp, uses: Int = 0, goodRatings: Int = 0, badRatings: Int = 0,
        isWithdrawn: Bool = false
    ) {
        self.id = id
        self.ticket = ticket
        self.intent = intent
        self.language = language
        self.question = question
        self.solution = solution
        self.maySend = maySend
        self.learnedFrom = learnedFrom
        self.learnedAt = learnedAt
        self.uses = uses
        self.goodRatings = goodRatings
        self.badRatings = badRatings
        self.isWithdrawn = isWithdrawn
    }
}
