import FoundationEssentials
import Testing

@testable import InternetMessage

/// Headers and trees that break the rules as real programs break them, in the manner of the mail libraries' own test mails.
@Suite("Broken mails that are met")
struct MalformedStyleTests {
    private func raw(_ text: String) -> Reading { Reading(Message(Array(text.utf8))) }

    static let headers: [(name: String, mail: String, from: String, subject: String, text: String)] = [
        ("a continuation first", " folded nothing\nFrom: a@b.example\nSubject: s\n\nhi\n", "a@b.example", "s", "hi\n"),
        ("a line without a colon", "From: a@b.example\nno colon here\nSubject: s\n\nhi\n", "a@b.example", "s", "hi\n"),
        (
            "an mbox line", "From a@b.example Mon Nov  3 10:05:00 2025\nFrom: a@b.example\nSubject: s\n\nhi\n", "a@b.example",
            "s", "hi\n"
        ),
        ("a quoted mbox line inside", "From: a@b.example\n>From x Mon Nov 3\nSubject: s\n\nhi\n", "a@b.example", "s", "hi\n"),
        ("leading blank lines", "\n\n\nFrom: a@b.example\nSubject: s\n\nhi\n", "a@b.example", "s", "hi\n"),
        ("a byte order mark", "\u{FEFF}From: a@b.example\nSubject: s\n\nhi\n", "a@b.example", "s", "hi\n"),
        ("blanks before the colon", "From : a@b.example\nSubject\t: s\n\nhi\n", "a@b.example", "s", "hi\n"),
        ("no blank behind the colon", "From:a@b.example\nSubject:s\n\nhi\n", "a@b.example", "s", "hi\n"),
        ("a NUL", "From: a@b.example\nSubject: s\0\n\nhi\0\n", "a@b.example", "s", "hi\n"),
        ("lone carriage returns", "From: a@b.example\rSubject: s\r\rhi\r", "a@b.example", "s", "hi\n"),
        ("mixed line ends", "From: a@b.example\r\nSubject: s\n\r\nhi\r\nyou\n", "a@b.example", "s", "hi\nyou\n"),
        ("a header alone", "From: a@b.example\nSubject: s", "a@b.example", "s", ""),
        ("a separating line with a blank", "From: a@b.example\nSubject: s\n \nhi\n", "a@b.example", "s", "hi\n"),
        ("an empty field", "From: a@b.example\nSubject:\nX:\n\nhi\n", "a@b.example", "", "hi\n"),
        ("a fold of blanks", "From: a@b.example\nSubject: s\n\t\n t\n\nhi\n", "a@b.example", "s  t", "hi\n"),
        ("raw Latin-1", "From: a@b.example\nSubject: Gr\u{FC}\u{DF}e\n\nhi\n", "a@b.example", "Grüße", "hi\n"),
        ("raw UTF-8", "From: Jürgen <a@b.example>\nSubject: Grüße\n\nhi\n", "a@b.example", "Grüße", "hi\n"),
        (
            "encoded words side by side", "From: a@b.example\nSubject: =?utf-8?Q?Gr=C3?=\n =?utf-8?Q?=BC=C3=9Fe?=\n\nhi\n",
            "a@b.example", "Grüße", "hi\n"
        ),
        (
            "an encoded word in mid-word", "From: a@b.example\nSubject: Gr=?utf-8?Q?=C3=BC?=n\n\nhi\n", "a@b.example", "Grün",
            "hi\n"
        ),
        (
            "an encoded word with blanks", "From: a@b.example\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe an alle?=\n\nhi\n",
            "a@b.example", "Grüße an alle", "hi\n"
        ),
        (
            "an encoded word without padding", "From: a@b.example\nSubject: =?utf-8?B?R3LDvMOfZQ?=\n\nhi\n", "a@b.example",
            "Grüße", "hi\n"
        ),
        (
            "a language in an encoded word", "From: a@b.example\nSubject: =?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=\n\nhi\n", "a@b.example",
            "Grüße", "hi\n"
        ),
        (
            "a broken encoded word", "From: a@b.example\nSubject: =?utf-8?X?abc?= =?utf-8?Q?no end\n\nhi\n", "a@b.example",
            "=?utf-8?X?abc?= =?utf-8?Q?no end", "hi\n"
        ),
        (
            "ISO-2022-JP in words", "From: a@b.example\nSubject: =?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=\n\nhi\n", "a@b.example", "日本",
            "hi\n"
        ),
    ]

