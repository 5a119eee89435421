/// The words by which mail programs of many languages introduce what they quote. Folded when the sets are built.
enum HistoryPhrases {
    /// The verb of an attribution line.
    static let wrote = PhraseSet(
        """
        wrote|writes|schrieb|geschrieben|a écrit|écrit|escribió|escribio|ha escrito|ha scritto|scrisse|escreveu|schreef|geschreven|napisał|\
        napisala|pisze|написал|написала|пишет|писал|skrev|skrifaði|kirjoitti|yazdı|写道|寫道|寫|は書きました|さんは|書きました|wrote|작성|님이|napsal|napísal|\
        napisao|napisala|je napisa|piše|написав|написала|пише|написа|írta|έγραψε|έγραψαν|a scris|rašė|parašė|rakstīja|kirjutas|đã viết|เขียน|\
        כתב|כתבה|כתבו|كتب|كتبت|menulis|va escriure|ha escrit|idatzi|skribis|scribis|said|sent the following|ने लिखा|نوشت|missatge de|napisana przez|のメール|쓴 글|quoting |zitat von|citando |citat von|mensaje citado por|citation de|লিখেছেন|napisał(a)|naudotojas|пользователь
        """)

    /// Words that may open an attribution line, followed by a date or a name.
    static let openers = PhraseSet(
        """
        on |am |le |el |il |em |op |den |dne |dňa |w dniu |dnia |в |у |on|at |a |på |pe |la data |la |vào |pada |在 |在|于|於|el dia |ti |ke |ma |\
        to |pe |la |su |kl |dana |u |na |στις |την |bereits am |vom |il giorno |op |ngày |בתאריך |ב-|في |---- on |-----on |-- on |2
        """)

    /// Marks of a forwarded message, between dashes.
    static let forwarded = PhraseSet(
        """
        forwarded message|mail transféré|e-mail transféré|forwarded by|forwarded email|begin forwarded|weitergeleitete nachricht|weitergeleitete mail|weitergeleitete e-mail|\
        weitergeleitet von|anfang der weitergeleiteten|message transféré|message transmis|message réexpédié|courriel transféré|\
        début du message|mensaje reenviado|inicio del mensaje|messaggio inoltrato|inizio messaggio|inoltrato da|\
        mensagem encaminhada|mensagem reencaminhada|mensagem enviada|início da mensagem|doorgestuurd bericht|doorgestuurde|begin doorgestuurd|\
        videresendt meddelelse|videresendt besked|videresendt melding|videresendt e-post|start på videresendt|begynnelse på videresendt|\
        vidarebefordrat meddelande|vidarebefordrat mail|vidarebefordrat brev|vidarebefordrat e-post|börja vidarebefordrat|\
        välitetty viesti|edelleenlähetetty|välitetty|przekazana wiadomość|wiadomość przekazana|wiadomość przesłana dalej|przesłana wiadomość|\
        początek przekazywanej|początek przesłanej|přeposlaná zpráva|přeposlaný|začátek přeposílané|začátek přeposlané|preposlaná správa|\
        začiatok preposlanej|začiatok preposielanej|továbbított üzenet|továbbított levél|mesaj redirecţionat|mesaj redirecționat|mesaj transmis|\
        mesaj înaintat|început mesaj|începutul mesajului|proslijeđena poruka|proslijeđenu poruku|započni proslijeđenu|prosleđena poruka|\
        posredovano sporočilo|препратено съобщение|начало на препратено|пересылаемое сообщение|перенаправленное сообщение|пересланное сообщение|\
        пересланное письмо|начало переадресованного|начало пересылаемого|переадресованное|переслане повідомлення|перенаправлене|\
        початок листа|початок пересланого|пересилається|iletilen mesaj|iletilmiş mesaj|iletilmiş ileti|iletilen ileti|yönlendirilmiş|\
        yönlendirilen|ileti başlangıcı|iletilen e-posta|προωθημένο μήνυμα|αρχή προωθημένου|edastatud kiri|edastatud sõnum|pārsūtītā|pārsūtīta|\
        persiųstas|persiunčiamas|转发的邮件|转发的消息|转发邮件|转发信息|以下是转发|轉寄的郵件|轉寄郵件|轉寄訊息|轉寄的訊息|開始轉寄|转发的郵件|転送されたメッセージ|\
        転送メッセージ|転送メール|ここから転送|下記の転送|전달된 메시지|전달된 메일|전달된 이메일|전달 메시지|הודעה שהועברה|הודעה מועברת|תחילת ההודעה|רسالة|\
        رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة تم تحويلها|بداية الرسالة|tin nhắn đã chuyển tiếp|thư đã chuyển tiếp|thư chuyển tiếp|\
        pesan terusan|pesan diteruskan|pesan yang diteruskan|mulai pesan|ข้อความที่ส่งต่อ|missatge reenviat|forvidaresend|mezua birbidalia
        """)

