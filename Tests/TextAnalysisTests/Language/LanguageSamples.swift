/// Sentences as customers write them, for measuring; written for these tests and used for no training.
enum LanguageSamples {
    static let sentences: [(code: String, text: String)] = table.flatMap { code, text in
        text.split(separator: "\n").map { (code, String($0)) }
    }

    private static let table: [(String, String)] = latin + others

    private static let latin: [(String, String)] = [
        (
            "en",
            """
            I have been waiting for two weeks and nobody has written back to me
            Could you tell me where I can find last month's invoice?
            The application closes as soon as I try to open a document
            We would like to add three more people to our subscription
            My neighbour told me that your prices will go up in spring
            Every time I sign in, the page asks me for the code again
            Please let me know whether the blue one is available in large
            There seems to be something wrong with the latest update
            Thank you for the quick help yesterday, it works now
            """
        ),
        (
            "de",
            """
            Ich warte seit zwei Wochen und niemand hat mir geantwortet
            Können Sie mir sagen, wo ich die Rechnung vom letzten Monat finde?
            Das Programm schließt sich, sobald ich ein Dokument öffnen will
            Wir würden gern drei weitere Personen zu unserem Vertrag hinzufügen
            Mein Nachbar sagt, dass die Preise im Frühjahr steigen werden
            Bei jeder Anmeldung werde ich erneut nach dem Code gefragt
            Gibt es den blauen Pullover auch noch in einer anderen Größe?
            Seit der letzten Aktualisierung stimmt irgendetwas nicht mehr
            Danke für die schnelle Hilfe gestern, jetzt geht alles
            """
        ),
        (
            "fr",
            """
            J'attends depuis deux semaines et personne ne m'a répondu
            Pouvez-vous me dire où je trouve la facture du mois dernier ?
            Le logiciel se ferme dès que j'essaie d'ouvrir un document
            Nous aimerions ajouter trois personnes à notre abonnement
            Mon voisin m'a dit que vos prix vont augmenter au printemps
            À chaque connexion, la page me redemande le code
            Est-ce que le modèle bleu existe encore en grande taille ?
            Depuis la dernière mise à jour, quelque chose ne va plus
            Merci pour votre aide rapide hier, tout marche maintenant
            """
        ),
        (
            "es",
            """
            Llevo dos semanas esperando y nadie me ha contestado
            ¿Me puede decir dónde encuentro la factura del mes pasado?
            El programa se cierra en cuanto intento abrir un documento
            Nos gustaría añadir tres personas más a nuestra suscripción
            Mi vecino me ha dicho que los precios subirán en primavera
            Cada vez que entro, la página me vuelve a pedir el código
            ¿Todavía tienen el modelo azul en una talla más grande?
            Desde la última actualización hay algo que no va bien
            Gracias por la ayuda tan rápida de ayer, ya funciona todo
            """
        ),
        (
            "it",
            """
            Aspetto da due settimane e nessuno mi ha ancora risposto
            Potete dirmi dove trovo la fattura del mese scorso?
            Il programma si chiude appena provo ad aprire un documento
            Vorremmo aggiungere altre tre persone al nostro abbonamento
            Il mio vicino dice che i prezzi aumenteranno in primavera
            Ogni volta che entro la pagina mi chiede di nuovo il codice
            C'è ancora il modello blu in una taglia più grande?
            Dall'ultimo aggiornamento qualcosa non funziona più bene
            Grazie per l'aiuto veloce di ieri, adesso va tutto bene
            """
        ),
        (
            "pt",
            """
            Estou à espera há duas semanas e ninguém me respondeu
            Podem dizer-me onde encontro a fatura do mês passado?
            O programa fecha assim que tento abrir um documento
            Gostaríamos de adicionar mais três pessoas à nossa assinatura
            O meu vizinho disse que os preços vão subir na primavera
            Sempre que entro, a página volta a pedir o código
            Ainda têm o modelo azul num tamanho maior?
            Desde a última atualização há alguma coisa que não está bem
            Obrigado pela ajuda rápida de ontem, agora já funciona tudo
            """
        ),
        (
            "nl",
            """
            Ik wacht al twee weken en niemand heeft mij geantwoord
            Kunt u mij vertellen waar ik de factuur van vorige maand vind?
            Het programma sluit zodra ik een document probeer te openen
            Wij willen graag nog drie mensen aan ons abonnement toevoegen
            Mijn buurman zegt dat de prijzen in het voorjaar omhoog gaan
            Elke keer dat ik inlog vraagt de pagina opnieuw om de code
            Hebben jullie het blauwe model nog in een grotere maat?
            Sinds de laatste bijwerking klopt er iets niet meer
            Bedankt voor de snelle hulp gisteren, alles werkt nu weer
            """
        ),
        (
            "pl",
            """
            Czekam już dwa tygodnie i nikt mi nie odpowiedział
            Czy mogą mi państwo powiedzieć, gdzie znajdę fakturę z zeszłego miesiąca?
            Program zamyka się, gdy tylko próbuję otworzyć dokument
            Chcielibyśmy dodać trzy kolejne osoby do naszej umowy
            Sąsiad mówi, że ceny wzrosną na wiosnę
            Przy każdym logowaniu strona znowu pyta mnie o kod
            Czy jest jeszcze niebieski model w większym rozmiarze?
            Od ostatniej aktualizacji coś nie działa jak trzeba
            Dziękuję za wczorajszą szybką pomoc, teraz wszystko działa
            """
        ),
        (
            "sv",
            """
            Jag har väntat i två veckor och ingen har svarat mig
            Kan ni säga var jag hittar fakturan från förra månaden?
            Programmet stängs så fort jag försöker öppna ett dokument
            Vi skulle vilja lägga till tre personer i vårt abonnemang
            Min granne säger att priserna ska gå upp i vår
            Varje gång jag loggar in frågar sidan efter koden igen
            Finns den blå modellen kvar i en större storlek?
            Efter den senaste uppdateringen är det något som inte stämmer
            Tack för den snabba hjälpen igår, nu fungerar allting
            """
        ),
        (
            "da",
            """
            Jeg har ventet i to uger, og ingen har svaret mig
            Kan I fortælle mig, hvor jeg finder fakturaen fra sidste måned?
            Programmet lukker, så snart jeg prøver at åbne et dokument
            Vi vil gerne tilføje tre personer mere til vores abonnement
            Min nabo siger, at priserne stiger til foråret
            Hver gang jeg logger ind, spørger siden efter koden igen
            Findes den blå model stadig i en større størrelse?
            Siden den seneste opdatering er der noget, der ikke virker
            Tak for den hurtige hjælp i går, nu fungerer det hele
            """
        ),
        (
            "cs",
            """
            Čekám už dva týdny a nikdo mi neodpověděl
            Můžete mi říct, kde najdu fakturu za minulý měsíc?
            Program se zavře, jakmile se pokusím otevřít dokument
            Rádi bychom přidali další tři lidi do našeho předplatného
            Soused říká, že ceny na jaře půjdou nahoru
            Při každém přihlášení se stránka znovu ptá na kód
            Máte ještě modrý model ve větší velikosti?
            Od poslední aktualizace něco není v pořádku
            Děkuji za včerejší rychlou pomoc, teď už všechno funguje
            """
        ),
        (
            "tr",
            """
            İki haftadır bekliyorum ve kimse bana cevap vermedi
            Geçen ayın faturasını nerede bulabileceğimi söyler misiniz?
            Bir belge açmaya çalıştığım anda program kapanıyor
            Aboneliğimize üç kişi daha eklemek istiyoruz
            Komşum ilkbaharda fiyatların artacağını söyledi
            Her giriş yaptığımda sayfa yeniden kodu soruyor
            Mavi modelin daha büyük bedeni hâlâ var mı?
            Son güncellemeden beri bir şeyler doğru çalışmıyor
            Dünkü hızlı yardımınız için teşekkürler, artık her şey çalışıyor
            """
        ),
    ]

