import Testing

@testable import InternetMessage

@Suite("What was typed now")
struct ReplyTextTests {
    static let attributions = [
        "On Mon, 3 Nov 2025 at 10:05, Support <support@acme.example> wrote:", "Am 03.11.2025 um 10:05 schrieb Support:",
        "Am Mo., 3. Nov. 2025 um 10:05 Uhr schrieb Support <support@acme.example>:",
        "Le lun. 3 nov. 2025 à 10:05, Support <support@acme.example> a écrit :",
        "El lun, 3 nov 2025 a las 10:05, Support (<support@acme.example>) escribió:",
        "Il giorno lun 3 nov 2025 alle ore 10:05 Support <support@acme.example> ha scritto:",
        "Em seg., 3 de nov. de 2025 às 10:05, Support <support@acme.example> escreveu:",
        "Op ma 3 nov 2025 om 10:05 schreef Support <support@acme.example>:",
        "Den mån 3 nov. 2025 kl 10:05 skrev Support <support@acme.example>:",
        "Den man. 3. nov. 2025 kl. 10.05 skrev Support <support@acme.example>:",
        "ma 3. marrask. 2025 klo 10.05 Support (support@acme.example) kirjoitti:",
        "pon., 3 lis 2025 o 10:05 Support <support@acme.example> napisał(a):",
        "po 3. 11. 2025 v 10:05 odesílatel Support <support@acme.example> napsal:",
        "po 3. 11. 2025 o 10:05 Support <support@acme.example> napísal(a):",
        "Support <support@acme.example> ezt írta (időpont: 2025. nov. 3., H, 10:05):",
        "În lun., 3 nov. 2025 la 10:05, Support <support@acme.example> a scris:",
        "пн, 3 нояб. 2025 г. в 10:05, Support <support@acme.example>:", "3 ноября 2025 г., 10:05, Support написал:",
        "пн, 3 лист. 2025 р. о 10:05 Support <support@acme.example> пише:",
        "Support <support@acme.example>, 3 Kas 2025 Pzt, 10:05 tarihinde şunu yazdı:",
        "Στις Δευ 3 Νοε 2025 στις 10:05 π.μ., ο χρήστης Support <support@acme.example> έγραψε:",
        "2025年11月3日(月) 10:05 Support <support@acme.example>:", "在 2025年11月3日，上午10:05，Support <support@acme.example> 写道：",
        "2025년 11월 3일 (월) 오전 10:05, Support <support@acme.example>님이 작성:",
        "Vào Th 2, 3 thg 11, 2025 vào lúc 10:05 Support <support@acme.example> đã viết:",
        "Pada Sen, 3 Nov 2025 pukul 10.05 Support <support@acme.example> menulis:",
        "‫בתאריך יום ב׳, 3 בנוב׳ 2025 ב-10:05 מאת ‪Support‬‏ <‪support@acme.example‬‏>:‬", "On 03/11/2025 10:05, Support wrote:",
        "Support <support@acme.example> wrote:",
        "On Mon, Nov 3, 2025 at 10:05 AM Support Team of the Acme Company\n<support@acme.example>\nwrote:",
        "2025-11-03 10:05 GMT+01:00 Support <support@acme.example>:",
    ]

    @Test("attribution lines of many languages go, with the quotation behind them", arguments: attributions)
    func cutsAttribution(line: String) {
        #expect(reply(to: "Yes, it arrived.\n\n\(line)\n\n> Did it arrive?\n> Support\n") == "Yes, it arrived.")
    }

    @Test("attribution lines go even where nothing marks the history behind them", arguments: attributions)
    func cutsUnquotedHistory(line: String) {
        #expect(reply(to: "Yes, it arrived.\n\n\(line)\n\nDid it arrive?\nSupport\n") == "Yes, it arrived.")
    }

