/// What a model was made of and how good it was out of fold; part of the model file.
public struct ModelCard: Sendable, Equatable {
    public var name: String
    /// FNV-1a over the examples, in order: the same templates give the same hash.
    public var dataHash: UInt64
    public var classes: [String]
    public var exampleCount: Int
    public var negativeCount: Int
    /// Out-of-fold figures; what `evaluate` on other data will find is usually worse.
    public var accuracy: Double
    public var coverageAt99: Double
    public var coverageAt95: Double
    public var expectedCalibrationError: Double
}
