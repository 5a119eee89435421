/// How customers ask for a person, folded.
enum HumanPhrases {
    /// A line that is nothing but this.
    static let alone = PhraseSet(
        """
        human
        human please
        a human
        a human please
        agent
        agent please
        live agent
        person
        real person
        operator
        representative
        human being
        human support
        human agent
        reply human
        mensch
        mensch bitte
        bitte mensch
        ein mensch
        mitarbeiter
        mitarbeiterin
        mitarbeiter bitte
        berater
        humain
        humaine
        humain svp
        humain s il vous plait
        humain sil vous plait
        un humain
        conseiller
        personne reelle
        humano
        humana
        humano por favor
        un humano
        agente
        agente humano
        persona
        persona real
        umano
        operatore
        operatore umano
        una persona
        pessoa
        uma pessoa
        atendente
        mens
        een mens
        medewerker
        czlowiek
        konsultant
        """)

    /// A wish anywhere in a text.
    static let wishes = PhraseSet(wishLines)

    /// `HUMAN!` or `HUMAN - this is wrong`: the word in capitals that opens a mail.
    static func shouted(_ line: String) -> Bool {
        let word = line.unicodeScalars.drop { !$0.properties.isAlphabetic }.prefix { $0.properties.isAlphabetic }
        guard word.count >= 4, word.allSatisfy({ $0.properties.isUppercase }) else { return false }
        return capitals.contains(FoldedWords(String(String.UnicodeScalarView(word))).words.first ?? "")
    }

    private static let capitals: Set<String> = [
        "human", "mensch", "humain", "humano", "umano", "agent", "agente", "person", "persona", "mens", "czlowiek", "mitarbeiter",
        "operator", "pessoa",
    ]

    private static let wishLines = """
        speak to a human
        speak with a human
        talk to a human
        talk with a human
        speak to a * person
        speak with a * person
        talk to a * person
        talk with a * person
        speak to someone
        speak with someone
        talk to someone
        speak to somebody
        talk to somebody
        speak to an agent
        speak with an agent
        talk to an agent
        talk to a * representative
        speak to a * representative
        speak with a * representative
        contact a human
        reach a human
        reach a person
        connect me * human
        connect me * person
        connect me * agent
        real human
        real person
        actual human
        actual person
        live agent
        live person
        human being
        human agent
        human support
        human please
        human to answer
        want a human
        need a human
        not a robot answer
        not a bot
        no bot
        no more bots
        stop sending * automatic
        stop sending * automated
        mit einem * menschen
        mit einem * mitarbeiter
        mit einer * person
        mit jemandem sprechen
        mit jemandem reden
        mit einer mitarbeiterin
        echten menschen
        echter mensch
        echte person
        richtigen menschen
        menschlichen mitarbeiter
        menschliche antwort
        kein bot
        keinen bot
        keinen roboter
        parler a un humain
        parler avec un humain
        parler a une * personne
        parler avec une * personne
        parler a quelqu
        parler a quelquun
        parler avec quelquun
        parler a un conseiller
        parler avec un conseiller
        parler a un agent
        contact humain
        vrai humain
        vraie personne
        etre humain
        un humain svp
        pas un robot
        pas un bot
        hablar con un humano
        hablar con una * persona
        hablar con alguien
        hablar con un agente
        hablar con un asesor
        persona real
        persona de verdad
        ser humano
        no un robot
        no un bot
        parlare con un umano
        parlare con una * persona
        parlare con qualcuno
        parlare con un operatore
        persona reale
        operatore umano
        essere umano
        falar com um humano
        falar com uma * pessoa
        falar com alguem
        falar com um atendente
        pessoa real
        pessoa de verdade
        met een mens
        met een * persoon
        met een medewerker
        iemand spreken
        echt persoon
        echte medewerker
        geen robot
        z czlowiekiem
        z zywym czlowiekiem
        z konsultantem
        z prawdziwym czlowiekiem
        z pracownikiem
        """
}
