/// Whether a mail says what it is about at all.
///
/// "It doesn't work." fits a technical intent better than any other, and still nobody could answer it: a person asks back. A
/// classifier cannot see that, because what is missing leaves no trace in its features.
public enum Vagueness {
    /// Shown to people as the reason why a mail was not answered.
    public static let reason = "the mail does not say what it is about"

    /// From so many words on, a single one that names something may do: "I would like a refund", but not "refund please".
    private static let sentenceWordsMin = 3

    /// A mail is vague where none of its words names anything, or where a single name is nearly all that it says.
    ///
    /// Words of languages that are not listed here name something. A word that comes twice counts once.
    public static func isVague(_ mail: MailText) -> Bool {
        var heard = WordMap<Void>()
        var naming = 0
        var general = 0
        for sentence in mail.sentences {
            for hash in sentence.words.hashes where !marks.contains(hash) && heard[hash] == nil {
                heard.update(hash, from: ()) { _ in }
                if Self.general.contains(hash) { general += 1 } else if !silent.contains(hash) { naming += 1 }
                if naming >= 2 || (naming == 1 && (general > 0 || heard.count >= sentenceWordsMin)) { return false }
            }
        }
        return true
    }

    /// Whether a word names something: it is none that every sentence has, and none that is said of anything.
    static func isNaming(_ word: UInt64) -> Bool { !marks.contains(word) && !silent.contains(word) && !general.contains(word) }

    private static let marks = WordHash.set("! ? #")

    /// What every sentence has: it neither names anything nor says anything.
    private static let silent = WordHash.set(
        """
        i you he she it we they me him her us them my your his its our their mine this that these those there here a an the and or \
        but so if then than as of to in on at by for with from about into out is am are was were be been being do does did done has \
        have had will would shall should can could may might must i'm i've i'd it's that's there's you're we're let's let please pls \
        plz kindly thanks thank hello hi hey dear sir madam team support everyone help helping assist assistance need want like get \
        go going went just still yet already now today really very much any some something anything someone everything all thing \
        things stuff one ok yes also too only even well know think say tell urgent asap soon sorry make give again anymore
        ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen mein meine meinen meinem meiner dein deine ihre ihrem \
        ihren unser unsere das der die den dem des ein eine einen einem einer eines dies diese dieser dieses da hier und oder aber \
        wenn dann als von zu zum zur im am an auf bei mit für aus nach über bin ist sind war waren wird werden wurde haben habe hat \
        hatte kann können könnte könnten soll sollte muss müssen darf möchte will würde würden bitte danke hallo guten tag liebes \
        hilfe helfen hilft brauche mal doch noch schon jetzt heute sehr mehr etwas irgendwas jemand alles nur auch dringend ja leider \
        immer wieder gibt
        je j'ai tu il elle on nous vous ils elles te se moi mon ma mes ton ta tes son sa ses notre nos votre vos leur le la les un \
        une du de au aux ce c'est ça cela cet cette ces et ou mais si que qui dans en sur avec pour par est suis sont était ai avons \
        avez ont avait sera serait peux peut pouvez pourriez pourrais veux voudrais dois faut aide aider aidez besoin merci bonjour \
        bonsoir svp s'il plaît y là ici encore déjà maintenant aujourd'hui très tout tous toujours quelque chose oui aussi fait \
        faire m'aider urgence
        yo usted él ella nosotros lo los las mi mis tus su sus una unos unas el al del o pero con para es soy son está \
        estoy están era fue ser he ha han puedo puede pueden podría podrían quiero quisiera necesito hay tengo tiene hacer ayuda \
        ayudar ayuden ayudarme favor gracias hola buenos buenas días tardes urgente aún todavía ya ahora hoy muy más algo alguien \
        todo siempre sí también esto eso esta este aquí sigue
        """)

    /// What is said of anything, and names nothing either.
    private static let general = WordHash.set(
        """
        doesn't don't didn't isn't wasn't won't can't cannot couldn't not never no none nothing without unable work works worked \
        working function functioning problem problems issue issues trouble error errors bug wrong broken broke fail fails failed \
        failing failure message question questions request enquiry inquiry case ticket matter news update updates reply answer response how \
        when where why what which who happened happens fix fixed solve solved solution status info information details stop stopped \
        stuck weird strange bad useless try tried trying same another different
        nicht kein keine keinen nie nichts geht gehen ging läuft funktioniert funktionieren klappt klappte problem probleme fehler \
        kaputt falsch nachricht fehlermeldung frage fragen anfrage anliegen neuigkeiten neues antwort rückmeldung stand warum weshalb \
        wieso wann wo was wer welche wie lösung passiert
        ne n'est n'ai n'a pas plus marche marchent fonctionne fonctionnent va problème problèmes souci erreur erreurs panne message \
        question demande nouvelles réponse comment quand où pourquoi quoi quel quelle combien jamais rien aucun aucune non solution \
        passe
        nada nunca ningún ninguna funciona funcionan funcionar sin marcha problema problemas errores fallo falla mensaje pregunta preguntas consulta \
        solicitud novedades noticias respuesta cómo cuándo dónde qué cuál cuánto quién mal roto solución pasa
        """)
}
