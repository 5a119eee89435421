import Testing

@testable import InternetMessage

/// Automatic answers in many languages, with and without their headers, and people's mails that look like them.
@Suite("Automatic answers of programs and languages")
struct VacationStyleTests {
    /// Subject of a program's automatic answer, and the words of a notice.
    static let notices: [(subject: String, body: String)] = [
        (
            "Automatic reply: Your order",
            "I am out of the office until Monday. For urgent matters please contact my colleague."
        ), ("Out of office: Your order", "Thank you for your mail. I am on leave and will reply on my return."),
        (
            "Automatische Antwort: Ihre Bestellung",
            "Ich bin bis Montag nicht im Büro. In dringenden Fällen wenden Sie sich bitte an Ben."
        ),
        ("Abwesenheitsnotiz: Ihre Bestellung", "Ich befinde mich im Urlaub. Ihre Mail wird nicht weitergeleitet."),
        (
            "Réponse automatique : Votre commande",
            "Je suis absente du bureau jusqu'à lundi. En cas d'urgence, veuillez contacter Ben."
        ),
        (
            "Respuesta automática: Su pedido",
            "Estoy de vacaciones hasta el lunes. Para asuntos urgentes póngase en contacto con Ben."
        ),
        ("Risposta automatica: Il suo ordine", "Sono in ferie fino a lunedì. Per urgenze contattare Ben."),
        ("Resposta automática: O seu pedido", "Estou de férias até segunda-feira. Em caso de urgência contacte o Ben."),
        (
            "Automatisch antwoord: Uw bestelling",
            "Ik ben afwezig tot maandag. Voor dringende zaken kunt u contact opnemen met Ben."
        ),
        ("Automatisk svar: Din ordre", "Jeg er på ferie til mandag. Hvis det haster, så kontakt venligst Ben."),
        ("Autosvar: Din beställning", "Jag är på semester till måndag. Vid brådskande ärenden kontakta Ben."),
        ("Automaattinen vastaus: Tilauksesi", "Olen lomalla maanantaihin asti. Kiireellisissä asioissa ota yhteyttä Beniin."),
        ("Odpowiedź automatyczna: Zamówienie", "Jestem na urlopie do poniedziałku. W pilnych sprawach proszę o kontakt z Benem."),
        ("Automatická odpověď: Objednávka", "Jsem na dovolené do pondělí. V naléhavých případech kontaktujte Bena."),
        ("Automatická odpoveď: Objednávka", "Som na dovolenke do pondelka. V naliehavých prípadoch kontaktujte Bena."),
        ("Automatikus válasz: Rendelés", "Szabadságon vagyok hétfőig. Sürgős esetben keresse Bent."),
        ("Răspuns automat: Comanda", "Sunt în concediu până luni. Pentru urgențe contactați pe Ben."),
        ("Automatski odgovor: Narudžba", "Na godišnjem sam do ponedjeljka. U hitnim slučajevima obratite se Benu."),
        ("Samodejni odgovor: Naročilo", "Sem na dopustu do ponedeljka. V nujnih primerih se obrnite na Bena."),
        ("Автоматический ответ: Заказ", "Я в отпуске до понедельника. По срочным вопросам обращайтесь к Бену."),
        ("Автоматична відповідь: Замовлення", "Я у відпустці до понеділка. З термінових питань звертайтесь до Бена."),
        ("Автоматичен отговор: Поръчка", "В отпуск съм до понеделник. При спешност се обърнете към Бен."),
        ("Otomatik yanıt: Sipariş", "Pazartesiye kadar izindeyim. Acil durumlarda Ben ile iletişime geçin."),
        ("Αυτόματη απάντηση: Παραγγελία", "Είμαι εκτός γραφείου μέχρι τη Δευτέρα. Για κάτι επείγον επικοινωνήστε με τον Μπεν."),
        ("自动回复: 订单", "我正在休假，周一回来。如有紧急事情请联系本。"), ("自動回覆: 訂單", "我目前休假，週一返回。急事請聯絡小本。"),
        ("自動応答: ご注文", "休暇中のため月曜日まで不在にしております。お急ぎの場合はベンまでご連絡ください。"),
        ("자동 회신: 주문", "휴가 중이라 월요일까지 부재중입니다. 급한 용무는 벤에게 연락해 주십시오."),
        ("תשובה אוטומטית: ההזמנה", "אני בחופשה עד יום שני. בעניין דחוף פנו לבן."),
        ("رد تلقائي: الطلب", "أنا في إجازة حتى الاثنين. للأمور العاجلة تواصلوا مع بن."),
        ("Trả lời tự động: Đơn hàng", "Tôi đang nghỉ phép đến thứ Hai. Việc khẩn xin liên hệ Ben."),
        ("Balasan otomatis: Pesanan", "Saya sedang cuti sampai Senin. Untuk hal mendesak hubungi Ben."),
        ("ตอบกลับอัตโนมัติ: คำสั่งซื้อ", "ฉันลาพักร้อนถึงวันจันทร์ เรื่องด่วนโปรดติดต่อเบน"),
    ]

