/// What a text is about, and how sure one may be of it: the pure half of judging.
///
/// The room's nouns are the **mail text** (what remains of a mail when greeting, closing and boilerplate are
/// gone, cut into segments), the **classifier** (one linear model for intents and templates), the
/// **prediction** (a label and a probability of being right), the **case index** (exact search for similar
/// solved cases), and the small judges beside them: language, sentiment, priority, summary, never-answer.
///
/// Everything here is a value computed from values. The room knows no clock, no file, no network and no
/// randomness but a seed it is given; it never decides to answer (that is HelpDesk's), never sees an address
/// it could write to, and treats each text as foreign: total on any input, linear in its length, cut at
/// ``TextLimits``.
public enum TextLimits {
    /// Bytes of a text that are read at all (RULES D3); the rest is ignored and told as ``MailText/isCut``.
    public static let textBytesMax = 65_536
    /// Segments of a mail that are judged; a longer mail keeps its first ones.
    public static let segmentsMax = 48
    /// Scalars of a single word that count; a longer one is cut.
    public static let wordScalarsMax = 40
    /// Scalars of a summary (INTERFACE, section 3).
    public static let summaryScalarsMax = 150
}
