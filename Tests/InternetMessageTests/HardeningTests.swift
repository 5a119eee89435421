import FoundationEssentials
import Testing

@testable import InternetMessage

@Suite("Hostile bytes")
struct HardeningTests {
    static let corpus: [[UInt8]] = [
        bytes(EntityParserTests.nested),
        bytes(
            "From: \"=?utf-8?Q?J=C3=BC?=\" <a@b.example>\nSubject: Fwd: x\nDate: Tue, 03 Nov 2026 09:00:00 +0000\nContent-Type: text/html\n\n<p style=\"color:#fff\">x</p><blockquote>y</blockquote>&amp;"
        ),
        bytes(
            "From: MAILER-DAEMON@x.example\nSubject: failure notice\nContent-Type: multipart/report; boundary=r\n\n--r\n\n<a@b.example>:\n550 5.1.1\n--r\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 5.1.1\n--r--"
        ),
        bytes("From: a@b.example\nContent-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n")
            + Base64.encode(TNEFTests.sample, lineLength: 76),
        bytes(
            "Authentication-Results: mx; dmarc=pass (x) reason=\"y\" header.from=b.example\nFrom: a@b.example\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VEVENT\nSUMMARY:x\\n\n y\nEND:VEVENT"
        ),
        bytes(
            "From: a@b.example\nIn-Reply-To: <x@y>\nContent-Type: text/plain; format=flowed; charset*=utf-8''iso-8859-1\n\nYes.\n\nOn 3/11/2025 10:05, Support <s@x.example>\nwrote:\n> Did it?\n-- \nCasey\n"
        ),
    ]

    private func readAll(_ bytes: [UInt8]) {
        let message = Message(bytes)
        let reading = Reading(message)
        for entity in message.entities { _ = entity.decoded().count + entity.decodedSize + (entity.filename?.utf8.count ?? 0) }
        _ = MessageContent(message).text.count
        _ = AuthenticationVerdict(message, from: reading.from, trust: .init(authservID: "mx", hops: 0)).isAuthenticated
        _ = reading.json(language: "en", reasons: .include).utf8.count
        for attachment in reading.attachments.prefix(5) { _ = message.content(of: attachment).count }
    }

    @Test("D3: every prefix of a mail is read", arguments: corpus.indices)
    func prefixes(index: Int) {
        for length in 0...HardeningTests.corpus[index].count { readAll(Array(HardeningTests.corpus[index].prefix(length))) }
    }