    static let headers = [
        "-----Original Message-----\nFrom: Support <support@acme.example>\nSent: Monday, November 3, 2025 10:05 AM\nTo: Casey\nSubject: Your order\n",
        "________________________________\nFrom: Support <support@acme.example>\nSent: Monday, November 3, 2025 10:05\nTo: Casey <casey@customer.example>\nSubject: Your order\n",
        "Von: Support <support@acme.example>\nGesendet: Montag, 3. November 2025 10:05\nAn: Casey\nBetreff: Ihre Bestellung\n",
        "De : Support <support@acme.example>\nEnvoyé : lundi 3 novembre 2025 10:05\nÀ : Casey\nObjet : Votre commande\n",
        "De: Support <support@acme.example>\nEnviado: lunes, 3 de noviembre de 2025 10:05\nPara: Casey\nAsunto: Su pedido\n",
        "Da: Support <support@acme.example>\nInviato: lunedì 3 novembre 2025 10:05\nA: Casey\nOggetto: Il suo ordine\n",
        "Van: Support <support@acme.example>\nVerzonden: maandag 3 november 2025 10:05\nAan: Casey\nOnderwerp: Uw bestelling\n",
        "Fra: Support <support@acme.example>\nSendt: 3. november 2025 10:05\nTil: Casey\nEmne: Din ordre\n",
        "Od: Support <support@acme.example>\nWysłano: poniedziałek, 3 listopada 2025 10:05\nDo: Casey\nTemat: Zamówienie\n",
        "От: Support <support@acme.example>\nОтправлено: 3 ноября 2025 г. 10:05\nКому: Casey\nТема: Заказ\n",
        "发件人: Support <support@acme.example>\n发送时间: 2025年11月3日 10:05\n收件人: Casey\n主题: 订单\n",
        "差出人: Support <support@acme.example>\n送信日時: 2025年11月3日 10:05\n宛先: Casey\n件名: ご注文\n",
        "*From:* Support <support@acme.example>\n*Sent:* Monday, November 3, 2025 10:05\n*To:* Casey\n*Subject:* Your order\n",
    ]

    @Test("quoted headers of Outlook and its kin go, with all behind them", arguments: headers)
    func cutsHeaders(header: String) {
        #expect(reply(to: "Yes, it arrived.\n\n\(header)\nDid it arrive?\n") == "Yes, it arrived.")
    }

    static let footers = [
        "Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone", "Enviado desde mi iPhone",
        "Inviato da iPhone", "Enviado do meu iPhone", "Verzonden vanaf mijn iPhone", "Sendt fra min iPhone",
        "Skickat från min iPhone", "Lähetetty iPhonesta", "Wysłane z iPhone'a", "Odesláno z iPhonu", "Отправлено с iPhone",
        "iPhone'umdan gönderildi", "iPhoneから送信", "发自我的 iPhone", "나의 iPhone에서 보냄",
        "Get Outlook for Android", "-- \nCasey Customer\nAcme GmbH", "--\nCasey\n+44 20 7946 0001",
        "Casey Customer\nHead of Things\n+44 20 7946 0001\nwww.customer.example",
        "________________________________\nThis e-mail and any attachments are confidential. If you are not the intended recipient, delete it.",
        "This email has been checked for viruses by Avast antivirus software.\nwww.avast.com",
    ]

    @Test("signatures, phones' footers and disclaimers go", arguments: footers)
    func cutsFooters(footer: String) {
        #expect(customerMail(body: "Where is my parcel?\n\n\(footer)\n").replyText == "Where is my parcel?")
    }

