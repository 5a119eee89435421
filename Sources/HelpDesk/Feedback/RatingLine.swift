/// One line read as a rating: digit, `n/5`, stars, emoji or words; what follows begins the comment.
struct RatingLine: Equatable {
    /// 1 to 5.
    var stars: Int
    var rest: String
    /// A digit or stars, which need no interpreting.
    var isExplicit: Bool

    static let scalarsMax = 2_000

    init?(_ line: String) {
        let cleaned = CleanText.line(line, scalarsMax: Self.scalarsMax)
        let scalars = Array(cleaned.unicodeScalars)
        if let found = Self.drawn(scalars[...]) ?? Self.number(scalars[...]) ?? Self.labelled(cleaned) ?? Self.smiley(
            scalars[...]) ?? Self.buttonsWords(cleaned) ?? Self.worded(cleaned)
        {
            self = found
        } else {
            return nil
        }
    }

    private init(_ stars: Int, rest: ArraySlice<Unicode.Scalar>, isExplicit: Bool) {
        self.stars = stars
        self.isExplicit = isExplicit
        let from = rest.firstIndex { !CleanText.isBlank($0) && !Self.separators.contains($0) } ?? rest.endIndex
        self.rest = CleanText.trimmed(String(String.UnicodeScalarView(rest[from...])))
    }

    private static let separators = Set(",;:.!-–—_)]\"'”“*·|=…\u{FE0F}".unicodeScalars)
    private static let opening = Set("\"'“”„«([ _".unicodeScalars)

    // MARK: Stars

    /// `★★★★☆`, `⭐⭐⭐`, `*****` alone.
    private static func drawn(_ line: ArraySlice<Unicode.Scalar>) -> RatingLine? {
        if (2...5).contains(line.count) && line.allSatisfy({ $0 == "*" }) {
            return RatingLine(line.count, rest: [], isExplicit: true)
        }
        var at = line.startIndex
        var full = 0
        while at < line.endIndex, isStar(line[at]) || line[at] == "☆" || line[at] == "\u{FE0F}" || (line[at] == " " && full > 0) {
            if isStar(line[at]) { full += 1 }
            at += 1
        }
        return (1...5).contains(full) ? RatingLine(full, rest: line[at...], isExplicit: true) : nil
    }

    private static func isStar(_ scalar: Unicode.Scalar) -> Bool { "★⭐🌟✭✮✯".unicodeScalars.contains(scalar) }

    // MARK: Digits

    /// A digit 1–5 that stands alone, as `n/5`, with a unit of stars, or before a separator or words of feeling.
    private static func number(_ line: ArraySlice<Unicode.Scalar>) -> RatingLine? {
        let from = line.firstIndex { !opening.contains($0) && $0 != "*" && $0 != "#" } ?? line.endIndex
        guard from < line.endIndex, let stars = digit(line[from]) else { return nil }
        var rest = line[(from + 1)...]
        while let next = rest.first, next == "\u{FE0F}" || next == "\u{20E3}" { rest = rest.dropFirst() }
        if let next = rest.first, next.properties.numericType != nil { return nil }  // 15, 2nd half of a number
        if let after = afterFive(rest) { return RatingLine(stars, rest: after, isExplicit: true) }
        if let after = afterHalf(rest).flatMap(afterFive) { return RatingLine(stars, rest: after, isExplicit: true) }
        guard standsAlone(rest) else { return nil }
        return RatingLine(stars, rest: afterUnit(rest) ?? rest, isExplicit: true)
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        let value: UInt32
        switch scalar.value {
        case 0x31...0x35: value = scalar.value - 0x30
        case 0xFF11...0xFF15: value = scalar.value - 0xFF10
        case 0x2460...0x2464: value = scalar.value - 0x245F
        default: return nil
        }
        return Int(value)
    }

    private static let ofFive = PhraseSet(
        [
            "of 5", "out of 5", "of five", "out of five", "von 5", "von fünf", "sur 5", "de 5", "su 5", "van 5", "van de 5",
            "na 5", "z 5", "em 5", "of the 5",
        ]
        .map { FoldedWords($0).words.joined(separator: " ") }.joined(separator: "\n"))

