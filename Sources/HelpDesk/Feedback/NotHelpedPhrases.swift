/// How customers say that an answer did not help, folded.
enum NotHelpedPhrases {
    static let all = PhraseSet(
        """
        did not help
        didnt help
        does not help
        doesnt help
        not help me
        dont help
        do not help
        didnt really help
        not helpful
        not very helpful
        not really helpful
        unhelpful
        no help
        not solved
        not resolved
        not fixed
        unsolved
        unresolved
        did not solve
        didnt solve
        does not solve
        doesnt solve
        didnt fix
        did not fix
        doesnt fix
        did not work
        didnt work
        does not work
        doesnt work
        do not work
        dont work
        not work
        not working
        isnt working
        still not
        still doesnt
        still does not
        still cant
        still cannot
        still can not
        still broken
        still the same
        still have the same
        still having
        still get * error
        still getting
        same problem
        same issue
        same error
        not what i asked
        not my question
        wrong answer
        did not answer my question
        didnt answer my question
        does not answer
        doesnt answer
        useless
        not useful
        nicht geholfen
        hilft * nicht
        half * nicht
        hat nichts gebracht
        bringt nichts
        nicht hilfreich
        wenig hilfreich
        keine hilfe
        nicht gelost
        nicht geloest
        nicht behoben
        ungelost
        funktioniert * nicht
        funktionierte * nicht
        geht * nicht
        ging * nicht
        klappt * nicht
        hat nicht geklappt
        hat nicht funktioniert
        hat leider nicht funktioniert
        hat leider nicht geklappt
        immer noch nicht
        noch immer nicht
        immer noch das gleiche
        immer noch dasselbe
        immer noch der gleiche
        gleiches problem
        gleiche problem
        selbe problem
        falsche antwort
        nicht meine frage
        nutzlos
        pas aide
        aide pas
        pas utile
        ne sert a rien
        pas resolu
        pas regle
        non resolu
        marche pas
        marche toujours pas
        marche plus
        marche pas
        fonctionne pas
        fonctionne toujours pas
        fonctionne plus
        pas fonctionne
        pas marche
        toujours pas
        toujours le meme probleme
        meme probleme
        meme erreur
        mauvaise reponse
        pas ma question
        pas repondu
        no me ayudo
        no ayudo
        no me ha ayudado
        no ha ayudado
        no ayuda
        no me sirve
        no sirve
        no sirvio
        no me sirvio
        no ha servido
        no me ha servido
        no fue util
        no es util
        no resuelve
        no resolvio
        no ha resuelto
        no esta resuelto
        no solucionado
        sin resolver
        no funciona
        no funciono
        no ha funcionado
        sigue sin
        sigo sin
        sigue igual
        mismo problema
        mismo error
        respuesta equivocada
        no es mi pregunta
        non mi ha aiutato
        non ha aiutato
        non aiuta
        non e utile
        non e stato utile
        non risolto
        non ha risolto
        non risolve
        non funziona
        non ha funzionato
        ancora non
        stesso problema
        stesso errore
        nao ajudou
        nao me ajudou
        nao ajuda
        nao resolveu
        nao resolve
        nao foi resolvido
        nao funciona
        nao funcionou
        ainda nao
        mesmo problema
        mesmo erro
        niet geholpen
        hielp niet
        helpt niet
        niet opgelost
        werkt niet
        werkte niet
        werkt nog * niet
        nog steeds niet
        zelfde probleem
        zelfde fout
        nie pomoglo
        nie pomogla
        nie pomogl
        nie pomaga
        nie dziala
        nie zadzialalo
        nie rozwiazalo
        nie rozwiazano
        nadal nie
        wciaz nie
        ten sam problem
        ten sam blad
        """)
}
