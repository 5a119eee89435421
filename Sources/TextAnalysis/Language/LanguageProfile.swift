#if canImport(Glibc)
    import Glibc
#endif

/// A Latin-script language: its small words and the letter triples of a sample, as naive Bayes sees them.
struct LanguageProfile: Sendable {
    let code: String
    private let words: Set<String>
    /// Log-probability of a letter triple, above that of a triple never seen.
    private let triples: [UInt64: Double]
    private let unseen: Double
    private let letters: Set<UInt32>

    /// Words worse than this on average are of no known language.
    static let scoreMin = -2.6
    /// A language's own small word is worth some letters.
    static let wordBonus = 4.0

    init(_ code: String, words: String, letters: String, sample: String) {
        self.code = code
        self.words = Set(words.split(separator: " ").map(String.init))
        self.letters = Set(letters.unicodeScalars.map(\.value))
        var counts: [UInt64: Double] = [:]
        var total = 0.0
        let text = TokenizedText(words + " " + sample)
        for word in text.words {
            Self.forEachTriple(text.scalars, word) {
                counts[$0, default: 0] += 1
                total += 1
            }
        }
        let size = total + 3_000 * 0.3
        triples = counts.mapValues { log(($0 + 0.3) / size) }
        unseen = log(0.3 / size)
    }

    /// Log-likelihood of a word, per triple relative to a uniform alphabet, and its bonus.
    func score(_ scalars: [UInt32], _ range: Range<Int>, word: String) -> Double {
        var sum = 0.0
        Self.forEachTriple(scalars, range) { sum += (triples[$0] ?? unseen) + 7.2 }
        if words.contains(word) { sum += Self.wordBonus }
        for scalar in scalars[range] where scalar > 0x7F { sum += letters.contains(scalar) ? 1 : -4 }
        return sum
    }

    private static func forEachTriple(_ scalars: [UInt32], _ word: Range<Int>, _ body: (UInt64) -> Void) {
        var index = word.lowerBound - 1
        while index + 2 <= word.upperBound {
            body(UInt64(scalars[index]) << 42 | UInt64(scalars[index + 1]) << 21 | UInt64(scalars[index + 2]))
            index += 1
        }
    }

    static let russianWords: Set<String> = [
        "и", "не", "что", "как", "мне", "можно", "могу", "пожалуйста", "здравствуйте", "спасибо", "почему", "когда", "где", "был",
        "есть", "или", "если", "это", "вы", "мой", "заказ", "пароль", "здравствуй", "нужно", "с", "уважением", "меня", "нет",
    ]
    static let ukrainianWords: Set<String> = [
        "і", "й", "та", "що", "як", "мені", "можна", "можу", "будь", "ласка", "дякую", "чому", "коли", "де", "був", "є", "або",
        "якщо", "це", "ви", "мій", "замовлення", "пароль", "вітаю", "потрібно", "добрий", "з", "повагою", "мене", "немає",
    ]
}
