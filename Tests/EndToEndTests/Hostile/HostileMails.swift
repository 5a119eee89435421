/// Mails that are meant to exhaust their reader, each family in five sizes.
enum HostileMails {
    struct Family: Sendable {
        var name: String
        /// A mail of about so many bytes.
        var make: @Sendable (Int) -> [UInt8]
    }

    static let sizes = [1_000, 30_000, 300_000, 1_000_000, 5_000_000]

    /// A head, one piece over and over, and a tail.
    static func flood(_ name: String, _ head: String, _ piece: String, _ tail: String = "") -> Family {
        Family(name: name) { size in
            var block = Array(piece.utf8)
            while block.count < min(size, 65_536) { block += block }
            var bytes = Array(head.utf8)
            bytes.reserveCapacity(size + block.count)
            while bytes.count < size { bytes.append(contentsOf: block) }
            bytes.removeLast(max(0, bytes.count - max(size, head.utf8.count)))
            return bytes + Array(tail.utf8)
        }
    }

    /// Pieces that are told apart by a number.
    static func series(_ name: String, _ head: String, _ piece: @escaping @Sendable (Int) -> String) -> Family {
        Family(name: name) { size in
            var bytes = Array(head.utf8)
            var number = 0
            while bytes.count < size {
                bytes.append(contentsOf: Array(piece(number).utf8))
                number += 1
            }
            return bytes
        }
    }

    private static let from = "From: Casey <casey@customer.example>\r\nTo: support@acme.example\r\n"
    private static let html = from + "Content-Type: text/html; charset=utf-8\r\n\r\n"
    private static let text = from + "Subject: Re: kettle\r\nIn-Reply-To: <a@b>\r\n\r\nhello\r\n"
    private static let mixed = from + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    private static let daemon = "From: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\n\r\n"

    static let headers: [Family] = [
        flood("fields", from, "X-Field: value\r\n"), flood("one field", from + "X: ", "y"),
        flood("folds", from + "X: y", "\r\n y"),
        flood("lines without a colon", from, "no colon here\r\n"), flood("colons", from, ":"), flood("field names", from, "x"),
        flood("NULs", from + "Subject: ", "\0"), flood("line ends", "", "\n"), flood("carriage returns", "", "\r"),
        flood("Received", from, "Received: from a by b; Mon, 3 Nov 2025 10:05:00 +0000\r\n"),
        flood("From fields", "", "From: a@b.example\r\n"),
        flood("addresses", from + "Cc: ", "a@b.example,"), flood("comments", "From: ", "("),
        flood("closed comments", "From: a@b.example ", "(x)"),
        flood("quotes", "From: ", "\"a\\"), flood("groups", "From: ", "a:b@c;"), flood("brackets", "From: ", "<"),
        flood("commas", "From: ", ","),
        flood("routes", "From: <", "@a.example,"), flood("names in words", "From: ", "=?utf-8?Q?=C3=BC?= <a@b.example>,"),
        flood("encoded words begun", from + "Subject: ", "=?"), flood("encoded words", from + "Subject: ", "=?utf-8?B?w7w=?= "),
        series("charsets in words", from + "Subject: ") { "=?iso-8859-\($0 % 20)?Q?=E4?= " },
        flood("ISO-2022 escapes", from + "Subject: ", "\u{1B}$B\u{1B}(B"), flood("zalgo", from + "Subject: z", "\u{301}"),
        flood("overrides", from + "Subject: ", "\u{202E}\u{2066}"), flood("references", from + "References: ", "<a@b.example> "),
        flood("references begun", from + "References: ", "<"), flood("dates", from + "Date: ", "1 "),
        flood("results", from + "Authentication-Results: mx.acme.example", "; dmarc=pass (c) header.from=customer.example"),
        flood("comments in results", from + "Authentication-Results: mx.acme.example; ", "((x)"),
        flood("parameters", from + "Content-Type: text/plain", "; a*0*=x"),
        series("continuations", from + "Content-Type: text/plain") { "; name*\($0)*=%41" },
        flood("quoted parameters", from + "Content-Type: text/plain; name=\"", "\\\""),
    ]

