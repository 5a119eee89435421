import Testing

@testable import InternetMessage

/// How mail programs introduce what they quote, in the languages most used; written from what the programs do, with our own names.
@Suite("Attribution lines of programs and languages")
struct AttributionStyleTests {
    static let gmail = [
        "On Mon, Nov 3, 2025 at 10:05 AM Acme Support <support@acme.example> wrote:",
        "On Mon, Nov 3, 2025 at 10:05\u{202F}AM Acme Support <support@acme.example> wrote:",
        "On Mon, 3 Nov 2025 at 10:05, Acme Support <support@acme.example> wrote:",
        "On Mon, 3 Nov 2025, 10:05 Acme Support, <support@acme.example> wrote:",
        "Am Mo., 3. Nov. 2025 um 10:05 Uhr schrieb Acme Support <support@acme.example>:",
        "Le lun. 3 nov. 2025 à 10:05, Acme Support <support@acme.example> a écrit :",
        "El lun, 3 nov 2025 a las 10:05, Acme Support (<support@acme.example>) escribió:",
        "Il giorno lun 3 nov 2025 alle ore 10:05 Acme Support <support@acme.example> ha scritto:",
        "Em seg., 3 de nov. de 2025 às 10:05, Acme Support <support@acme.example> escreveu:",
        "Acme Support <support@acme.example> escreveu (segunda, 3/11/2025 à(s) 10:05):",
        "Op ma 3 nov 2025 om 10:05 schreef Acme Support <support@acme.example>:",
        "Den man. 3. nov. 2025 kl. 10.05 skrev Acme Support <support@acme.example>:",
        "man. 3. nov. 2025 kl. 10:05 skrev Acme Support <support@acme.example>:",
        "Den mån 3 nov. 2025 kl 10:05 skrev Acme Support <support@acme.example>:",
        "ma 3. marrask. 2025 klo 10.05 Acme Support (support@acme.example) kirjoitti:",
        "pon., 3 lis 2025 o 10:05 Acme Support <support@acme.example> napisał(a):",
        "po 3. 11. 2025 v 10:05 odesílatel Acme Support <support@acme.example> napsal:",
        "po 3. 11. 2025 o 10:05 Acme Support <support@acme.example> napísal(a):",
        "Acme Support <support@acme.example> ezt írta (időpont: 2025. nov. 3., H, 10:05):",
        "În lun., 3 nov. 2025 la 10:05, Acme Support <support@acme.example> a scris:",
        "пн, 3 нояб. 2025 г. в 10:05, Acme Support <support@acme.example>:",
        "пн, 3 лист. 2025 р. о 10:05 Acme Support <support@acme.example> пише:",
        "На пн, 3.11.2025 г. в 10:05 Acme Support <support@acme.example> написа:",
        "pon, 3. stu 2025. u 10:05 Acme Support <support@acme.example> napisao je:",
        "пон, 3. нов 2025. у 10:05 Acme Support <support@acme.example> је написао/ла:",
        "V V pon., 3. nov. 2025 ob 10:05 je oseba Acme Support <support@acme.example> napisala:",
        "Acme Support <support@acme.example>, 3 Kas 2025 Pzt, 10:05 tarihinde şunu yazdı:",
        "Στις Δευ 3 Νοε 2025 στις 10:05 π.μ., ο/η Acme Support <support@acme.example> έγραψε:",
        "2025年11月3日(月) 10:05 Acme Support <support@acme.example>:",
        "Acme Support <support@acme.example> 于2025年11月3日周一 10:05写道：",
        "Acme Support <support@acme.example> 於 2025年11月3日 週一 上午10:05寫道：",
        "2025년 11월 3일 (월) 오전 10:05, Acme Support <support@acme.example>님이 작성:",
        "\u{202B}בתאריך יום ב׳, 3 בנוב׳ 2025 ב-10:05 מאת \u{202A}Acme Support\u{202C}\u{200F} <\u{202A}support@acme.example\u{202C}\u{200F}>:\u{202C}",
        "في الاثنين، 3 نوفمبر 2025 في 10:05 ص تمت كتابة ما يلي بواسطة \u{202A}Acme Support\u{202C}\u{200F} <\u{202A}support@acme.example\u{202C}\u{200F}>:",
        "Vào Th 2, 3 thg 11, 2025 vào lúc 10:05 Acme Support <support@acme.example> đã viết:",
        "Pada Sen, 3 Nov 2025 pukul 10.05 Acme Support <support@acme.example> menulis:",
        "ในวันที่ จ. 3 พ.ย. 2025 เวลา 10:05 Acme Support <support@acme.example> เขียนว่า:",
        "Missatge de Acme Support <support@acme.example> del dia dl., 3 de nov. 2025 a les 10:05:",
        "Kuupäev E, 3. november 2025 kell 10:05 kirjutas Acme Support <support@acme.example>:",
        "pirmd., 2025. g. 3. nov., plkst. 10:05 — lietotājs Acme Support (<support@acme.example>) rakstīja:",
        "2025-11-03, pr, 10:05 Acme Support <support@acme.example> rašė:",
        "सोम, 3 नव॰ 2025 को 10:05 am बजे को Acme Support <support@acme.example> ने लिखा:",
        "در تاریخ دوشنبه ۳ نوامبر ۲۰۲۵، ۱۰:۰۵ Acme Support <support@acme.example> نوشت:",
    ]

