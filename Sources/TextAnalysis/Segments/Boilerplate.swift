/// Sentences that every mail has and no intent is known by.
enum Boilerplate {
    /// The sentence without its greeting; nil when nothing is left that could mean something.
    static func content(_ sentence: WordedText) -> WordedText? {
        let rest = Greeting.removed(from: sentence)
        guard let first = rest.words.hashes.first(where: { !marks.contains($0) }) else { return nil }
        // Most sentences begin as no boilerplate does.
        guard openers.contains(first) else { return rest }
        let words = rest.words.hashes.filter { !marks.contains($0) }
        guard !exact.equal(words) else { return nil }
        if words.count <= 9, short.open(words) { return holdsWish(words) ? rest : nil }
        if words.count <= 14, long.open(words) { return nil }
        return rest
    }

    private static let openers = WordSet(exact.firstWords + short.firstWords + long.firstWords)

    /// "Please let me know how to reset my password" opens as courtesy does, and is none.
    private static func holdsWish(_ words: [UInt64]) -> Bool {
        let openings = [asking.length(openingOf: words), thanking.length(openingOf: words)]
        guard let length = openings.max(), length > 0 else { return false }
        if openings[0] == 0, !words.contains(where: contrast.contains) { return false }
        return words.dropFirst(length).contains { Vagueness.isNaming($0) && !courtesy.contains($0) }
    }

    /// Behind these something may be asked for.
    private static let asking = Openings([
        "please let me know how", "please let me know where", "please let me know when", "please let me know what",
        "please let me know why", "please let me know whether", "please let me know if i", "let me know how", "let me know where",
        "let me know when", "let me know what", "let me know why", "let me know whether", "let me know if i",
        "i have a question about", "i have a question regarding", "i have a question on", "i have a quick question about",
        "quick question about", "i've a question about", "one question about", "i am writing to you about",
        "i am writing to you because", "i'm writing to you about", "i'm writing to you because", "i hope you can",
        "i hope you could",
        "i hope you will", "ich habe eine frage zu", "ich habe eine frage zur", "ich habe eine frage zum", "kurze frage zu",
        "kurze frage zur", "kurze frage zum", "ich hoffe sie können", "ich hoffe ihr könnt", "j'ai une question sur",
        "j'ai une question concernant", "j'espère que vous pouvez", "j'espère que vous pourrez", "tengo una pregunta sobre",
        "una pregunta sobre", "espero que puedan", "espero que pueda",
    ])
    /// Behind these only where a contrast follows.
    private static let thanking = Openings([
        "thank you for your", "thanks for your", "thanks a lot", "thank you very much for your", "many thanks", "vielen dank",
        "danke für", "merci pour votre", "merci de votre", "merci beaucoup", "je vous remercie", "gracias por su",
        "muchas gracias",
    ])
    private static let contrast = WordHash.set("but however aber leider jedoch mais pero cependant")
    private static let courtesy = WordHash.set(
        """
        time patience quick prompt fast soon hearing well attention understanding kind service mail email e-mail letter call yesterday         schnelle schnell geduld mühe zeit freundliche mail e-mail rapide patience temps courriel mensaje correo rápida paciencia tiempo
        """)

    /// All of it, as negatives for a training.
    static var sentences: [String] { exact.phrases + short.phrases + long.phrases }

    private static let marks = WordHash.set("! ? #")
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
