import Testing

@testable import InternetMessage

/// Delivery failures as servers without the standard report write them, by family; our own words in their shapes.
@Suite("Failure notices of servers")
struct BounceStyleTests {
    struct Notice: Sendable, CustomStringConvertible {
        var description: String
        var from: String
        var subject: String
        var body: String
        var status: String?
        var isPermanent = true
        var recipients = ["ada@customer.example"]
        var fields = ""
    }

    static let returned =
        "Received: from mail.acme.example (mail.acme.example [192.0.2.1])\n  by mx.example; Mon, 3 Nov 2025 10:05:00 +0000\nFrom: support@acme.example\nTo: ada@customer.example\nSubject: Your kettle\nMessage-ID: <t1@acme.example>\n\nHello Ada\n"

    static let notices: [Notice] = [
        Notice(
            description: "qmail", from: "MAILER-DAEMON@mx.example", subject: "failure notice",
            body:
                "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<ada@customer.example>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 <ada@customer.example>... User unknown\nGiving up on 192.0.2.7.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <support@acme.example>\n",
            status: "5.1.1"),
        Notice(
            description: "qmail, without a code", from: "MAILER-DAEMON@mx.example", subject: "failure notice",
            body:
                "Hi. This is the qmail-send program at mx.example.\n\n<ada@customer.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <support@acme.example>\n",
            status: "5.1.1"),
        Notice(
            description: "Exim", from: "Mail Delivery System <Mailer-Daemon@mx.example>",
            subject: "Mail delivery failed: returning message to sender",
            body:
                "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ada@customer.example\n    host mx.customer.example [192.0.2.7]\n    SMTP error from remote mail server after RCPT TO:<ada@customer.example>:\n    550 5.1.1 <ada@customer.example>: no such user\n\n------ This is a copy of the message, including all the headers. ------\n\n",
            status: "5.1.1"),
        Notice(
            description: "Exim, delayed", from: "Mail Delivery System <Mailer-Daemon@mx.example>",
            subject: "Warning: message 1abc-0001 delayed 24 hours",
            body:
                "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.\n\nThe address to which the message has not yet been delivered is:\n\n  ada@customer.example\n    host mx.customer.example [192.0.2.7]: 451 4.7.1 try again later\n\nNo action is required on your part.\n",
            status: "4.7.1", isPermanent: false),
        Notice(
            description: "Postfix, plain", from: "MAILER-DAEMON@mx.example (Mail Delivery System)",
            subject: "Undelivered Mail Returned to Sender",
            body:
                "This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n<ada@customer.example>: host mx.customer.example[192.0.2.7] said: 552 5.2.2\n    Mailbox full (in reply to RCPT TO command)\n",
            status: "5.2.2"),
        Notice(
            description: "Sendmail, old", from: "Mail Delivery Subsystem <MAILER-DAEMON@mx.example>",
            subject: "Returned mail: see transcript for details",
            body:
                "The original message was received at Mon, 3 Nov 2025 10:05:00 +0000\nfrom mail.acme.example [192.0.2.1]\n\n   ----- The following addresses had permanent fatal errors -----\n<ada@customer.example>\n    (reason: 550 5.1.1 User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mx.customer.example.:\n>>> DATA\n<<< 550 5.1.1 User unknown\n550 5.1.1 <ada@customer.example>... User unknown\n",
            status: "5.1.1"),
        Notice(
            description: "Exchange", from: "System Administrator <postmaster@mx.example>", subject: "Undeliverable: Your kettle",
            body:
                "Your message\n\n  To:      ada@customer.example\n  Subject: Your kettle\n  Sent:    Mon, 3 Nov 2025 10:05:00 +0100\n\ndid not reach the following recipient(s):\n\nada@customer.example on Mon, 3 Nov 2025 10:06:00 +0100\n    The e-mail account does not exist at the organization this message was sent to.\n    <mx.example #5.1.1>\n",
            status: "5.1.1"),
        Notice(
            description: "Microsoft 365", from: "Microsoft Outlook <postmaster@outlook.example>",
            subject: "Undeliverable: Your kettle",
            body:
                "Your message to ada@customer.example couldn't be delivered.\nada wasn't found at customer.example.\n\nsupport  Office 365  ada\nAction Required  Recipient\n\nUnknown To address\n\nHow to Fix It\nThe address may be misspelled or may not exist.\n\nReported error: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ada@customer.example not found by SMTP address lookup\n",
            status: "5.1.10"),
        Notice(
            description: "Gmail", from: "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
            subject: "Delivery Status Notification (Failure)",
            body:
                "** Address not found **\n\nYour message wasn't delivered to ada@customer.example because the address couldn't be found, or is unable to receive mail.\n\nThe response was:\n\n550 5.1.1 The email account that you tried to reach does not exist.\n",
            status: "5.1.1"),
        Notice(
            description: "Gmail, old", from: "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
            subject: "Delivery Status Notification (Failure)",
            body:
                "Delivery to the following recipient failed permanently:\n\n     ada@customer.example\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the server for the recipient domain.\nThe error that the other server returned was: 550 5.2.1 mailbox disabled\n\n----- Original message -----\n",
            status: "5.2.1"),
        Notice(
            description: "Yahoo", from: "MAILER-DAEMON@yahoo.example", subject: "Failure Notice",
            body:
                "Sorry, we were unable to deliver your message to the following address.\n\n<ada@customer.example>:\n554: delivery error: dd This user doesn't have an account (ada@customer.example) [0] - mta1.example\n\n--- Below this line is a copy of the message.\n\n",
            status: nil),
        Notice(
            description: "AOL", from: "Mail Delivery Subsystem <MAILER-DAEMON@aol.example>",
            subject: "Returned mail: User unknown",
            body:
                "Your mail is not being delivered to these recipients:\n\n   ----- The following addresses had permanent fatal errors -----\n<ada@customer.example>\n\n   ----- Transcript of session follows -----\n... while talking to air.example.:\n>>> RCPT To:<ada@customer.example>\n<<< 550 MAILBOX NOT FOUND\n550 <ada@customer.example>... User unknown\n"
        ),
        Notice(
            description: "Zoho", from: "mailer-daemon@mail.zoho.example", subject: "Undelivered Mail Returned to Sender",
            body:
                "This message was created automatically by mail delivery software.\n A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\nada@customer.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 User unknown\n\nReceived:from mail.zoho.example\n",
            status: "5.1.1"),
        Notice(
            description: "Mail.ru", from: "mailer-daemon@corp.mail.example", subject: "Mail failure.",
            body:
                "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ada@customer.example\n    Unrouteable address\n\n------ This is a copy of the message ------\n"
        ),
        Notice(
            description: "German provider", from: "Mail Delivery System <mailer-daemon@gmx.example>",
            subject: "Mail delivery failed: returning message to sender",
            body:
                "Diese E-Mail wurde automatisch erzeugt.\n\nEine von Ihnen gesendete Nachricht konnte nicht zugestellt werden.\nFolgende Adresse ist fehlgeschlagen:\n\nada@customer.example:\nSMTP error from remote server for RCPT TO command, host: mx.customer.example (192.0.2.7) reason: 550 5.1.1 User unknown\n\n--- The header of the original message is following. ---\n\n",
            status: "5.1.1"),
        Notice(
            description: "French", from: "MAILER-DAEMON@orange.example (Système de messagerie)",
            subject: "Courrier non distribué",
            body:
                "Votre message n'a pas pu être remis au destinataire suivant :\n\n<ada@customer.example>: 550 5.1.1 utilisateur inconnu\n",
            status: "5.1.1"),
        Notice(
            description: "Spanish", from: "Postmaster <postmaster@correo.example>", subject: "No se puede entregar: Su pedido",
            body:
                "No se ha podido entregar el mensaje a los siguientes destinatarios:\n\nada@customer.example\n550 5.7.1 rechazado\n",
            status: "5.7.1"),
        Notice(
            description: "Italian", from: "Postmaster <postmaster@posta.example>", subject: "Mancato recapito: ordine",
            body:
                "Impossibile consegnare il messaggio ai seguenti destinatari:\n\n<ada@customer.example>: 550 5.1.1 utente sconosciuto\n",
            status: "5.1.1"),
        Notice(
            description: "Portuguese", from: "MAILER-DAEMON@uol.example", subject: "Mensagem não entregue",
            body: "A mensagem não pôde ser entregue ao destinatário:\n\n<ada@customer.example>: 550 5.1.1 usuário desconhecido\n",
            status: "5.1.1"),
        Notice(
            description: "Russian", from: "mailer-daemon@yandex.example", subject: "Недоставленное сообщение",
            body:
                "Это письмо отправлено почтовым сервером.\n\nК сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может быть доставлено одному или нескольким адресатам.\n\n<ada@customer.example>: host mx.customer.example[192.0.2.7] said: 550 5.7.1 No such user!\n",
            status: "5.7.1"),
        Notice(
            description: "Chinese", from: "Postmaster@qq.example", subject: "系统退信",
            body: "抱歉，您的邮件被退回来了。\n无法发送到 ada@customer.example\n退信原因：550 5.1.1 收件人地址不存在\n", status: "5.1.1"),
        Notice(
            description: "Japanese", from: "MAILER-DAEMON@docomo.example", subject: "Undelivered Mail Returned to Sender",
            body: "次のあて先へのメッセージはエラーのため送信できませんでした。\n\n<ada@customer.example>: 550 5.1.1 Unknown user\n", status: "5.1.1"),
        Notice(
            description: "Lotus Domino", from: "Postmaster@domino.example",
            subject: "DELIVERY FAILURE: User ada not listed in Domino Directory",
            body:
                "Your message\n\n  Subject: Your kettle\n\nwas not delivered to:\n\n  ada@customer.example\n\nbecause:\n\n  User ada (ada@customer.example) not listed in Domino Directory\n"
        ),
        Notice(
            description: "Courier", from: "\"Courier mail server at mx.example\" <mailer-daemon@mx.example>",
            subject: "NOTICE: mail delivery status.",
            body:
                "This is a delivery status notification from mx.example,\nrunning the Courier mail server, version 1.0.\n\nThe original message was received on Mon, 3 Nov 2025 10:05:00 +0000\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<ada@customer.example>:\n    mx.customer.example [192.0.2.7]:\n>>> RCPT TO:<ada@customer.example>\n<<< 550 5.1.1 unknown\n",
            status: "5.1.1"),
        Notice(
            description: "two recipients", from: "MAILER-DAEMON@mx.example", subject: "failure notice",
            body:
                "<ada@customer.example>:\n550 5.1.1 User unknown\n\n<ben@customer.example>:\n550 5.1.1 User unknown\n\n--- Below this line is a copy of the message.\n",
            status: "5.1.1", recipients: ["ada@customer.example", "ben@customer.example"]),
        Notice(
            description: "mail administrator", from: "\"Mail Administrator\" <postmaster@isp.example>",
            subject: "Mail System Error - Returned Mail",
            body:
                "This Message was undeliverable due to the following reason:\n\nYour message was not delivered because the destination computer was\nnot found.\n\n     <ada@customer.example>\n\nThe following recipients did not receive this message\n",
            status: nil),
        Notice(
            description: "X-Failed-Recipients", from: "Mail Delivery System <Mailer-Daemon@mx.example>",
            subject: "Mail delivery failed", body: "Your message was not delivered: no such user.\n", status: nil,
            fields: "X-Failed-Recipients: ada@customer.example"),
        Notice(
            description: "Amazon SES over SNS", from: "AWS Notifications <no-reply@sns.example>",
            subject: "Amazon SES Email Event Notification",
            body:
                "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"ada@customer.example\",\"action\":\"failed\",\"status\":\"5.1.1\",\"diagnosticCode\":\"smtp; 550 5.1.1 user unknown\"}]},\"mail\":{\"source\":\"support@acme.example\"}}\n",
            status: "5.1.1"),
    ]

