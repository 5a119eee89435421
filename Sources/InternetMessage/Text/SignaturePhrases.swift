/// The words of footers that people did not type: of phones, virus scanners, lists and lawyers.
enum SignaturePhrases {
    /// What a footer of a phone or a program starts with, and a sentence of a person, too (*Sent from our warehouse on Monday*, *Von meinem
    /// Konto wurde doppelt abgebucht*): the line has to name one of ``devices``.
    static let possibleMobileStarts = PhraseSet(
        """
        sent from|sent via|sent by|sent with|sent using|sent on the|sent while|composed on|typed on my|\
        gesendet von|gesendet mit|gesendet über|gesendet via|gesendet vom|versendet mit|versendet von|geschickt von|diese nachricht wurde von|\
        diese e-mail wurde von|diese mail wurde mit|\
        envoyé de mon|envoyé depuis|envoyé avec|envoyé à partir|envoyé via|envoyé par|envoyée depuis|\
        enviado desde|enviado con|enviado vía|enviado de|enviado via|enviado por|enviada desde
        """)

    /// *Von meinem iPhone gesendet*: as above, and sent stands at the end.
    static let possibleMobileStartsOfGerman = PhraseSet("von meinem|von meiner")
    static let sentAtEnd = ["gesendet", "versendet", "verschickt", "geschickt"].map(TextFold.fold)

    /// Devices and programs, as footers name them.
    static let devices = PhraseSet(
        """
        iphone|ipad|ipod|macbook|imac|airmail|apple mail|android|samsung|galaxy|huawei|xiaomi|redmi|oneplus|pixel|nokia|motorola|xperia|oppo|realme|\
        fairphone|blackberry|htc|alcatel|ti-8|device|cell,|cell phone|cellphone|pc|computer|laptop|notebook|gerät|appareil|dispositivo|phone|smartphone|smart phone|mobile|mobil|handy|tablet|tablette|téléphone|portable|móvil|teléfono|celular|\
        telemóvel|outlook|hotmail|windows|mail for|mail pour|mail para|mail für|gmail|yahoo|aol|gmx|web.de|t-online|freenet|ionos|posteo|mailbox.org|\
        tutanota|tuta mail|proton|thunderbird|k-9|fairemail|bluemail|blue mail|edison|mailspring|superhuman|fastmail|zoho|icloud|laposte|\
        la poste mail|mail.ru|yandex|mail app|mail-app|email app|e-mail app|e-mail-app|mailbird|em client|postbox|mymail|webmail
        """)

    /// Words of a sentence, that no footer says.
    static let clauseWords: Set<[UInt8]> = Set(
        """
        but and not nothing is was were are it i we you has have had will can could cannot never yesterday today tomorrow it's aber und nicht \
        nichts ist war sind es ich wir sie hat habe haben kann konnte wird gestern heute morgen mais et pas rien est était c'est je \
        j'ai nous vous il elle hier aujourd'hui demain pero y no nada es está fue ha he hemos usted ayer hoy mañana
        """.split(separator: " ").map { TextFold.fold(String($0)) })

