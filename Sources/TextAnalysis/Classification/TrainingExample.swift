/// A text that teaches the classifier.
public struct TrainingExample: Sendable, Equatable {
    /// What a customer would write: one sentence or a short mail, without greeting and signature.
    public var text: String
    /// The intent; nil is out of scope (`unknown`, `complaint`): a negative of every class, never a class itself.
    public var label: String?
    /// The template inside the intent, where one is meant.
    public var subLabel: String?
    /// How much it counts, 1 for a template's own example; 0 or less, or not a number, refuses the training.
    public var weight: Float

    public init(text: String, label: String?, subLabel: String? = nil, weight: Float = 1) {
        self.text = text
        self.label = label
        self.subLabel = subLabel
        self.weight = weight
    }
}

/// How the weights are learned.
public enum Learner: Sendable, Equatable, CaseIterable {
    /// Logistic loss by AdaGrad: best on sentences.
    case adaGrad
    /// Squared-hinge loss by dual coordinate descent: better on some long documents.
    case dualCoordinateDescent
}

/// How to train. The defaults are used for every set; nothing is tuned to one.
public struct TrainingOptions: Sendable, Equatable {
    public var seed: UInt64 = 1
    /// Passes over the examples; nil chooses by their number.
    public var epochs: Int?
    /// Folds of the out-of-fold calibration; nil chooses by the number of examples.
    public var folds: Int?
    /// nil: AdaGrad, or, where the texts are long, whichever covers more of a held-out fold.
    public var learner: Learner?
    /// The share of mails expected to be out of scope, 0 to 0.9, used where negatives are given at all.
    public var outOfScopeShare: Double = 0.2

    public init() {}
}

/// Why a classifier could not be trained; each says what to mend.
public enum TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
    case noExamples
    case noLabel
    case badWeight(index: Int)
    case tooManyClasses(Int, max: Int)

    public var description: String {
        switch self {
        case .noExamples:
            "there is no example to train from: add templates with examples, or a TSV with text and label"
        case .noLabel:
            "every example is out of scope: at least one intent with examples is needed"
        case .badWeight(let index):
            "example \(index + 1) has a weight that is not a positive number"
        case .tooManyClasses(let count, let max):
            "\(count) intents and templates are more than the \(max) one model may hold"
        }
    }
}
