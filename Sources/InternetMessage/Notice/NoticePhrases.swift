/// The words of automatic mail in many languages, for where headers are missing (RFC 3834 asks for them; many programs leave them out).
enum NoticePhrases {
    /// What the subject of an automatic answer starts with, in the words of the programs that write them. They count only with a colon, a dash
    /// or nothing behind them: *Out of office printer is broken* is a person's.
    static let automaticSubjects = PhraseSet(
        """
        automatic reply|automatic response|automated reply|automated response|auto reply|auto-reply|autoreply|auto response|auto-response|autoresponse|\
        autoresponder|auto-responder|autorespons|auto:|out of office|out-of-office|ooo:|ooo re:|vacation reply|vacation notice|vacation response|\
        vacation message|vacation autoreply|away message|absence notice|absence notification|out of office reply|out of office autoreply|automatische antwort|\
        automatische rückantwort|automatische antwortmail|automatische eingangsbestätigung|automatische abwesenheitsnotiz|autoantwort|auto-antwort|\
        abwesenheitsnotiz|abwesenheitsmeldung|abwesenheitsbenachrichtigung|abwesenheitsassistent|urlaubsnotiz|urlaubsabwesenheit|réponse automatique|\
        reponse automatique|réponse d'absence|message d'absence|absence du bureau|notification d'absence|respuesta automática|respuesta automatica|\
        respuesta de ausencia|autorespuesta|auto respuesta|contestación automática|risposta automatica|messaggio automatico|risposta automatica assenza|\
        autorisposta|fuori ufficio|sono fuori ufficio|resposta automática|resposta automatica|resposta de ausência|aviso de ausência|automatisch antwoord|\
        automatische beantwoording|automatisch bericht|automatische reactie|autoantwoord|afwezigheidsbericht|afwezigheidsmelding|afwezigheidsassistent|\
        automatisk svar|autosvar|automatsvar|automatiskt svar|automatsvar:|fraværsbesked|fraværsmelding|frånvaromeddelande|autosvar fra|automaattinen vastaus|\
        automaattivastaus|poissaoloviesti|poissaoloilmoitus|odpowiedź automatyczna|automatyczna odpowiedź|autoodpowiedź|informacja o nieobecności|\
        automatická odpověď|automaticka odpoved|automatická odpoveď|oznámení o nepřítomnosti|automatikus válasz|automatikus üzenet|távolléti|\
        automatikus visszajelzés|răspuns automat|raspuns automat|mesaj automat|automatski odgovor|automatska poruka|samodejni odgovor|автоматски одговор|\
        аутоматски одговор|автоматичен отговор|автоответ|автоматический ответ|автоматическое сообщение|автоматическое уведомление|автоответчик|\
        автоматична відповідь|автовідповідь|otomatik yanıt|otomatik cevap|otomatik ileti|αυτόματη απάντηση|αυτοματη απαντηση|automaatvastus|automaatne vastus|\
        automātiskā atbilde|automātiska atbilde|automatinis atsakymas|sjálfvirkt svar|resposta automàtica|erantzun automatikoa|自动回复|自動回覆|自動回复|自动答复|自動回應|自动应答|\
        自动回覆|自動応答|自動返信|不在通知|不在のお知らせ|不在応答|자동 회신|자동회신|자동 응답|자동응답|자동 답장|תשובה אוטומטית|מענה אוטומטי|رد تلقائي|الرد التلقائي|رد آلي|trả lời tự động|\
        thư trả lời tự động|balasan otomatis|jawaban otomatis|balas automatik|การตอบกลับอัตโนมัติ|ตอบกลับอัตโนมัติ|स्वचालित उत्तर|out of office autoreply:|\
        out of office notification|out of office message|out of office re
        """)