    @Test("answers between quoted lines stay, with the lines that they answer")
    func keepsInlineAnswers() {
        let text = reply(to: "> Which size?\n\nLarge, please.\n\n> Which colour?\n\nBlue.\n\n> Regards\n> Support\n")
        #expect(
            text.contains("Large, please.") && text.contains("Blue.") && text.contains("> Which colour?")
                && !text.contains("Regards"))
    }

    @Test("an answer below the quotation stays, the quotation above it goes")
    func bottomPosting() {
        #expect(
            reply(to: "On Mon, 3 Nov 2025 at 10:05, Support <support@acme.example> wrote:\n> Did it arrive?\n\nYes, it did.\n")
                == "Yes, it did.")
    }

    static let typed = [
        "On Monday I wrote to you about the following:\nthe box was empty.",
        "I paid 20.50 on 3/11/2025 and my friend wrote:\nnothing helped", "Steps:\n---\n1. open\n2. crash",
        "Sent from my desk, is it faster to call?",
        "From: Berlin\nTo: Paris\nDate: 3 May\nPlease book.",
        "My data:\n\nCasey Customer\n+44 20 7946 0001\ncasey@customer.example", "Thanks,\nit works now",
        "Please forward this message: it is urgent", "a -- b -- c",
        "Is 5 > 3?\nYes 5 > 3", "The subject: is open\nThe date: unknown",
    ]

    @Test("what people type is not taken for history or signature", arguments: typed)
    func keepsTyped(body: String) {
        #expect(customerMail(body: body).replyText == body)
    }

    @Test(
        "HTML history of Gmail, Apple, Yahoo, Thunderbird and Outlook goes",
        arguments: [
            "<div class=\"gmail_quote\"><div class=\"gmail_attr\">On Mon, Nov 3, 2025, Support wrote:<br></div><blockquote class=\"gmail_quote\">old</blockquote></div>",
            "<div><blockquote type=\"cite\"><div>On 3 Nov 2025, at 10:05, Support &lt;s@acme.example&gt; wrote:</div>old</blockquote></div>",
            "<div id=\"ydp1yahoo_quoted_1\" class=\"yahoo_quoted\"><div>On Monday, Support wrote:</div>old</div>",
            "<div class=\"moz-cite-prefix\">On 03.11.2025 10:05, Support wrote:<br></div><blockquote type=\"cite\">old</blockquote>",
            "<hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>From:</b> Support<br><b>Sent:</b> Monday<br></div><div>old</div>",
            "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt\"><p><b>From:</b> Support &lt;s@acme.example&gt;<br><b>Sent:</b> Monday, November 3, 2025 10:05<br><b>To:</b> Casey<br><b>Subject:</b> Your order</p></div><p>old</p>",
        ])
    func cutsHTMLHistory(history: String) {
        let mail = reading(
            "From: casey@customer.example\nSubject: Re: x\nIn-Reply-To: <a@b>\nContent-Type: text/html\n\n<div>Yes, it arrived.</div>\(history)"
        )
        #expect(mail.replyText == "Yes, it arrived.")
        #expect(mail.text.contains("old"))
    }

    @Test("words behind thanks were typed, even above the sender's own name; a closing alone goes with it")
    func closingAboveOwnName() {
        func typed(_ body: String) -> String { reading("From: Pat Moe <p@x.example>\nSubject: Re: x\n\n\(body)\n").replyText }
        #expect(typed("Dear team,\n\nthank you, that helped.\n\nPat").contains("thank you, that helped."))
        #expect(typed("It leaks.\n\nDanke, bitte rufen Sie mich an\n\nPat Moe").contains("bitte rufen Sie mich an"))
        for closing in ["Best regards,", "Thank you!", "Viele Grüße aus Kiel", "Merci"] {
            #expect(typed("It leaks.\n\n\(closing)\nPat Moe") == "It leaks.", "\(closing)")
        }
    }

    @Test("what was cut stays, and each cut names its rule")
    func keepsWhatWasCut() {
        let mail = customerMail(
            "In-Reply-To: <a@b>", subject: "Re: x", body: "Yes.\n\nOn 3/11/2025 10:05, Support wrote:\n> Did it?\n")
        #expect(mail.cutText.contains("> Did it?") && mail.cutText.contains("Support wrote:"))
        #expect(mail.reasons.map(\.rule).contains("cut.attribution"))
        #expect(customerMail().cutText.isEmpty && customerMail().reasons.isEmpty)
    }
}
