import FoundationEssentials
import Testing

@testable import InternetMessage

/// What must hold of any mail. Every run takes another seed and prints it; the environment's ANSWERBACK_SEED repeats one.
@Suite("Properties of any mail")
struct PropertyTests {
    private static func seeded(_ name: String) -> (random: SeededBytes, seed: UInt64) {
        let told = ProcessInfo.processInfo.environment["ANSWERBACK_SEED"].flatMap { UInt64($0) }
        let seed = told ?? UInt64.random(in: 1...1 << 40)
        print("\(name): ANSWERBACK_SEED=\(seed)")
        return (SeededBytes(seed: seed), seed)
    }

    /// Mails of many styles, to be broken.
    private static let mails: [[UInt8]] =
        HardeningTests.corpus
        + MalformedStyleTests.trees.map { bytes("From: a@b.example\nMIME-Version: 1.0\n" + $0.mail) }
        + MalformedStyleTests.headers.map { Array($0.mail.utf8) }
        + AttributionStyleTests.gmail.map {
            bytes("From: Casey <a@b.example>\nSubject: Re: x\nIn-Reply-To: <m@x>\n\nYes.\n\n\($0)\n> no\n\n-- \nCasey\n")
        }
        + BounceStyleTests.notices.map { bytes("From: \($0.from)\nSubject: \($0.subject)\n\n\($0.body)") }

