/// The samples that are made of several parts, and the broken one.
extension DemoMails {
    static let bounce = Sample(
        shows: "a bounce",
        mail: SampleMail(
            from: "Mail Delivery System <MAILER-DAEMON@mx.elsewhere.example>", to: support,
            subject: "Undelivered Mail Returned to Sender",
            fields: [
                "Auto-Submitted: auto-replied", "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=\"notice\"",
            ],
            body: SampleMail.crlf(
                """
                --notice
                Content-Type: text/plain; charset=us-ascii

                The mail below could not be delivered.

                --notice
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.elsewhere.example

                Final-Recipient: rfc822; gone@elsewhere.example
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                --notice
                Content-Type: text/rfc822-headers

                From: support@acme.example
                To: gone@elsewhere.example
                Subject: Re: hello
                Message-ID: <made-up@elsewhere.example>

                --notice--

                """), returnPath: ""))

    static let attachment = Sample(
        shows: "a mail with an attachment",
        mail: SampleMail(
            from: "Lea Ford <lea@ford.example>", to: support, subject: "Screenshot of the crash",
            fields: ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"parts\""],
            body: SampleMail.crlf(
                """
                --parts
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                Hi, see what is in the attached picture, it happens every time. What does it mean?

                Lea

                --parts
                Content-Type: image/png; name="crash.png"
                Content-Disposition: attachment; filename="crash.png"
                Content-Transfer-Encoding: base64

                iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
                --parts--

                """)))

    static let broken = Sample(
        shows: "a broken one",
        mail: SampleMail(
            from: "Broken Mailer <robot@old.example>", to: support, subject: "=?utf-8?B?w4?= =?x?Q?=ZZ?=",
            fields: [
                "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=never", "Content-Type: text/plain",
                "this line is no field", "X-Long: " + String(repeating: "x", count: 2000),
            ],
            body: [0x00, 0xFF, 0xFE]
                + Array("--nowhere\r\nContent-Transfer-Encoding: base64\r\n\r\n&&&& not base64 &&&&\n\r\r".utf8)))
}
