/// How much of a foreign message is read (RULES D3). Past a limit the rest is left unread and a ``Defect`` says so; nothing fails.
public struct Limits: Sendable, Equatable {
    /// A larger message is read as a header alone.
    public var messageBytesMax = 50 << 20
    public var headerBytesMax = 256 << 10
    public var fieldCountMax = 1_000
    public var fieldBytesMax = 64 << 10
    /// Multiparts and embedded messages within each other.
    public var depthMax = 20
    public var partCountMax = 1_000
    public var addressCountMax = 500
    public var referenceCountMax = 50
    public var encodedWordCountMax = 1_000
    public var parameterCountMax = 100
    /// The readable text that a ``Reading`` keeps.
    public var textBytesMax = 1 << 20
    /// The HTML that is read for it.
    public var htmlBytesMax = 8 << 20
    public var attachmentCountMax = 1_000

    public static let standard = Limits()

    public init() {}
}