    static let apple = [
        "On 3 Nov 2025, at 10:05, Acme Support <support@acme.example> wrote:",
        "On Nov 3, 2025, at 10:05 AM, Acme Support <support@acme.example> wrote:",
        "Am 03.11.2025 um 10:05 schrieb Acme Support <support@acme.example>:",
        "Le 3 nov. 2025 à 10:05, Acme Support <support@acme.example> a écrit :",
        "El 3 nov 2025, a las 10:05, Acme Support <support@acme.example> escribió:",
        "Il giorno 3 nov 2025, alle ore 10:05, Acme Support <support@acme.example> ha scritto:",
        "Em 3 de nov. de 2025, à(s) 10:05, Acme Support <support@acme.example> escreveu:",
        "No dia 3 de nov. de 2025, às 10:05, Acme Support <support@acme.example> escreveu:",
        "Op 3 nov 2025 om 10:05 heeft Acme Support <support@acme.example> het volgende geschreven:",
        "Den 3. nov. 2025 kl. 10.05 skrev Acme Support <support@acme.example>:",
        "3 nov. 2025 kl. 10:05 skrev Acme Support <support@acme.example>:",
        "Acme Support <support@acme.example> kirjoitti 3.11.2025 kello 10.05:",
        "Wiadomość napisana przez Acme Support <support@acme.example> w dniu 3 lis 2025, o godz. 10:05:",
        "3. 11. 2025 v 10:05, Acme Support <support@acme.example>:",
        "3 нояб. 2025 г., в 10:05, Acme Support <support@acme.example> написал(а):",
        "3 лист. 2025 р. о 10:05 Acme Support <support@acme.example> пише:",
        "Acme Support <support@acme.example> şunları yazdı (3 Kas 2025 10:05):",
        "2025/11/03 10:05、Acme Support <support@acme.example>のメール:",
        "2025年11月3日 上午10:05，Acme Support <support@acme.example> 写道：",
        "在 2025年11月3日，上午10:05，Acme Support <support@acme.example> 写道：",
        "2025. 11. 3. 오전 10:05, Acme Support <support@acme.example> 작성:",
        "Στις 3 Νοε 2025, στις 10:05 π.μ., ο χρήστης Acme Support <support@acme.example> έγραψε:",
        "ב-3 בנוב׳ 2025, בשעה 10:05, \u{200F}Acme Support <support@acme.example> כתב/ה:",
        "في ٣ نوفمبر ٢٠٢٥، الساعة ١٠:٠٥ ص، كتب Acme Support <support@acme.example>:",
        "Pada 3 Nov 2025, pukul 10.05, Acme Support <support@acme.example> menulis:",
        "Vào 10:05, 3 thg 11, 2025, Acme Support <support@acme.example> đã viết:",
    ]

    static let thunderbird = [
        "On 03/11/2025 10:05, Acme Support wrote:", "On 11/3/25 10:05 AM, Acme Support wrote:",
        "Am 03.11.25 um 10:05 schrieb Acme Support:", "Am 03.11.2025 10:05, schrieb Acme Support:",
        "Le 03/11/2025 à 10:05, Acme Support a écrit :", "El 3/11/25 a las 10:05, Acme Support escribió:",
        "Il 03/11/2025 10:05, Acme Support ha scritto:", "Em 03/11/2025 10:05, Acme Support escreveu:",
        "Às 10:05 de 03/11/2025, Acme Support escreveu:", "Op 3-11-2025 om 10:05 schreef Acme Support:",
        "Den 2025-11-03 kl. 10:05, skrev Acme Support:", "Den 03-11-2025 kl. 10:05 skrev Acme Support:",
        "Acme Support kirjoitti 3.11.2025 klo 10.05:", "W dniu 3.11.2025 o 10:05, Acme Support pisze:",
        "Dne 03. 11. 25 v 10:05 Acme Support napsal(a):", "2025. 11. 03. 10:05 keltezéssel, Acme Support írta:",
        "03.11.2025 10:05, Acme Support пишет:", "03.11.25 10:05, Acme Support пише:", "Acme Support yazdı (3.11.2025 10:05):",
        "3.11.2025 10:05 tarihinde Acme Support yazdı:", "(2025/11/03 10:05), Acme Support wrote:",
        "在 2025/11/3 10:05, Acme Support 写道:", "25. 11. 3. 10:05에 Acme Support 이(가) 쓴 글:",
        "Στις 3/11/25 10:05, ο/η Acme Support έγραψε:", "La 03.11.2025 10:05, Acme Support a scris:",
    ]

