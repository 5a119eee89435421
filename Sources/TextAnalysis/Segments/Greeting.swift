/// "Hello Anna", "Dear support team," – and what a sentence says behind it.
///
/// People write their wish on the line of the greeting: of "Hello, I forgot my password" only the first word is a greeting.
enum Greeting {
    /// Words of a sentence that may be a greeting and nothing else.
    private static let wordsMax = 5
    /// Bytes in which a comma or an exclamation mark ends a greeting.
    private static let bytesMax = 60

    /// The sentence without its greeting; empty where it was nothing else.
    static func removed(from sentence: WordedText) -> WordedText {
        let text = sentence.text
        let words = text.utf8.count > lineBytesMax ? TokenizedText(text, bytesMax: lineBytesMax).hashes : sentence.words.hashes
        guard phrases.open(words) else { return sentence }
        if words.count <= wordsMax, !words.contains(questionMark), namesOnly(behindGreeting(text, words)) {
            return WordedText("")
        }
        // "Hi, …" and "Dear support team, …": through the comma.
        return WordedText(behindComma(text) ?? dropAddressed(text, words))
    }

    /// Bytes of a sentence that are looked at.
    private static let lineBytesMax = 160

    /// Whether a line greets and says nothing.
    static func isAll(_ line: ArraySlice<UInt8>, _ words: [UInt64]) -> Bool {
        words.count <= wordsMax && phrases.open(words) && namesOnly(behindGreeting(String(decoding: line, as: UTF8.self), words))
    }

    private static func behindComma(_ sentence: String) -> String? {
        guard let comma = sentence.utf8.prefix(bytesMax).firstIndex(where: { $0 == 0x2C || $0 == 0x21 }),
            TokenizedText(String(sentence[..<comma])).words.count <= wordsMax
        else { return nil }
        return trimmed(sentence[sentence.utf8.index(after: comma)...])
    }

    private static func behindGreeting(_ sentence: String, _ words: [UInt64]) -> [Substring] {
        Array(parts(of: sentence).dropFirst(phrases.length(openingOf: words)))
    }

    private static func parts(of sentence: String) -> [Substring] {
        // In ASCII each byte is a character: nothing that follows could have joined it to the one before.
        guard sentence.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else {
            return sentence.split(whereSeparator: { " ,.!:;".contains($0) })
        }
        return sentence.utf8.split(whereSeparator: separators.contains).map(Substring.init)
    }

    private static let separators: [UInt8] = Array(" ,.!:;".utf8)

    /// Whether these words only say who is greeted: one word, or names and words of address.
    ///
    /// A name begins with a capital and is not all of capitals: who writes in them writes everything so.
    private static func namesOnly(_ parts: [Substring]) -> Bool {
        guard parts.count > 1 else { return true }
        return parts.allSatisfy { part in
            if WordHash.all(in: String(part)).allSatisfy(addressed.contains) { return true }
            guard part != "I", let first = part.unicodeScalars.first, first.properties.isUppercase else { return false }
            return part.unicodeScalars.count == 1 || part.unicodeScalars.contains { $0.properties.isLowercase }
        }
    }

    /// "hey guys i forgot …" has no comma: only words that address somebody go.
    private static func dropAddressed(_ sentence: String, _ words: [UInt64]) -> String {
        var drop = 1
        while drop < min(4, words.count), spokenTo.contains(words[drop]) { drop += 1 }
        if words[0] == dear, drop == 1 { return sentence }
        let parts = sentence.split(separator: " ", omittingEmptySubsequences: true)
        return parts.count > drop ? parts[drop...].joined(separator: " ") : sentence
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.utf8.first, first == 0x20 || first == 0x2D || first == 0x2C { text = text.dropFirst() }
        return String(text)
    }

    // `#` stands for a number, and only a number is read as one.
    private static let questionMark = WordHash.all(in: "?")[0]
    private static let dear = WordHash.all(in: "dear")[0]

    static let phrases = Openings([
        "hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening", "good day", "greetings", "hiya", "howdy",
        "to whom it may concern", "hallo", "guten tag", "guten morgen", "guten abend", "sehr geehrte", "sehr geehrter",
        "sehr geehrtes", "liebe",
        "lieber", "liebes", "moin", "servus", "bonjour", "bonsoir", "salut", "cher", "chère", "chers", "madame", "monsieur",
        "hola", "buenos días", "buenas tardes", "buenas noches", "estimado", "estimada", "estimados", "ciao", "buongiorno",
        "buonasera", "salve", "gentile", "olá", "oi", "bom dia", "boa tarde", "prezado", "prezados", "goedemorgen", "goedemiddag",
        "beste", "dzień dobry", "witam", "cześć", "hej", "hejsan", "kære", "dobrý den", "ahoj", "merhaba", "здравствуйте",
        "добрый день", "добрий день", "вітаю",
    ])
    /// Those that stand before a wish without a comma.
    private static let spokenTo = WordHash.set(
        "there team guys all everyone support sir madam again folks zusammen à tous a todos equipo or")
    /// Those that a greeting of its own may hold, in small letters too.
    private static let addressed = spokenTo.union(
        WordHash.set(
            """
            hi hello dear good morning afternoon evening day sirs madams ladies and gentlemen my the your ms mr mrs dr customer service care help helpdesk desk \
            staff crew friend friends people both folks anyone anybody somebody someone here from this is der die das und damen herren herr frau \
            liebes liebe kundenservice kundendienst hallo an et madame monsieur messieurs mesdames le la service client clients l'équipe équipe de du \
            y señor señora señores señoras servicio atención al cliente amigos don doña
            """))
}