    @Test("A1: the header alone tells it, whatever the language", arguments: notices.indices)
    func withHeaders(index: Int) {
        let notice = Self.notices[index]
        let mail = customerMail("Auto-Submitted: auto-replied", subject: "Re: Your order", body: notice.body + "\n")
        #expect(mail.kind == .autoReply && !mail.mayAutorespond)
    }

    @Test("A1: without headers its subject tells it", arguments: notices.indices)
    func bySubject(index: Int) {
        let notice = Self.notices[index]
        let mail = customerMail(subject: notice.subject, body: notice.body + "\n")
        #expect(mail.kind == .autoReply && !mail.mayAutorespond, "\(notice.subject)")
    }

    @Test(
        "A1: without headers and under an ordinary subject, an answer that is only a notice tells it", arguments: notices.indices)
    func byWords(index: Int) {
        let notice = Self.notices[index]
        let mail = customerMail("In-Reply-To: <a1@acme.example>", subject: "Re: Your order", body: notice.body + "\n")
        #expect(mail.kind == .autoReply && !mail.mayAutorespond, "\(notice.body)")
    }

    static let machines: [(fields: String, subject: String, body: String)] = [
        ("X-Autoreply: yes", "Re: hello", "Thanks."), ("X-Autorespond: hello", "Re: hello", "Thanks."),
        ("X-Auto-Reply-From: x@y.example", "Re: hello", "Thanks."), ("Precedence: auto_reply", "Re: hello", "Thanks."),
        ("X-MS-Exchange-Inbox-Rules-Loop: a@b.example", "hello", "Thanks."),
        ("Auto-Submitted: auto-generated", "Ticket", "Created."),
        ("Auto-Submitted: (comment) auto-replied; owner-email=\"x\"", "x", "y"), ("auto-submitted:\n auto-replied", "x", "y"),
        ("Return-Path: <>", "Re: hello", "Not here."), ("Precedence: bulk", "News", "Ten new kettles."),
        ("List-Unsubscribe: <mailto:u@x.example>", "News", "Ten new kettles."),
        ("List-Id: <l.x.example>", "[l] hi", "Hello list"),
        (
            "", "[Ticket#123] Ticket received",
            "Your request has been received. This is an automated message, please do not reply."
        ),
        ("", "Request received: kettle", "Your request (4711) has been received and is being reviewed by our support team."),
        ("", "Eingangsbestätigung: Ihre Anfrage", "Wir haben Ihre Anfrage erhalten. Diese E-Mail wurde automatisch erstellt."),
        ("", "Accusé de réception : votre demande", "Ceci est un message automatique, merci de ne pas y répondre."),
        ("", "Acuse de recibo", "Este es un mensaje automático. Hemos recibido su solicitud."),
        (
            "", "Thank you for contacting Example",
            "We have received your message and will get back to you within two business days."
        ),
        ("", "Re: kettle", "*** This is an automatically generated email, please do not reply ***\n\nYour case was opened."),
        ("", "AutoReply: kettle", "I will be back on Monday."), ("", "OOO Re: kettle", "Back on Monday."),
        ("", "[Auto-Reply] kettle", "Back Monday."),
        ("", "I am out of office until 12 November Re: kettle", "Please contact Ben in urgent cases."),
    ]

    @Test("A1, A2, A3: machines are not answered", arguments: machines.indices)
    func machineMail(index: Int) {
        let mail = Self.machines[index]
        let read = customerMail(mail.fields, subject: mail.subject, body: mail.body + "\n")
        #expect(read.kind != .human && !read.mayAutorespond, "\(mail.subject)")
    }