    /// What people write above such an answer, and above a parcel that should come later: the body has to tell of an absence, too.
    static let absenceSubjects = PhraseSet(
        """
        out of the office|on vacation|away from office|away from the office|i am out of the office|i'm out of the office|i am out of office|i'm out of office|i am currently out of|on leave|\
        on holiday|annual leave|maternity leave|abwesenheit|abwesend|nicht im büro|nicht im haus|außer haus|ausser haus|ich bin nicht im büro|absent du bureau|\
        absence :|absence:|je suis absent|absente du bureau|en congé|en congés|hors du bureau|fuera de la oficina|fuera de oficina|ausencia de la oficina|\
        ausente de la oficina|ausente:|estoy fuera|de vacaciones|fuori sede|assenza dall'ufficio|assente|assenza:|in ferie|fora do escritório|\
        fora do escritorio|ausência do escritório|ausente do escritório|ausência:|ausência temporária|de férias|estou ausente|afwezig|niet aanwezig|\
        niet op kantoor|buiten kantoor|afwezigheid|fravær|fraværende|ikke på kontoret|frånvaro|frånvarande|ej på kontoret|inte på kontoret|på semester|\
        på ferie|ikke til stede|poissa toimistosta|poissa:|lomalla|poza biurem|nieobecność|nieobecny|nieobecna|jestem poza biurem|na urlopie|mimo kancelář|\
        mimo kancelárie|nepřítomnost|neprítomnosť|nejsem v kanceláři|v nepřítomnosti|dovolená|házon kívül|irodán kívül|távollét|távol vagyok|szabadságon|\
        în afara biroului|absent din birou|lipsesc din birou|în concediu|izvan ureda|odsutnost|odsutan|odsutna|van ureda|na godišnjem|odsotnost|odsoten|\
        odsotna|извън офиса|отсъствие|отсутствие на рабочем месте|вне офиса|нет на месте|в отпуске|я в отпуске|отсутствие в офисе|\
        відсутність на робочому місці|поза офісом|у відпустці|ofis dışında|ofis dışındayım|izindeyim|büro dışında|ofis dışı|εκτός γραφείου|\
        απουσία από το γραφείο|απουσία|kontorist väljas|prombūtne|nesu biure|fora de l'oficina|外出|休假|不在办公室|不在辦公室|離席|出差|休暇|外出中|부재중|부재 중|휴가|מחוץ למשרד|לא במשרד|\
        خارج المكتب|إجازة|vắng mặt|di luar kantor|sedang cuti|ไม่อยู่ที่สำนักงาน|i am out of office|i'm out of office|im out of office|out of office until|\
        out of office from|na dopustu|dopust|ลาพักร้อน
        """)

    /// What a help desk writes above the mail that says *received*, and people above anything: the body has to say it, too.
    static let acknowledgementSubjects = PhraseSet(
        """
        we have received your|we received your|ticket received|your request has been received|request received|thank you for contacting|\
        thank you for your message|thank you for your email|thank you for your e-mail|thanks for contacting|empfangsbestätigung|eingangsbestätigung|\
        accusé de réception|acuse de recibo|conferma di ricezione|ontvangstbevestiging|we have received your message|we have received your request|\
        we have received your email|your request|your ticket|your inquiry|your enquiry|request for support|support request|case created|ticket created|\
        new ticket|bestätigung ihrer anfrage|ihre anfrage|ihr ticket|wir haben ihre|votre demande|nous avons bien reçu|su solicitud|su consulta|hemos recibido|\
        la tua richiesta|la sua richiesta|abbiamo ricevuto|recebemos|seu chamado|o seu pedido|uw aanvraag|uw vraag|we hebben uw|potwierdzenie otrzymania|\
        otrzymaliśmy|ваше обращение|ваша заявка|お問い合わせ|受付完了|受付のお知らせ|문의가 접수|已收到
        """)

    /// *We have your request*: with ``promises`` in the same mail, another help desk's acknowledgement.
    static let acknowledgements = PhraseSet(
        """
        we have received your request|we have received your message|we have received your email|we have received your e-mail|we have received your inquiry|we have received your enquiry|we have received your ticket|we've received your request|\
        we've received your message|we received your request|we received your message|we received your email|your request has been received|your message has been received|your email has been received|your e-mail has been received|your inquiry has been received|\
        thank you for contacting|thanks for contacting|thank you for reaching out|thanks for reaching out|a ticket has been opened|a ticket has been created|your ticket has been|your ticket number|your case number is|a case has been|a support request has been|your request (|\
        wir haben ihre anfrage|wir haben deine anfrage|wir haben ihre nachricht|wir haben ihre e-mail|ihre anfrage ist|ihre anfrage wurde|ihre nachricht ist bei uns|ihre e-mail ist bei uns|vielen dank für ihre anfrage|vielen dank für ihre nachricht|vielen dank für ihre e-mail|ein ticket wurde|\
        nous avons bien reçu votre|nous avons reçu votre|votre demande a bien été|votre message a bien été|hemos recibido su solicitud|hemos recibido su consulta|hemos recibido su mensaje|hemos recibido tu|su solicitud ha sido|gracias por contactar|gracias por ponerse|\
        abbiamo ricevuto la sua|abbiamo ricevuto la tua|abbiamo ricevuto la vostra|abbiamo ricevuto il suo|la tua richiesta è stata|la sua richiesta è stata|grazie per averci contattato|recebemos a sua|recebemos sua|recebemos o seu|obrigado por entrar em contato|\
        we hebben uw bericht|we hebben uw vraag|wij hebben uw|bedankt voor uw bericht|vi har modtaget din|vi har mottatt din|vi har mottagit dit|olemme vastaanottaneet|otrzymaliśmy twoj|otrzymaliśmy państwa|dziękujemy za kontakt|obdrželi jsme váš|obdrželi jsme vaš|\
        prijali sme vaš|megkaptuk levelét|am primit mesajul|am primit solicitarea|ваше обращение|ваша заявка|мы получили ваш|ваше звернення|получихме вашето|talebiniz alın|mesajınız alın|λάβαμε το μήνυμά|我们已收到您|我們已收到您|您的邮件已收到|お問い合わせを受け付け|\
        お問い合わせありがとう|お問い合わせいただき|문의가 접수|문의해 주셔서|פנייתך התקבלה|تم استلام|تلقينا رسالتك|chúng tôi đã nhận được
        """)