    /// Marks of an original message, which replies and forwards share.
    static let original = PhraseSet(
        """
        original message|original mail|original email|originalnachricht|original-nachricht|ursprüngliche nachricht|ursprüngliche mail|\
        message d'origine|message original|message initial|courriel original|mensaje original|messaggio originale|messaggio originario|\
        mensagem original|oorspronkelijk bericht|origineel bericht|originele bericht|oprindelig meddelelse|original meddelelse|\
        oprindelig besked|opprinnelig melding|original melding|ursprungligt meddelande|originalmeddelande|ursprungligt mail|alkuperäinen viesti|\
        wiadomość oryginalna|oryginalna wiadomość|wiadomość pierwotna|původní zpráva|původní e-mail|pôvodná správa|eredeti üzenet|\
        mesaj original|mesajul original|izvorna poruka|originalna poruka|orginalna poruka|izvirno sporočilo|оригинално съобщение|\
        исходное сообщение|оригинальное сообщение|исходное письмо|оригінальне повідомлення|вихідне повідомлення|orijinal mesaj|özgün ileti|\
        özgün mesaj|orijinal ileti|αρχικό μήνυμα|algne sõnum|algkiri|sākotnējais ziņojums|pradinis pranešimas|pradinis laiškas|原始邮件|原始郵件|\
        原邮件|元のメッセージ|オリジナルメッセージ|원본 메시지|원본 메일|הודעה מקורית|الرسالة الأصلية|رسالة أصلية|thư gốc|tin nhắn gốc|pesan asli|ข้อความต้นฉบับ|\
        missatge original|original --|回复的原邮件|回复邮件|reply message|reply separator|previous message
        """)

    /// Prefixes of a subject that say *forwarded* (RFC 5322 knows none).
    static let forwardPrefixes = PhraseSet(
        """
        fw:|fwd:|fw：|fwd：|wg:|tr:|rv:|vs:|vb:|pd:|enc:|ilt:|i̇lt:|redir.:|redir:|i:|rif. fwd:|doorst:|vl:|lv:|rvs:|fs:|prz:|przek:|пересл:|\
        fwd.:|fw.:|tv:|továbbítás:|továbbított:|转发:|轉寄:|転送:|전달:|fwdl:|prf:|προωθ:|πρθ:|הועבר:|fyi:|[fwd:|[fw:|res: enc:|inoltra:|inoltro:|пр:|hа:|trs:|video:|vid:|doorgestuurd:|trs:|yml:|chuyển tiếp:|إعادة توجيه:|redirecționat:|továbbküldve:|tov:|
        """)

    static let replyPrefixes = PhraseSet(
        "re:|re[|رد:|تعقيب:|השב:|תשובה:|trả lời:|σχετ:|balas:|回覆：|回复：|aw:|sv:|antw:|antwoord:|odp:|res:|r:|rif:|ynt:|vá:|ref:|回复:|回覆:|答复:|返信:|회신:|atb:|απ:|hа:|ha:|ответ:|відп:|odg:|bls:|réf:|rép:"
    )
}

/// What a line of a quoted header says, by its label in many languages.
enum HistoryLabel: UInt8, Sendable {
    case from, to, cc, date, subject, other

