import Testing

@testable import InternetMessage

/// The containers in which mail programs keep what they quote and sign, in mails that have no plain text.
@Suite("HTML of programs")
struct HTMLStyleTests {
    private func mail(_ html: String, subject: String = "Re: kettle") -> Reading {
        reading(
            "From: Casey Customer <casey@customer.example>\nTo: support@acme.example\nSubject: \(subject)\nIn-Reply-To: <a1@acme.example>\n"
                + "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n\(html)\n")
    }

    private static let old = "<p>Hello Casey,</p><p>please restart it.</p>"

    static let answers: [(name: String, html: String)] = [
        (
            "Gmail",
            "<div dir=\"ltr\">It works now.</div><br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">On Mon, Nov 3, 2025 at 10:05 AM Acme &lt;<a href=\"mailto:support@acme.example\">support@acme.example</a>&gt; wrote:<br></div><blockquote class=\"gmail_quote\">\(old)</blockquote></div>"
        ),
        (
            "Gmail's signature",
            "<div dir=\"ltr\">It works now.<div><br></div><span class=\"gmail_signature_prefix\">-- </span><br><div class=\"gmail_signature\"><b>Casey</b><br>Customer Ltd</div></div>"
        ),
        (
            "Outlook on the web",
            "<div class=\"elementToProof\">It works now.</div><div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\"><div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>From:</b> Acme &lt;support@acme.example&gt;<br><b>Sent:</b> Monday, November 3, 2025 10:05 AM<br><b>To:</b> Casey<br><b>Subject:</b> kettle</div><div>\(old)</div>"
        ),
        (
            "Outlook on the desk",
            "<div class=WordSection1><p class=MsoNormal>It works now.<o:p></o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>Von:</b> Acme &lt;support@acme.example&gt;<br><b>Gesendet:</b> Montag, 3. November 2025 10:05<br><b>An:</b> Casey<br><b>Betreff:</b> kettle<o:p></o:p></p></div>\(old)</div>"
        ),
        (
            "Outlook on a phone",
            "<div dir=\"ltr\">It works now.</div><div id=\"ms-outlook-mobile-signature\">Get <a href=\"https://aka.example\">Outlook for iOS</a></div><div id=\"mail-editor-reference-message-container\"><hr><div><b>From:</b> Acme &lt;support@acme.example&gt;</div>\(old)</div>"
        ),
        (
            "Apple Mail",
            "<html><body>It works now.<div><br><blockquote type=\"cite\"><div>On 3 Nov 2025, at 10:05, Acme &lt;support@acme.example&gt; wrote:</div><br><div>\(old)</div></blockquote></div></body></html>"
        ),
        (
            "an iPhone",
            "<html><body dir=\"auto\">It works now.<br><br><div dir=\"ltr\">Sent from my iPhone</div><div dir=\"ltr\"><br><blockquote type=\"cite\">On 3 Nov 2025, at 10:05, Acme &lt;support@acme.example&gt; wrote:<br><br></blockquote></div><blockquote type=\"cite\"><div dir=\"ltr\">\(old)</div></blockquote></body></html>"
        ),
        (
            "Yahoo",
            "<div>It works now.</div><div id=\"ydp1yahoo_quoted_1\" class=\"ydp1yahoo_quoted\"><div><div>On Monday, November 3, 2025 at 10:05:33 AM GMT+1, Acme &lt;support@acme.example&gt; wrote:</div>\(old)</div></div>"
        ),
        (
            "Thunderbird",
            "<p>It works now.</p><div class=\"moz-cite-prefix\">Am 03.11.25 um 10:05 schrieb Acme:<br></div><blockquote type=\"cite\" cite=\"mid:a1@acme.example\">\(old)</blockquote>"
        ),
        (
            "Thunderbird, below",
            "<div class=\"moz-cite-prefix\">On 11/3/25 10:05, Acme wrote:<br></div><blockquote type=\"cite\">\(old)</blockquote><p>It works now.</p>"
        ),
        (
            "Proton",
            "<div style=\"font-family:Arial\">It works now.</div><div class=\"protonmail_signature_block\"><div class=\"protonmail_signature_block-proton\">Sent with <a href=\"https://proton.example\">Proton Mail</a> secure email.</div></div><div class=\"protonmail_quote\">On Monday, November 3rd, 2025 at 10:05, Acme &lt;support@acme.example&gt; wrote:<br><blockquote class=\"protonmail_quote\">\(old)</blockquote></div>"
        ),
        (
            "GMX",
            "<html><body><div>It works now.</div><div>&nbsp;<div name=\"quote\" style=\"margin:10px;border-left:2px solid #C3D9E5\"><div><b>Gesendet:</b>&nbsp;Montag, 03. November 2025 um 10:05 Uhr<br/><b>Von:</b>&nbsp;\"Acme\" &lt;support@acme.example&gt;<br/><b>An:</b>&nbsp;casey@customer.example<br/><b>Betreff:</b>&nbsp;kettle</div><div name=\"quoted-content\">\(old)</div></div></div></body></html>"
        ),
        (
            "Samsung",
            "<html><body dir=\"auto\"><div dir=\"auto\">It works now.</div><div id=\"composer_signature\" dir=\"auto\"><div>Von meinem Galaxy gesendet</div></div><div><br></div><div style=\"font-size:100%\"><!-- originalMessage --><div>-------- Ursprüngliche Nachricht --------</div><div>Von: Acme &lt;support@acme.example&gt; </div><div>Datum: 03.11.25  10:05  (GMT+01:00) </div><div>An: casey@customer.example </div><div>Betreff: kettle </div><div>\(old)</div></div></body></html>"
        ),
        (
            "Yandex",
            "<div>It works now.</div><div>\u{A0}</div><div>03.11.2025, 10:05, \"Acme\" &lt;support@acme.example&gt;:</div><blockquote><div>\(old)</div></blockquote>"
        ),
        (
            "Mail.ru",
            "<HTML><BODY><div>It works now.</div><div>\u{A0}</div><blockquote style=\"border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;\">Понедельник, 3 ноября 2025, 10:05 +03:00 от Acme &lt;support@acme.example&gt;:<br><div>\(old)</div></blockquote></BODY></HTML>"
        ),
        (
            "QQ",
            "<div>It works now.</div><div><br></div><div style=\"font-size: 12px\">------------------&nbsp;原始邮件&nbsp;------------------</div><div style=\"background:#efefef\"><div><b>发件人:</b>&nbsp;\"Acme\" &lt;support@acme.example&gt;;</div><div><b>发送时间:</b>&nbsp;2025年11月3日(星期一) 上午10:05</div><div><b>收件人:</b>&nbsp;\"casey\"&lt;casey@customer.example&gt;;</div><div><b>主题:</b>&nbsp;kettle</div></div><div>\(old)</div>"
        ),
        (
            "Zimbra",
            "<html><body><div>It works now.</div><hr id=\"zwchr\"><div data-marker=\"__HEADERS__\"><b>From: </b>\"Acme\" &lt;support@acme.example&gt;<br><b>To: </b>\"casey\" &lt;casey@customer.example&gt;<br><b>Sent: </b>Monday, 3 November, 2025 10:05:33<br><b>Subject: </b>kettle<br></div><div data-marker=\"__QUOTED_TEXT__\">\(old)</div></body></html>"
        ),
        (
            "Zoho",
            "<div>It works now.</div><div class=\"zmail_extra_hr\"></div><div class=\"zmail_extra\"><div>---- On Mon, 03 Nov 2025 10:05:33 +0100 <b>Acme &lt;support@acme.example&gt;</b> wrote ---</div><blockquote>\(old)</blockquote></div>"
        ),
        (
            "Front",
            "<p>It works now.</p><blockquote class=\"front-blockquote\">On November 3, 2025, 10:05 AM GMT support@acme.example wrote:\(old)</blockquote>"
        ),
    ]