    @Test("headers are read as they were meant", arguments: headers.indices)
    func header(index: Int) {
        let mail = Self.headers[index]
        var bytes = Array(mail.mail.utf8)
        if mail.name == "raw Latin-1" { bytes = mail.mail.unicodeScalars.map { UInt8($0.value) } }
        let read = Reading(Message(bytes))
        #expect(read.from?.address == mail.from && read.subject == mail.subject && read.text == mail.text, "\(mail.name)")
    }

    static let senders: [(field: String, address: String, name: String)] = [
        ("a@b.example", "a@b.example", ""), ("<a@b.example>", "a@b.example", ""), ("Ada <a@b.example>", "a@b.example", "Ada"),
        ("\"Lovelace, Ada\" <a@b.example>", "a@b.example", "Lovelace, Ada"),
        ("Lovelace, Ada <a@b.example>", "a@b.example", "Lovelace, Ada"),
        ("a@b.example (Ada)", "a@b.example", "Ada"), ("(c) a (d) @ (e) b.example (Ada)", "a@b.example", "Ada"),
        ("\"Ada \\\"L\\\"\" <a@b.example>", "a@b.example", "Ada \"L\""), ("'Ada' <a@b.example>", "a@b.example", "Ada"),
        ("Ada <@r1.example,@r2.example:a@b.example>", "a@b.example", "Ada"), ("Ada < a@b.example >", "a@b.example", "Ada"),
        ("Ada <<a@b.example>>", "a@b.example", "Ada"), ("Ada <a@b.example", "a@b.example", "Ada"),
        ("=?utf-8?Q?J=C3=BCrgen?= <a@b.example>", "a@b.example", "Jürgen"),
        ("\"=?utf-8?Q?J=C3=BCrgen?=\" <a@b.example>", "a@b.example", "Jürgen"),
        ("=?utf-8?Q?=22Lovelace=2C_Ada=22?= <a@b.example>", "a@b.example", "Lovelace, Ada"),
        ("\"x@evil.example\" <a@b.example>", "a@b.example", "x@evil.example"),
        ("x@evil.example <a@b.example>", "a@b.example", "x@evil.example"),
        ("\"Ada via Lists\" <list@lists.example>", "list@lists.example", "Ada via Lists"),
        ("\"a b\"@c.example", "\"a b\"@c.example", ""),
        ("A@B.EXAMPLE", "a@b.example", ""), ("mailto:a@b.example", "a@b.example", ""),
        ("Ada <a@[192.0.2.1]>", "a@[192.0.2.1]", "Ada"),
        ("Ada L. King <a@b.example>", "a@b.example", "Ada L. King"), ("Team: Ada <a@b.example>;", "a@b.example", "Ada"),
        ("\u{202E}evil <a@b.example>", "a@b.example", "evil"), ("Ада <a@пример.example>", "a@пример.example", "Ада"),
    ]

    @Test("B7, D2: senders are read by their address, names are words", arguments: senders.indices)
    func sender(index: Int) {
        let sender = Self.senders[index]
        let read = raw("From: \(sender.field)\nSubject: s\n\nhi\n")
        #expect(read.from == Mailbox(address: sender.address, name: sender.name), "\(sender.field)")
    }

    static let dates = [
        "Mon, 3 Nov 2025 10:05:33 +0100", "3 Nov 2025 10:05:33 +0100", "Mon, 3 Nov 25 10:05:33 +0100",
        "Mon, 03 Nov 2025 09:05:33 GMT",
        "Mon, 03 Nov 2025 09:05:33 -0000", "Mon, 3 Nov 2025 04:05:33 EST", "Mon,3 Nov 2025 10:05:33 +0100 (CET)",
        "Mon, 3 Nov 2025 9:05:33 UT",
        "Mon (day), 3 (x) Nov 2025 10:05:33 +0100", "Mon,  3  Nov  2025  10:05:33  +0100", "Mon Nov 3 09:05:33 2025",
        "2025-11-03T09:05:33Z",
    ]