    private static let others: [(String, String)] = [
        (
            "ru",
            """
            Я жду уже две недели, и никто мне не ответил
            Подскажите, пожалуйста, где найти счёт за прошлый месяц?
            Программа закрывается, как только я открываю документ
            Мы хотели бы добавить ещё трёх человек в нашу подписку
            При каждом входе страница снова спрашивает код
            Есть ли ещё синяя модель большего размера?
            После последнего обновления что-то работает не так
            """
        ),
        (
            "uk",
            """
            Я чекаю вже два тижні, і ніхто мені не відповів
            Підкажіть, будь ласка, де знайти рахунок за минулий місяць?
            Програма закривається, щойно я відкриваю документ
            Ми хотіли б додати ще трьох людей до нашої підписки
            Під час кожного входу сторінка знову питає код
            Чи є ще синя модель більшого розміру?
            Після останнього оновлення щось працює не так
            """
        ),
        (
            "ja",
            """
            二週間待っていますが、まだ誰からも返事がありません
            先月の請求書はどこで見られますか
            書類を開こうとするとすぐにアプリが終了します
            契約に三人を追加したいのですが、どうすればよいですか
            ログインするたびにコードを聞かれます
            """
        ),
        (
            "zh",
            """
            我已经等了两个星期，还没有人回复我
            请问在哪里可以找到上个月的发票？
            我一打开文件，程序就自动关闭
            我们想在订阅里再增加三个人
            每次登录，页面都要求我重新输入验证码
            """
        ),
        (
            "ko",
            """
            이 주째 기다리고 있지만 아무도 답장을 하지 않았습니다
            지난달 청구서는 어디에서 볼 수 있나요?
            문서를 열려고 하면 프로그램이 바로 종료됩니다
            구독에 세 명을 더 추가하고 싶습니다
            로그인할 때마다 코드를 다시 물어봅니다
            """
        ),
        (
            "ar",
            """
            أنتظر منذ أسبوعين ولم يرد علي أحد حتى الآن
            أين يمكنني أن أجد فاتورة الشهر الماضي؟
            يغلق البرنامج عندما أحاول فتح أي مستند
            نود إضافة ثلاثة أشخاص آخرين إلى اشتراكنا
            في كل مرة أسجل الدخول تطلب الصفحة الرمز من جديد
            """
        ),
    ]
}
