#if canImport(Glibc)
    import Glibc
#endif

/// Which language a text is in; none is an answer.
public struct Language: Sendable, Equatable {
    /// ISO 639-1, lower case; nil when the text is too short, too mixed, or in a language not known here.
    public var code: String?
    /// How sure, 0 to 1.
    public var confidence: Double

    public static let unknown = Language(code: nil, confidence: 0)

    /// Below this the answer is nil.
    static let confidenceMin = 0.6
    /// Bytes that are looked at: more says nothing new.
    static let bytesMax = 2_000

    /// Languages that can be told.
    public static var known: [String] {
        LatinLanguages.known.codes + ["ru", "uk", "ja", "zh", "ko", "ar", "el", "he", "th"]
    }

    public static func detect(_ text: String) -> Language { detect(TokenizedText(text, bytesMax: bytesMax)) }

    public static func detect(_ text: WordedText) -> Language {
        text.text.utf8.count > bytesMax ? detect(text.text) : detect(text.words)
    }

    private static func detect(_ tokens: TokenizedText) -> Language {
        var scripts = ScriptCount()
        for scalar in tokens.scalars { scripts.add(scalar) }
        guard let (script, share) = scripts.dominant, share >= 0.6 else { return .unknown }
        switch script {
        case .latin: return latin(tokens)
        case .cyrillic: return cyrillic(tokens, share)
        case .japanese: return Language(code: "ja", confidence: share)
        case .han: return Language(code: "zh", confidence: share * 0.95)
        case .hangul: return Language(code: "ko", confidence: share)
        case .arabic: return arabic(tokens, share)
        case .greek: return Language(code: "el", confidence: share)
        case .hebrew: return Language(code: "he", confidence: share)
        case .thai: return Language(code: "th", confidence: share)
        case .other: return .unknown
        }
    }

    private static func latin(_ tokens: TokenizedText) -> Language {
        let languages = LatinLanguages.known
        var scores = SIMD16<Float>(repeating: 0)
        var count = 0
        let scalars = tokens.scalars.span
        for (word, hash) in zip(tokens.words, tokens.hashes) where isWord(word, scalars) {
            scores += languages.score(scalars, word, hash: hash)
            count += 1
        }
        guard count > 0 else { return .unknown }
        let ranked = languages.codes.indices.sorted { scores[$0] > scores[$1] }
        let best = scores[ranked[0]]
        // Letters of one word are no independent witnesses: their odds are damped.
        let total = ranked.reduce(0) { $0 + exp(Double(scores[$1] - best) * 0.35) }
        let confidence = 1 / total
        guard confidence >= confidenceMin, best > LatinLanguages.scoreMin * Float(count) else {
            return Language(code: nil, confidence: confidence)
        }
        return Language(code: languages.codes[ranked[0]], confidence: confidence)
    }

    /// Marks and numbers are of any language.
    private static func isWord(_ word: Range<Int>, _ scalars: Span<UInt32>) -> Bool {
        for index in word where scalars[index] > 0x40 && scalars[index] != 0x23 { return true }
        return false
    }

    private static func cyrillic(_ tokens: TokenizedText, _ share: Double) -> Language {
        var ukrainian = 0
        var russian = 0
        for scalar in tokens.scalars {
            switch scalar {
            case 0x454, 0x456, 0x457, 0x491: ukrainian += 2
            case 0x44B, 0x44D, 0x44A, 0x451: russian += 2
            case 0x458, 0x459, 0x45A, 0x45B, 0x452, 0x45F, 0x453, 0x45C, 0x455, 0x45E: return .unknown
            default: break
            }
        }
        for word in tokens.strings {
            if CyrillicWords.russian.contains(word) { russian += 2 }
            if CyrillicWords.ukrainian.contains(word) { ukrainian += 2 }
        }
        guard ukrainian != russian else { return Language(code: nil, confidence: 0.5) }
        let sure = Double(max(ukrainian, russian)) / Double(ukrainian + russian)
        guard sure >= confidenceMin else { return Language(code: nil, confidence: sure) }
        return Language(code: ukrainian > russian ? "uk" : "ru", confidence: sure * share)
    }

    private static func arabic(_ tokens: TokenizedText, _ share: Double) -> Language {
        // Letters that Persian and Urdu have and Arabic has not.
        let foreign = tokens.scalars.count {
            [0x67E, 0x686, 0x698, 0x6AF, 0x6CC, 0x6A9, 0x679, 0x688, 0x691, 0x6BA, 0x6D2].contains($0)
        }
        return foreign * 20 > tokens.scalars.count ? .unknown : Language(code: "ar", confidence: share)
    }
}

/// How many letters of each script a text has.
struct ScriptCount {
    enum Script: Int, CaseIterable { case latin, cyrillic, japanese, han, hangul, arabic, greek, hebrew, thai, other }
    private var counts = [Int](repeating: 0, count: Script.allCases.count)
    /// Latin letters of ASCII: nearly all of nearly every mail.
    private var plain = 0

    @inline(__always)
    mutating func add(_ scalar: UInt32) {
        if scalar < 0x80 { plain += scalar >= 0x61 ? 1 : 0 } else { addForeign(scalar) }
    }

    private mutating func addForeign(_ scalar: UInt32) {
        let script: Script
        switch scalar {
        case 0xC0...0x24F, 0x1E00...0x1EFF: script = .latin
        case 0x400...0x52F: script = .cyrillic
        case 0x3040...0x30FF: script = .japanese
        case 0x3400...0x9FFF, 0x20000...0x3FFFF: script = .han
        case 0xAC00...0xD7AF, 0x1100...0x11FF: script = .hangul
        case 0x600...0x6FF, 0x750...0x77F: script = .arabic
        case 0x370...0x3FF, 0x1F00...0x1FFF: script = .greek
        case 0x590...0x5FF: script = .hebrew
        case 0xE00...0xE7F: script = .thai
        default: script = .other
        }
        counts[script.rawValue] += 1
    }

    /// The most frequent script and its share; Han beside kana is Japanese.
    var dominant: (Script, Double)? {
        var counts = counts
        counts[Script.latin.rawValue] += plain
        guard counts.contains(where: { $0 > 0 }) else { return nil }
        let (kana, han) = (counts[Script.japanese.rawValue], counts[Script.han.rawValue])
        if kana * 8 >= han {
            counts[Script.japanese.rawValue] = kana + han
            counts[Script.han.rawValue] = 0
        }
        // An ideograph says as much as several letters.
        let weighted = Script.allCases.map {
            ($0, Double(counts[$0.rawValue]) * ([.han, .japanese, .hangul].contains($0) ? 2.5 : 1))
        }
        guard let best = weighted.max(by: { $0.1 < $1.1 }), best.1 > 0 else { return nil }
        return (best.0, best.1 / weighted.reduce(0) { $0 + $1.1 })
    }
}