    /// What a footer of a phone starts with, and nothing else.
    static let mobileStarts = PhraseSet(
        """
        sent from mailbox|sent on the go|sent on the move|sent on the run|sent while on the go|sent while on the move|sent while mobile|von unterwegs gesendet|\
        get outlook for|get outlook from|from my iphone|from my ipad|from my mobile|from my phone|from my samsung|\
        from my android|from my blackberry|via mobile|via iphone|download outlook|holen sie sich outlook|hol dir outlook|\
        outlook für|\
        téléchargez outlook|télécharger outlook|obtenir outlook|obtenez outlook|provenance :|\
        enviado do|enviado pelo|enviado a partir|enviado com|obtener outlook|descargar outlook|obter o outlook|obtenha o outlook|baixar o outlook|\
        inviato da|inviato dal|inviato con|inviato tramite|inviata da|scarica outlook|ottieni outlook|\
        verzonden vanaf|verstuurd vanaf|verzonden met|verstuurd met|verzonden via|verzonden vanuit|outlook voor|download outlook|\
        sendt fra|sendt via|sendt med|hent outlook|få outlook|skaff outlook|skickat från|skickades från|skickat via|skickat med|hämta outlook|skaffa outlook|\
        lähetetty|hanki outlook|lataa outlook|wysłane z|wysłano z|wysłane przy|wysłano przy|pobierz program|pobierz aplikację|odesláno|odeslané|získat outlook|stáhnout outlook|odoslané|poslané z|poslano z|poslano s|poslano iz|\
        elküldve|küldve|iphone-ról|iphone-omról|az iphone|letöltés outlook|trimis de|trimis din|trimis cu|obţineţi outlook|obțineți outlook|\
        отправлено с|отправлено из|отправлено через|отправлена с|отправлено от|послано с|скачать outlook|скачайте outlook|надіслано з|відправлено з|надіслано через|изпратено от|пратено от|\
        iphone'umdan|iphone'dan|ipad'imden|android'den|στάλθηκε από|εστάλη από|απεστάλη από|saadetud minu|sūtīts no|išsiųsta iš|enviat des|\
        从我的|從我的|发自我的|发自|發自|傳送自|来自我的|iphoneから送信|ipadから送信|androidから|스마트폰에서|나의 iphone|내 iphone|נשלח מה|נשלח מ|أرسلت من|أُرسلت من|مرسل من|تم الإرسال من|\
        đã gửi từ|được gửi từ|gửi từ|dikirim dari|ส่งจาก|get [outlook|[sent from|sent from [
        """)

    /// What a mobile footer may end with.
    static let mobileEnds = [
        "from mobile", "via mobile", "から送信", "에서 보냄", "傳送", "发送", "'dan gönderildi", "dan gönderildi", "den gönderildi",
        "gönderildi", "küldve", "ből küldve", "via phone",
    ]
    .map(TextFold.fold)

    /// What only a machine or a lawyer adds; a paragraph that starts with it ends the mail.
    static let footers = PhraseSet(
        """
        this message contains confidential|this email contains confidential|this e-mail is confidential|this email is confidential|confidentiality notice|\
        legal disclaimer|privileged and confidential|think before you print|save a tree|diese nachricht ist vertraulich|vertraulichkeitshinweis|\
        haftungsausschluss|bitte denken sie an die umwelt|bitte prüfen sie, ob diese|ce courriel est|avis de confidentialité|ce message est confidentiel|\
        pensez à l'environnement|aviso de confidencialidad|antes de imprimir|aviso de confidencialidade|avviso di riservatezza|esta mensagem é confidencial|este mensaje es confidencial|questo messaggio è riservato|questo messaggio è confidenziale|confidentiality:|this email has been checked|\
        this e-mail has been checked|this email has been scanned|this message has been scanned|virus-free|scanned by|checked by avg|no virus found|\
        diese e-mail wurde von avast|diese e-mail wurde auf viren|virenfrei|cet e-mail a été vérifié|garanti sans virus|l'absence de virus|\
        el software de antivirus|este e-mail foi verificado|livre de vírus|libre de virus|mail priva di virus|virusvrij|проверено на вирусы|без вирусов|\
        wolny od wirusów|bez virů|deze e-mail is gecontroleerd|you received this message because|you are receiving this because|you're receiving this|\
        you received this email because|to unsubscribe from this|to unsubscribe,|to unsubscribe:|to unsubscribe send|unsubscribe:|reply to this email directly|\
        to post to this group|for more options, visit|to respond, reply to this email|to view this discussion|manage your subscription|view it on github|\
        você recebeu essa mensagem|vous recevez ce message|sie erhalten diese nachricht
        """)

