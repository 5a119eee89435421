/// Sentences and openings that every mail has and no intent is known by.
enum Boilerplate {
    /// The sentence without its greeting; nil when nothing is left that could mean something.
    static func content(_ sentence: String) -> String? {
        let rest = withoutGreeting(sentence)
        let words = TokenizedText(rest).hashes.filter { !marks.contains($0) }
        guard !words.isEmpty, !exact.equal(words) else { return nil }
        if words.count <= 9, short.open(words) { return nil }
        if words.count <= 14, long.open(words) { return nil }
        return rest
    }

    private static func withoutGreeting(_ sentence: String) -> String {
        let words = TokenizedText(sentence, bytesMax: 160).hashes
        guard greetings.open(words) else { return sentence }
        if words.count <= 5, !words.contains(questionMark) { return "" }
        // "Hi, …" and "Dear support team, …": through the comma.
        let head = sentence.utf8.prefix(60)
        if let comma = head.firstIndex(where: { $0 == 0x2C || $0 == 0x21 }) {
            let greeting = TokenizedText(String(sentence[..<comma])).words.count
            if greeting <= 5 { return trimmed(sentence[sentence.utf8.index(after: comma)...]) }
        }
        return dropAddressed(sentence, words)
    }

    /// "hey guys i forgot …" has no comma: only words that address somebody go.
    private static func dropAddressed(_ sentence: String, _ words: [UInt64]) -> String {
        var drop = 1
        while drop < min(4, words.count), addressed.contains(words[drop]) { drop += 1 }
        if words[0] == dear, drop == 1 { return sentence }
        let parts = sentence.split(separator: " ", omittingEmptySubsequences: true)
        return parts.count > drop ? parts[drop...].joined(separator: " ") : sentence
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.utf8.first, first == 0x20 || first == 0x2D || first == 0x2C { text = text.dropFirst() }
        return String(text)
    }

    /// All of it, as negatives for a training.
    static var sentences: [String] { exact.phrases + short.phrases + long.phrases }

    private static let marks = WordHash.set("! ? #")
    // `#` stands for a number, and only a number is read as one.
    private static let questionMark = WordHash.all(in: "?")[0]
    private static let dear = WordHash.all(in: "dear")[0]

    static let greetings = Openings([
        "hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening", "good day", "greetings", "hiya", "howdy",
        "to whom it may concern", "hallo", "guten tag", "guten morgen", "guten abend", "sehr geehrte", "sehr geehrter",
        "sehr geehrtes", "liebe",
        "lieber", "liebes", "moin", "servus", "bonjour", "bonsoir", "salut", "cher", "chère", "chers", "madame", "monsieur",
        "hola", "buenos días", "buenas tardes", "buenas noches", "estimado", "estimada", "estimados", "ciao", "buongiorno",
        "buonasera", "salve", "gentile", "olá", "oi", "bom dia", "boa tarde", "prezado", "prezados", "goedemorgen", "goedemiddag",
        "beste", "dzień dobry", "witam", "cześć", "hej", "hejsan", "kære", "dobrý den", "ahoj", "merhaba", "здравствуйте",
        "добрый день", "добрий день", "вітаю",
    ])
    private static let addressed = WordHash.set(
        "there team guys all everyone support sir madam again folks zusammen à tous a todos equipo or")
    private static let exact = Openings([
        "help", "please help", "help me", "please help me", "can you help", "can you help me", "could you help me",
        "can you please help", "can anyone help", "help needed", "urgent", "asap", "very urgent", "thanks", "thank you", "please",
        "now what", "what now", "what can i do", "what should i do", "what do i do", "any ideas", "please fix", "please fix this",
        "please assist", "please advise", "kindly assist", "pls help", "plz help", "thx", "ps", "yes", "no", "ok",
        "bitte helfen sie mir", "bitte um hilfe", "hilfe", "danke", "können sie mir helfen", "was kann ich tun",
        "was soll ich tun", "aidez moi", "merci", "pouvez vous m'aider", "que faire", "que dois je faire", "ayuda", "gracias",
        "me pueden ayudar", "pueden ayudarme", "qué puedo hacer", "qué hago", "por favor", "s'il vous plaît",
    ])
    private static let short = Openings([
        "thank you for your", "thank you in advance", "thanks in advance", "thanks for your", "thanks a lot",
        "thanks so much for",
        "many thanks", "thank you very much for your", "looking forward", "i look forward", "we look forward", "hope you are",
        "hope you're", "i hope you", "i hope this", "hope this", "hope all is", "i have a question", "i have a quick question",
        "quick question", "i've a question", "one question", "please reply", "please respond", "please get back",
        "please let me know",
        "let me know", "i appreciate any help", "i would appreciate any help", "i'd appreciate any help", "any help is",
        "any help would", "appreciate your help", "your help is", "my reference", "my ref", "reference", "ref", "ref no",
        "reference number", "my order number is", "my customer number is", "my account number is", "my customer id is",
        "order number", "customer number", "invoice number", "case number", "ticket number", "my name is", "have a nice",
        "have a great", "have a good", "best regards", "kind regards", "sorry for", "sorry to bother", "i await your",
        "awaiting your", "waiting for your reply", "hoping to hear", "i'm writing to you", "i am writing to you",
        "i'm writing on behalf", "i am writing on behalf", "vielen dank", "danke für", "danke im voraus", "ich freue mich",
        "ich hoffe", "ich habe eine frage", "eine kurze frage", "kurze frage", "meine kundennummer", "meine bestellnummer",
        "meine referenz", "bitte melden sie", "bitte antworten", "bitte um rückmeldung", "für ihre hilfe", "für eine schnelle",
        "merci d'avance", "merci de votre", "merci pour votre", "merci beaucoup", "dans l'attente", "j'espère que",
        "j'ai une question",
        "une question", "mon numéro de client", "mon numéro de commande", "je vous remercie", "gracias de antemano",
        "gracias por su", "muchas gracias", "quedo a la espera", "espero su respuesta", "espero que", "tengo una pregunta",
        "una pregunta", "mi número de cliente", "mi número de pedido",
    ])
    private static let long = Openings([
        "i couldn't find this on your", "i could not find this on your", "i couldn't find anything about",
        "i searched your website",
        "i looked on your website", "please do not hesitate", "if you need any more information", "if you need more information",
        "let me know if you need", "please let me know if you need", "thank you for your time", "i look forward to hearing",
        "looking forward to hearing", "wenn sie weitere informationen", "falls sie weitere", "si vous avez besoin de plus",
        "n'hésitez pas", "no dude en", "no duden en", "si necesita más información",
    ])
}
