/// Words with a feeling, by language; written for support mail, not for film reviews.
struct SentimentLexicon: Sendable {
    /// What one word does.
    struct Word: Sendable {
        /// -4 to 4.
        var weight: Double?
        /// What it does to the word behind it.
        var degree: Double?
        var isProfane = false
        var isNegation = false
        var isContrast = false
    }

    let language: String
    private(set) var words = WordMap<Word>(expecting: 256)
    /// Stems with their weights, by their first three letters.
    private var stems = WordMap<[Stem]>(expecting: 64)
    /// German "funktioniert nicht" negates behind the word.
    let negatesAfter: Bool

    private struct Stem: Sendable {
        var scalars: [UInt32]
        var weight: Double
    }
    private static let stemScalarsMin = 3

    /// - Parameter table: weights and their words; a word that ends in `*` is a stem of at least three letters.
    init(
        _ language: String, _ table: [(Double, String)], profane: String, negations: String, stronger: String, weaker: String,
        contrasts: String, negatesAfter: Bool = false
    ) {
        (self.language, self.negatesAfter) = (language, negatesAfter)
        for (weight, list) in table {
            for word in Self.words(list) {
                if word.last == UInt8(ascii: "*") {
                    addStem(word.dropLast(), weight)
                } else {
                    mark(word) { $0.weight = weight }
                }
            }
        }
        for word in Self.words(profane) { mark(word) { $0.isProfane = true } }
        for word in Self.words(negations) { mark(word) { $0.isNegation = true } }
        for word in Self.words(stronger) { mark(word) { $0.degree = 1.4 } }
        for word in Self.words(weaker) { mark(word) { $0.degree = 0.6 } }
        for word in Self.words(contrasts) { mark(word) { $0.isContrast = true } }
    }

    private static func words(_ list: String) -> [ArraySlice<UInt8>] { Array(list.utf8).split(separator: 0x20) }

    private mutating func mark(_ word: ArraySlice<UInt8>, _ change: (inout Word) -> Void) {
        for hash in TokenizedText(bytes: word).hashes { words.update(hash, from: Word(), change) }
    }

    private mutating func addStem(_ stem: ArraySlice<UInt8>, _ weight: Double) {
        let scalars = String(decoding: stem, as: UTF8.self).unicodeScalars.map(\.value)
        let key = WordHash.of(scalars.span, 0..<min(Self.stemScalarsMin, scalars.count))
        stems.update(key, from: []) { $0.append(Stem(scalars: scalars, weight: weight)) }
    }

    /// The weight of the first stem that a word begins with.
    func stemWeight(_ text: TokenizedText, _ index: Int) -> Double? {
        let range = text.words[index]
        guard range.count >= Self.stemScalarsMin else { return nil }
        let head = range.lowerBound..<(range.lowerBound + Self.stemScalarsMin)
        return stems[WordHash.of(text.scalars.span, head)]?.first { text.scalars[range].starts(with: $0.scalars) }?.weight
    }

    static let all = [english, german, french, spanish]

    static let english = SentimentLexicon(
        "en",
        [
            (
                -4,
                "disgusting outrageous appalling despicable scum furious livid disgrace disgraceful atrocious abysmal scam scammers"
            ),
            (
                -3.2,
                "terrible horrible awful unacceptable worst ridiculous pathetic useless incompetent hate fraud thieves liars lying"
            ),
            (
                -3.2,
                "joke enraged outraged robbed stolen stole robbery crooks garbage trash nightmare shameful insulting infuriat*"
            ),
            (
                -2.4,
                "angry frustrat* disappoint* annoy* upset unhappy dissatisfied poor bad sick fed rude ignored ignoring cheated"
            ),
            (
                -2.4,
                "ripped sucks disaster mess ruined waste wasted lost unprofessional misleading misled dishonest hopeless fails"
            ),
            (
                -1.4,
                "fail failed failing failure wrong slow crash* bug* stuck late delay* worried worry confus*"
            ),
            (
                -1.4,
                "unable impossible missing broken damaged defective faulty complain* complaint* annoyed declined rejected refused blocked"
            ),
            (-1.2, "trouble difficult hard unfortunately sadly locked expired overcharged twice again still never hassle tired"),
            (1.2, "ok okay fine working works solved helpful clear easy quick quickly nice please hope interested"),
            (
                1.8,
                "thanks thank thankful good glad happy pleased appreciate* useful like enjoy fast friendly kind smooth improved"
            ),
            (
                2.6,
                "great love loved awesome perfect excellent wonderful fantastic amazing brilliant superb delighted grateful best"
            ),
            (2.6, "outstanding impressed lovely beautiful 😀 😊 🙂 👍 ❤ 😍 🎉"), (-2.6, "😡 🤬 👎 😠 😤 💩 😢 😞"),
        ],
        profane:
            "fuck fucking fucked fuckin shit shitty bullshit bastard bastards asshole assholes wtf bitch crap damn goddamn cunt dickhead "
            + "idiots idiot morons moron",
        negations:
            "not no never n't cannot can't don't doesn't didn't won't isn't wasn't aren't weren't wouldn't couldn't without hardly nor nothing",
        stronger: "very extremely really absolutely completely totally so incredibly utterly truly most too beyond",
        weaker: "slightly somewhat little bit rather fairly quite kind sort", contrasts: "but however yet although")