    @Test("D3: no flipped, lost, doubled or foreign byte traps", arguments: corpus.indices)
    func mutations(index: Int) {
        let seed = UInt64(4_711 + index)
        print("mutations of mail \(index): seed \(seed)")
        var random = SeededBytes(seed: seed)
        let special = Array("\r\n<>@\"\\();:,=?*'%&-\0\u{7F}.[]{}".utf8) + [0xC3, 0xE2, 0xFF]
        for _ in 0..<150 {
            var bytes = HardeningTests.corpus[index]
            for _ in 0..<1 + random.below(6) {
                let place = random.below(bytes.count)
                switch random.below(5) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes[place] = special[random.below(special.count)]
                case 2: bytes.remove(at: place)
                case 3: bytes.insert(special[random.below(special.count)], at: place)
                default:
                    let other = HardeningTests.corpus[random.below(HardeningTests.corpus.count)]
                    let from = random.below(other.count)
                    bytes.insert(contentsOf: other[from..<min(other.count, from + random.below(80))], at: place)
                }
                if bytes.isEmpty { bytes = [0] }
            }
            readAll(bytes)
        }
    }

    @Test("D3: random bytes are mails, too")
    func noise() {
        let seed: UInt64 = 99
        print("noise: seed \(seed)")
        var random = SeededBytes(seed: seed)
        for _ in 0..<300 { readAll((0..<random.below(600)).map { _ in UInt8(truncatingIfNeeded: random.next()) }) }
    }

    static let floods: [(String, String, String, Int)] = [
        ("line ends", "", "\n", 2_000_000), ("line ends in a body", "From: a@b\n\n", "\n", 2_000_000),
        ("encoded words", "Subject: ", "=?", 1_000_000), ("comments", "From: ", "(", 1_000_000),
        ("quotes", "To: ", "\"a\\", 600_000),
        (
            "boundaries", "Content-Type: multipart/mixed; boundary=\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\n\n",
            "--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", 40_000
        ), ("parts", "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\n", 200_000),
        ("tags", "From: a@b\nContent-Type: text/html\n\n", "<div>", 300_000),
        ("closing tags", "From: a@b\nContent-Type: text/html\n\n", "</x>", 300_000),
        ("comments open", "From: a@b\nContent-Type: text/html\n\n", "<!--", 300_000),
        ("attributes", "From: a@b\nContent-Type: text/html\n\n", "<a b='", 200_000),
        ("entities", "From: a@b\nContent-Type: text/html\n\n", "&amp", 300_000), ("quotations", "From: a@b\n\n", "> ", 500_000),
        ("quoted lines", "From: a@b\n\n", "> x\ny\n", 200_000),
        ("attributions", "From: a@b\n\n", "On 3/11/2025 a@b.example wrote:\n", 30_000),
        ("headers as text", "From: a@b\n\n", "From: a@b.example\n", 50_000), ("colons", "From: a@b\n\nhello\n", "x:\n", 200_000),
        ("dashes", "From: a@b\n\nhello\n", "--\n", 200_000),
        ("forwards", "From: a@b\nSubject: Fwd: x\n\n", "---------- Forwarded message\n", 30_000),
        ("rules above a quotation", "From: a@b\n\nhi\n> q\n", "---\nx\n", 100_000),
        ("trailing rules", "From: a@b\n\nhi\n", "---\n", 200_000),
        ("zalgo", "From: a@b\n\nz", "\u{301}", 1_000_000), ("parameters", "Content-Type: text/plain", "; a*0*=x", 100_000),
        ("references", "References: ", "<", 500_000),
        ("bounce addresses", "From: mailer-daemon@x\nSubject: failure notice\n\n", "<a@b.example>: ", 50_000),
        ("uuencode", "From: a@b\n\n", "begin 644 x\n", 100_000),
        ("calendars", "From: a@b\nContent-Type: text/calendar\n\n", "A:\n ", 200_000),
        ("list items", "From: a@b\nContent-Type: text/html\n\n", "<ul><li>", 200_000),
    ]

    @Test("D4, D5, D18: floods are read in linear time", arguments: floods)
    func linear(name: String, head: String, piece: String, count: Int) {
        #if DEBUG
            let count = count / 20
        #endif
        let small = seconds(Array((head + String(repeating: piece, count: count / 4)).utf8))
        let large = seconds(Array((head + String(repeating: piece, count: count)).utf8))
        // Four times the bytes, sixteen times the time if it were quadratic; debug builds and busy machines get their share.
        #expect(large < max(small * 11, 3.0), "\(name): \(small) s, then \(large) s")
        #expect(large < 60, "\(name)")
    }

    private func seconds(_ bytes: [UInt8]) -> Double {
        let clock = ContinuousClock()
        let took = clock.measure { _ = Reading(Message(bytes)).text.utf8.count }
        return Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
    }

    @Test("D18: combining marks are cut between scalars, not characters")
    func zalgo() {
        var limits = Limits.standard
        limits.textBytesMax = 1_001
        let mail = Reading(
            Message(
                bytes(
                    "From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n" + String(repeating: "\u{301}", count: 5_000)),
                limits: limits))
        #expect(mail.textWasCutByLimit && mail.text.utf8.count <= 1_001 && !mail.text.unicodeScalars.contains("\u{FFFD}"))
        #expect(!customerMail().textWasCutByLimit)
    }

    @Test("D13: the JSON line is one line of valid JSON, whatever the mail")
    func json() throws {
        let evil = customerMail(subject: "=?utf-8?Q?=22=5C=7F_x?=", body: "tab\tquote\"back\\slash\u{1}\u{7F}\u{2028}\n")
        let line = evil.json(language: nil, reasons: .include)
        #expect(!line.utf8.contains(10) && !line.utf8.contains(where: { $0 < 32 }))
        struct Decoded: Decodable { var subject: String; var text: String; var language: String? }
        let decoded = try JSONDecoder().decode(Decoded.self, from: Data(line.utf8))
        #expect(decoded.text == "tab\tquote\"back\\slash\u{1}\u{7F}\u{2028}\n" && decoded.language == nil)
    }
}