    @Test("dates, old and broken ones too", arguments: dates)
    func date(text: String) {
        #expect(raw("From: a@b.example\nDate: \(text)\n\nhi\n").date == Date(timeIntervalSince1970: 1_762_160_733), "\(text)")
    }

    @Test(
        "what is no date is none",
        arguments: ["", "yesterday", "Mon, 33 Nov 2025 10:05:33 +0100", "99999999999999999999", "3 Nov"])
    func noDate(text: String) {
        #expect(raw("From: a@b.example\nDate: \(text)\n\nhi\n").date == nil)
    }

    static let trees: [(name: String, mail: String, text: String, files: [String])] = [
        ("no end", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n", "hi\n", []),
        ("an epilogue and a preamble", "Content-Type: multipart/mixed; boundary=b\n\npre\n--b\n\nhi\n--b--\nepi\n", "hi", []),
        (
            "the same boundary nested",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nhi\n--b--\n--b--\n",
            "hi", []
        ),
        (
            "one boundary the start of another",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\nhi\n--bb--\n--b\n\nyou\n--b--\n",
            "hi\n\nyou", []
        ),
        ("no boundary told", "Content-Type: multipart/mixed\n\n--q\nContent-Type: text/plain\n\nhi\n--q--\n", "hi", []),
        ("a boundary that is nowhere", "Content-Type: multipart/mixed; boundary=nowhere\n\nhi\n", "hi\n", []),
        ("blanks behind a boundary", "Content-Type: multipart/mixed; boundary=b\n\n--b  \n\nhi\n--b--\t\n", "hi", []),
        ("a quoted boundary with blanks", "Content-Type: multipart/mixed; boundary=\"a b\"\n\n--a b\n\nhi\n--a b--\n", "hi", []),
        ("a part without a header", "Content-Type: multipart/mixed; boundary=b\n\n--b\nhi there\n--b--\n", "hi there", []),
        ("no Content-Type and HTML in it", "Content-Type: text/html\n\n<p>hi</p>", "hi", []),
        ("a Content-Type that is none", "Content-Type: nonsense\n\nhi\n", "hi\n", []),
        ("an empty Content-Type", "Content-Type:\n\nhi\n", "hi\n", []),
        ("an unknown transfer encoding", "Content-Transfer-Encoding: x-none\n\nhi\n", "hi\n", []),
        ("base64 with junk", "Content-Transfer-Encoding: base64\n\naG!k=\n", "hi", []),
        ("base64 with text behind it", "Content-Transfer-Encoding: BASE64\n\naGkK\n", "hi\n", []),
        (
            "quoted-printable with soft breaks and broken escapes",
            "Content-Transfer-Encoding: quoted-printable\n\nh=\ni =ZZ =\n", "hi =ZZ ", []
        ),
        (
            "a message in a message",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\nFrom: c@d.example\nSubject: inner\n\ninner text\n--b--\n",
            "see below", [""]
        ),
        (
            "a file named twice",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=b.pdf\n\nx\n--b--\n",
            "hi", ["b.pdf"]
        ),
        (
            "names in pieces",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*1*=%20Q3.pdf; filename*0*=utf-8''R%C3%A9sum%C3%A9\n\nx\n--b--\n",
            "hi", ["Résumé Q3.pdf"]
        ),
        (
            "a file without a name",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nx\n--b--\n",
            "hi", [""]
        ),
        ("uuencode in the text", "\nhi\nbegin 644 a.txt\n#86)C\n`\nend\nbye\n", "hi\nbye\n", ["a.txt"]),
        (
            "signed, with the text inside",
            "Content-Type: multipart/signed; boundary=b; protocol=\"application/pkcs7-signature\"\n\n--b\n\nhi\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nx\n--b--\n",
            "hi", ["smime.p7s"]
        ),
        (
            "an alternative of text and HTML",
            "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: text/html\n\n<p>hi</p>\n--b--\n",
            "hi", []
        ),
        (
            "an alternative whose text is empty",
            "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n\n--b\nContent-Type: text/html\n\n<p>hi</p>\n--b--\n",
            "hi", []
        ),
    ]

    @Test("trees of parts are read as far as they go", arguments: trees.indices)
    func tree(index: Int) {
        let tree = Self.trees[index]
        let read = raw("From: a@b.example\nMIME-Version: 1.0\n" + tree.mail)
        let words = { (text: String) in text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        #expect(words(read.text) == words(tree.text) && read.attachments.map(\.name) == tree.files, "\(tree.name): \(read.text)")
    }

    static let charsets: [(label: String, bytes: [UInt8], text: String)] = [
        ("us-ascii", Array("Grüße".utf8), "Grüße"), ("utf-8", [0x47, 0x72, 0xFC, 0xDF, 0x65], "Grüße"),
        ("iso-8859-1", [0x80, 0x20, 0x93, 0x78, 0x94], "€ “x”"), ("iso-8859-15", [0xA4], "€"),
        ("windows-1251", [0xCF, 0xF0], "Пр"),
        ("koi8-r", [0xF0, 0xD2], "Пр"), ("cp1253", [0xE1, 0xE2], "αβ"), ("windows-1254", [0xFE, 0xFD], "şı"),
        ("windows-1255", [0xF9, 0xEC], "של"),
        ("windows-1256", [0xE3, 0xD1], "مر"), ("iso-8859-2", [0xB1, 0xE6], "ąć"), ("windows-1250", [0x9C, 0xB9], "śą"),
        ("gb2312", [0xC4, 0xE3, 0xBA, 0xC3], "你好"), ("GBK", [0xC4, 0xE3], "你"),
        ("gb18030", [0xC4, 0xE3, 0x81, 0x30, 0x81, 0x30], "你\u{80}"),
        ("big5", [0xA7, 0x41], "你"), ("shift_jis", [0x93, 0xFA, 0x96, 0x7B], "日本"), ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
        ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42], "日本"), ("euc-kr", [0xC7, 0xD1], "한"),
        ("ks_c_5601-1987", [0xC7, 0xD1], "한"),
        ("tis-620", [0xE4, 0xB7, 0xC2], "ไทย"), ("utf-16", [0xFF, 0xFE, 0x68, 0, 0x69, 0], "hi"),
        ("utf-16be", [0, 0x68, 0, 0x69], "hi"),
        ("x-unheard-of", Array("hi ü".utf8), "hi ü"), ("\"utf-8\"", Array("ü".utf8), "ü"), ("macintosh", [0x8A], "ä"),
        ("cp850", [0x81], "ü"), ("ibm866", [0x8F], "П"),
        ("iso-8859-8-i", [0xF9], "ש"), ("latin2", [0xB1], "ą"), ("utf8", Array("ü".utf8), "ü"),
        ("UTF-32LE", [0x68, 0, 0, 0], "h"),
    ]

    @Test("D6: charsets, and those that lie", arguments: charsets.indices)
    func charset(index: Int) {
        let charset = Self.charsets[index]
        let head = Array(
            "From: a@b.example\nContent-Type: text/plain; charset=\(charset.label)\nContent-Transfer-Encoding: 8bit\n\n".utf8)
        #expect(Reading(Message(head + charset.bytes)).text == charset.text, "\(charset.label)")
    }

    @Test("D6: every name that is handed to the C library is one it knows, and none else is")
    func knownCharsets() {
        for name in Charset.namesForIconv {
            var defects = DefectList()
            _ = Charset.iconv(name).decode([0x41, 0, 0, 0], defects: &defects)
            #expect(!defects.defects.contains(.unknownCharset), "\(name)")
        }
        #expect(Charset(label: Array("ibm930".utf8)[...]) == .unknown && Charset(label: Array("../x".utf8)[...]) == .unknown)
        #expect(Charset(label: Array("utf-7".utf8)[...]) == .refused)
    }
}