    /// What only the one who is asked says: *we will get back to you*.
    static let promises = PhraseSet(
        """
        get back to you|get in touch with you|will respond to you|will respond as|will respond within|will reply as|will reply within|will be in touch|will contact you|being reviewed|business day|working day|our support team will|our team will|one of our|a member of our|an agent will|do not reply|\
        werden uns|wird sich|melden uns|werktag|werden ihre anfrage|reviendrons vers vous|vous répondr|vous recontact|jours ouvr|ne pas répondre|le responderemos|te responderemos|nos pondremos en contacto|días hábiles|no responda|\
        ti risponderemo|le risponderemo|vi risponderemo|sarà contattat|giorni lavorativi|entraremos em contato|entraremos em contacto|responderemos|dias úteis|nemen contact|nemen wij contact|nemen we contact|werkdag|vi vender tilbage|arbejdsdag|vi återkommer|arbetsdag|\
        vi svarer|palaamme|arkipäiv|skontaktujemy|odpowiemy|dni robocz|budeme vás|ozveme se|pracovn|válaszol|munkanap|vă vom|zile lucr|ответим|свяжемся|рабочих дн|зв'яжемося|ще се свърж|size dön|iş günü|θα επικοινωνήσουμε|回复您|与您联系|回覆您|與您聯絡|\
        担当者より|ご連絡いたします|ご返信いたします|営業日|답변드리|답변 드리|연락드리|영업일|ניצור איתך|נחזור אלי|سنرد|سنتواصل|sẽ phản hồi|sẽ liên hệ
        """)