    static let german = SentimentLexicon(
        "de",
        [
            (-4, "unverschämt* skandal* widerlich* stinksauer abzocke betrüger betrug wütend wut frechheit sauerei"),
            (
                -3.2,
                "furchtbar* schrecklich* katastroph* inakzeptabel* lächerlich* unfähig* schlimmste* nutzlos* hasse zumutung"
            ),
            (
                -2.4,
                "ärger* enttäusch* frustr* schlecht* sauer unzufrieden* nerv* mies* unprofessionell* verarscht armutszeugnis"
            ),
            (
                -1.4,
                "langsam* falsch* kaputt* defekt* beschädigt* abstürz* stürzt verloren verspät* leider beschwer* gesperrt*"
            ),
            (-1.4, "abgelehnt fehlgeschlagen schwierig* unklar* funktioniert"),
            (1.2, "ok okay gelöst klappt einfach schnell klar bitte hoffe"),
            (1.8, "danke dank gut gute guten guter freundlich* zufrieden froh hilfreich* nett* gefällt freue freundliche"),
            (
                2.6,
                "super toll* großartig* perfekt* ausgezeichnet* wunderbar* hervorragend* begeistert liebe klasse spitze genial"
            ),
        ],
        profane: "scheiße scheiss scheiß verdammt verdammte arschloch arschlöcher idiot idioten mist fuck kacke wichser deppen",
        negations: "nicht kein keine keinen keiner nie niemals ohne weder nichts",
        stronger: "sehr extrem total absolut völlig wirklich echt so zu mehr",
        weaker: "etwas ein wenig bisschen ziemlich eher", contrasts: "aber jedoch trotzdem dennoch", negatesAfter: true)

    static let french = SentimentLexicon(
        "fr",
        [
            (-4, "scandaleu* honteu* arnaque* escroc* escroquerie furieu* inadmissible* dégoûtant* ignoble* révoltant*"),
            (
                -3.2,
                "horrible* affreu* inacceptable* catastroph* nul nulle nuls ridicule* incompétent* lamentable* déplorable* voleurs honte pire"
            ),
            (-2.4, "déçu* décevant* énerv* colère mécontent* frustr* mauvais* ras marre inutile* insatisfait* pénible*"),
            (
                -1.4,
                "problème* erreur* panne* lent* bloqué* refusé* échou* perdu* retard* cassé* défectueu* endommagé* malheureusement plainte difficile*"
            ),
            (1.2, "ok résolu* marche facile* rapide* clair* svp"),
            (1.8, "merci bon bonne bien content* satisfait* aimable* utile* sympa* ravi*"),
            (2.6, "super parfait* excellent* génial* formidable* magnifique* adore bravo merveilleu*"),
        ],
        profane: "merde putain connard connards salaud salauds bordel enculé con cons foutu foutre",
        negations: "ne n pas jamais aucun aucune sans ni rien plus",
        stronger: "très extrêmement vraiment totalement complètement trop tellement absolument",
        weaker: "peu légèrement assez plutôt", contrasts: "mais cependant pourtant toutefois", negatesAfter: true)

    static let spanish = SentimentLexicon(
        "es",
        [
            (-4, "escándalo escandalos* vergonzos* indignad* indignante* estafa* estafador* furios* asqueros* repugnante*"),
            (
                -3.2,
                "horrible* terrible* inaceptable* pésim* fatal ridícul* inútil* incompetente* vergüenza ladrones odio peor asco"
            ),
            (
                -2.4,
                "enfadad* enojad* decepcion* frustr* mal mala malo molest* hart* cabread* insatisfech* descontent* desastre"
            ),
            (
                -1.4,
                "fallo* falla* lento lenta bloquead* rechazad* perdid* retras* tarde roto rota defectuos* dañad* lamentablemente queja* difícil*"
            ),
            (1.2, "ok resuelt* funciona fácil* rápid* clar* favor"),
            (1.8, "gracias bien bueno buena contento contenta satisfech* amable* útil* feliz encanta"),
            (2.6, "excelente* perfect* genial* fantástic* maravillos* estupend* increíble* encantad*"),
        ],
        profane: "mierda joder puta puto cabrón cabrones gilipollas coño hijoputa idiota idiotas imbécil imbéciles carajo",
        negations: "no nunca jamás ningún ninguna sin ni nada tampoco",
        stronger: "muy extremadamente realmente totalmente completamente tan demasiado absolutamente",
        weaker: "poco algo bastante ligeramente", contrasts: "pero sin embargo aunque")
}
