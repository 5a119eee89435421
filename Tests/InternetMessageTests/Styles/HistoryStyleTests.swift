import Testing

@testable import InternetMessage

/// Quoted headers as mail programs write them above what they quote or forward.
@Suite("Quoted headers of programs and languages")
struct HistoryStyleTests {
    /// Labels of From, Sent, To and Subject by language, as Outlook has them, and the prefix of a forward's subject.
    static let languages: [(name: String, labels: [String], forward: String, mark: String)] = [
        ("English", ["From", "Sent", "To", "Subject"], "Fw", "Original Message"),
        ("German", ["Von", "Gesendet", "An", "Betreff"], "WG", "Ursprüngliche Nachricht"),
        ("French", ["De", "Envoyé", "À", "Objet"], "TR", "Message d'origine"),
        ("Spanish", ["De", "Enviado", "Para", "Asunto"], "RV", "Mensaje original"),
        ("Italian", ["Da", "Inviato", "A", "Oggetto"], "I", "Messaggio originale"),
        ("Portuguese", ["De", "Enviada em", "Para", "Assunto"], "ENC", "Mensagem original"),
        ("Dutch", ["Van", "Verzonden", "Aan", "Onderwerp"], "FW", "Oorspronkelijk bericht"),
        ("Danish", ["Fra", "Sendt", "Til", "Emne"], "VS", "Oprindelig meddelelse"),
        ("Norwegian", ["Fra", "Sendt", "Til", "Emne"], "VS", "Opprinnelig melding"),
        ("Swedish", ["Från", "Skickat", "Till", "Ämne"], "VB", "Ursprungligt meddelande"),
        ("Finnish", ["Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"], "VL", "Alkuperäinen viesti"),
        ("Polish", ["Od", "Wysłano", "Do", "Temat"], "PD", "Wiadomość oryginalna"),
        ("Czech", ["Od", "Odesláno", "Komu", "Předmět"], "FW", "Původní zpráva"),
        ("Slovak", ["Od", "Odoslané", "Komu", "Predmet"], "FW", "Pôvodná správa"),
        ("Hungarian", ["Feladó", "Elküldve", "Címzett", "Tárgy"], "Továbbítás", "Eredeti üzenet"),
        ("Romanian", ["De la", "Trimis", "Către", "Subiect"], "FW", "Mesaj original"),
        ("Croatian", ["Šalje", "Poslano", "Prima", "Predmet"], "FW", "Izvorna poruka"),
        ("Slovenian", ["Od", "Poslano", "Za", "Zadeva"], "FW", "Izvirno sporočilo"),
        ("Russian", ["От", "Отправлено", "Кому", "Тема"], "FW", "Исходное сообщение"),
        ("Ukrainian", ["Від", "Надіслано", "Кому", "Тема"], "FW", "Оригінальне повідомлення"),
        ("Bulgarian", ["От", "Изпратено", "До", "Относно"], "FW", "Оригинално съобщение"),
        ("Turkish", ["Kimden", "Gönderildi", "Kime", "Konu"], "İLT", "Özgün İleti"),
        ("Greek", ["Από", "Στάλθηκε", "Προς", "Θέμα"], "ΠΡΘ", "Αρχικό μήνυμα"),
        ("Estonian", ["Saatja", "Saadetud", "Adressaat", "Teema"], "FW", "Algne sõnum"),
        ("Latvian", ["No", "Nosūtīts", "Kam", "Tēma"], "FW", "Sākotnējais ziņojums"),
        ("Lithuanian", ["Nuo", "Išsiųsta", "Kam", "Tema"], "FW", "Pradinis pranešimas"),
        ("Chinese", ["发件人", "发送时间", "收件人", "主题"], "转发", "原始邮件"),
        ("Chinese, traditional", ["寄件者", "寄件日期", "收件者", "主旨"], "轉寄", "原始郵件"),
        ("Japanese", ["差出人", "送信日時", "宛先", "件名"], "FW", "元のメッセージ"),
        ("Korean", ["보낸 사람", "보낸 날짜", "받는 사람", "제목"], "FW", "원본 메시지"),
        ("Hebrew", ["מאת", "נשלח", "אל", "נושא"], "FW", "הודעה מקורית"),
        ("Arabic", ["من", "تم الإرسال", "إلى", "الموضوع"], "FW", "الرسالة الأصلية"),
        ("Vietnamese", ["Từ", "Đã gửi", "Tới", "Chủ đề"], "FW", "Thư gốc"),
        ("Indonesian", ["Dari", "Terkirim", "Kepada", "Subjek"], "FW", "Pesan asli"),
        ("Thai", ["จาก", "ส่ง", "ถึง", "เรื่อง"], "FW", "ข้อความต้นฉบับ"),
    ]