    static let others = [
        // Yahoo
        "On Monday, November 3, 2025 at 10:05:33 AM GMT+1, Acme Support <support@acme.example> wrote:",
        "Am Montag, 3. November 2025 um 10:05:33 MEZ hat Acme Support <support@acme.example> Folgendes geschrieben:",
        "Le lundi 3 novembre 2025 à 10:05:33 UTC+1, Acme Support <support@acme.example> a écrit :",
        "El lunes, 3 de noviembre de 2025, 10:05:33 CET, Acme Support <support@acme.example> escribió:",
        "Il lunedì 3 novembre 2025 alle ore 10:05:33 CET, Acme Support <support@acme.example> ha scritto:",
        "Em segunda-feira, 3 de novembro de 2025 10:05:33 BRT, Acme Support <support@acme.example> escreveu:",
        // Proton, Yandex, Mail.ru, 163, Zoho, Superhuman, Outlook for iOS
        "On Monday, November 3rd, 2025 at 10:05 AM, Acme Support <support@acme.example> wrote:",
        "Am Montag, 3. November 2025 um 10:05 schrieb Acme Support <support@acme.example>:",
        "03.11.2025, 10:05, \"Acme Support\" <support@acme.example>:",
        "Понедельник, 3 ноября 2025, 10:05 +03:00 от Acme Support <support@acme.example>:",
        "Понедельник, 3 ноября 2025 г., 10:05 +03:00 от support@acme.example:",
        "在 2025-11-03 10:05:33，\"Acme Support\" <support@acme.example> 写道：",
        "At 2025-11-03 10:05:33, \"Acme Support\" <support@acme.example> wrote:",
        "---- On Mon, 03 Nov 2025 10:05:33 +0100 Acme Support <support@acme.example> wrote ----",
        "On Mon, Nov 03, 2025 at 10:05 AM, Acme Support < support@acme.example > wrote:",
        "On Mon, Nov 03, 2025 at 10:05:33AM +0100, Acme Support wrote:",
        "On 2025-11-03 10:05, Acme Support wrote:", "Acme Support <support@acme.example> writes:",
        "Quoting Acme Support <support@acme.example>:", "Zitat von Acme Support <support@acme.example>:",
        "Citando Acme Support <support@acme.example>:", "Acme Support wrote on 03.11.25 10:05:",
    ]

    static let typed = "Thanks, that worked.\n\nOne more thing: is the blue one in stock?"

    @Test("the line and the quotation below it are cut", arguments: gmail + apple + thunderbird + others)
    func quoted(line: String) {
        let answer = reply(to: "\(Self.typed)\n\n\(line)\n\n> Hello Casey,\n>\n> please restart it.\n> -- \n> Acme\n")
        #expect(answer == Self.typed)
    }

    @Test(
        "with an address in it, it cuts a history without marks as well",
        arguments: gmail + apple + others.filter { $0.contains("@") })
    func unmarked(line: String) {
        let answer = reply(to: "\(Self.typed)\n\n\(line)\n\nHello Casey,\n\nplease restart it.\n")
        #expect(answer == Self.typed)
    }

    @Test(
        "wrapped by the sender, it is still one",
        arguments: gmail.filter { $0.count > 60 && $0.contains(" <support@acme.example>") })
    func wrapped(line: String) {
        let parts = line.split(separator: "<", maxSplits: 1)
        let answer = reply(to: "\(Self.typed)\n\n\(parts[0])\n<\(parts[1])\n\n> Hello Casey,\n")
        #expect(answer == Self.typed)
    }

    @Test("inline answers between quotations are kept with what they answer", arguments: thunderbird)
    func inline(line: String) {
        let answer = reply(to: "\(line)\n> Which model is it?\n\nThe blue one.\n\n> And since when?\n\nSince Monday.\n")
        #expect(answer.contains("The blue one.") && answer.contains("Since Monday.") && answer.contains("Which model"))
        #expect(!answer.contains("Acme Support"))
    }

    static let sentences = [
        "On Monday, 3 November at 10:05 your driver wrote this on the card:\n\nwe could not find you\n\nWhere is it now?",
        "Your colleague Ada wrote to me on 3/11/2025:\nplease send the form again.\nHere it is.",
        "I wrote to support@acme.example on 3 November 2025 at 10:05:\nno answer since then.",
        "Am 3.11.2025 schrieb ich Ihnen:\nkeine Antwort bis heute.\nWas ist da los?",
        "Here is what the display says since 3.11.2025 10:05:\nE42\nWhat does it mean?",
        "My other addresses are:\ncasey@home.example\ncasey@work.example\nPlease merge them.",
        "These are the two orders:\n2025-11-03 AB-1\n2025-11-04 AB-2\nPlease cancel both.",
        "To change my address, use this one from 1.12.2025:\nCasey\nMain Street 1\nSpringfield",
        "At 10:05 the page said:\nPayment failed.\nI tried again at 10:10.",
        "Le 3/11/2025 j'ai écrit à support@acme.example :\naucune réponse.\nMerci de me répondre.",
        "El 3/11/2025 les escribí:\nsin respuesta.\n¿Qué pasa?",
        "Ada from your shop said:\nsend it back.\nI did on 3/11/2025.",
    ]

    @Test("sentences that look like one stay, and all behind them", arguments: sentences)
    func typedSentences(body: String) {
        #expect(customerMail(body: body + "\n").replyText == body)
    }
}