    @Test("history, signatures and footers of an HTML mail are cut", arguments: answers.indices)
    func answer(index: Int) {
        let read = mail(Self.answers[index].html)
        #expect(read.replyText == "It works now.", "\(Self.answers[index].name): \(read.text)")
    }

    @Test("answers typed between the quotations of an HTML mail are kept")
    func inline() {
        let read = mail(
            "<div class=\"moz-cite-prefix\">On 11/3/25 10:05, Acme wrote:<br></div><blockquote type=\"cite\"><p>Which model?</p></blockquote><p>The blue one.</p><blockquote type=\"cite\"><p>Since when?</p></blockquote><p>Monday.</p>"
        )
        #expect(
            read.replyText.contains("The blue one.") && read.replyText.contains("Monday.")
                && read.replyText.contains("Which model?"))
    }

    @Test(
        "a forward in HTML tells author, subject and note",
        arguments: [
            "<div dir=\"ltr\">Please look.<br><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">---------- Forwarded message ---------<br>From: <strong class=\"gmail_sendername\">Ada Lovelace</strong> <span dir=\"auto\">&lt;<a href=\"mailto:ada@customer.example\">ada@customer.example</a>&gt;</span><br>Date: Mon, Nov 3, 2025 at 10:05 AM<br>Subject: Broken kettle<br>To: Casey &lt;casey@acme.example&gt;<br></div><br><p>The kettle is broken.</p></div></div>",
            "<div>Please look.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>From:</b> Ada Lovelace &lt;ada@customer.example&gt;<br><b>Sent:</b> Monday, November 3, 2025 10:05<br><b>To:</b> Casey<br><b>Subject:</b> Broken kettle</div><p>The kettle is broken.</p>",
            "<p>Please look.</p><div class=\"moz-forward-container\"><br>-------- Forwarded Message --------<table class=\"moz-email-headers-table\"><tbody><tr><th>Subject: </th><td>Broken kettle</td></tr><tr><th>Date: </th><td>Mon, 3 Nov 2025 10:05:33 +0100</td></tr><tr><th>From: </th><td>Ada Lovelace <a href=\"mailto:ada@customer.example\">&lt;ada@customer.example&gt;</a></td></tr><tr><th>To: </th><td>casey@acme.example</td></tr></tbody></table><br><p>The kettle is broken.</p></div>",
            "Please look.<br><div><br><blockquote type=\"cite\"><div>Begin forwarded message:</div><br><div><span><b>From: </b></span><span>Ada Lovelace &lt;ada@customer.example&gt;<br></span></div><div><span><b>Subject: </b></span><span><b>Broken kettle</b><br></span></div><div><span><b>Date: </b></span><span>3 November 2025 at 10:05<br></span></div><div><span><b>To: </b></span><span>casey@acme.example<br></span></div><br><p>The kettle is broken.</p></blockquote></div>",
        ])
    func forward(html: String) {
        let read = mail(html, subject: "Fwd: Broken kettle")
        #expect(read.forwarded?.from == "ada@customer.example" && read.forwarded?.fromName == "Ada Lovelace", "\(read.text)")
        #expect(read.forwarded?.subject == "Broken kettle" && read.replyText == "Please look.", "\(read.text)")
        #expect(read.forwarded?.text.contains("The kettle is broken.") == true)
    }
}
