import Testing

@testable import InternetMessage

@Suite("winmail.dat")
struct TNEFTests {
    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func attribute(_ level: UInt8, _ name: Int, _ data: [UInt8]) -> [UInt8] {
        [level] + little(name, 4) + little(data.count, 4) + data + little(data.reduce(0) { $0 + Int($1) }, 2)
    }

    private static func property(_ type: Int, _ name: Int, _ data: [UInt8]) -> [UInt8] {
        little(type, 2) + little(name, 2) + little(1, 4) + little(data.count, 4) + data
            + [UInt8](repeating: 0, count: (4 - data.count % 4) % 4)
    }

    static let sample: [UInt8] =
        little(0x223E_9F78, 4) + little(1, 2)
        + attribute(1, 0x0006_9003, little(1, 4) + property(30, 0x1000, Array("Hello from Outlook\0".utf8)))
        + attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14)) + attribute(2, 0x0001_8010, Array("REPORT~1.PDF\0".utf8))
        + attribute(2, 0x0006_800F, Array("%PDF".utf8))
        + attribute(
            2, 0x0006_9005,
            little(2, 4) + little(3, 2) + little(0x3705, 2) + little(1, 4)
                + property(31, 0x3707, Array("Report für Q3.pdf\0".utf16).flatMap { little(Int($0), 2) }))
        + attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14)) + attribute(2, 0x0001_8010, Array("notes.txt\0".utf8))
        + attribute(2, 0x0006_800F, Array("notes".utf8))

    private func mail(_ tnef: [UInt8]) -> Message {
        Message(
            bytes("From: a@b.example\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n")
                + Base64.encode(tnef, lineLength: 76))
    }

    @Test("files come out with their long names, and the body where the mail has no other")
    func reads() {
        let message = mail(TNEFTests.sample)
        let read = Reading(message)
        #expect(read.attachments.map(\.name) == ["winmail.dat", "Report für Q3.pdf", "notes.txt"])
        #expect(message.content(of: read.attachments[1]) == Array("%PDF".utf8))
        #expect(read.text == "Hello from Outlook")
        #expect(!read.defects.contains(.badTNEF))
    }

    @Test("every prefix and what is no TNEF at all are read as far as they go")
    func damaged() {
        for length in 0..<TNEFTests.sample.count { _ = TNEF(Array(TNEFTests.sample.prefix(length))) }
        #expect(TNEF(Array(TNEFTests.sample.dropLast(3)))?.isDamaged == true)
        #expect(Reading(mail(Array("no tnef".utf8))).defects.contains(.badTNEF))
    }

    @Test("compressed RTF is unpacked and read as text")
    func richText() {
        let raw = Array("MELA".utf8)
        let rtf = Array("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}Gr\\'fc\\'dfe\\par second \\u8364?line}".utf8)
        let stored = TNEFTests.little(rtf.count + 12, 4) + TNEFTests.little(rtf.count, 4) + raw + [0, 0, 0, 0] + rtf
        #expect(RichText.text(compressed: stored).map { String(decoding: $0, as: UTF8.self) } == "Grüße\nsecond €line")
        #expect(RichText.text(compressed: [1, 2, 3]) == nil)
        // One literal run and one reference into the preset dictionary: `{\rtf1`.
        let packed =
            TNEFTests.little(24, 4) + TNEFTests.little(7, 4) + Array("LZFu".utf8) + [0, 0, 0, 0] + [
                0b0000_0001, 0x00, 0x04, UInt8(ascii: "x"),
            ]
        #expect(RichText.decompress(packed).map { String(decoding: $0, as: UTF8.self) } == "{\\rtf1x")
    }
}