    /// What a body says only if a machine wrote it; looked for in its first lines.
    static let automaticBodies = PhraseSet(
        """
        this is an automatic reply|this is an automated reply|this is an automatic response|this is an automated response|this is an auto reply|this is an auto-reply|this is an autoreply|\
        this is an automatic message|this is an automated message|this is an automated email|this is an automated e-mail|this is an automatically generated|this is an auto-generated|this is an autogenerated|this is a system generated|\
        this message was automatically generated|this message is automatically generated|this email was automatically generated|this e-mail was automatically generated|this message has been automatically generated|this message was generated automatically|\
        this email is automatically generated|this is an autoresponse|this is an auto-response|this is an automated out of office|you are receiving this automated|you are receiving this automatic|your message has been received and|\
        dies ist eine automatische|dies ist eine automatisch|diese e-mail wurde automatisch|diese nachricht wurde automatisch|diese mail wurde automatisch|das ist eine automatische|diese automatische antwort|dies ist eine automatisierte|\
        ceci est une réponse automatique|ceci est un message automatique|ce message est automatique|ce message est généré automatiquement|ce message a été généré automatiquement|cet e-mail a été envoyé automatiquement|ceci est un e-mail automatique|\
        esta es una respuesta automática|este es un mensaje automático|este mensaje ha sido generado automáticamente|este mensaje se ha generado automáticamente|este es un correo automático|esto es una respuesta automática|este correo electrónico se ha generado automáticamente|\
        questa è una risposta automatica|questo è un messaggio automatico|messaggio generato automaticamente|questo messaggio è stato generato automaticamente|la presente è una risposta automatica|\
        esta é uma resposta automática|esta é uma mensagem automática|esta mensagem foi gerada automaticamente|este é um e-mail automático|este email foi gerado automaticamente|mensagem automática|\
        dit is een automatisch|dit is een geautomatiseerd|deze e-mail is automatisch|dit bericht is automatisch|dette er et automatisk|dette er en automatisk|denne e-mail er automatisk|denne meddelelse er automatisk|\
        detta är ett automatiskt|det här är ett automatiskt|detta meddelande är automatiskt|detta är ett autosvar|tämä on automaattinen|tämä viesti on automaattinen|tämä on automaattivastaus|\
        to jest automatyczna|ta wiadomość została wygenerowana automatycznie|wiadomość wygenerowana automatycznie|niniejsza wiadomość została wygenerowana automatycznie|wiadomość automatyczna|to jest wiadomość automatyczna|\
        toto je automatická|tato zpráva byla vygenerována automaticky|tento e-mail byl vygenerován automaticky|táto správa bola vygenerovaná automaticky|toto je automaticky|ez egy automatikus|ez az üzenet automatikusan|\
        acesta este un mesaj automat|acesta este un răspuns automat|acest mesaj a fost generat automat|ovo je automatska|ovo je automatski|это автоматический ответ|это автоматическое|данное сообщение сформировано автоматически|\
        это сообщение сформировано автоматически|это письмо сформировано автоматически|это письмо создано автоматически|письмо сформировано автоматически|це автоматична|це автоматичне|цей лист створено автоматично|това е автоматичен|това е автоматично|\
        bu otomatik bir|bu bir otomatik|bu e-posta otomatik|bu mesaj otomatik|αυτό είναι ένα αυτόματο|αυτή είναι μια αυτόματη|see on automaatne|šis ir automātisk|tai automatinis|\
        这是一封自动|这是自动回复|此邮件为系统自动|此邮件由系统自动|本邮件由系统自动|系统自动发送|這是一封自動|此郵件為系統自動|此信件由系統自動|此為系統自動|\
        このメールは自動|これは自動返信|このメッセージは自動|自動返信メール|本メールは自動|이 메일은 자동|이 메시지는 자동|본 메일은 자동|자동으로 발송된|זוהי הודעה אוטומטית|זוהי תשובה אוטומטית|هذا رد تلقائي|هذه رسالة تلقائية|هذه رسالة آلية|\
        đây là thư tự động|đây là email tự động|đây là tin nhắn tự động|ini adalah balasan otomatis|ini adalah pesan otomatis|email ini dikirim secara otomatis|นี่คือข้อความอัตโนมัติ|อีเมลนี้เป็นการตอบกลับอัตโนมัติ
        """)

    /// *I am away*: with ``returning`` in the same short answer, a vacation notice.
    static let absence = PhraseSet(
        """
        i am out of the office|i'm out of the office|i am currently out of|i'm currently out of|i will be out of the office|i am away from the office|i am currently away|i'm currently away|i am on vacation|i'm on vacation|i am on leave|i am on annual leave|\
        i'm on leave|i am on holiday|i'm on holiday|i am currently on|i will be away|out of the office from|out of the office until|out of office until|away from my desk|i am on parental leave|i am on maternity leave|\
        ich bin nicht im büro|ich bin derzeit nicht|ich bin zurzeit nicht|ich bin im urlaub|ich befinde mich im urlaub|ich bin bis|ich bin ab|ich bin vom|ich bin nicht im haus|ich bin außer haus|bin ich nicht im büro|nicht erreichbar|derzeit abwesend|\
        je suis absent|je suis actuellement absent|je suis en congé|je suis actuellement en congé|absent du bureau|absente du bureau|je serai absent|estoy fuera de la oficina|estaré fuera|me encuentro fuera|estoy de vacaciones|estoy ausente|me encuentro ausente|\
        sono fuori ufficio|sono assente|sono in ferie|sarò assente|estou fora do escritório|estou ausente|estou de férias|estarei ausente|ik ben afwezig|ik ben niet aanwezig|ik ben met vakantie|ik ben op vakantie|ik ben niet op kantoor|ik ben momenteel niet|\
        jeg er ikke på kontoret|jeg er på ferie|jeg holder ferie|jeg er fraværende|jag är inte på kontoret|jag är på semester|jag är ledig|jag har semester|olen poissa|olen lomalla|olen vuosilomalla|jestem poza biurem|jestem na urlopie|przebywam na urlopie|jestem nieobecn|\
        jsem mimo kancelář|nejsem v kanceláři|jsem na dovolené|mám dovolenou|som mimo kancelárie|som na dovolenke|szabadságon vagyok|nem vagyok az irodában|házon kívül vagyok|sunt în concediu|nu sunt la birou|sunt plecat|nisam u uredu|na godišnjem sam|na odmoru sam|\
        sem na dopustu|nisem v pisarni|odsoten sem|odsotna sem|извън офиса съм|отсъствам|ลาพักร้อน|ไม่อยู่ที่|я в отпуске|я нахожусь в отпуске|меня нет в офисе|меня не будет|отсутствую в офисе|я отсутствую|я у відпустці|мене немає в офісі|в отпуск съм|ofis dışındayım|izindeyim|yıllık izinde|tatildeyim|είμαι εκτός γραφείου|λείπω|είμαι σε άδεια|\
        我不在办公室|我正在休假|我正在度假|我目前不在|我不在辦公室|我目前休假|不在にしております|休暇を取|休暇中|外出しており|부재중입니다|휴가 중|אני נמצא בחופשה|אני לא במשרד|אני בחופשה|أنا خارج المكتب|أنا في إجازة|tôi đang nghỉ|tôi vắng mặt|saya sedang cuti|saya sedang tidak berada
        """)

