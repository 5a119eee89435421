/// The words that name the people of a conversation, and how a text names others.
struct NameParts {
    /// Folded parts of names; those that are also ordinary words count only where they stand capitalised.
    private var parts: Set<String> = []

    static let partBytesMin = 2

    init(_ people: KnownPeople) {
        for name in people.names { parts.formUnion(FoldedWords(name).words.filter { $0.utf8.count >= Self.partBytesMin }) }
        for address in people.addresses + people.ownAddresses {
            guard let local = address.split(separator: "@", maxSplits: 1).first else { continue }
            let words = FoldedWords(String(local)).words.map(Self.withoutDigits)
            parts.formUnion(words.filter { $0.utf8.count >= 3 && !Self.roles.contains($0) })
        }
        for address in people.addresses {
            let labels = address.split(separator: "@", maxSplits: 1).dropFirst().first?.split(separator: ".").dropLast() ?? []
            let words = labels.flatMap { FoldedWords(String($0)).words }
            parts.formUnion(words.filter { $0.utf8.count >= 4 && !Self.hosts.contains($0) && !Self.roles.contains($0) })
        }
        parts.subtract(Self.particles)
    }

    func kind(at index: Int, in tokens: [PersonalDataSearch.Token]) -> PersonalData.Kind? {
        let token = tokens[index]
        if let link = Hyperlink(token.core) { return isPart(PersonalDataSearch.Token(link.tail)) ? .name : nil }
        if isPart(token) { return .name }
        guard index > 0, token.isCapitalised, token.letters >= 2 else { return nil }
        let before = tokens[index - 1]
        if Self.titles.contains(before.folded) && !before.endsSentence
            && (before.isCapitalised || Self.lowerTitles.contains(before.folded))
        {
            return .name
        }
        // A greeting that was not cut: `Hello Maria`.
        let isGreeting = Self.greetings.contains(before.folded) && !before.endsClause && !Self.audiences.contains(token.folded)
        return isGreeting ? .name : nil
    }

    private func isPart(_ token: PersonalDataSearch.Token) -> Bool {
        if parts.isEmpty { return false }
        // `Maria's`, `maria.lopez`: every word of the token counts, and the word without its genitive.
        let words = FoldedWords(token.core).words
        let named = words.filter { parts.contains($0) || $0.last == "s" && parts.contains(String($0.dropLast())) }
        return named.contains { !Self.ordinary.contains($0) && $0.utf8.count >= 3 || token.isCapitalised }
    }

    private static func withoutDigits(_ word: String) -> String {
        String(decoding: word.utf8.filter { !(0x30...0x39).contains($0) }, as: UTF8.self)
    }

    private static let roles: Set<String> = [
        "info", "mail", "office", "support", "contact", "kontakt", "hello", "hallo", "sales", "admin", "team", "service", "help",
        "billing", "accounts",
        "account", "buchhaltung", "post", "web", "shop", "the", "and", "email", "mailbox", "customer", "user", "test",
    ]
    private static let hosts: Set<String> = [
        "gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "proton", "protonmail", "mail", "aol", "posteo",
        "mailbox", "fastmail",
        "freenet", "online", "orange", "laposte", "free", "libero", "wanadoo", "example", "test", "email", "company", "firma",
        "shop",
    ]
    private static let particles: Set<String> = [
        "de", "da", "do", "dos", "van", "von", "der", "den", "la", "le", "el", "di", "del", "zu", "of", "the", "and", "dr", "mr",
        "mrs", "ms", "herr", "frau", "prof",
        "support", "team", "service",
    ]
    /// Names that are also ordinary words.
    private static let ordinary: Set<String> = [
        "will", "mark", "may", "rose", "grace", "hope", "art", "bill", "rich", "frank", "drew", "chase", "grant", "pat", "sue",
        "dawn", "april", "june", "page",
        "young", "long", "king", "field", "house", "day", "case", "best", "son", "case", "max", "ray", "guy", "jack", "rob",
        "joy", "faith", "summer", "brown",
        "green", "white", "black", "gray", "grey", "short", "small", "little", "good", "cook", "baker", "carpenter", "taylor",
        "hall", "wood", "woods", "hill", "lake",
        "stone", "west", "north", "east", "cross", "price", "power", "powers", "banks", "bank", "ford", "cash", "miles", "fox",
        "wolf", "bird", "may", "mai", "klein",
        "gross", "lang", "kurz", "neu", "alt", "berg", "bach", "wald", "stein", "koch", "weiss", "schwarz", "braun", "jung",
        "petit", "grand", "blanc", "sol", "mar", "luz",
        "paz", "cruz", "angel", "casey", "dean", "major", "marks", "wills", "bills", "an", "so", "an", "in", "no", "he", "me",
        "see", "do", "go", "my", "lee", "li", "an", "so",
    ]
    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "herr", "herrn", "frau", "monsieur", "madame", "mme", "mlle", "senor", "senora", "sr",
        "sra", "signor", "signora",
        "sig", "senhor", "senhora", "meneer", "mevrouw", "pan", "pani", "prof", "colleague", "kollege", "kollegin", "kollegen",
        "collegue", "companero", "companera",
    ]
    private static let lowerTitles: Set<String> = [
        "colleague", "kollege", "kollegin", "kollegen", "collegue", "companero", "companera", "monsieur", "madame", "pan", "pani",
        "senor", "senora", "meneer", "mevrouw", "signor", "signora",
    ]
    private static let greetings: Set<String> = [
        "hi", "hello", "hey", "dear", "hallo", "liebe", "lieber", "bonjour", "salut", "cher", "chere", "hola", "estimado",
        "estimada", "ciao", "gentile",
        "ola", "caro", "cara", "beste", "geachte", "czesc", "witam",
    ]
    private static let audiences: Set<String> = [
        "there", "all", "everyone", "team", "customer", "kunde", "kundin", "zusammen", "sir", "madam", "client", "cliente",
    ]
}

extension PersonalDataSearch.Token {
    /// `Dr.` and `Mr.` end with a full stop and end no sentence.
    fileprivate var endsSentence: Bool { raw.unicodeScalars.last.map { "!?;:,)".unicodeScalars.contains($0) } ?? false }
}
