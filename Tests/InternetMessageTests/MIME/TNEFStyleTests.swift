import Testing

@testable import InternetMessage

/// winmail.dat in the forms that are met: names, bodies, nested messages, damage.
@Suite("winmail.dat as Outlook writes it")
struct TNEFStyleTests {
    private func read(_ tnef: [UInt8], head: String = "", name: String = "winmail.dat") -> (message: Message, reading: Reading) {
        let message = Message(
            bytes(
                "From: a@b.example\n\(head)Content-Type: application/ms-tnef; name=\"\(name)\"\nContent-Transfer-Encoding: base64\n\n"
            )
                + Base64.encode(tnef, lineLength: 76))
        return (message, Reading(message))
    }

    @Test("names: the long one, in Unicode or the code page, else the short one")
    func names() {
        var writer = TNEFWriter()
        writer.codePage(1251)
        writer.file(Array("REPORT~1.PDF".utf8), [1], [.unicode(0x3707, "Отчёт за Q3 – 最終.pdf")])
        writer.file(Array("A~1.TXT".utf8), [2], [.narrow(0x3707, [0xCE, 0xF2, 0xF7, 0xB8, 0xF2] + Array(".txt".utf8))])
        writer.file([0xE4, 0xE0] + Array(".txt".utf8), [3])
        writer.file(Array("mime.bin".utf8), [4], [.narrow(0x370E, Array("image/png".utf8)), .unicode(0x3712, "cid1@x")])
        let (message, reading) = read(writer.bytes)
        #expect(reading.attachments.map(\.name) == ["winmail.dat", "Отчёт за Q3 – 最終.pdf", "Отчёт.txt", "да.txt", "mime.bin"])
        #expect(reading.attachments[4].type == "image/png" && reading.attachments[4].contentID == "cid1@x")
        #expect((1...4).map { message.content(of: reading.attachments[$0]) } == [[1], [2], [3], [4]])
        #expect(!reading.defects.contains(.badTNEF))
    }

    @Test("D8: names in it are labels, too")
    func hostileNames() {
        var writer = TNEFWriter()
        writer.file(Array("..\\..\\x.txt".utf8), [1], [.unicode(0x3707, "../../etc/pass\u{202E}wd")])
        let name = read(writer.bytes).reading.attachments.last?.name ?? ""
        #expect(!name.contains("/") && !name.contains("\\") && !name.contains("\u{202E}"))
    }

    static let bodies: [(property: TNEFWriter.Property, text: String)] = [
        (.unicode(0x1000, "Grüße\r\nAda"), "Grüße\nAda"), (.narrow(0x1000, Array("plain".utf8)), "plain"),
        (.binary(0x1013, Array("<html><body><p>Hello</p><p>Ada</p></body></html>".utf8)), "Hello\n\nAda"),
        (.binary(0x1009, TNEFWriter.compressed(Array("{\\rtf1\\ansi\\ansicpg1252 Hello\\par Ada}".utf8))), "Hello\nAda"),
        (
            .binary(0x1009, TNEFWriter.stored(Array("{\\rtf1\\ansi Gr\\'fc\\'dfe\\par second \\u8364?line}".utf8))),
            "Grüße\nsecond €line"
        ),
        (.binary(0x1009, TNEFWriter.stored(Array("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2}".utf8))), "Привет"),
        (.binary(0x1009, TNEFWriter.stored(Array("{\\rtf1\\ansi\\ansicpg932 \\'93\\'fa\\'96\\'7b}".utf8))), "日本"),
        (.binary(0x1009, TNEFWriter.stored(Array("{\\rtf1 \\u-10179?\\u-8704? ok\\~then}".utf8))), "😀 ok then"),
        (.binary(0x1009, TNEFWriter.stored(Array("{\\rtf1\\uc2 \\u8364\\'80\\'80 x}".utf8))), "€ x"),
        (
            .binary(
                0x1009,
                TNEFWriter.compressed(
                    Array(
                        "{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Hello {\\*\\htmltag72 </p>}\\htmlrtf }\\htmlrtf0 Ada}"
                            .utf8))
            ), "Hello Ada"
        ),
    ]