    static func header(_ labels: [String], emphasis: String = "", colon: String = ":") -> String {
        let values = [
            "Ada Lovelace <ada@customer.example>", "Monday, 3 November 2025 10:05", "Acme Support <support@acme.example>",
            "Broken kettle",
        ]
        return zip(labels, values).map { "\(emphasis)\($0)\(colon)\(emphasis) \($1)" }.joined(separator: "\n")
    }

    static let typed = "Thanks, that worked.\n\nCasey asks for the blue one."

    @Test("Outlook's desktop, web, mobile and Mac forms are cut in an answer", arguments: languages.indices)
    func answers(index: Int) {
        let language = Self.languages[index]
        let block = Self.header(language.labels)
        for history in [
            block, "________________________________\n\(block)", "-----\(language.mark)-----\n\(block)",
            "-------- \(language.mark) --------\n\(block)", Self.header(language.labels, emphasis: "*"),
        ] {
            let answer = reply(to: "\(Self.typed)\n\n\(history)\n\nThe kettle is broken.\n\nAda\n")
            #expect(answer == Self.typed, "\(language.name): \(history)")
        }
    }

    @Test(
        "the same under a subject that says forwarded tells the original author, subject and note", arguments: languages.indices)
    func forwards(index: Int) {
        let language = Self.languages[index]
        let block = Self.header(language.labels)
        for history in ["________________________________\n\(block)", "-----\(language.mark)-----\n\(block)", block] {
            let mail = customerMail(
                subject: "\(language.forward): Broken kettle",
                body: "\(Self.typed)\n\n\(history)\n\nThe kettle is broken.\n\nAda\n")
            #expect(mail.forwarded?.from == "ada@customer.example", "\(language.name): \(history)")
            #expect(mail.forwarded?.fromName == "Ada Lovelace" && mail.forwarded?.subject == "Broken kettle", "\(language.name)")
            #expect(mail.forwarded?.text == "The kettle is broken.\n\nAda" && mail.replyText == Self.typed, "\(language.name)")
        }
    }

    /// Gmail's, Apple's, Thunderbird's and others' marks of a forward.
    static let marks = [
        "---------- Forwarded message ---------", "---------- Weitergeleitete Nachricht ---------",
        "---------- Message transféré ---------", "---------- Mensaje reenviado ----------",
        "---------- Messaggio inoltrato ---------",
        "---------- Mensagem encaminhada ---------", "---------- Doorgestuurd bericht ---------",
        "---------- Videresendt meddelelse ---------", "---------- Vidarebefordrat mail ----------",
        "---------- Välitetty viesti ---------",
        "---------- Przekazana wiadomość ---------", "---------- Přeposlaný e-mail ---------",
        "---------- Továbbított üzenet ---------",
        "---------- Mesaj redirecționat ---------", "---------- Пересылаемое сообщение ----------",
        "---------- İletilmiş ileti ---------",
        "---------- Προωθημένο μήνυμα ----------", "---------- 转发的邮件 ---------", "---------- 轉寄郵件 ---------",
        "---------- 転送メッセージ ----------", "---------- 전달된 메일 ---------", "---------- הודעה שהועברה ---------",
        "---------- رسالة معاد توجيهها ---------", "---------- Thư đã chuyển tiếp ---------",
        "---------- Pesan terusan ---------",
        "Begin forwarded message:", "Anfang der weitergeleiteten Nachricht:", "Début du message réexpédié :",
        "Inicio del mensaje reenviado:",
        "Inizio messaggio inoltrato:", "Início da mensagem reencaminhada:", "Begin doorgestuurd bericht:",
        "Start på videresendt besked:",
        "Vidarebefordrat brev:", "Välitetty viesti alkaa:", "Początek przekazywanej wiadomości:", "Začátek přeposílané zprávy:",
        "Начало переадресованного сообщения:", "İleti başlangıcı:", "以下是转发的邮件：", "開始轉寄郵件：", "転送されたメッセージ：", "전달된 메시지:",
        "-------- Forwarded Message --------", "-------- Weitergeleitete Nachricht --------",
        "-------- Message transféré --------",
        "-------- Mensaje reenviado --------", "-------- Messaggio Inoltrato --------",
        "-------- Mensagem reencaminhada --------",
        "-------- Doorgestuurd bericht --------", "-------- Przekazana wiadomość --------",
        "-------- Перенаправленное сообщение --------",
        "----- Forwarded Message -----", "----- Weitergeleitete Mail -----", "----- Mail transféré -----",
        "----- Mensaje reenviado -----",
    ]

