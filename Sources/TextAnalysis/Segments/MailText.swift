/// What a person wants, out of what they typed: segments without greeting, closing, signature and boilerplate.
///
/// It takes typed text that InternetMessage has already freed from quotes and signatures, and drops what is
/// left of them: a mail quoted in a way no rule knows must not be judged by our own earlier answer.
public struct MailText: Sendable, Equatable {
    /// Sentences that may say something, in order; the subject first where it does.
    public let segments: [String]
    /// Whether the first of `segments` is the subject.
    public let opensWithSubject: Bool
    /// Those of `segments` that ask.
    public let questions: [String]
    /// All segments as one text.
    public let whole: String
    /// Whether something was left out because of ``TextLimits``.
    public let isCut: Bool

    /// - Parameters:
    ///   - subject: decoded, one line; kept when it has two words and is not empty of meaning.
    ///   - body: text as typed, lines separated by LF or CRLF.
    public init(subject: String, body: String) {
        var cut = false
        let bytes = Array(body.utf8.prefix(TextLimits.textBytesMax))
        if body.utf8.count > bytes.count { cut = true }
        var found = TypedLines.paragraphs(bytes).flatMap(Sentences.split).compactMap(Boilerplate.content)
        let telling = Subject.meaning(subject).flatMap { Subject.repeats($0, in: found) ? nil : $0 }
        if let telling { found.insert(telling, at: 0) }
        opensWithSubject = telling != nil
        if found.count > TextLimits.segmentsMax {
            found.removeLast(found.count - TextLimits.segmentsMax)
            cut = true
        }
        segments = found
        questions = found.filter { $0.utf8.contains(0x3F) || $0.unicodeScalars.contains("？") || $0.unicodeScalars.contains("؟") }
        whole = found.joined(separator: " ")
        isCut = cut
    }
}
