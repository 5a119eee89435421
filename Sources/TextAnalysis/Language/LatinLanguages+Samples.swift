extension LatinLanguages {
    /// Samples are our own sentences, of the kind that customers write.
    static let known = LatinLanguages([
        LanguageSample(
            "en",
            words:
                "the and to of i you my is it a in for not can how do what have with your this on me was please when be but are an "
                + "get has from am would account password order help need why where will there any an at as if we just",
            letters: "’",
            sample:
                "I cannot log in to my account because the password is wrong. Where is my order and when will it be delivered? "
                + "Please send me the invoice for last month. I was charged twice and would like to get my money back. How can I change "
                + "my address? The app crashes every time I open it. Thank you for your help. It would be great if you could add this "
                + "feature. I have been waiting for three weeks and nobody answers. Does this work with older versions? Could someone "
                + "tell me which payment methods you accept? My subscription should have been cancelled yesterday."),
        LanguageSample(
            "de",
            words:
                "der die das und ich ist nicht ein eine mein meine mit für auf zu den von es sie wir mir mich kann habe bitte wie was "
                + "wann wo warum ihr sich dem im am bei wird wurde noch aber oder auch nach konto passwort bestellung rechnung hallo keine",
            letters: "äöüß",
            sample:
                "Ich kann mich nicht mehr in mein Konto einloggen, weil das Passwort falsch ist. Wo bleibt meine Bestellung und wann "
                + "wird sie geliefert? Bitte schicken Sie mir die Rechnung für den letzten Monat. Mir wurde zweimal Geld abgebucht, ich "
                + "möchte es zurück. Wie ändere ich meine Adresse? Die Anwendung stürzt jedes Mal ab, wenn ich sie öffne. Vielen Dank für "
                + "Ihre Hilfe. Es wäre schön, wenn man das einstellen könnte. Ich warte seit drei Wochen und niemand antwortet. Welche "
                + "Zahlungsarten akzeptieren Sie? Mein Abonnement sollte gestern gekündigt werden."),
        LanguageSample(
            "fr",
            words:
                "le la les de des du et je ne pas un une mon ma mes est vous pour dans que qui sur avec à au ce il me j'ai c'est puis "
                + "comment quand où pourquoi bonjour merci compte mot passe commande facture en plus votre été suis sont avez se",
            letters: "éèêëàâçîïôùûüœæ",
            sample:
                "Je n'arrive plus à me connecter à mon compte parce que le mot de passe est refusé. Où est ma commande et quand "
                + "sera-t-elle livrée ? Merci de m'envoyer la facture du mois dernier. J'ai été débité deux fois et je voudrais être "
                + "remboursé. Comment puis-je changer mon adresse ? L'application se ferme chaque fois que je l'ouvre. Merci pour votre "
                + "aide. Ce serait bien de pouvoir ajouter cette fonction. J'attends depuis trois semaines et personne ne répond. Quels "
                + "moyens de paiement acceptez-vous ? Mon abonnement devait être résilié hier."),
        LanguageSample(
            "es",
            words:
                "el la los las de del y que no un una mi mis es en con por para me se lo su cómo cuándo dónde qué puedo hola gracias "
                + "cuenta contraseña pedido factura pero ha he está al más muy desde hace quiero necesito como cuando si ya le",
            letters: "áéíóúñü¿¡",
            sample:
                "No puedo entrar en mi cuenta porque la contraseña no es correcta. ¿Dónde está mi pedido y cuándo me lo van a entregar? "
                + "Por favor, envíenme la factura del mes pasado. Me han cobrado dos veces y quiero que me devuelvan el dinero. ¿Cómo "
                + "cambio mi dirección? La aplicación se cierra cada vez que la abro. Muchas gracias por su ayuda. Estaría bien poder "
                + "añadir esta función. Llevo tres semanas esperando y nadie contesta. ¿Qué formas de pago aceptan? Mi suscripción "
                + "debería haberse cancelado ayer."),
        LanguageSample(
            "it",
            words:
                "il lo la i gli le di del della e che non un una mio mia è in con per mi si come quando dove perché posso ciao grazie "
                + "buongiorno ordine fattura ma ho ha sono alla al più nel vorrei account anche questo da su ci vi",
            letters: "àèéìòù",
            sample:
                "Non riesco più ad accedere al mio account perché la password è sbagliata. Dov'è il mio ordine e quando verrà "
                + "consegnato? Vi prego di inviarmi la fattura del mese scorso. Mi avete addebitato due volte l'importo e vorrei il "
                + "rimborso. Come posso cambiare il mio indirizzo? L'applicazione si chiude ogni volta che la apro. Grazie per il vostro "
                + "aiuto. Sarebbe bello poter aggiungere questa funzione. Aspetto da tre settimane e nessuno risponde. Quali metodi di "
                + "pagamento accettate? Il mio abbonamento doveva essere annullato ieri."),
        LanguageSample(
            "pt",
            words:
                "o a os as de do da e que não um uma meu minha é em com por para me se como quando onde posso olá obrigado obrigada "
                + "conta senha pedido fatura mas foi está ao mais muito no na quero preciso eu você são já isso dos das",
            letters: "áâãàçéêíóôõú",
            sample:
                "Não consigo entrar na minha conta porque a senha está errada. Onde está o meu pedido e quando vai ser entregue? Por "
                + "favor, enviem-me a fatura do mês passado. Fui cobrado duas vezes e gostaria de receber o dinheiro de volta. Como posso "
                + "mudar o meu endereço? O aplicativo fecha sempre que eu o abro. Muito obrigado pela ajuda. Seria bom poder adicionar "
                + "esta função. Estou à espera há três semanas e ninguém responde. Quais formas de pagamento vocês aceitam? A minha "
                + "assinatura deveria ter sido cancelada ontem."),
        LanguageSample(
            "nl",
            words:
                "de het een en ik is niet mijn van voor met op te dat die je u kan hoe wanneer waar waarom hallo bedankt rekening "
                + "bestelling factuur wachtwoord maar heb heeft zijn er aan om naar bij nog wel wordt geen ook graag deze meer mij",
            letters: "éëïöü",
            sample:
                "Ik kan niet meer inloggen op mijn account omdat het wachtwoord onjuist is. Waar blijft mijn bestelling en wanneer "
                + "wordt die geleverd? Stuur mij alstublieft de factuur van vorige maand. Er is twee keer geld afgeschreven en ik wil het "
                + "graag terug. Hoe kan ik mijn adres wijzigen? De app sluit steeds af als ik hem open. Hartelijk dank voor uw hulp. Het "
                + "zou fijn zijn als deze functie toegevoegd kan worden. Ik wacht al drie weken en niemand antwoordt. Welke "
                + "betaalmethoden accepteert u? Mijn abonnement zou gisteren opgezegd zijn."),
        LanguageSample(
            "pl",
            words:
                "i w na nie się z do jest to że jak kiedy gdzie dlaczego moje mój moja konto hasło zamówienie faktura proszę dziękuję "
                + "dzień dobry ale czy mam już od za po o mogę nie został została mi przez tylko jeszcze co tego dla",
            letters: "ąćęłńóśźż",
            sample:
                "Nie mogę się zalogować na moje konto, ponieważ hasło jest nieprawidłowe. Gdzie jest moje zamówienie i kiedy zostanie "
                + "dostarczone? Proszę o przesłanie faktury za ostatni miesiąc. Pobrano mi pieniądze dwa razy i chciałbym otrzymać zwrot. "
                + "Jak mogę zmienić adres? Aplikacja zamyka się za każdym razem, kiedy ją otwieram. Dziękuję za pomoc. Byłoby dobrze "
                + "dodać taką funkcję. Czekam od trzech tygodni i nikt nie odpowiada. Jakie formy płatności przyjmujecie? Moja "
                + "subskrypcja miała zostać anulowana wczoraj."),
        LanguageSample(
            "sv",
            words:
                "och jag är inte det en ett min mitt mina i på att som för med till av om kan hur när var varför hej tack konto "
                + "lösenord beställning faktura men har de så ni vi från den skulle vill får mig blir ska",
            letters: "åäöé",
            sample:
                "Jag kan inte logga in på mitt konto eftersom lösenordet är fel. Var är min beställning och när blir den levererad? "
                + "Vänligen skicka mig fakturan för förra månaden. Jag har debiterats två gånger och vill få tillbaka mina pengar. Hur "
                + "ändrar jag min adress? Appen stängs varje gång jag öppnar den. Tack så mycket för hjälpen. Det skulle vara bra om man "
                + "kunde lägga till den här funktionen. Jag har väntat i tre veckor och ingen svarar. Vilka betalningssätt godtar ni? "
                + "Min prenumeration borde ha avslutats igår."),
        LanguageSample(
            "da",
            words:
                "og jeg er ikke det en et min mit mine i på at som for med til af om kan hvordan hvornår hvor hvorfor hej tak konto "
                + "adgangskode bestilling faktura men har de så vi fra den ville vil får mig bliver skal hvad når",
            letters: "æøåé",
            sample:
                "Jeg kan ikke logge ind på min konto, fordi adgangskoden er forkert. Hvor er min ordre, og hvornår bliver den leveret? "
                + "Send mig venligst fakturaen for sidste måned. Jeg er blevet opkrævet to gange og vil gerne have mine penge tilbage. "
                + "Hvordan ændrer jeg min adresse? Appen lukker ned, hver gang jeg åbner den. Mange tak for hjælpen. Det ville være godt, "
                + "hvis man kunne tilføje denne funktion. Jeg har ventet i tre uger, og ingen svarer. Hvilke betalingsmåder tager I imod? "
                + "Mit abonnement skulle være opsagt i går."),
        LanguageSample(
            "cs",
            words:
                "a v na ne se je to že jak kdy kde proč můj moje můžu mohu účet heslo objednávka faktura prosím děkuji dobrý den ale "
                + "do za po od jsem jsme mi s z nebo už ještě který která není byla bylo",
            letters: "áčďéěíňóřšťúůýž",
            sample:
                "Nemohu se přihlásit ke svému účtu, protože heslo je nesprávné. Kde je moje objednávka a kdy bude doručena? Prosím o "
                + "zaslání faktury za minulý měsíc. Peníze mi byly strženy dvakrát a chtěl bych je zpět. Jak mohu změnit svou adresu? "
                + "Aplikace se zavře pokaždé, když ji otevřu. Děkuji za pomoc. Bylo by dobré přidat tuto funkci. Čekám už tři týdny a "
                + "nikdo neodpovídá. Jaké způsoby platby přijímáte? Moje předplatné mělo být včera zrušeno."),
        LanguageSample(
            "tr",
            words:
                "ve bir bu da de için ile ne nasıl zaman nerede neden benim hesabım şifre şifrem sipariş siparişim fatura lütfen "
                + "teşekkürler merhaba ama var yok mi mı çok olarak daha değil ben gibi kadar olan hesap istiyorum",
            letters: "çğıöşüâ",
            sample:
                "Hesabıma giriş yapamıyorum çünkü şifre yanlış görünüyor. Siparişim nerede ve ne zaman teslim edilecek? Lütfen geçen "
                + "ayın faturasını bana gönderin. Kartımdan iki kez para çekildi ve paramı geri almak istiyorum. Adresimi nasıl "
                + "değiştirebilirim? Uygulama her açtığımda kapanıyor. Yardımınız için çok teşekkür ederim. Bu özelliği eklerseniz çok iyi "
                + "olur. Üç haftadır bekliyorum ve kimse cevap vermiyor. Hangi ödeme yöntemlerini kabul ediyorsunuz? Aboneliğim dün iptal "
                + "edilmeliydi."),
    ])
}