    static let returning = PhraseSet(
        """
        urgent|immediate assistance|in my absence|please contact|upon my return|when i return|on my return|when i am back|when i get back|limited access|will respond|will reply|no access to|not be checking|back on|back in the office|return on|returning on|\
        dringend|in dringenden|wenden sie sich|während meiner abwesenheit|nach meiner rückkehr|nicht weitergeleitet|werden nicht|wieder erreichbar|wieder im büro|vertretung|\
        urgence|en cas d'urgence|pendant mon absence|mon retour|veuillez contacter|merci de contacter|urgencia|urgente|a mi regreso|a mi vuelta|póngase en contacto|contacte con|durante mi ausencia|urgenze|al mio rientro|al mio ritorno|in mia assenza|contattare|\
        urgência|no meu regresso|quando regressar|durante a minha ausência|contacte|entre em contato|spoed|dringende|bij mijn terugkomst|tijdens mijn afwezigheid|contact opnemen|neem contact|haster|hastende|kontakt venligst|når jeg er tilbage|tilbake|tilbage|\
        brådskande|akut|kontakta|åter|tillbaka|kiireellis|ota yhteyttä|palaan|pilnych|w pilnych|proszę o kontakt|po powrocie|naléhav|v naléhavých|kontaktujte|po návratu|vrátím|naliehav|sürgős|visszatér|urgențe|urgenţe|contactați|hitn|obratite|vratim|povratku|\
        v nujnih|obrnite|при спешност|спешни|обърнете|ติดต่อ|เรื่องด่วน|срочн|обращайтесь|после возвращения|вернусь|на время моего|терміново|звертайтесь|повернусь|acil|dönüşümde|döndüğümde|iletişime geç|επείγον|επικοινωνήστε|επιστρέψω|紧急|請聯絡|请联系|急事|回来后|返回後|緊急|お急ぎ|戻り次第|급한|긴급|복귀|דחוף|אחזור|عاجل|عودتي|khẩn|liên hệ|mendesak|hubungi
        """)

    /// Subjects of delivery failures and delays.
    static let failureSubjects = PhraseSet(
        """
        undeliver|non-deliver|nondeliver|non deliver|not delivered|delivery status notification|delivery notification|delivery failure|delivery failed|delivery has failed|delivery error|delivery problem|delivery report|delivery delayed|\
        mail delivery failed|mail delivery failure|mail delivery error|mail delivery system|mail system error|mail failure|message delivery|failure notice|failure delivery|failed mail|failed delivery|returned mail|returned message|returned to sender|returning message|return receipt|\
        message could not be delivered|mail could not be delivered|could not be delivered|unable to deliver|cannot send message|could not send message|delayed mail|message delayed|warning: message|warning: could not|still being retried|user unknown|undeliverable|\
        email delivery failure|dsn:|ndn:|bounce|bounced|rejected mail|message rejected|mail rejected|message blocked|blocked mail|mail not delivered|nicht zugestellt|unzustellbar|nicht zustellbar|zustellung fehlgeschlagen|zustellungsfehler|fehler bei der zustellung|\
        mailzustellung|non remis|non distribué|échec de la remise|échec de livraison|échec d'envoi|notification d'état de remise|no se puede entregar|no entregado|no se ha podido entregar|error de entrega|notificación de estado de entrega|\
        impossibile recapitare|mancato recapito|mancata consegna|non recapitabile|não entregue|não foi possível entregar|falha na entrega|notificação de status de entrega|onbestelbaar|niet bezorgd|bezorging mislukt|kan ikke leveres|ikke leveret|\
        kunne ikke leveres|går inte att leverera|gick inte att leverera|ej levererat|ei voitu toimittaa|perille toimittamaton|niedostarcz|nie dostarczono|nedoručiteln|nedoručen|kézbesíthetetlen|kézbesítési|nelivrat|nije isporučen|не доставлено|недоставлен|\
        не может быть доставлено|сообщение не доставлено|не доставлен|не вдалося доставити|недоставлене|teslim edilemedi|iletilemedi|αποτυχία παράδοσης|退信|无法投递|系统退信|無法傳遞|未送达|配信不能|配信エラー|配送エラー|送信エラー|送信できません|エラーメール|배달되지 않|반송|전송 실패
        """)

