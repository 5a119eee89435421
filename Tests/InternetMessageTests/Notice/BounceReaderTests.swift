import Testing

@testable import InternetMessage

@Suite("Delivery failures")
struct BounceReaderTests {
    private func report(_ status: String) -> Reading {
        reading(
            "Return-Path: <>\nFrom: MAILER-DAEMON@mx.customer.example (Mail Delivery System)\nTo: support@acme.example\nSubject: Undelivered Mail Returned to Sender\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\n\nSorry.\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n\(status)\n"
                + "--r\nContent-Type: message/rfc822\n\nMessage-ID: <our-1@acme.example>\nTo: gone@customer.example\nSubject: Re: x\n\nhello\n--r--"
        )
    }

    @Test("A5: a standard report tells who failed, why, and which mail it was")
    func standard() {
        let mail = report(
            "Final-Recipient: rfc822; Gone@Customer.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user\n unknown"
        )
        #expect(mail.kind == .bounce)
        #expect(mail.bounce?.recipients == ["gone@customer.example"])
        #expect(mail.bounce?.status == "5.1.1" && mail.bounce?.isPermanent == true)
        #expect(mail.bounce?.originalMessageIDs == ["our-1@acme.example"])
        #expect(mail.bounce?.diagnostic == "smtp; 550 5.1.1 user unknown")
    }

    @Test("several recipients, delays, vague codes and successes are told apart")
    func details() {
        let two = report(
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 full\n\nFinal-Recipient: rfc822; b@x.example\nAction: delayed\nStatus: 4.4.1"
        )
        #expect(two.bounce?.recipients == ["a@x.example"] && two.bounce?.status == "5.2.2")
        let delayed = report("Final-Recipient: rfc822; b@x.example\nAction: delayed\nStatus: 4.4.1")
        #expect(delayed.bounce?.isPermanent == false && delayed.bounce?.status == "4.4.1")
        #expect(report("Final-Recipient: rfc822; b@x.example\nAction: delivered\nStatus: 2.0.0").bounce == nil)
        #expect(
            report(
                "Final-Recipient: rfc822; @relay.example\nOriginal-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 5.1.2"
            ).bounce?.recipients == ["b@x.example"])
    }

    static let prose: [(String, String, String, [String], String?)] = [
        (
            "MAILER-DAEMON@mx.example", "failure notice",
            "Hi. This is the qmail-send program.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<gone@c.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 unknown\n\n--- Below this line is a copy of the message.\n\nTo: other@c.example\n",
            ["gone@c.example"], "5.1.1"
        ),
        (
            "Mailer-Daemon@mx.example", "Mail delivery failed: returning message to sender",
            "A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  gone@c.example\n    SMTP error from remote mail server after RCPT TO:<gone@c.example>:\n    host mx.c.example [192.0.2.20]: 550 5.7.0 rejected\n\n------ This is a copy of the message, including all the headers. ------\n\nReceived: from x\n",
            ["gone@c.example"], "5.7.0"
        ),
        (
            "postmaster@mx.example", "Undeliverable: hello",
            "Your message did not reach some or all of the intended recipients.\n\n      To:\tsupport@acme.example\n\nThe following recipient(s) could not be reached:\n\n      gone@c.example on 4/29/25 11:34 PM\n",
            ["gone@c.example"], nil
        ),
        (
            "mailer-daemon@googlemail.example", "Delivery Status Notification (Failure)",
            "Delivery to the following recipient failed permanently:\n\n     gone@c.example\n\nThe error was:\n550 5.2.1 disabled\n\n----- Original message -----\nTo: z@z.example\n",
            ["gone@c.example"], "5.2.1"
        ),
        (
            "MAILER-DAEMON@mx.example", "Returned mail: User unknown",
            "   ----- Transcript of session follows -----\n>>> RCPT To:<gone@c.example>\n<<< 550 unknown\n554 <lost@d.example>... Host unknown\n\n   ----- Unsent message follows -----\nTo: x@y.example\n",
            ["lost@d.example", "gone@c.example"], nil
        ),
        (
            "no-reply@carrier.example", "Mail",
            "Your mail sent on: Thu, 29 Apr\n     Could not be delivered to: <gone@c.example>\n     As their mailbox is full.\n",
            ["gone@c.example"], nil
        ),
    ]

    @Test("reports without a standard are read from their prose", arguments: prose)
    func reads(from: String, subject: String, body: String, recipients: [String], status: String?) {
        let mail = reading("From: \(from)\nTo: support@acme.example\nSubject: \(subject)\n\n\(body)")
        #expect(mail.kind == .bounce && !mail.mayAutorespond)
        #expect(mail.bounce?.recipients == recipients)
        #expect(mail.bounce?.status == status)
    }

    @Test("a bounce told as JSON is one")
    func notification() {
        let mail = reading(
            "From: no-reply@sns.example\nSubject: Notification\n\n{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"gone@c.example\",\"status\":\"5.1.1\"}]}}"
        )
        #expect(
            mail.bounce?.recipients == ["gone@c.example"] && mail.bounce?.status == "5.1.1" && mail.bounce?.isPermanent == true)
    }

    static let codes: [(String, String?)] = [
        ("550 5.1.1 unknown", "5.1.1"), ("(#5.5.0)", "5.5.0"), ("host 5.6.7.8 said no", nil), ("[5.1.1] x", nil),
        ("10.5.1.1", nil), ("no code", nil), ("status=4.4.2,", "4.4.2"),
    ]

    @Test("codes are found; addresses of machines are none", arguments: codes)
    func findsCodes(text: String, expected: String?) {
        let bytes = Array(text.utf8)
        #expect(EnhancedStatus.find(bytes, in: 0..<bytes.count) == expected)
    }
}
