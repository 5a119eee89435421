/// A model trained anew with what people taught, and how it does on texts that neither it nor its rival has seen.
public struct Retraining: Sendable, Equatable, Codable {
    /// Answers at the floor of confidence on the held-out texts. An answered text that is out of scope is wrong.
    public struct Tally: Sendable, Equatable, Codable {
        public var right: Int
        public var wrong: Int
        public init(right: Int, wrong: Int) {
            self.right = right
            self.wrong = wrong
        }
    }

    /// The newest taught example that it knows.
    public var revision: Int64
    public var taughtCount: Int
    public var heldOutCount: Int
    /// Without what was taught since the model in use.
    public var before: Tally
    public var after: Tally

    public init(revision: Int64, taughtCount: Int, heldOutCount: Int, before: Tally, after: Tally) {
        self.revision = revision
        self.taughtCount = taughtCount
        self.heldOutCount = heldOutCount
        self.before = before
        self.after = after
    }

    /// What may differ between two trainings by chance alone, as shares of the held-out texts: each deals its folds anew, and the
    /// confidences of a few texts cross the floor one way or the other.
    static let wrongShareMax = 0.005
    static let lossShareMax = 0.03

    /// Worse beyond chance: more wrong answers (one is chance), or clearly fewer right ones.
    public var isWorse: Bool {
        let texts = Double(heldOutCount)
        return Double(after.wrong - before.wrong) > max(1, Self.wrongShareMax * texts)
            || Double(before.right - after.right) > max(1, Self.lossShareMax * texts)
    }

    /// What happened, for the log and the digest.
    public var words: String {
        let check =
            "on \(heldOutCount) held-out texts it answers \(after.right) right and \(after.wrong) wrong,"
            + " before \(before.right) and \(before.wrong)"
        return isWorse
            ? "the retrained model is not used: \(check)"
            : "the model was retrained with \(taughtCount) examples that people taught: \(check)"
    }
}
