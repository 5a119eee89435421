/// Words and emoji that rate, folded, in the shipped languages and their neighbours.
enum RatingWords {
    struct Entry: Sendable {
        var stars: Int
        var phrases: PhraseSet
    }
    struct Faces: Sendable {
        var stars: Int
        var scalars: String
    }

    static let emoji: [Faces] = [
        Faces(stars: 5, scalars: "👍🤩😍😀😃😄😁🥳❤♥💯👏🙌😊"), Faces(stars: 4, scalars: "🙂☺😌"), Faces(stars: 3, scalars: "😐😑🤷"),
        Faces(stars: 2, scalars: "🙁☹😕😞😟😒"), Faces(stars: 1, scalars: "👎😠😡🤬😤💩😭"),
    ]

    static let labels: Set<String> = [
        "re", "aw", "sv", "rating", "rate", "my", "score", "stars", "feedback", "your", "is", "bewertung", "meine", "wertung",
        "note", "ma", "mon",
        "evaluation", "avis", "valoracion", "mi", "calificacion", "puntuacion", "nota", "voto", "valutazione", "avaliacao",
        "beoordeling",
        "cijfer", "ocena", "moja", "punkte", "sterne",
    ]

    static let contrasts: Set<String> = [
        "but", "however", "though", "although", "except", "still", "aber", "jedoch", "allerdings", "trotzdem", "nur", "mais",
        "cependant",
        "toutefois", "pourtant", "pero", "sin", "aunque", "ma", "pero", "tuttavia", "mas", "porem", "maar", "echter", "ale",
        "jednak", "lecz",
    ]

    /// Words that may follow a bare digit: `5 it helped`, `5 super`.
    static let helpers: Set<String> = [
        "super", "helped", "helpful", "hilfreich", "geholfen", "utile", "util", "nuttig", "pomocne", "because", "weil", "parce",
        "porque",
        "perche", "omdat", "bo", "really", "very", "sehr", "tres", "muy", "molto", "muito", "heel", "bardzo", "not", "nicht",
        "pas", "no",
        "worked", "works", "wow", "it",
    ]

    static let all: [Entry] = [
        Entry(
            stars: 5,
            phrases: PhraseSet(
                """
                excellent
                perfect
                great
                great answer
                great help
                great job
                great service
                great support
                awesome
                amazing
                fantastic
                outstanding
                brilliant
                very good
                very helpful
                super helpful
                very satisfied
                very happy
                wonderful
                superb
                ausgezeichnet
                hervorragend
                perfekt
                super
                spitze
                klasse
                toll
                sehr gut
                sehr hilfreich
                sehr zufrieden
                prima
                excelente
                perfecto
                perfecta
                muy bien
                muy bueno
                muy buena
                muy util
                genial
                parfait
                tres bien
                tres bon
                tres satisfait
                tres satisfaite
                tres utile
                formidable
                impeccable
                eccellente
                ottimo
                perfetto
                molto bene
                molto buono
                molto utile
                otimo
                perfeito
                muito bom
                muito boa
                muito util
                uitstekend
                perfect
                heel goed
                zeer goed
                geweldig
                doskonale
                swietnie
                bardzo dobrze
                bardzo dobra
                bardzo dobry
                idealnie
                znakomicie
                rewelacja
                five
                five stars
                funf
                funf sterne
                fuenf
                fuenf sterne
                cinq
                cinq etoiles
                cinco
                cinco estrellas
                """)),
        Entry(
            stars: 4,
            phrases: PhraseSet(
                """
                good
                good answer
                good job
                helpful
                satisfied
                happy
                nice
                gut
                hilfreich
                zufrieden
                bien
                bon
                utile
                satisfait
                satisfaite
                bueno
                buena
                util
                satisfecho
                satisfecha
                buono
                buona
                bene
                soddisfatto
                soddisfatta
                bom
                boa
                satisfeito
                satisfeita
                goed
                nuttig
                tevreden
                dobrze
                dobra
                dobry
                pomocne
                four
                four stars
                vier
                vier sterne
                quatre
                quatre etoiles
                cuatro
                cuatro estrellas
                """)),
        Entry(
            stars: 3,
            phrases: PhraseSet(
                """
                ok
                okay
                average
                so so
                fair
                mediocre
                acceptable
                geht so
                mittel
                mittelmassig
                mittelmaessig
                befriedigend
                in ordnung
                moyen
                moyenne
                correct
                passable
                comme ci comme ca
                regular
                aceptable
                mas o menos
                medio
                cosi cosi
                discreto
                mais ou menos
                razoavel
                matig
                redelijk
                gaat wel
                srednio
                przecietnie
                three
                three stars
                drei
                drei sterne
                trois
                trois etoiles
                tres
                tres estrellas
                """)),
        Entry(
            stars: 2,
            phrases: PhraseSet(
                """
                bad
                poor
                not good
                not great
                not helpful
                not very helpful
                unhelpful
                unsatisfied
                dissatisfied
                disappointed
                disappointing
                schlecht
                nicht gut
                nicht hilfreich
                unzufrieden
                enttauscht
                enttaeuschend
                mauvais
                mauvaise
                pas bien
                pas bon
                pas utile
                insatisfait
                insatisfaite
                decu
                decue
                malo
                mala
                mal
                no util
                insatisfecho
                insatisfecha
                cattivo
                scarso
                non utile
                insoddisfatto
                ruim
                mau
                insatisfeito
                slecht
                niet goed
                niet nuttig
                ontevreden
                zle
                slabo
                niedobrze
                two
                two stars
                zwei
                zwei sterne
                deux
                deux etoiles
                dos
                dos estrellas
                """)),
        Entry(
            stars: 1,
            phrases: PhraseSet(
                """
                very bad
                very poor
                terrible
                awful
                horrible
                useless
                worst
                completely useless
                not helpful at all
                very disappointed
                very dissatisfied
                sehr schlecht
                furchtbar
                schrecklich
                miserabel
                nutzlos
                unbrauchbar
                katastrophe
                ungenugend
                ungenuegend
                tres mauvais
                tres mauvaise
                tres mal
                nul
                nulle
                inutile
                catastrophique
                affreux
                muy malo
                muy mala
                muy mal
                pesimo
                pesima
                inutil
                terrible
                pessimo
                molto male
                terribile
                muito ruim
                muito mau
                pessimo
                terrivel
                heel slecht
                zeer slecht
                waardeloos
                nutteloos
                bardzo zle
                fatalnie
                okropnie
                beznadziejnie
                bezuzyteczne
                one
                one star
                ein stern
                eins
                une etoile
                una estrella
                """)),
    ]
}
