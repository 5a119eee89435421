import Testing

@testable import InternetMessage

@Suite("HTML as text")
struct HTMLTextTests {
    private func text(_ html: String) -> String {
        String(decoding: TextLines.trimmedLines(HTMLText(Array(html.utf8)).text), as: UTF8.self)
    }

    static let readings: [(String, String)] = [
        ("<p>one</p><p>two</p>", "one\n\ntwo"), ("a<br>b", "a\nb"),
        ("a &amp; b &lt;c&gt; &euro;5 &#8364; &#x20AC; &nbsp;x", "a & b <c> €5 € € x"), ("  many\n  blanks ", "many blanks"),
        ("<ul><li>x<li>y</ul>", "- x\n- y"), ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<blockquote>q</blockquote>", "> q"), ("2 < 3 and 4 > 1", "2 < 3 and 4 > 1"), ("<b>bold</b>er", "bolder"),
        ("unclosed <b>tag <i", "unclosed tag"),
        ("AT&T &unknown; &#xD800;", "AT&T &unknown; \u{FFFD}"), ("<p title='a>b'>x</p>", "x"),
        ("<div>a</div><div>b</div>", "a\nb"),
    ]

    @Test("structure becomes lines, entities become characters", arguments: readings)
    func reads(html: String, expected: String) { #expect(text(html) == expected) }

    static let hidden = [
        "<div style=\"display:none\">secret</div>", "<span style=\"font-size:0\">secret</span>",
        "<span style='font-size: 0px; x:y'>secret</span>", "<p style=\"visibility:hidden\">secret</p>",
        "<span style=\"color:#FFFFFF\">secret</span>", "<font color=white>secret</font>", "<div hidden>secret</div>",
        "<div style=\"mso-hide:all\">secret</div>", "<div style=\"max-height:0;overflow:hidden\">secret</div>",
        "<div style=\"color:#fff;background:white\">secret</div>", "<div style=\"opacity:0\"><p>secret</p></div>",
    ]

    @Test("D10: text that nobody sees is dropped and told", arguments: hidden)
    func dropsHidden(html: String) {
        let read = reading("From: a@b.example\nContent-Type: text/html\n\n<p>hello</p>\(html)<p>bye</p>")
        #expect(!read.text.contains("secret") && read.text.contains("hello") && read.text.contains("bye"))
        #expect(read.hasHiddenText && read.defects.contains(.hiddenText))
    }

    @Test(
        "D10: script, style, comments and titles are no text, and no secret either",
        arguments: [
            "<script>secret</script>", "<style>secret</style>", "<!-- secret -->", "<head><title>secret</title></head>",
            "<!-- secret --!><b></b>-->",
        ])
    func dropsMarkup(html: String) {
        let read = reading("From: a@b.example\nContent-Type: text/html\n\n<p>hello</p>\(html)<p>bye</p>")
        #expect(!read.text.contains("secret") && read.text.contains("bye") && !read.hasHiddenText)
    }

    @Test(
        "D10: white text on a dark ground and small print are seen",
        arguments: [
            "<td bgcolor=\"#003366\"><a style=\"color:#fff\">button</a></td>",
            "<div style=\"background-color:navy\"><span style=\"color:white\">button</span></div>",
            "<span style=\"font-size:8px\">button</span>",
            "<div style=\"font-size:0\"><span style=\"font-size:14px\">button</span></div>",
        ])
    func keepsVisible(html: String) {
        let read = reading("From: a@b.example\nContent-Type: text/html\n\n\(html)")
        #expect(read.text.contains("button") && !read.hasHiddenText)
    }

    @Test("D11: links are their words; no cid, data or javascript address comes out")
    func links() {
        let read = text(
            "<a href=\"javascript:alert(1)\">click</a> <img src=\"cid:x@y\" alt=\"logo\"> <a href='data:text/html,x'>here</a> <img src=http://evil.example/pixel.gif>"
        )
        #expect(read == "click here")
        #expect(text("see https://acme.example/help") == "see https://acme.example/help")
    }

    @Test("the containers that mail programs put history into are marked")
    func history() {
        let gmail = HTMLText(
            Array(
                "<div>new</div><div class=\"gmail_quote\"><div class=gmail_attr>On x, y wrote:</div><blockquote>old</blockquote></div>"
                    .utf8))
        #expect(gmail.history.count == 1)
        let outlook = HTMLText(Array("<div>new</div><div id=\"divRplyFwdMsg\"><b>From:</b> x</div><div>old</div>".utf8))
        #expect(outlook.history.first?.upperBound == outlook.text.count)
        #expect(HTMLText(Array("<div>new</div>".utf8)).history.isEmpty)
    }
}