    @Test("the body comes from text, HTML or RTF, packed or not", arguments: bodies.indices)
    func body(index: Int) {
        var writer = TNEFWriter()
        writer.message([.number(0x0E07, 1), Self.bodies[index].property])
        let text = read(writer.bytes).reading.text
        #expect(text.split(whereSeparator: \.isWhitespace) == Self.bodies[index].text.split(whereSeparator: \.isWhitespace))
    }

    @Test("a typed text beside it is the body; the one inside is not taken for it")
    func besideText() {
        var writer = TNEFWriter()
        writer.message([.unicode(0x1000, "the same in rich text")])
        writer.file(Array("a.txt".utf8), [1])
        let reading = Reading(
            Message(
                bytes(
                    "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\ntyped\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
                ) + Base64.encode(writer.bytes, lineLength: 76) + bytes("\n--b--\n")))
        #expect(reading.text.hasPrefix("typed") && !reading.text.contains("rich text"))
        #expect(reading.attachments.map(\.name) == ["winmail.dat", "a.txt"])
    }

    @Test("files of an attached message come out, too, whatever the nesting, and its text does not become the body")
    func nested() {
        var inner = TNEFWriter()
        inner.message([.unicode(0x1000, "inner text")])
        inner.file(Array("deep.txt".utf8), Array("deep".utf8))
        var outer = TNEFWriter()
        outer.message([.unicode(0x1000, "outer text")])
        outer.file(
            Array("Untitled".utf8), nil, [.unicode(0x3001, "The message"), .number(0x3705, 5), .object(0x3701, inner.bytes)])
        outer.file(Array("flat.txt".utf8), Array("flat".utf8))
        let (message, reading) = read(outer.bytes)
        #expect(reading.attachments.map(\.name) == ["winmail.dat", "The message", "flat.txt", "deep.txt"])
        #expect(message.content(of: reading.attachments[3]) == Array("deep".utf8) && reading.text == "outer text")
        // A bomb of messages within each other ends at a limit.
        var bomb = inner.bytes
        for _ in 0..<60 {
            var shell = TNEFWriter()
            shell.file(Array("m".utf8), nil, [.object(0x3701, bomb)])
            bomb = shell.bytes
        }
        #expect(read(bomb).reading.attachments.count < 20)
    }

    @Test("without the mark that opens a file, a second name opens the next")
    func withoutRenderingData() {
        var writer = TNEFWriter()
        for (name, content) in [("a.txt", "first"), ("b.txt", "second")] {
            writer.attribute(2, 0x0001_8010, Array(name.utf8) + [0])
            writer.attribute(2, 0x0006_800F, Array(content.utf8))
        }
        let (message, reading) = read(writer.bytes)
        #expect(reading.attachments.map(\.name) == ["winmail.dat", "a.txt", "b.txt"])
        #expect(message.content(of: reading.attachments[2]) == Array("second".utf8))
    }

    @Test("content before its name, garbage behind the end, a file cut off: what is there comes out")
    func damaged() {
        var writer = TNEFWriter()
        writer.attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
        writer.attribute(2, 0x0006_800F, Array("content".utf8))
        writer.attribute(2, 0x0001_8010, Array("late.txt\0".utf8))
        let garbage = read(writer.bytes + [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9])
        #expect(
            garbage.reading.attachments.map(\.name) == ["winmail.dat", "late.txt"] && garbage.reading.defects.contains(.badTNEF))
        var long = TNEFWriter()
        long.file(Array("long.txt".utf8), [UInt8](repeating: 65, count: 1_000))
        let cut = read(Array(long.bytes.dropLast(500)))
        #expect(cut.reading.attachments.map(\.name) == ["winmail.dat", "long.txt"] && cut.reading.defects.contains(.badTNEF))
        #expect(cut.message.content(of: cut.reading.attachments[1]).count > 400)
    }

    @Test("it is known by its name where its type says nothing")
    func byName() {
        var writer = TNEFWriter()
        writer.file(Array("a.txt".utf8), [1])
        for name in ["winmail.dat", "WINMAIL.DAT", "win.dat"] {
            let reading = Reading(
                Message(
                    bytes(
                        "From: a@b.example\nContent-Type: application/octet-stream; name=\(name)\nContent-Transfer-Encoding: base64\n\n"
                    )
                        + Base64.encode(writer.bytes, lineLength: 76)))
            #expect(reading.attachments.map(\.name) == [name, "a.txt"])
        }
    }
}
