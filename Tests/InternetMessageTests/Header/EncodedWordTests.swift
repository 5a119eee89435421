import Testing

@testable import InternetMessage

@Suite("Encoded words")
struct EncodedWordTests {
    static let readings: [(String, String)] = [
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"), ("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
        ("=?iso-8859-1?q?caf=E9?= au lait", "café au lait"),
        ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"), ("=?utf-8?Q?a?= x =?utf-8?Q?b?=", "a x b"),
        ("=?utf-8?B?ww==?= =?utf-8?B?pA==?=", "ä"),
        ("=?utf-8?Q?=C3?=\n =?utf-8?Q?=A4?=", "ä"), ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("=?gb2312?B?xOO6ww==?=", "你好"), ("\"=?utf-8?Q?J=C3=BCrgen?=\" x", "\"Jürgen\" x"),
        ("=?us-ascii*en?Q?tagged?=", "tagged"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="), ("=?utf-8?Q?unclosed", "=?utf-8?Q?unclosed"), ("=?", "=?"),
        ("what?= now", "what?= now"),
    ]

    @Test("they are read as senders write them", arguments: readings)
    func reads(source: String, expected: String) {
        #expect(message("Subject: \(source)\n\n").header.text(.subject) == expected)
    }

    @Test("raw 8-bit text is UTF-8 if it can be, else windows-1252, and is told")
    func rawBytes() {
        #expect(reading("Subject: Grüße\n\n").subject == "Grüße")
        let latin = Reading(Message(Array("Subject: Gr".utf8) + [0xFC, 0xDF] + Array("e\n\n".utf8)))
        #expect(latin.subject == "Grüße")
        #expect(latin.defects.contains(.rawEightBitHeader))
    }

    @Test("D2: line ends and controls that encoded words carry do not survive decoding")
    func controlsInside() {
        let evil =
            message("Subject: =?utf-8?Q?hello=0D=0ABcc:_x@y.example=00=1B[31m=C2=85=E2=80=AEcba?=\n\n").header.text(.subject)
            ?? ""
        #expect(evil == "hello  Bcc: x@y.example[31mcba")
        #expect(evil.utf8.allSatisfy { $0 >= 32 && $0 != 127 })
        #expect(message("Subject: plain text stays\n\n").header.text(.subject) == "plain text stays")
    }

    @Test("D3: no more encoded words are decoded than the limit says, and a defect tells")
    func countLimit() {
        var limits = Limits.standard
        limits.encodedWordCountMax = 5
        let many = Message(bytes("Subject: " + String(repeating: "=?utf-8?Q?a?= ", count: 50) + "\n\n"), limits: limits)
        #expect(Reading(many).defects.contains(.tooManyEncodedWords))
        #expect(!Reading(message("Subject: =?utf-8?Q?a?=\n\n")).defects.contains(.tooManyEncodedWords))
    }
}
