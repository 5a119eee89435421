extension NeverAnswerRule {
    static let all: [NeverAnswerRule] = [
        legal, press, security, selfHarm, threat, medical, money, privacy, human, attachment, injection, complaint, anger,
        settled, another, unasked, spared,
    ]

    static let legal = NeverAnswerRule(
        .legal, "a legal threat, a lawyer or a regulator is named",
        """
        lawyer | lawyers | attorney | attorneys | solicitor | solicitors | my legal team | legal counsel | legal action | legal steps | legal proceedings | lawsuit | sue you | \
        suing | will sue | going to sue | take you to court | see you in court | small claims | court order | subpoena | cease and desist | ombudsman | \
        trading standards | consumer protection | better business bureau | ftc | attorney general | regulator | supervisory authority | \
        financial conduct authority | class action | letter before action | breach of contract | anwalt | anwalts | anwältin | rechtsanwalt | rechtsanwältin | \
        rechtliche schritte | rechtsweg | klage | verklagen | verklage | gericht | einstweilige verfügung | abmahnung | verbraucherzentrale | \
        verbraucherschutz | bafin | aufsichtsbehörde | rechtsabteilung | staatsanwaltschaft | strafanzeige | anzeige erstatten | erstatte anzeige | erstatten anzeige | anzeige bei der polizei | avocat | avocate | \
        action en justice | poursuites judiciaires | poursuivre en justice | porter plainte | tribunal | mise en demeure | dgccrf | ufc que choisir | \
        association de consommateurs | abogado | abogada | abogados | acciones legales | demandar | demandaré | demandarles | denuncia | denunciar | \
        denunciaré | juzgado | oficina del consumidor | consumo de la junta | burofax
        """)

    static let press = NeverAnswerRule(
        .legal, "the press is named",
        """
        journalist | reporter | newspaper | press inquiry | press enquiry | press request | media inquiry | media enquiry | go to the press | tv station | \
        news story | write an article about | journalistin | presseanfrage | an die presse | zeitung | fernsehsender | redaktion | journaliste | \
        demande de presse | à la presse | periodista | prensa | consulta de prensa
        """)

    static let security = NeverAnswerRule(
        .security, "a security report, a breach or a takeover is described",
        """
        security vulnerability | vulnerability | vulnerabilities | exploit | proof of concept | responsible disclosure | bug bounty | penetration test | \
        xss | sql injection | remote code execution | data breach | data leak | leaked data | security breach | security incident | hacked | hacker | hackers | \
        account takeover | account was compromised | account has been compromised | account is compromised | unauthorized access | unauthorised access | \
        someone logged in | somebody logged in | someone else logged in | someone has logged in | someone is using my account | someone else is using my account | \
        stolen my account | identity theft | identity was stolen | phishing | ransomware | i didn't make this payment | sicherheitslücke | schwachstelle | datenleck | \
        datenpanne | gehackt | unbefugter zugriff | fremder zugriff | fremdzugriff | identitätsdiebstahl | faille de sécurité | vulnérabilité | fuite de données | \
        piraté | piratée | piratage | accès non autorisé | usurpation d'identité | hameçonnage | vulnerabilidad | brecha de seguridad | filtración de datos | \
        fallo de seguridad | hackeado | hackeada | hackearon | acceso no autorizado | robo de identidad | suplantación
        """,
        near: [
            ("someone somebody stranger hacker", "hacked stole stolen accessed changed hijacked"),
            ("jemand fremder", "gehackt gestohlen geändert zugegriffen"),
            ("quelqu'un inconnu", "piraté volé changé modifié accédé connecté"),
            ("alguien desconocido", "hackeado robado cambiado accedido entrado"),
        ])

    static let selfHarm = NeverAnswerRule(
        .safety, "somebody may be in danger",
        """
        suicide | suicidal | kill myself | killing myself | end my life | want to die | don't want to live | hurt myself | self harm | no reason to live | \
        selbstmord | suizid | umbringen | nicht mehr leben | das leben nehmen | suicider | me tuer | en finir avec la vie | mettre fin à mes jours | suicidio | \
        suicidarme | matarme | quitarme la vida | no quiero vivir
        """)

    static let threat = NeverAnswerRule(
        .safety, "a threat is made",
        """
        kill you | i will find you | i know where you live | burn down | blow up your | bomb | shoot you | beat you up | you will regret this | make you pay for this | \
        ich bringe euch um | ich weiß wo | das werdet ihr bereuen | bombe | je vais vous tuer | vous allez le regretter | voy a matar | sé dónde viven | se van a arrepentir
        """)

    static let medical = NeverAnswerRule(
        .safety, "a medical matter is described",
        """
        medical emergency | heart attack | overdose | allergic reaction | in hospital | in the hospital | to the hospital | injured | injury | burned my | electric shock | \
        pacemaker | medication | side effects | poisoned | pregnant | ambulance | caught fire | catching fire | medizinischer notfall | herzinfarkt | allergische reaktion | \
        im krankenhaus | ins krankenhaus | verletzt | verletzung | stromschlag | medikament | medikamente | vergiftung | urgence médicale | crise cardiaque | \
        réaction allergique | à l'hôpital | blessé | blessée | blessure | médicament | emergencia médica | infarto | reacción alérgica | en el hospital | herido | herida | \
        lesión | medicamento | quemadura | i am blind | i'm blind | visually impaired | paralysed | paralyzed | my disability | ich bin blind | gelähmt | \
        meine behinderung | meiner behinderung | je suis aveugle | paralysé | paralysée | mon handicap | soy ciego | soy ciega | paralizado | mi discapacidad
        """)

    static let money = NeverAnswerRule(
        .money, "a chargeback, a price promise or damages are at stake",
        """
        chargeback | charge back | charge it back | dispute the charge | dispute this charge | dispute with my bank | disputed with my bank | my bank to reverse | \
        compensation | damages | reimburse me for my losses | price match | match the price | you promised me | was promised a | guaranteed me | rückbuchung | rückbuchen | \
        zurückbuchen | rücklastschrift | schadensersatz | schadenersatz | entschädigung | preisgarantie | mir wurde versprochen | wurde mir zugesagt | \
        rétrofacturation | opposition bancaire | dédommagement | dommages et intérêts | indemnisation | vous m'avez promis | contracargo | devolución bancaria | \
        indemnización | daños y perjuicios | compensación | me prometieron
        """)

    static let privacy = NeverAnswerRule(
        .privacy, "a statutory demand about personal data is made",
        """
        gdpr | ccpa | data protection | data protection officer | right to be forgotten | right to erasure | article 15 | article 17 | art 15 | art 17 | \
        subject access request | data subject | all the data you have about me | all data you hold | all personal data | copy of my personal data | \
        delete all my data | delete my data | delete my personal data | erase my data | erase all my data | erase my personal data | remove my personal data | dsgvo | \
        datenschutzbeauftragte | datenschutzbeauftragter | datenschutzauskunft | datenauskunft | auskunft nach | auskunft gemäß | recht auf vergessenwerden | \
        löschung meiner daten | meine daten löschen | alle meine daten | löschen sie meine daten | personenbezogenen daten | personenbezogene daten | rgpd | cnil | \
        droit à l'oubli | droit d'accès | l'effacement de mes données | effacement de mes données | supprimer mes données | supprimez mes données | données personnelles | lopd | derecho al olvido | \
        derecho de supresión | derecho de acceso | borrar mis datos | borren mis datos | eliminar mis datos | eliminen mis datos | datos personales guardan
        """)

    static let human = NeverAnswerRule(
        .human, "a person is asked for",
        """
        human | humans | a real person | real human | an actual person | live agent | live person | live chat agent | not a bot | no bot | not a robot | stop sending automated | \
        customer service representative | call me | call me back | phone me | give me a call | your manager | a manager | supervisor | mensch | menschen sprechen | \
        echten menschen | echte person | mitarbeiter sprechen | einem mitarbeiter | einer mitarbeiterin | kein bot | rufen sie mich an | rückruf | vorgesetzten | \
        un humain | une vraie personne | une personne réelle | un conseiller | un agent | pas un robot | rappelez moi | appelez moi | un responsable | un humano | \
        una persona real | un agente | un operador | una persona de verdad | llámenme | llamadme | que me llamen | un responsable | un encargado
        """,
        near: [
            (
                "speak speaking talk talking chat chatting contact contacting call calling reach reaching connect transfer",
                "someone somebody human person agent agents operator representative rep manager supervisor advisor adviser staff employee assistant"
            ),
            ("sprechen reden telefonieren verbinden", "jemandem jemand mensch menschen mitarbeiter mitarbeiterin berater"),
            ("jemandem jemand mensch menschen mitarbeiter mitarbeiterin berater", "sprechen reden telefonieren"),
            ("parler discuter contacter joindre", "quelqu'un humain personne conseiller agent responsable opérateur"),
            (
                "hablar contactar comunicarme conversar",
                "alguien humano persona agente operador responsable encargado representante"
            ),
        ])

    static let attachment = NeverAnswerRule(
        .attachment, "an attachment is needed to understand it",
        """
        see attached | see the attached | see attachment | see the attachment | attached screenshot | attached a screenshot | attached the screenshot | attached screenshots | \
        attached is | attached are | attached you | attached file | attached document | attached photo | attached picture | attached invoice | in the attachment | \
        i have attached | i've attached | i attached | find attached | please find enclosed | enclosed please | in the screenshot | screenshot below | as you can see in the | \
        siehe anhang | im anhang | anbei | angehängt | beigefügt | als anlage | screenshot anbei | auf dem screenshot | ci joint | ci jointe | ci joints | \
        pièce jointe | en pj | capture d'écran jointe | adjunto | adjunta | adjuntos | adjuntas | archivo adjunto | captura adjunta
        """)

    static let injection = NeverAnswerRule(
        .injection, "it holds instructions to a machine",
        """
        ignore the above | ignore all previous | ignore previous | ignore all prior | ignore your instructions | ignore the instructions | disregard the above | \
        disregard previous | disregard all previous | disregard your instructions | forget your instructions | forget all previous | previous instructions | \
        system prompt | you are now | act as if | pretend to be | pretend you are | as an ai | language model | chatgpt | llm | prompt injection | jailbreak | developer mode | \
        new instructions | override your | reveal your | classify this as | classify this mail | classify this email | classify this message as | \
        treat this as a | mark this as | label this as | set confidence | confidence 1 | intent login | auto resolve | auto_resolve | answer with the template | \
        ignoriere alle | ignoriere die | ignoriere das | ignorieren sie alle | ignorieren sie die vorherigen | vorherigen anweisungen | systemprompt | du bist jetzt | \
        klassifiziere diese | klassifiziere das | ignorez les instructions | ignore les instructions | ignorez ce qui précède | instructions précédentes | \
        tu es maintenant | ignora las instrucciones | ignora todo | ignore las instrucciones | instrucciones anteriores | ahora eres
        """)

    static let complaint = NeverAnswerRule(
        .complaint, "a formal complaint is made",
        """
        formal complaint | official complaint | complaint against you | complaint against your | complaints department | complaints team | escalate this complaint | \
        offizielle beschwerde | formelle beschwerde | beschwerdestelle | beschwerde einreichen | beschwerde einlegen | réclamation officielle | \
        déposer une réclamation | faire une réclamation | service réclamations | hoja de reclamaciones | hojas de reclamación | presentar una queja | \
        poner una queja | poner una reclamación | presentar una reclamación
        """,
        near: [
            (
                "lodge lodging file filing submit submitting register registering make making raise report",
                "complaint complaints reclamation grievance"
            ),
            ("lodge lodging file filing", "claim claims"),
        ])

    /// An answer to what is over shows that nobody read the mail.
    static let settled = NeverAnswerRule(
        .settled, "the customer says that the matter is settled",
        """
        no need to | no longer need to | works again | working again now | is working again | works fine again | works fine now | works now | it is working now | it's working now | \
        already solved | already resolved | already sorted | has been solved | has been resolved | has been sorted | problem solved | issue resolved | issue solved | \
        is solved now | is resolved now | is sorted now | all sorted | all good now | never mind | nevermind | found it myself | figured it out | worked it out | fixed itself | \
        sorted itself out | got it working | please disregard my | please ignore my | thank you for the refund | thanks for the refund | thank you for refunding | \
        thanks for refunding | thank you for fixing | thanks for fixing | thank you for sorting | thanks for sorting | thank you for solving | thanks for solving | \
        thank you for resolving | thanks for resolving | thank you for resetting | thanks for resetting | thank you for unlocking | thanks for unlocking | \
        geht jetzt wieder | funktioniert jetzt wieder | klappt jetzt wieder | funktioniert wieder einwandfrei | \
        hat sich erledigt | hat sich geklärt | schon gelöst | bereits gelöst | problem gelöst | ist gelöst | nicht mehr nötig | \
        selbst gefunden | selbst lösen | ignorieren sie meine | ignoriert meine | danke für die erstattung | danke für die rückerstattung | danke für das zurücksetzen | \
        remarche | refonctionne | fonctionne à nouveau | fonctionne de nouveau | marche à nouveau | marche de nouveau | ça marche maintenant | c'est réglé | c'est résolu | \
        problème résolu | problème réglé | plus besoin de | déjà résolu | déjà réglé | ignorez mon | merci pour le remboursement | remboursement est bien arrivé | \
        ya funciona | vuelve a funcionar | ya puedo entrar | ya puedo acceder | ya pude entrar | ya está resuelto | ya está solucionado | ya está arreglado | ya lo he resuelto | \
        ya lo solucioné | problema resuelto | problema solucionado | ya no necesito | ignoren mi | gracias por el reembolso | gracias por la devolución
        """)

    /// Who died can ask for nothing, and whoever asks for another shows no right to it.
    static let another = NeverAnswerRule(
        .another, "it is about somebody else's account, or a death",
        """
        passed away | deceased | my late husband | my late wife | my late father | my late mother | death certificate | power of attorney | executor of | \
        the estate of | next of kin | verstorben | verstorbenen | gestorben | todesfall | sterbeurkunde | nachlass | vorsorgevollmacht | erbengemeinschaft | \
        décédé | décédée | décès | falleció | fallecido | fallecida | fallecimiento | ha muerto | certificado de defunción | \
        his account | her account | access to his | access to her | his password | her password | sein konto | seinem konto | sein passwort | son compte | \
        son mot de passe | konto meiner mutter | konto meines vaters | konto meiner frau | konto meines mannes | konto meines sohnes | konto meiner tochter | \
        konto meines bruders | konto meiner schwester | konto meines kollegen | konto meiner kollegin | passwort meiner mutter | passwort meines vaters | \
        passwort meiner frau | passwort meines mannes | passwort meines sohnes | passwort meiner tochter | compte de ma mère | compte de mon père | \
        compte de ma femme | compte de mon mari | compte de mon fils | compte de ma fille | compte de mon frère | compte de ma sœur | compte de mon collègue | \
        compte de ma collègue | cuenta de mi madre | cuenta de mi padre | cuenta de mi mujer | cuenta de mi esposa | cuenta de mi marido | cuenta de mi esposo | \
        cuenta de mi hijo | cuenta de mi hija | cuenta de mi hermano | cuenta de mi hermana | cuenta de mi compañero | cuenta de mi compañera
        """,
        near: [
            (
                "mother father mum mom dad husband wife son daughter brother sister grandmother grandfather uncle aunt partner parents",
                "died dead dying"
            ),
            (
                "mother's father's mum's mom's dad's husband's wife's son's daughter's brother's sister's friend's partner's girlfriend's boyfriend's colleague's",
                "account accounts password login email e-mail card subscription profile refund"
            ),
        ])

    /// Codes and links that come unasked are how an account is attacked; how to reset a password is no answer to them.
    static let unasked = NeverAnswerRule(
        .security, "something came or was done that nobody asked for",
        """
        never asked for | did not ask for | didn't ask for | have not asked for | haven't asked for | did not request | didn't request | never requested | \
        have not requested | haven't requested | not requested by me | wasn't requested by me | was not requested by me | nicht angefordert | nie angefordert | \
        niemals angefordert | gar nicht angefordert | ohne dass ich etwas angefordert | n'ai pas demandé | n'ai pas demandés | n'ai pas demandée | n'ai pas demandées | \
        n'ai jamais demandé | n'ai jamais demandés | n'ai jamais demandée | no he pedido | no he solicitado | no pedí | no solicité | nunca pedí | nunca solicité | \
        nunca he pedido | nunca he solicitado
        """)

    /// "Delete my history, not the account": what is to be spared is named with the words of what would be answered.
    static let spared = NeverAnswerRule(
        .scope, "it names what is to stay as it is",
        """
        not the account | not my account | not the whole account | not my whole account | not the entire account | not my entire account | \
        not the subscription | not my subscription | not the whole order | not the entire order | keep my account | keep the account | \
        keep my subscription | keep the subscription | without closing my account | without closing the account | without deleting my account | \
        without deleting the account | without losing my account | nicht das konto | nicht mein konto | nicht das ganze konto | \
        nicht mein ganzes konto | nicht das abo | nicht mein abo | nicht die ganze bestellung | mein konto behalten | das konto behalten | \
        konto soll bleiben | konto aber behalten | abo behalten | ohne das konto zu | ohne mein konto zu | mais pas le compte | mais pas mon compte | \
        et non le compte | et non mon compte | pas tout le compte | mais pas l'abonnement | mais pas mon abonnement | garder mon compte | \
        garder le compte | garder mon abonnement | conserver mon compte | sans supprimer mon compte | sans fermer mon compte | pero no la cuenta | \
        pero no mi cuenta | y no la cuenta | y no mi cuenta | no toda la cuenta | pero no la suscripción | pero no mi suscripción | \
        conservar mi cuenta | mantener mi cuenta | mantener la cuenta | sin cerrar mi cuenta | sin eliminar mi cuenta | sin borrar mi cuenta
        """)

    /// Who says in so many words that he is angry; what he writes about may be told calmly (the sentiment judges the whole text).
    static let anger = NeverAnswerRule(
        .anger, "the customer is angry", "suis en colère | très en colère | me enfada | me tiene harto | me tiene harta",
        near: [
            ("am im getting", "angry annoyed furious livid fuming enraged outraged"),
            ("bin sind werde", "verärgert wütend sauer stinksauer empört"),
            ("suis sommes", "furieux furieuse agacé agacée excédé excédée énervé énervée"),
            (
                "estoy estamos",
                "enfadado enfadada enojado enojada furioso furiosa molesto molesta harto harta indignado indignada"
            ),
        ])
}