    @Test("A5: a failure notice without a standard report names who failed and why", arguments: notices)
    func prose(notice: Notice) {
        let extra = notice.fields.isEmpty ? "" : notice.fields + "\n"
        let read = reading(
            "\(extra)From: \(notice.from)\nTo: support@acme.example\nSubject: \(notice.subject)\nDate: Tue, 04 Nov 2025 09:00:00 +0000\n"
                + "Content-Type: text/plain; charset=utf-8\n\n\(notice.body)\(notice.body.contains("copy") ? Self.returned : "")")
        #expect(read.kind == .bounce && !read.mayAutorespond)
        #expect(read.bounce?.recipients == notice.recipients)
        #expect(read.bounce?.isPermanent == notice.isPermanent)
        if let status = notice.status { #expect(read.bounce?.status == status) }
    }

    static func report(action: String, status: String, diagnostic: String, subject: String = "Delivery Status Notification")
        -> String
    {
        """
        From: MAILER-DAEMON@mx.example
        To: support@acme.example
        Subject: \(subject)
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=r

        --r

        A report.
        --r
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; Ada@Customer.Example
        Action: \(action)
        Status: \(status)
        Diagnostic-Code: \(diagnostic)

        --r
        Content-Type: message/rfc822

        From: support@acme.example
        To: ada@customer.example
        Message-ID: <t1@acme.example>

        Hello
        --r--

        """
    }

    @Test("A5: standard reports: failed, delayed, delivered, and the mail that they are about")
    func standard() {
        let failed = reading(Self.report(action: "failed", status: "5.1.1", diagnostic: "smtp; 550 5.1.1 unknown"))
        #expect(
            failed.kind == .bounce && failed.bounce?.recipients == ["ada@customer.example"] && failed.bounce?.status == "5.1.1")
        #expect(failed.bounce?.isPermanent == true && failed.bounce?.originalMessageIDs == ["t1@acme.example"])
        let delayed = reading(Self.report(action: "delayed", status: "4.4.1", diagnostic: "smtp; 421 no answer"))
        #expect(delayed.kind == .bounce && delayed.bounce?.isPermanent == false)
        let delivered = reading(Self.report(action: "delivered", status: "2.0.0", diagnostic: "smtp; 250 ok"))
        #expect(delivered.kind == .autoGenerated && delivered.bounce == nil && !delivered.mayAutorespond)
        let vague = reading(Self.report(action: "failed", status: "5.0.0", diagnostic: "smtp; 552 5.2.2 mailbox full"))
        #expect(vague.bounce?.status == "5.2.2")
    }

