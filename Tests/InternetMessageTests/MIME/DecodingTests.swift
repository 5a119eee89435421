import Testing

@testable import InternetMessage

@Suite("Transfer encodings and charsets")
struct DecodingTests {
    private func decode(_ body: String, _ encoding: String) -> String {
        String(decoding: message("Content-Transfer-Encoding: \(encoding)\n\n\(body)").root.decoded(), as: UTF8.self)
    }

    static let base64: [(String, String)] = [
        ("aGVsbG8=", "hello"), ("aGVs\nbG8=\n", "hello"), ("aGVsbG8", "hello"), ("aG!Vs-bG8=", "hello"), ("aGk=aGk=", "hihi"),
        ("", ""), ("=", ""), ("a", ""), ("aGVsbG8gd29ybGQ=", "hello world"),
    ]

    @Test("base64 is read over line ends, foreign bytes and lost padding", arguments: base64)
    func readsBase64(source: String, expected: String) { #expect(decode(source, "base64") == expected) }

    static let quoted: [(String, String)] = [
        ("a=C3=A4b", "aäb"), ("soft=\nbreak", "softbreak"), ("soft=  \nbreak", "softbreak"), ("a=zz", "a=zz"), ("end=", "end"),
        ("1+1=3D2", "1+1=2"), ("lower=c3=a4", "lowerä"),
    ]

    @Test("quoted-printable is read, what is none stays", arguments: quoted)
    func readsQuotedPrintable(source: String, expected: String) { #expect(decode(source, "Quoted-Printable") == expected) }

    @Test("base64 of every length comes back")
    func base64RoundTrip() {
        for length in 0..<200 {
            let source = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            for lineLength in [nil, 76] {
                var defects = DefectList()
                let encoded = Base64.encode(source, lineLength: lineLength)
                #expect(Base64.decode(encoded, in: 0..<encoded.count, defects: &defects) == source)
                #expect(
                    message("Content-Transfer-Encoding: base64\n\n" + String(decoding: encoded, as: UTF8.self)).root.decodedSize
                        == length)
            }
        }
    }

    @Test("quoted-printable of any text comes back, in lines of at most 76 that no relay changes")
    func quotedPrintableRoundTrip() {
        let source = Array("From here\n. dot\nblank at the end \ntab\t\n=é€😀\n\(String(repeating: "ä", count: 90))\nlast".utf8)
        let encoded = QuotedPrintable.encode(source)
        for line in encoded.split(separator: 10) {
            #expect(line.count <= 77 && !line.starts(with: Array("From ".utf8)) && line.first != UInt8(ascii: "."))
        }
        var defects = DefectList()
        #expect(LineEnds.normalized(QuotedPrintable.decode(encoded, in: 0..<encoded.count, defects: &defects)) == source)
    }

    static let charsets: [(String, [UInt8], String)] = [
        ("utf-8", Array("Grüße".utf8), "Grüße"), ("iso-8859-1", [0x47, 0xFC], "Gü"), ("windows-1252", [0x80, 0x93], "€“"),
        ("ISO-8859-15", [0xA4], "€"),
        ("windows-1251", [0xCF, 0xF0], "Пр"), ("koi8-r", [0xF0, 0xD2], "Пр"), ("gb2312", [0xC4, 0xE3], "你"),
        ("gb18030", [0xC4, 0xE3], "你"), ("big5", [0xA7, 0x41], "你"),
        ("shift_jis", [0x93, 0xFA], "日"), ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "日"),
        ("euc-kr", [0xC7, 0xD1], "한"),
        ("hz-gb-2312", Array("~{Dc:C~} ~~ 5 ~{Dc\n~Dc".utf8), "你好 ~ 5 你\n~Dc"),
        ("utf-16", [0xFE, 0xFF, 0x00, 0x41], "A"), ("utf-16le", [0x41, 0x00], "A"), ("iso-8859-9", [0xFD], "ı"),
        ("us-ascii", [0x47, 0xFC], "Gü"), ("us-ascii", Array("ä".utf8), "ä"),
        ("cp-850", [0x81], "ü"), ("x-mac-roman", [0x8A], "ä"), ("windows-1255", [0xF9], "ש"), ("tis-620", [0xA1], "ก"),
    ]

    @Test("charsets are read by the names that mails use", arguments: charsets)
    func readsCharsets(label: String, source: [UInt8], expected: String) {
        let mail = Message(bytes("From: a@b.example\nContent-Type: text/plain; charset=\"\(label)\"\n\n") + source)
        #expect(Reading(mail).text == expected)
    }

    @Test("D6: unknown and lying charsets become lossy UTF-8 and are told")
    func damaged() {
        let unknown = Reading(Message(bytes("From: a@b.example\nContent-Type: text/plain; charset=x-klingon\n\nGr") + [0xFC]))
        #expect(unknown.text == "Grü" && unknown.defects.contains(.unknownCharset))
        let lying = Reading(Message(bytes("From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\nä ö ") + [0xFC, 0xFF]))
        #expect(lying.text.hasPrefix("ä ö ") && lying.text.contains("\u{FFFD}") && lying.defects.contains(.badCharacters))
        let cut = Reading(Message(bytes("From: a@b.example\nContent-Type: text/plain; charset=shift_jis\n\nx") + [0x93]))
        #expect(cut.text == "x\u{FFFD}")
        #expect(!reading("From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\nGrüße").defects.contains(.badCharacters))
    }

    @Test("D6: UTF-7 is refused: it stays the ASCII that it is")
    func refusesUTF7() {
        let mail = reading("From: a@b.example\nContent-Type: text/plain; charset=utf-7\n\n+ADw-script+AD4-")
        #expect(mail.text == "+ADw-script+AD4-" && mail.defects.contains(.refusedCharset))
    }

    @Test("format=flowed joins soft breaks within a quote depth and leaves signatures alone")
    func flowed() {
        let mail = reading(
            "From: a@b.example\nContent-Type: text/plain; format=flowed\n\nsoft \nbreak\n stuffed\n> quoted \n> text\n-- \nname\n"
        )
        #expect(mail.text == "soft break\nstuffed\n> quoted text\n-- \nname\n")
        #expect(reading("From: a@b.example\nContent-Type: text/plain; format=flowed; delsp=yes\n\nab \ncd").text == "abcd")
    }

    @Test("uuencoded files leave the text and become attachments")
    func uuencode() {
        let mail = message("From: a@b.example\n\nsee below\n\nbegin 644 hello.txt\n%:&5L;&\\\n`\nend\nbye\n")
        let read = Reading(mail)
        #expect(read.text == "see below\n\nbye\n")
        #expect(read.attachments.map(\.name) == ["hello.txt"])
        #expect(mail.content(of: read.attachments[0]) == Array("hello".utf8))
        #expect(reading("From: a@b.example\n\nbegin 5 things\nend of story\n").attachments.isEmpty)
    }
}