    static let trees: [Family] = [
        flood("parts", mixed, "--b\r\n\r\nx\r\n"),
        series("depth", from) { "Content-Type: multipart/mixed; boundary=b\($0)\r\n\r\n--b\($0)\r\n" },
        flood("messages in messages", from, "Content-Type: message/rfc822\r\n\r\n"),
        flood("one boundary nested", mixed, "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"),
        flood(
            "boundary prefixes",
            from + "Content-Type: multipart/mixed; boundary=" + String(repeating: "a", count: 70) + "\r\n\r\n",
            "--aaaaaaaaaaaaaaaa\r\n"),
        flood("dashes", mixed, "--"), flood("delimiters", mixed, "--b\r\n"),
        flood("digests", from + "Content-Type: multipart/digest; boundary=b\r\n\r\n", "--b\r\n\r\nFrom: a@b\r\n\r\nx\r\n"),
        series("files", mixed) { "--b\r\nContent-Type: application/pdf; name=\($0).pdf\r\n\r\nx\r\n" },
        series("charsets of parts", mixed) { "--b\r\nContent-Type: text/plain; charset=cp\($0 % 2_000)\r\n\r\n\u{E4}\r\n" },
        flood("base64 junk", from + "Content-Transfer-Encoding: base64\r\n\r\n", "!#="),
        flood("soft breaks", from + "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=\r\n"),
        flood("bad escapes", from + "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=Z"),
        flood("uuencode begun", text, "begin 644 x\r\n"),
        flood("uuencoded files", text, "begin 644 x\r\n#86)C\r\n`\r\nend\r\n"),
        flood("broken GB18030", from + "Content-Type: text/plain; charset=gb18030\r\n\r\n", "\u{E4}\u{F6}"),
        flood("UTF-16", from + "Content-Type: text/plain; charset=utf-16\r\n\r\n", "h\0"),
        flood("calendars", from + "Content-Type: text/calendar\r\n\r\n", "BEGIN:VEVENT\r\nSUMMARY:x\r\n y\r\n"),
        series("winmail.dat", from + "Content-Type: application/ms-tnef\r\n\r\nx\u{9F}>\"") { "\u{2}\($0)" },
        flood(
            "RTF groups",
            from + "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgAA",
            "AgAABgAA"),
    ]

    static let bodies: [Family] = [
        flood("open elements", html, "<div>"), flood("closed elements", html, "</x>"), flood("comments in HTML", html, "<!--"),
        flood("attributes", html, "<a b='"), flood("entities", html, "&amp"), flood("numbers", html, "&#x202E;"),
        flood("tables", html, "<table><tr><td>"),
        flood("blockquotes", html, "<blockquote>"), flood("hidden", html, "<p style=\"display:none\">x"),
        flood("angles", html, "<"), flood("lists", html, "<ul><li>"),
        flood("links", html, "<a href=\"http://x.example\">y</a>"), flood("quotations", text, "> "),
        flood("quoted lines", text, "> x\r\ny\r\n"),
        flood("attributions", text, "On 3/11/2025 a@b.example wrote:\r\n"),
        flood("headers as text", text, "From: a@b.example\r\n"),
        flood("labels", text, "Von: a\r\nAn: b\r\n\r\n"), flood("rules", text, "---\r\nx\r\n"),
        flood("separators", text, "--\r\n"),
        flood("forwards", from + "Subject: Fwd: x\r\n\r\n", "---------- Forwarded message\r\n"),
        flood("names", text, "Casey\r\n"),
        flood("one line", text, "a"), flood("blanks", text, " "), flood("colons in text", text, "x:\r\n"),
        flood("zalgo in text", text, "z\u{301}"),
        flood("bidi in text", text, "\u{202E}\u{2066}x"), flood("failed addresses", daemon, "<a@b.example>: "),
        flood("transcripts", daemon, ">>> RCPT To:<a@b.example>\r\n<<< 550 5.1.1 x\r\n"),
        flood("status codes", daemon, "550 5.1.1 "),
        flood("notifications", from + "\r\n{\"notificationType\":\"Bounce\"", ",\"emailAddress\":\"a@b.example\""),
        flood(
            "reports",
            "From: MAILER-DAEMON@mx.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n",
            "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\r\n"),
    ]

    static let all = headers + trees + bodies
}