    /// What a report of failure or delay says in its body.
    static let failureBodies = PhraseSet(
        """
        could not be delivered|couldn't be delivered|can't be delivered|cannot be delivered|was not delivered|has not been delivered|not be delivered to|wasn't delivered|unable to deliver|not able to deliver|was unable to deliver|were unable to deliver|\
        wasn't able to deliver|failed permanently|delivery failed|delivery has failed|delivery to the following|delivery to these recipients|permanent fatal errors|delivery errors|delivery problems|transient non-fatal errors|had permanent|permanent error|\
        error occurred while trying to deliver|error occurred while attempting to deliver|error delivering your mail|problem delivering|problems delivering|trouble delivering|did not reach|not reach some|could not be reached|returned to sender|undeliverable|\
        invalid final delivery|recipient rejected|user unknown|unknown user|no such user|mailbox full|mailbox is full|over quota|host unknown|domain not found|was rejected by|were rejected by|rejected by a remote|the following address failed|address(es) failed|\
        transcript of session|reason for the failure|failure reasons|mail size limit|child status|this is the mail system at host|message from the mail delivery system|mailer-daemon|action: failed|final-recipient:|diagnostic-code:|no valid recipients|\
        invalid user address|requested action not taken|failed to deliver|not deliver|recipients were affected|konnte nicht zugestellt|nicht zugestellt werden|n'a pas pu être remis|no se pudo entregar|no se ha podido entregar|impossibile consegnare|não pôde ser entregue|\
        не может быть доставлено|не удалось доставить|配信できません|送信できません|送信に失敗|届きませんでした
        """)

    /// Where the returned message starts in a report's text.
    static let returnedMessage = PhraseSet(
        """
        original message follows|original message|copy of the message|copy of your message|this is a copy of|below this line|below is a copy|unsent message follows|message header|message headers follow|header of the original message|headers of the original|returned message|\
        non-delivered information|undelivered message|message text follows|original message header|the original message|received message|message follows|begin message|rejected message|included is a copy|your original message|a copy of the original|original mail|the header of the original
        """)

    /// Subjects of read receipts.
    static let receiptSubjects = PhraseSet(
        """
        read:|not read:|read receipt|return receipt|disposition notification|gelesen:|ungelesen gelöscht:|lesebestätigung|empfangsbestätigung (angezeigt)|lu :|lu:|non lu :|accusé de réception (affiché)|confirmation de lecture|leído:|leido:|no leído:|\
        confirmación de lectura|letto:|non letto:|conferma di lettura|ricevuta di ritorno|lida:|lido:|não lida:|recibo de leitura|gelezen:|niet gelezen:|leesbevestiging|læst:|ikke læst:|læsekvittering|lest:|ulest:|läst:|oläst:|läskvitto|luettu:|lukukuittaus|\
        przeczytano:|nieprzeczytane:|potwierdzenie przeczytania|přečteno:|nepřečteno:|prečítané:|olvasott:|elolvasva:|citit:|pročitano:|прочитано:|прочтено:|уведомление о прочтении|прочетено:|okundu:|okunmadı:|αναγνώστηκε:|διαβάστηκε:|已读:|已讀:|開封済み:|開封確認|읽음:|נקרא:|مقروء:|đã đọc:|dibaca:
        """)

    /// Names of senders that are programs.
    static let daemonNames = PhraseSet(
        "mail delivery|mailer-daemon|mailer daemon|mail daemon|postmaster|mail deliver system|system administrator|mail administrator|delivery subsystem|microsoft outlook|ndr administrator|mmsc|mail system|email engine"
    )
}
