/// A text and its words: read once, however many judge it.
public struct WordedText: Sendable, Equatable {
    public let text: String
    let words: TokenizedText

    public init(_ text: String) { self.init(text, TokenizedText(text)) }

    init(_ text: String, _ words: TokenizedText) { (self.text, self.words) = (text, words) }
}