    /// What follows `/5`, `out of 5`, `von 5` and the like.
    private static func afterFive(_ rest: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
        let tail = rest.drop(while: CleanText.isBlank)
        if tail.first == "/" || tail.first == "⁄" {
            let five = tail.dropFirst().drop(while: CleanText.isBlank)
            guard let scalar = five.first, digit(scalar) == 5, five.dropFirst().first?.properties.numericType == nil else {
                return nil
            }
            let after = five.dropFirst()
            return afterUnit(after) ?? after
        }
        let words = FoldedWords(String(String.UnicodeScalarView(tail))).words
        guard let length = ofFive.length(at: 0, in: words) else { return nil }
        let after = skip(words: length, in: tail)
        return afterUnit(after) ?? after
    }

    /// `4.5/5` and `4,5/5` round down.
    private static func afterHalf(_ rest: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
        guard let mark = rest.first, mark == "." || mark == ",", let half = rest.dropFirst().first, half == "5" || half == "0"
        else { return nil }
        return rest.dropFirst(2)
    }

    private static let units: Set<String> = [
        "star", "stars", "stern", "sterne", "sternen", "etoile", "etoiles", "estrella", "estrellas", "stella", "stelle",
        "estrela", "estrelas",
        "ster", "sterren", "gwiazdka", "gwiazdki", "gwiazdek", "point", "points", "punkt", "punkte", "puntos", "punti", "pontos",
        "punten",
    ]

    private static func afterUnit(_ rest: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
        let tail = rest.drop { CleanText.isBlank($0) || $0 == "-" }
        if let first = tail.first, isStar(first) || first == "*" {
            return tail.drop { isStar($0) || $0 == "*" || $0 == "\u{FE0F}" }
        }
        let words = FoldedWords(String(String.UnicodeScalarView(tail.prefix(24)))).words
        guard let unit = words.first, units.contains(unit) else { return nil }
        return skip(words: 1, in: tail)
    }

    /// Whether a digit with this behind it is a rating: `5`, `5!`, `5, thanks`, `5 - great`, `5 stars`, `4 good`;
    /// not `5 days ago`, `5%`, `5:30`, `5-10`, `1. First`, `2) then`, `8/10`.
    private static func standsAlone(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let next = rest.first else { return true }
        if afterUnit(rest) != nil { return !CleanText.isBlank(next) || rest.count > 1 }
        let behind = rest.dropFirst()
        let tail = behind.drop { CleanText.isBlank($0) || separators.contains($0) }
        guard let follower = tail.first else { return CleanText.isBlank(next) || separators.contains(next) }
        let isFeeling = startsWithFeeling(tail)
        if next == "." || next == ")" || CleanText.isBlank(next) {
            let dash = behind.drop(while: CleanText.isBlank).first
            let isDashed = CleanText.isBlank(next) && (dash.map { ",;:!-–—=|".unicodeScalars.contains($0) } ?? false)
            return isFeeling || "[(".unicodeScalars.contains(follower) || isDashed && digit(follower) == nil
                || emojiStars(follower) != nil
        }
        guard ",;:!-–—=|\"'”*…]".unicodeScalars.contains(next) else { return emojiStars(next) != nil }
        return follower.properties.numericType == nil
    }

    private static func startsWithFeeling(_ tail: ArraySlice<Unicode.Scalar>) -> Bool {
        let words = FoldedWords(String(String.UnicodeScalarView(tail.prefix(120)))).words
        return RatingWords.all.contains { $0.phrases.length(at: 0, in: words) != nil }
            || ThanksWords.thanks.length(at: 0, in: words) != nil
            || NotHelpedPhrases.all.length(at: 0, in: words) != nil || RatingWords.helpers.contains(words.first ?? "")
            || RatingWords.contrasts.contains(words.first ?? "")
    }