    private static let table: [(kind: HistoryLabel, labels: String)] = [
        (
            .from,
            """
            from|von|de|da|van|fra|från|lähettäjä|od|feladó|de la|expeditor|expéditeur|šalje|pošiljatelj|pošiljalac|от|отправитель|від|від кого|відправник|\
            kimden|gönderen|από|saatja|nuo|no|sūtītājs|siuntėjas|发件人|寄件者|寄件人|發件人|差出人|送信者|送信元|보낸 사람|보낸사람|מאת|من|từ|dari|จาก|người gửi|desde|remitente|\
            mittente|absender|afsender|avsender|avsändare|nadawca|odesílatel|odosielateľ|отправлено|от кого|expedidor|remetente|изпращач|од|frá|nork|o|\
            envoyé par|gesendet von|from/de|发自|keltä
            """
        ),
        (
            .to,
            """
            to|an|à|a|para|aan|til|till|vastaanottaja|do|komu|címzett|către|destinataire|pour|prima|za|кому|до|kime|alıcı|προς|saaja|kam|kam/kas|adresāts|kellele|\
            收件人|宛先|받는 사람|받는사람|אל|إلى|đến|tới|kepada|ถึง|destinatario|destinatari|empfänger|modtager|mottaker|mottagare|adresat|příjemce|príjemca|pre|\
            получатель|отримувач|destinatário|до кого|per a|til:|kenelle|prejemnik|adressaat
            """
        ),
        (
            .cc,
            """
            cc|kopie|kopie (cc)|kopio|copie|copie à|copia|cópia|kopia|kopi|kópia|dw|do wiadomości|másolat|másolatot kap|копия|копія|bilgi|κοιν.|κοινοποίηση|抄送|副本|\
            참조|עותק|نسخة|đồng kính gửi|tembusan|สำเนา|bcc|cci|cco|blindkopie|skrytá kopie|ukryta kopia|c.c.|копие|kp|kopija
            """
        ),
        (
            .date,
            """
            date|sent|datum|data|fecha|dato|päivämäärä|pvm|dátum|дата|tarih|gönderildi|gesendet|gesendet am|envoyé|envoyé le|enviado|enviado el|enviada em|\
            enviado em|inviato|verzonden|sendt|skickat|lähetetty|wysłano|data wysłania|wysłane|odesláno|odoslané|elküldve|küldve|trimis|trimis la|data trimiterii|\
            poslano|отправлено|отправлен|надіслано|відправлено|ημερομηνία|στάλθηκε|εστάλη|kuupäev|saadetud|datums|nosūtīts|išsiųsta|发送时间|发件时间|发送日期|日期|时间|寄件日期|傳送時間|日時|送信日時|\
            送信日|보낸 날짜|날짜|보낸날짜|보낸시간|تم الإرسال|đã gửi|נשלח|תאריך|التاريخ|تاريخ الإرسال|ngày|tanggal|terkirim|dikirim|วันที่|ส่ง|enviat|poslato|poslané|изпратено|date sent|sent on|fecha de envío|датум|time|heure|uhrzeit
            """
        ),
        (
            .subject,
            """
            subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|otsikko|temat|předmět|predmet|tárgy|subiect|naslov|zadeva|тема|konu|θέμα|teema|\
            pealkiri|temats|tēma|tema|主题|主旨|件名|제목|נושא|الموضوع|chủ đề|tiêu đề|subjek|perihal|หัวเรื่อง|เรื่อง|assumpte|относно|efni|gaia|reč|věc|subj
            """
        ),
        (
            .other,
            """
            reply-to|reply to|antwort an|répondre à|responder a|responder para|rispondi a|risposta|antwoord aan|svar til|svara till|odpowiedz do|odpověď|válaszcím|\
            ответить|attachments|anlagen|anhänge|pièces jointes|pièce jointe|adjuntos|datos adjuntos|anexos|allegati|bijlagen|bijlage|vedhæftede filer|bilagor|vedlegg|\
            liitteet|załączniki|přílohy|prílohy|mellékletek|вложения|ekler|importance|wichtigkeit|priority|priorität|prioridad|message-id|resent-from|organization|\
            x-mailer|mime-version|content-type|newsgroups|resent-date|resent-to|size|附件|添付ファイル|categories|security|sensitivity|via|followup-to|organisation
            """
        ),
    ]

    private static let kinds: [[UInt8]: HistoryLabel] = {
        var kinds: [[UInt8]: HistoryLabel] = [:]
        for (kind, labels) in table {
            for label in labels.utf8.split(separator: UInt8(ascii: "|")) {
                let bytes = Array(label)
                let folded = TextFold.fold(bytes, bytes.trimmed(0..<bytes.count))
                if kinds[folded] == nil { kinds[folded] = kind }
            }
        }
        return kinds
    }()

    private static let subjects: [[UInt8]] = kinds.filter { $0.value == .subject && $0.key.count >= 4 }.map(\.key).sorted {
        $0.count > $1.count
    }

    private static let starts = PhraseSet(table.map(\.labels).joined(separator: "|"))

    /// The label that stands in `range`, unfolded, blanks around it cut off.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        // Labels of one byte are no phrases; of all others the first two are looked at before anything is folded.
        guard range.count == 1 || HistoryLabel.starts.mayStart(bytes, at: range.lowerBound),
            let kind = HistoryLabel.kinds[TextFold.fold(bytes, range)]
        else { return nil }
        self = kind
    }

    /// The longest label of a subject that ends, with its colon, at or before the end of folded text; for headers run into one line.
    static func lastSubject(in folded: [UInt8]) -> Range<Int>? {
        var position = folded.count - 1
        while position > 0 {
            if folded[position] == UInt8(ascii: ":") {
                for label in subjects where label.count <= position && folded.hasPrefix(label, at: position - label.count) {
                    return position - label.count..<position + 1
                }
            }
            position -= 1
        }
        return nil
    }
}