    static let people: [(fields: String, subject: String, body: String)] = [
        ("", "Out of office printer is broken", "The printer in the out of office room does not work."),
        ("", "Out of office message does not stop", "How do I switch it off?"),
        ("", "Automatic reply settings", "Where do I find them in the portal?"),
        ("", "Automatic replies are not sent", "Since Monday nobody gets them."),
        ("", "Vacation request form broken", "I get an error when I save."),
        ("", "On vacation - where is my parcel?", "I am on vacation until Monday. Please hold the parcel back."),
        ("", "Holiday: deliver later?", "We are away until 12 November, please deliver later."),
        ("", "Absence: wrong days in the calendar", "The calendar shows three days too many."),
        ("", "Abwesenheit: falsche Tage im Kalender", "Der Kalender zeigt drei Tage zu viel an. Können Sie das prüfen?"),
        ("", "Urlaub: Paket bitte zurückhalten", "Ich bin ab Montag im Urlaub. Können Sie das Paket zurückhalten?"),
        ("", "Nicht im Büro: wohin mit dem Paket?", "Wir sind umgezogen. Wohin wird jetzt geliefert?"),
        ("", "Empfangsbestätigung fehlt", "Ich habe keine Empfangsbestätigung bekommen."),
        ("", "Empfangsbestätigung: wo finde ich sie?", "Für meine Bestellung brauche ich sie noch einmal."),
        ("", "Automatische Antwort abschalten", "Wie schalte ich sie ab?"),
        ("", "Absence : erreur dans le portail", "Le portail affiche une erreur quand je saisis mes dates."),
        ("", "En congé: livraison plus tard", "Pouvez-vous livrer après le 12 novembre ?"),
        ("", "Ausente: no recibí el paquete", "No estaba en casa el lunes. ¿Pueden traerlo mañana?"),
        ("", "Assente: mancata consegna", "Non ero a casa lunedì. Potete riconsegnare domani?"),
        ("", "Afwezig: pakket niet ontvangen", "Ik was maandag niet thuis. Kunt u het morgen brengen?"),
        ("", "Nieobecność: paczka", "Nie było mnie w domu. Czy mogą Państwo przyjechać jutro?"),
        ("", "В отпуске: перенести доставку", "Можно ли перенести доставку на 12 ноября?"),
        ("", "休假: 请延迟发货", "我下周才回家，请下周再发货，谢谢。"), ("", "휴가: 배송 연기", "다음 주에 배송해 주실 수 있나요?"),
        ("", "休暇申請について", "申請画面が開きません。確認をお願いします。"), ("", "外出中: 再配達", "月曜日に不在票が入っていました。明日届けてもらえますか。"),
        ("", "Thank you for your email", "It works now, and the kettle is lovely."),
        ("", "Thank you for your message!", "I will try that tomorrow and tell you."),
        ("", "We have received your parcel by mistake", "It is addressed to somebody else. What shall we do?"),
        ("", "We received your invoice: twice", "Number 17 came on Monday and again today. Which one shall we pay?"),
        ("", "Request received twice", "I sent it once only."),
        ("", "Re: Automatic reply: Your order", "Thanks, and when will it come?"),
        ("", "AW: Automatische Antwort: Ihre Bestellung", "Danke. Und wann kommt es?"),
        ("X-Auto-Response-Suppress: All", "Where is my parcel?", "It was due on Monday."),
        ("X-Auto-Response-Suppress: DR, OOF, AutoReply", "Invoice", "Please send it again."),
        ("Auto-Submitted: no", "Where is my parcel?", "It was due on Monday."), ("X-Priority: 1", "URGENT", "It is broken."),
        ("", "Re: Your order", "I am on vacation until Monday, could you deliver it after that? In urgent cases call my mother."),
        (
            "", "Re: Your order",
            "I'm out of the office today, so please call my mobile. The kettle leaks at the bottom and I need another one before Friday."
        ),
        ("", "Undelivered parcel", "The parcel could not be delivered, says the tracking page. Where is it?"),
        ("", "Delivery failure", "Your courier failed to deliver my kettle twice. user unknown is what the site says."),
        ("", "Returned mail", "I returned the kettle by mail on Monday. When do I get my money?"),
        ("", "Delivery problem with order 17", "It was returned to sender. Please send it again."),
        ("", "Read: your manual", "I read your manual and still cannot switch it on."),
        ("", "Zustellung fehlgeschlagen", "Ihr Fahrer hat das Paket nicht zugestellt. Was nun?"),
        ("", "Parcel", "It has been received by my neighbour. Please send the second one as soon as possible."),
        ("", "Su pedido", "Hemos recibido el paquete roto. Envíen otro lo antes posible."),
        ("", "Ordine 17", "Abbiamo ricevuto la merce sbagliata. Mandate quella giusta il prima possibile."),
        ("", "Commande", "Nous avons bien reçu le colis, mais il est vide. Merci de répondre dans les plus brefs délais."),
        ("", "Danke", "Danke für Ihre Nachricht. Ich probiere das am Werktag vor dem Urlaub, bitte melden Sie sich noch einmal."),
        ("", "Bounce house order", "When will the bounce house arrive?"),
        ("", "Abuse of my account", "Somebody uses my account."),
    ]

    @Test("A1, A4: people who write about such things stay people", arguments: people.indices)
    func humans(index: Int) {
        let mail = Self.people[index]
        let read = customerMail(mail.fields, subject: mail.subject, body: mail.body + "\n")
        #expect(read.kind == .human && read.mayAutorespond && read.bounce == nil, "\(mail.subject): \(read.reasons)")
    }
}