    /// Drops this many words from the front.
    private static func skip(words count: Int, in scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var rest = scalars
        for _ in 0..<count {
            rest = rest.drop { !isWordScalar($0) }
            rest = rest.drop(while: isWordScalar)
        }
        return rest
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "'" || scalar == "’"
    }

    // MARK: Label, emoji, words

    /// `Rating: 4`, `Meine Bewertung: 4`, `Note : 4/5`, `Re: 5`.
    private static func labelled(_ line: String) -> RatingLine? {
        let scalars = Array(line.unicodeScalars)
        guard let mark = scalars.firstIndex(where: { $0 == ":" || $0 == "=" || digit($0) != nil }), mark > 0 else { return nil }
        let label = FoldedWords(String(String.UnicodeScalarView(scalars[..<mark]))).words
        guard !label.isEmpty, label.count <= 4, label.allSatisfy(RatingWords.labels.contains) else { return nil }
        let rest = scalars[mark...].drop { CleanText.isBlank($0) || $0 == ":" || $0 == "=" }
        if let inner = drawn(rest) ?? number(rest) { return inner }
        // `Re: Rating: 5`
        let next = String(String.UnicodeScalarView(rest))
        guard label == ["re"] || label == ["aw"] || label == ["sv"], !next.isEmpty, next != line else { return nil }
        guard let second = rest.firstIndex(where: { $0 == ":" }) else { return nil }
        let inner = FoldedWords(String(String.UnicodeScalarView(rest[..<second]))).words
        guard !inner.isEmpty, inner.allSatisfy(RatingWords.labels.contains) else { return nil }
        let last = rest[second...].dropFirst().drop(while: CleanText.isBlank)
        return drawn(last) ?? number(last)
    }

    private static func smiley(_ line: ArraySlice<Unicode.Scalar>) -> RatingLine? {
        guard let first = line.first, let stars = emojiStars(first) else { return nil }
        let rest = line.drop { emojiStars($0) == stars || $0.properties.isEmojiModifier || $0 == "\u{FE0F}" || $0 == "\u{200D}" }
        guard rest.first(where: { emojiStars($0) != nil }) == nil else { return nil }  // 👍👎 says nothing
        return saysMore(rest) ? nil : RatingLine(stars, rest: rest, isExplicit: false)
    }

    private static func emojiStars(_ scalar: Unicode.Scalar) -> Int? {
        RatingWords.emoji.first { $0.scalars.unicodeScalars.contains(scalar) }?.stars
    }

    /// The words below the five buttons, typed instead of pressed; the whole line, for they are ordinary words.
    private static func buttonsWords(_ line: String) -> RatingLine? {
        let words = FoldedWords(line).words
        guard !words.isEmpty, !line.contains("?") else { return nil }
        for language in RatingLabels.languages {
            let labels = RatingLabels.labels(language)
            if let place = labels.firstIndex(where: { FoldedWords($0).words == words }) {
                return RatingLine(place + 1, rest: [], isExplicit: false)
            }
        }
        return nil
    }

    /// Words that are the whole line, or stand before a full stop, comma or dash.
    private static func worded(_ line: String) -> RatingLine? {
        let words = FoldedWords(line).words
        let scalars = Array(line.unicodeScalars)
        let found = RatingWords.all.compactMap { entry in entry.phrases.length(at: 0, in: words).map { (entry.stars, $0) } }
        guard let (stars, length) = found.max(by: { $0.1 < $1.1 }) else { return nil }
        let rest = skip(words: length, in: scalars[...])
        let next = rest.first { !CleanText.isBlank($0) }
        guard next.map({ separators.contains($0) || emojiStars($0) != nil }) ?? true, !saysMore(rest) else { return nil }
        return RatingLine(stars, rest: rest, isExplicit: false)
    }

    /// "ok, but …" and "good, can you …?" are messages, not ratings.
    private static func saysMore(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        if rest.contains("?") { return true }
        let words = FoldedWords(String(String.UnicodeScalarView(rest))).words
        return words.contains(where: RatingWords.contrasts.contains)
    }
}
