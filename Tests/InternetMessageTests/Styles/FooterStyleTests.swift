import Testing

@testable import InternetMessage

/// Signatures, footers and disclaimers, and what people type that looks like them.
@Suite("Footers of programs and languages")
struct FooterStyleTests {
    static let typed = "The kettle leaks.\n\nPlease send another one."

    static let footers = [
        "Sent from my iPhone", "Sent from my Galaxy", "Sent from Yahoo Mail on Android", "Sent from Outlook for Android",
        "Get Outlook for iOS",
        "Sent from Mail for Windows", "Sent with Proton Mail secure email.", "Sent via BlackBerry from T-Mobile",
        "Von meinem iPhone gesendet", "Von meinem Samsung Galaxy Smartphone gesendet.", "Von unterwegs gesendet",
        "Sent from my iPad mini", "Sent from my mobile phone. Please excuse brevity.", "Sent on the go",
        "Sent from Mailbox for iPad", "Sent from my Alcatel Flash2", "Sent from my cell, please excuse any typos.",
        "Sent from my Samsung Galaxy smartphone.", "Enviado desde mi móvil", "Envoyé avec l’application mobile Yahoo Mail",
        "Gesendet mit der GMX Mail App", "Gesendet von Outlook für Android", "Envoyé de mon iPhone",
        "Envoyé depuis mon téléphone Samsung",
        "Enviado desde mi iPhone", "Enviado do meu iPhone", "Inviato da iPhone", "Verstuurd vanaf mijn iPhone",
        "Sendt fra min iPhone",
        "Skickat från min iPhone", "Lähetetty iPhonesta", "Wysłane z iPhone'a", "Odesláno z iPhonu", "Odoslané z iPhonu",
        "Trimis de pe iPhone-ul meu",
        "Отправлено с iPhone", "Надіслано з iPhone", "iPhone'umdan gönderildi", "Στάλθηκε από το iPhone μου", "发自我的 iPhone",
        "發自我的 iPhone",
        "iPhoneから送信", "나의 iPhone에서 보냄", "נשלח מה-iPhone שלי", "أُرسلت من الـ iPhone", "Đã gửi từ iPhone của tôi",
        "Dikirim dari iPhone saya",
        "-- \nCasey Customer\nCustomer Ltd\n+49 30 1234567", "--\nCasey", "— \nCasey\nwww.customer.example",
        "Best regards,\n\n--\nCasey Customer", "________________________________\nCasey Customer\ncasey@customer.example",
        "Confidentiality Notice: this e-mail is for the addressee alone.",
        "This email and any files transmitted with it are confidential and intended solely for the use of the individual to whom they are addressed.",
        "If you are not the intended recipient, please delete this e-mail. It is confidential.",
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der Empfänger sind, löschen Sie sie.",
        "Ce message et ses pièces jointes sont confidentiels et destinés au seul destinataire.",
        "Este mensaje y sus adjuntos son confidenciales y se dirigen a su destinatario.",
        "Questo messaggio e gli allegati sono riservati al destinatario.",
        "Esta mensagem é confidencial e destina-se exclusivamente ao destinatário.",
        "Dit bericht is vertrouwelijk en alleen bestemd voor de geadresseerde.",
        "Это сообщение конфиденциально и предназначено только адресату.",
        "Niniejsza wiadomość jest poufna i przeznaczona dla adresata.",
        "Bu e-posta gizlidir ve yalnızca alıcısına gönderilmiştir.", "このメールには機密情報が含まれています。宛先以外の方は削除してください。",
        "This email has been checked for viruses by Avast antivirus software.", "Virus-free. www.avast.example",
        "Diese E-Mail wurde von Avast Antivirus-Software auf Viren geprüft.",
        "Please consider the environment before printing this e-mail.",
        "You received this message because you are subscribed to the group.",
    ]

    @Test("what a program or a lawyer added is cut, and stays available", arguments: footers)
    func cut(footer: String) {
        let mail = customerMail(body: "\(Self.typed)\n\n\(footer)\n")
        let closing = footer.hasPrefix("Best") ? "\n\nBest regards," : ""
        let isKept = mail.replyText == Self.typed + closing
        #expect(isKept, "\(mail.replyText)")
        let last = footer.split(separator: "\n").last.map(String.init) ?? ""
        #expect(mail.cutText.contains(last))
    }

    static let paragraphs = [
        "This message comes up when I log in: access denied.", "This communication problem started on Monday.",
        "The information in this manual is wrong.", "Notice: the lid is loose, too.", "Disclaimer on page 4 says otherwise.",
        "Confidential: please do not tell my husband about the present.", "Diese E-Mail kann ich nicht öffnen.",
        "Der Inhalt dieser Packung war kaputt.",
        "Ce message et le suivant étaient vides.", "Este correo y el anterior llegaron vacíos.", "Questa e-mail era vuota.",
        "Dit bericht is leeg.",
        "Это сообщение появляется при входе.", "Ta wiadomość przyszła dwa razy.", "Tato zpráva přišla dvakrát.",
        "Bu mesaj iki kez geldi.",
        "Denne meddelelse kom to gange.", "Detta meddelande kom två gånger.", "Tämä viesti tuli kahdesti.", "このメールは二回届きました。",
        "이 메일은 두 번 왔습니다.", "本邮件我收到了两次。", "Sent from Hamburg on Monday, it has not arrived.",
        "Sent by mistake, so please ignore the first one.",
        "Sent from our warehouse on Monday", "Sent from our warehouse on Monday.", "Sent by mistake.", "Sent via DHL",
        "Sent with the wrong cable", "Sent from my phone but nothing arrived", "Von meinem Konto wurden 20 Euro abgebucht.",
        "Von meinem Handy kann ich mich anmelden.", "Gesendet von unserem Lager in Hamburg", "Envoyé par la poste lundi",
        "Envoyé depuis notre entrepôt", "Enviado por correo el lunes", "Enviado desde nuestro almacén",
        "You received this parcel because of a mistake.", "To unsubscribe I clicked the link, but nothing happens.",
    ]

    @Test("people's paragraphs stay, and what they typed below", arguments: paragraphs)
    func kept(paragraph: String) {
        let body = "Hello,\n\n\(paragraph)\n\nWhat shall I do?"
        #expect(customerMail(body: body + "\n").replyText == body)
        let last = "Hello,\n\n\(paragraph)"
        #expect(customerMail(body: last + "\n").replyText == last)
    }

    @Test(
        "lists, codes and addresses that a person gives stay",
        arguments: [
            "My address is\n\nCasey Customer\nMain Street 1\n12345 Springfield\n\nPlease send it there.",
            "Order 4711\n- kettle\n- lid\n- cable", "The error is\n\n    E42 at 0x1F\n\non the display.",
            "Call me:\n+49 30 1234567",
            "See https://shop.example/kettle\nfor the one I mean.", "Two things:\n\n1) the lid\n2) the cable\n\nThanks",
            "--verbose does not help\nit says so",
        ])
    func contents(body: String) {
        #expect(customerMail(body: body + "\n").replyText == body)
    }
}