    private static func broken(_ random: inout SeededBytes) -> [UInt8] {
        var bytes = mails[random.below(mails.count)]
        let special = Array("\r\n<>@\"\\();:,=?*'%&-\0\u{7F}.[]{}|/ \t".utf8) + [0x80, 0xC3, 0xE2, 0xF0, 0xFF, 0x1B]
        for _ in 0..<random.below(8) {
            let place = random.below(bytes.count)
            switch random.below(6) {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes[place] = special[random.below(special.count)]
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(20)))
            case 3: bytes.insert(special[random.below(special.count)], at: place)
            case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + random.below(200))], at: place)
            default:
                let other = mails[random.below(mails.count)]
                let from = random.below(other.count)
                bytes.insert(contentsOf: other[from..<min(other.count, from + random.below(120))], at: place)
            }
            if bytes.isEmpty { bytes = [0] }
        }
        return bytes
    }

    private static func letters(_ text: String) -> Int { text.utf8.count { $0.isAlphanumeric } }

    @Test("D3: whatever the bytes, a reading comes out that keeps its promises")
    func anyBytes() {
        var (random, seed) = Self.seeded("any bytes")
        for round in 0..<1_500 {
            let bytes = Self.broken(&random)
            let message = Message(bytes)
            let read = Reading(message)
            let place: Comment = "seed \(seed), round \(round)"
            #expect(read.json(language: nil, reasons: .include).utf8.allSatisfy { $0 >= 32 }, place)
            #expect(read.kind == .human || !read.mayAutorespond, place)
            #expect((read.bounce != nil) == (read.kind == .bounce), place)
            for text in [read.subject, read.from?.name ?? "", read.from?.address ?? ""] + read.attachments.map(\.name) {
                #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, place)
            }
            // Nothing that was typed is lost: what is not kept was cut, and nothing is both.
            if read.forwarded == nil, read.kind != .bounce, !read.hasCalendar {
                #expect(Self.letters(read.replyText) + Self.letters(read.cutText) == Self.letters(read.text), place)
            }
            for attachment in read.attachments.prefix(3) { _ = message.content(of: attachment).count }
        }
    }

    @Test("the same mail with LF and with CRLF is one reading; an mbox line and blank lines above it change nothing")
    func lineEnds() {
        var (random, seed) = Self.seeded("line ends")
        for round in 0..<300 {
            let lines = Self.broken(&random).filter { $0 != 13 }
            let plain = Reading(Message(lines))
            let canonical = Reading(Message(lines.flatMap { $0 == 10 ? [13, 10] : [$0] }))
            let place: Comment = "seed \(seed), round \(round)"
            #expect(plain.from == canonical.from && plain.subject == canonical.subject, place)
            #expect(plain.kind == canonical.kind && plain.replyText == canonical.replyText, place)
            let boxed = Reading(Message(Array("\n\nFrom a@b Mon Nov  3 10:05:00 2025\n".utf8) + lines))
            if lines.starts(with: Array("From: ".utf8)), !plain.defects.contains(.junkInHeader) {
                #expect(boxed.from == plain.from && boxed.subject == plain.subject && boxed.replyText == plain.replyText, place)
            }
        }
    }

    @Test("D1, E1: any draft is written legally and read back field by field")
    func roundTrip() throws {
        var (random, seed) = Self.seeded("drafts")
        func text(_ limit: Int) -> String {
            let pools: [Range<UInt32>] = [0..<128, 32..<127, 0x80..<0x500, 0x2000..<0x2070, 0x4E00..<0x4F00, 0x1F600..<0x1F650]
            let pool = pools[random.below(pools.count)]
            let scalars = (0..<random.below(limit)).compactMap { _ in
                Unicode.Scalar(pool.lowerBound + UInt32(random.below(pool.count)))
            }
            return String(String.UnicodeScalarView(scalars))
        }
        for round in 0..<400 {
            var draft = MessageDraft(
                from: Mailbox(address: "support@acme.example", name: text(40)),
                to: [Mailbox(address: "a.b+\(random.below(99))@customer.example", name: text(20))], subject: text(200),
                messageID: "t\(round)@acme.example", inReplyTo: "m@customer.example",
                references: (0..<random.below(30)).map { "r\($0)@x.example" },
                date: Date(timeIntervalSince1970: Double(random.below(2_000_000_000))), fields: [.init("X-Note", text(100))],
                text: text(2_000))
            if random.below(2) == 0 { draft.html = "<p>" + text(500) + "</p>" }
            if random.below(2) == 0 {
                let content = (0..<random.below(500)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                draft.attachments = [.init(name: "f" + text(60), type: "application/x-\(random.below(9))", bytes: content)]
            }
            try check(draft, "seed \(seed), round \(round)")
        }
    }

    private func check(_ draft: MessageDraft, _ place: Comment) throws {
        let written = draft.bytes(boundarySeed: draft.messageID)
        #expect(written.allSatisfy { $0 < 128 && $0 != 0 }, place)
        #expect(
            written.split(separator: 10, omittingEmptySubsequences: false).dropLast().allSatisfy {
                $0.last == 13 && $0.count <= 999
            }, place)
        let message = Message(written)
        let read = Reading(message)
        #expect(read.defects.filter { $0 != .hiddenText }.isEmpty, place)
        #expect(read.from?.address == draft.from.address && read.to.map(\.address) == draft.to.map(\.address), place)
        #expect(read.subject == String(decoding: HeaderFolding.clean(draft.subject), as: UTF8.self), place)
        #expect(read.messageID == draft.messageID && read.inReplyTo == [draft.inReplyTo] && read.date == draft.date, place)
        #expect(read.references == Array(draft.references.suffix(20)), place)
        let part = try #require(message.entities.first { $0.contentType.media == .textPlain }, place)
        var wanted = LineEnds.normalized(Array(draft.text.utf8))
        if wanted.last != 10 { wanted.append(10) }
        #expect(LineEnds.normalized(part.decoded()) == wanted, place)
        for file in draft.attachments {
            let attachment = try #require(read.attachments.last, place)
            #expect(attachment.name == FileName.label(file.name) && attachment.type == file.type, place)
            #expect(message.content(of: attachment) == file.bytes, place)
        }
    }

    @Test("D6: what base64 and quoted-printable carry comes back, and every charset gives UTF-8 for any bytes")
    func codes() {
        var (random, seed) = Self.seeded("codes")
        var defects = DefectList()
        let names = Charset.namesForIconv.sorted()
        for round in 0..<600 {
            let bytes = (0..<random.below(300)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let place: Comment = "seed \(seed), round \(round)"
            let wide = Base64.encode(bytes, lineLength: 76)
            #expect(Base64.decode(wide, in: 0..<wide.count, defects: &defects) == bytes, place)
            let text = LineEnds.normalized(Array(String(decoding: bytes, as: UTF8.self).utf8)) + [10]
            let quoted = QuotedPrintable.encode(text)
            #expect(LineEnds.normalized(QuotedPrintable.decode(quoted, in: 0..<quoted.count, defects: &defects)) == text, place)
            let charset = Charset.iconv(names[random.below(names.count)])
            #expect(Charset.isValidUTF8(charset.decode(bytes, defects: &defects)), place)
        }
        #expect(!defects.defects.contains(.badBase64) && !defects.defects.contains(.badQuotedPrintable))
    }

    @Test("D3: fifty references, a hundred parameters: what is more is left unread and told")
    func limits() {
        let many = customerMail("References: " + (0..<60).map { "<r\($0)@x.example>" }.joined(separator: "\n "))
        #expect(
            many.references.count == 50 && many.references.last == "r59@x.example" && many.defects.contains(.tooManyReferences))
        let few = customerMail("References: <a@x.example> <b@x.example>")
        #expect(few.references.count == 2 && few.defects.isEmpty)
        let pieces = (0..<120).map { "; name*\($0)=x" }.joined()
        let long = reading("From: a@b.example\nContent-Type: application/pdf\(pieces)\n\nx\n")
        #expect(long.attachments.first?.name.utf8.count ?? 0 <= 100 && long.defects.contains(.tooManyParameters))
        let short = reading("From: a@b.example\nContent-Type: application/pdf; name*0=a; name*1=.pdf\n\nx\n")
        #expect(short.attachments.first?.name == "a.pdf" && !short.defects.contains(.tooManyParameters))
    }
}