    @Test("a mark of a forward needs no subject that says so", arguments: marks)
    func marked(mark: String) {
        let header =
            "From: Ada Lovelace <ada@customer.example>\nDate: Mon, Nov 3, 2025 at 10:05 AM\nSubject: Broken kettle\nTo: <casey@acme.example>"
        let mail = customerMail(subject: "Please look", body: "\(Self.typed)\n\n\(mark)\n\(header)\n\n\nThe kettle is broken.\n")
        #expect(mail.forwarded?.from == "ada@customer.example" && mail.forwarded?.fromName == "Ada Lovelace")
        #expect(mail.forwarded?.subject == "Broken kettle" && mail.forwarded?.text == "The kettle is broken.")
        #expect(mail.replyText == Self.typed)
    }

    @Test("a mark and nothing typed above it leaves an empty note", arguments: marks.prefix(8))
    func withoutNote(mark: String) {
        let header =
            "From: ada@customer.example\nDate: Mon, Nov 3, 2025 at 10:05 AM\nSubject: Broken kettle\nTo: <casey@acme.example>"
        let mail = customerMail(subject: "Fwd: Broken kettle", body: "\(mark)\n\(header)\n\nThe kettle is broken.\n")
        #expect(mail.forwarded?.from == "ada@customer.example" && mail.replyText == "")
    }

    static let phones = [
        "-------- Original message --------\nFrom: Acme Support <support@acme.example>\nDate: 03/11/2025 10:05 (GMT+01:00)\nTo: casey@customer.example\nSubject: Re: kettle",
        "-------- Ursprüngliche Nachricht --------\nVon: Acme Support <support@acme.example>\nDatum: 03.11.25 10:05 (GMT+01:00)\nAn: casey@customer.example\nBetreff: Re: kettle",
        "-------- Message d'origine --------\nDe : Acme Support <support@acme.example>\nDate : 03/11/2025 10:05 (GMT+01:00)\nÀ : casey@customer.example\nObjet : Re: kettle",
        "-------- Mensaje original --------\nDe: Acme Support <support@acme.example>\nFecha: 3/11/25 10:05 (GMT+01:00)\nA: casey@customer.example\nAsunto: Re: kettle",
        "------------------ 原始邮件 ------------------\n发件人: \"Acme Support\" <support@acme.example>;\n发送时间: 2025年11月3日(星期一) 上午10:05\n收件人: \"casey\"<casey@customer.example>;\n主题: Re: kettle",
        "------------------ Original ------------------\nFrom: \"Acme Support\" <support@acme.example>;\nDate: Mon, Nov 3, 2025 10:05 AM\nTo: \"casey\"<casey@customer.example>;\nSubject: Re: kettle",
        "---- 回复的原邮件 ----\n| 发件人 | Acme Support<support@acme.example> |\n| 日期 | 2025年11月03日 10:05 |\n| 收件人 | <casey@customer.example> |\n| 主题 | Re: kettle |",
        "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Monday, November 3rd, 2025 at 10:05 AM, Acme Support <support@acme.example> wrote:",
        "Gesendet: Montag, 03. November 2025 um 10:05 Uhr\nVon: \"Acme Support\" <support@acme.example>\nAn: casey@customer.example\nBetreff: Re: kettle",
        "-----Original Message-----\nFrom: \"Acme Support\"<support@acme.example>\nTo: \nCc: \nSent: 2025-11-03 (월) 10:05:33 (GMT+09:00)\nSubject: Re: kettle",
        "--------- 원본 메일 ---------\n보낸사람 : Acme Support <support@acme.example>\n받는사람 : casey@customer.example\n날짜: 2025년 11월 3일\n제목: Re: kettle",
        "-----Ursprüngliche Nachricht-----\nVon: Acme Support [mailto:support@acme.example]\nGesendet: Montag, 3. November 2025 10:05\nAn: casey@customer.example\nBetreff: Re: kettle",
        "-------- Исходное сообщение --------\nОт: Acme Support <support@acme.example>\nДата: 03.11.2025 10:05\nКому: casey@customer.example\nТема: Re: kettle",
    ]

    @Test("what phones and web mailers quote is cut", arguments: phones)
    func phoneHistory(history: String) {
        #expect(reply(to: "\(Self.typed)\n\n\(history)\n\nplease restart it\n") == Self.typed)
    }

    static let orders = [
        "I want to move my subscription:\n\nFrom: Berlin\nTo: Hamburg\nDate: 3 November 2025\n\nIs that possible?",
        "The form has these fields:\n\nSubject: kettle\nTo: support\n\nand no place for a picture.",
        "Please book it.\n\nFrom: 3 November\nTo: 5 November\n\nTwo persons.",
        "Von: München\nNach: Köln\nDatum: 3.11.2025\n\nBitte stornieren.",
        "My data:\n\nName: Casey\nDate: 3.11.2025\nTo: the office\n\nThanks",
    ]

    @Test("a form that a person filled in is no history", arguments: orders)
    func forms(body: String) {
        let mail = customerMail(body: body + "\n")
        #expect(mail.replyText == body && mail.forwarded == nil)
    }
}
