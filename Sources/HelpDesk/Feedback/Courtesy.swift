/// Greetings, closings and the lines that devices add, folded, in the shipped languages.
enum Courtesy {
    static let greetings = PhraseSet(
        """
        hi
        hi there
        hi all
        hello
        hello there
        hey
        hey there
        dear
        good morning
        good afternoon
        good evening
        good day
        greetings
        hallo
        hallo zusammen
        guten tag
        guten morgen
        guten abend
        gruss gott
        gruezi
        servus
        moin
        liebe
        lieber
        sehr geehrte
        sehr geehrter
        sehr geehrte damen und herren
        bonjour
        bonsoir
        salut
        cher
        chere
        hola
        buenos dias
        buenas tardes
        buenas noches
        buenas
        estimado
        estimada
        querido
        querida
        ciao
        salve
        buongiorno
        buonasera
        gentile
        egregio
        ola
        bom dia
        boa tarde
        boa noite
        prezado
        prezada
        caro
        cara
        beste
        geachte
        goedemorgen
        goedemiddag
        goedenavond
        goedendag
        dag
        czesc
        dzien dobry
        dobry wieczor
        witam
        szanowny panie
        szanowna pani
        szanowni panstwo
        drogi
        droga
        """)

    static let closings = PhraseSet(
        """
        best
        best regards
        best wishes
        kind regards
        kindest regards
        warm regards
        warmest regards
        with kind regards
        with best regards
        regards
        many thanks
        thanks
        thank you
        thanks and regards
        thanks and best regards
        cheers
        sincerely
        yours sincerely
        yours truly
        yours faithfully
        all the best
        take care
        have a nice day
        have a great day
        have a good day
        mit freundlichen grussen
        mit freundlichen gruessen
        mit freundlichem gruss
        mit besten grussen
        mit besten gruessen
        mit lieben grussen
        freundliche grusse
        freundliche gruesse
        viele grusse
        viele gruesse
        beste grusse
        beste gruesse
        liebe grusse
        liebe gruesse
        schone grusse
        schoene gruesse
        herzliche grusse
        herzliche gruesse
        gruss
        grusse
        gruesse
        lg
        vg
        mfg
        danke
        vielen dank
        schonen tag noch
        cordialement
        bien cordialement
        bien a vous
        sinceres salutations
        meilleures salutations
        salutations
        merci
        bonne journee
        saludos
        un saludo
        saludos cordiales
        un cordial saludo
        atentamente
        gracias
        cordiali saluti
        distinti saluti
        un saluto
        saluti
        grazie
        atenciosamente
        cumprimentos
        com os melhores cumprimentos
        abracos
        obrigado
        obrigada
        met vriendelijke groet
        met vriendelijke groeten
        vriendelijke groet
        groet
        groeten
        mvg
        bedankt
        pozdrawiam
        z powazaniem
        serdecznie pozdrawiam
        dziekuje
        """)

    private static let devices = PhraseSet(
        """
        sent from my
        sent from outlook
        sent from yahoo
        sent from mail for windows
        sent from samsung
        sent with
        get outlook for
        von meinem * gesendet
        gesendet von
        gesendet mit
        envoye de mon
        envoye depuis
        envoye a partir de
        enviado desde
        enviado do
        enviado de
        inviato da
        verzonden vanaf
        verstuurd vanaf
        wyslane z
        obtenir outlook
        obtener outlook
        outlook fur
        """)

    static func isDeviceLine(_ line: String) -> Bool {
        let words = FoldedWords(line).words
        return words.count <= 10 && devices.length(at: 0, in: words) != nil
    }
}
