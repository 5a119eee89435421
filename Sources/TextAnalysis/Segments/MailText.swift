/// What a person wants, out of what they typed: segments without greeting, closing, signature and boilerplate.
///
/// It takes typed text that InternetMessage has already freed from quotes and signatures, and drops what is
/// left of them: a mail quoted in a way no rule knows must not be judged by our own earlier answer.
public struct MailText: Sendable, Equatable {
    /// The segments with their words.
    let sentences: [WordedText]
    /// The words of all segments, as one text.
    let words: TokenizedText
    /// Whether the first of `segments` is the subject.
    public let opensWithSubject: Bool
    /// All segments as one text.
    public let whole: String
    /// Whether something was left out because of ``TextLimits``.
    public let isCut: Bool

    /// - Parameters:
    ///   - subject: decoded, one line; kept when it has two words and is not empty of meaning.
    ///   - body: text as typed, lines separated by LF or CRLF.
    public init(subject: String, body: String) {
        var body = body
        let bytes = body.withUTF8 { Array(UnsafeBufferPointer(rebasing: $0.prefix(TextLimits.textBytesMax))) }
        var cut = body.utf8.count > bytes.count
        var found = TypedLines.paragraphs(bytes).flatMap(Sentences.split).compactMap {
            Boilerplate.content(WordedText(String(decoding: $0, as: UTF8.self)))
        }
        let telling = Subject.meaning(subject).flatMap { Subject.repeats($0, in: found) ? nil : $0 }
        if let telling { found.insert(telling, at: 0) }
        opensWithSubject = telling != nil
        if found.count > TextLimits.segmentsMax {
            found.removeLast(found.count - TextLimits.segmentsMax)
            cut = true
        }
        sentences = found
        whole = found.map(\.text).joined(separator: " ")
        words =
            whole.utf8.count > TextLimits.textBytesMax ? TokenizedText(whole) : TokenizedText(joining: found.map(\.words))
        isCut = cut
    }

    /// Sentences that may say something, in order; the subject first where it does.
    public var segments: [String] { sentences.map(\.text) }

    /// Those of `segments` that ask.
    public var questions: [String] {
        segments.filter { $0.utf8.contains(0x3F) || $0.unicodeScalars.contains("？") || $0.unicodeScalars.contains("؟") }
    }
}