    /// What disclaimers start with, and people, too (*This message comes up when I log in*): the paragraph has to hold one of ``legalWords``.
    static let possibleFooters = PhraseSet(
        """
        this e-mail and any|this email and any|this e-mail message and|this email message and|this message and any|this message (including|\
        this e-mail (including|this email (including|this message is intended|this e-mail is intended|this email is intended|this communication|\
        this transmission|disclaimer|legal notice|notice:|important notice|the information contained in this|\
        the information in this|the contents of this|the content of this e|if you are not the intended|if you have received this|\
        please consider the environment|please think before|privacy notice|nothing in this email|any views or opinions|diese e-mail enthält|diese e-mail kann|\
        diese mail enthält|diese nachricht enthält|der inhalt dieser e-mail|der inhalt dieser|die information in dieser|diese e-mail und|ce message et|\
        ce courriel et|ce message (et|cet e-mail et|ce mail et|ce message contient|les informations contenues|este mensaje y|este mensaje contiene|\
        este correo electrónico y|este correo y|este mensaje va|este mensaje se dirige|la información contenida|aviso legal|esta mensagem e|\
        esta mensagem contém|esta mensagem pode|este e-mail e|este email e|esta mensagem, incluindo|aviso legal|questo messaggio e|questa e-mail|\
        questo messaggio contiene|le informazioni contenute|ai sensi del|informativa privacy|dit bericht en|dit bericht is|deze e-mail en|deze e-mail is|\
        dit e-mailbericht|de informatie in dit|de informatie verzonden|denne e-mail|denne e-post|denne meddelelse|detta meddelande|detta e-post|detta mail|\
        denna e-post|tämä viesti|tämä sähköposti|niniejsza wiadomość|ta wiadomość|treść tej wiadomości|wiadomość ta|tato zpráva|tento e-mail|obsah tohoto|\
        táto správa|ez az e-mail|ez az üzenet|acest mesaj|acest e-mail|ova poruka|ovaj e-mail|это сообщение|данное сообщение|эта электронная|\
        настоящее сообщение|це повідомлення|цей лист|това съобщение|bu e-posta|bu mesaj|bu elektronik|το παρόν μήνυμα|αυτό το μήνυμα|本邮件|本電子郵件|このメール|本メール|본 메일|\
        이 메일|este correo electrónico ha sido
        """)

    static let legalWords = PhraseSet(
        """
        confidential|privileged|intended solely|intended only|intended for the|intended recipient|addressee|unauthori|virus|legally|liability|do not necessarily|environment|before printing|\
        vertraulich|beabsichtigte|empfänger|unbefugt|viren|umwelt|confidentiel|destinataire|juridique|confidencial|destinatari|exclusiv|privilegiad|riservat|strettamente|d.lgs|gdpr|\
        vertrouwelijk|geadresseerde|bestemd voor|fortrolig|tiltenkt|konfidentiell|avsedd|luottamuksel|poufn|adresat|przeznaczon|důvěrn|určen|adresát|dôvern|bizalmas|címzett|confidenţial|confidențial|destinatar|\
        povjerljiv|namijenjen|конфиденциальн|адресат|предназначен|конфіденційн|призначен|поверителн|gizli|alıcı|εμπιστευτικ|παραλήπτ|机密|保密|機密|機密情報|秘密|宛先|受信者|기밀|수신인|비밀
        """)

    /// What closes a letter; a contact block behind it is a signature, the words themselves were typed.
    static let closings = PhraseSet(
        """
        thanks|thank you|thx|cheers|best|best regards|kind regards|warm regards|regards|sincerely|yours|many thanks|with best|mit freundlichen|freundliche|viele grüße|liebe grüße|beste grüße|\
        grüße|gruß|schöne grüße|danke|vielen dank|cordialement|bien cordialement|merci|bien à vous|sincères|saludos|un saludo|atentamente|gracias|cordialmente|atenciosamente|abraços|obrigad|cumprimentos|cordiali saluti|\
        distinti saluti|saluti|grazie|met vriendelijke|vriendelijke groet|groeten|groet|bedankt|med venlig|venlig hilsen|mvh|med vennlig|vennlig hilsen|hilsen|med vänlig|vänliga hälsningar|hälsningar|tack|ystävällisin|terveisin|kiitos|\
        pozdrawiam|z poważaniem|dziękuję|s pozdravem|děkuji|s pozdravom|üdvözlettel|köszönöm|cu stimă|mulţumesc|mulțumesc|lijep pozdrav|srdačan pozdrav|s poštovanjem|hvala|с уважением|спасибо|з повагою|дякую|с наилучшими|\
        saygılar|teşekkürler|iyi çalışmalar|με εκτίμηση|ευχαριστώ|よろしく|宜しく|此致|谢谢|謝謝|감사합니다
        """)
}
