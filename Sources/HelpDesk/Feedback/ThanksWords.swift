/// Thanks and what people write around them, folded.
enum ThanksWords {
    static let thanks = PhraseSet(
        """
        thanks
        thank you
        thank u
        thankyou
        thx
        ty
        tks
        tnx
        much appreciated
        appreciated
        appreciate it
        i appreciate
        remercie
        remercions
        remerciements
        agradezco
        agradecemos
        agradecido
        agradecida
        cheers
        danke
        dankeschon
        dankeschoen
        dank
        merci
        gracias
        grazie
        obrigado
        obrigada
        brigado
        bedankt
        dank je
        dank u
        dankjewel
        dankuwel
        dziekuje
        dziekujemy
        dzieki
        dzieki wielkie
        muchas gracias
        mille grazie
        mille merci
        🙏
        """)

    /// Sentences of success: with thanks beside them they close, alone they do too.
    static let success = PhraseSet(
        """
        it works
        it worked
        that works
        that worked
        this works
        this worked
        works now
        works again
        works fine
        works perfectly
        working now
        working again
        now works
        now it works
        worked
        works
        solved
        resolved
        fixed
        fixed it
        sorted
        that helped
        this helped
        it helped
        that did it
        did the trick
        problem solved
        all good
        all set
        all sorted
        can log in now
        can sign in now
        could log in again
        could sign in again
        could reset it
        funktioniert
        funktioniert jetzt
        funktioniert wieder
        hat funktioniert
        geklappt
        klappt
        klappt jetzt
        geht wieder
        geht jetzt
        gelost
        geloest
        behoben
        erledigt
        hat geholfen
        geholfen
        wieder drin
        ca marche
        cela marche
        ca fonctionne
        cela fonctionne
        marche maintenant
        fonctionne maintenant
        a marche
        a fonctionne
        resolu
        regle
        funciona
        ya funciona
        ya puedo entrar
        ya pude
        ha funcionado
        funciono
        solucionado
        resuelto
        arreglado
        funziona
        ora funziona
        ha funzionato
        risolto
        funcionou
        resolvido
        ja funciona
        werkt
        werkt nu
        werkt weer
        opgelost
        gelukt
        dziala
        juz dziala
        zadzialalo
        rozwiazane
        pomoglo
        """)

    /// Words that may stand beside thanks and say nothing of their own.
    static let fillers = Set(
        """
        a about ahead again all also always am and anyway appreciate appreciated are as at awesome be best big brilliant bunch bye can closed close cool dear
        day did do done evening everything excellent fantastic fast fine for from getting glad good got great happy have help helped helpful helping hi
        hello hey i im information info is issue it its job just kind kindly kindness lot lots loads lovely many matter me million much my nice night no
        now of off ok okay on once one perfect perfectly please problem prompt promptly quick quickly quickest really regards reply resolved response
        responding right so solved sorted soon speedy super support sure take team that thats the them then this time to today too trick tons true up
        us very was we weekend well were wish with wonderful work worked working works worries would yes you your youre yours care service answer
        answering explanation explaining sending ticket sincerely truly warm wishes kindest indeed cheers thank thanks thx
        alles alle allen bin drin klar passt schones schoenes an antwort auch auf auskunft besten bestens das dem den der die dir ein eine einen erledigt es euch euer eure ihr ihre ihren ihnen
        fur fuer funktioniert geholfen gern gerne geht geklappt gelost geloest grosse grossen gruss grusse gruesse gute guten gut hat habe haben herzlich
        herzlichen hilfe hilfreich hilfreiche ich in ist jetzt ja klappt kann klasse lieben liebe mein meine mfg mir mit morgen nochmal nochmals
        perfekt prima problem ruckmeldung rueckmeldung schnell schnelle schnellen schon schonen schoenen schone schoene sehr sie sind so super tag tage
        team tausend toll und unterstutzung unterstuetzung vg viel viele vielen vielmals von war wieder wirklich wochenende wunderbar zufrieden abend
        freundlichen freundliche info ihnen noch lg bitte wir wunsche wuensche wunschen ganzes
        infiniment chaleureusement sincerement vivement aide aider au aussi avec avoir beau beaucoup bien bon bonne bonjour bonsoir c ca cela c est cest compris cordialement d de des du en encore est et
        fonctionne j jai je journee la le les m ma mainten maintenant marche merci mille moi mon nous parfait pour prompte probleme rapide rapidite reponse
        regle resolu salut semaine soiree soutien super sur toute tous tout toutes tres un une grand vos votre vous weekend genial l equipe lequipe reactivite
        week end a
        mil infinitas listo pude ahora al amable amabilidad atencion ayuda ayudar ayudarme bueno buen buena buenas buenos con cordial de del dia dias el ella equipo es esta estupendo
        excelente fin funciona genial gran ha han hola informacion la las le lo los me mi muchas muchisimas mucho muy nos o perfecto perfectamente por problema
        que rapida rapidez rapido respuesta resuelto saludo saludos se semana si solucionado solucion su sus tarde tardes todo todos tu un una usted
        ustedes vale y ya
        aiuto al anche ancora avete buon buona buongiorno buonasera ciao cordiali davvero di disponibilita e gentile gentilezza gentilissimi giornata
        grazie il infinite la lavoro le lo mi mille molte molto ora ottimo per perfetto problema risolto risposta saluti serata siete stato supporto
        tanto tante tutto un una veloce velocissimi vi voi vostra vostro adesso bene funziona
        agora ajuda ao atencao bom boa com da de dia do e esta excelente foi funcionou isso mais mesmo muita muito muitos noite nos o obrigado obrigada
        otimo pela pelo perfeito problema rapidez rapida resolvido resposta semana suporte tarde tudo um uma voce voces
        alles bedankt bent dag de dank een en erg fijn fijne geholpen goed goede groet groeten hartelijk heel het hulp ik jou jouw jullie is mijn met nu
        ontzettend opgelost probleem reactie snel snelle super top u uw veel voor vriendelijke we wel weer werkt zeer weekend gelukt
        bardzo baw cala dobre dobrego dnia dziala dziekuje i jest juz milego mi moj nam odpowiedz panstwu pani panu pomoc pomocna pozdrawiam
        rozwiazane super szybka szybko serdecznie swietnie to wam weekendu wszystko za ze wielkie
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    /// Words after which a mail is more than thanks.
    static let blockers = Set(
        """
        but however though although except unless still yet not dont didnt doesnt cant cannot wont isnt wasnt havent never nothing nobody why when where how
        what which question questions another else also need want unfortunately sadly instead error fail failed fails broken wrong missing waiting refund
        cancel sometimes partly partially almost until before only if advance voraus avance antemano anticipo manchmal teilweise fast wenn parfois presque si casi a_veces quasi as_vezes soms bijna czasami prawie aber jedoch allerdings trotzdem leider nicht kein keine keinen nie niemals warum wann wie wo welche frage fragen noch nur sondern fehler
        kaputt falsch mais cependant toutefois pourtant pas plus jamais rien aucun aucune pourquoi quand comment question questions erreur pero aunque no
        nunca nada ningun porque cuando como donde pregunta error sin ma tuttavia non mai niente perche quando come dove domanda errore mas porem nao nunca
        nada porque quando como onde pergunta erro maar echter niet geen nooit waarom wanneer hoe waar vraag fout ale jednak nie nigdy nic dlaczego kiedy jak
        gdzie pytanie blad
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