    @Test("A5: abuse reports and read receipts are told from bounces")
    func otherReports() {
        let abuse = reading(
            "From: fbl@isp.example\nTo: abuse@acme.example\nSubject: FW: kettle\nContent-Type: multipart/report; report-type=feedback-report; boundary=r\n\n--r\n\nThis is an email abuse report.\n--r\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\n\n--r\nContent-Type: message/rfc822\n\nFrom: support@acme.example\n\nx\n--r--\n"
        )
        #expect(abuse.kind == .abuseReport && !abuse.mayAutorespond && abuse.bounce == nil)
        let receipt = reading(
            "From: ada@customer.example\nTo: support@acme.example\nSubject: Read: kettle\nContent-Type: multipart/report; report-type=disposition-notification; boundary=r\n\n--r\n\nYour message was read.\n--r\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ada@customer.example\nDisposition: manual-action/MDN-sent-manually; displayed\n--r--\n"
        )
        #expect(receipt.kind == .receipt && !receipt.mayAutorespond && receipt.bounce == nil)
        for subject in [
            "Gelesen: Ihr Kessel", "Lu : votre bouilloire", "Leído: su tetera", "Letto: bollitore", "已读: 水壶", "開封済み: やかん",
        ] {
            let outlook = reading(
                "Return-Path: <>\nFrom: ada@customer.example\nTo: support@acme.example\nSubject: \(subject)\nContent-Type: text/plain; charset=utf-8\n\nx\n"
            )
            #expect(outlook.kind == .receipt && !outlook.mayAutorespond, "\(subject)")
        }
    }
}
