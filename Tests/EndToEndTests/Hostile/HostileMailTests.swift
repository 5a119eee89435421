import Foundation
import TestKit
import Testing

/// The reader as its operator runs it, fed with what is meant to kill it.
@Suite("Hostile mails", .serialized, .enabled(if: ServeProcess.program != nil, "no answerback beside the tests"))
struct HostileMailTests {
    private static let memoryBytesMax = (256 << 20) * Sanitizer.allowance
    private static let secondsMax = 1.0 * Double(Sanitizer.allowance)

    @Test("there are three hundred of them, and more")
    func count() {
        #expect(HostileMails.all.count * HostileMails.sizes.count >= 300)
        #expect(Set(HostileMails.all.map(\.name)).count == HostileMails.all.count)
    }

    @Test("D3, D4, D5, D7: each is read within a second of processor time and 256 MB, and the next one as well")
    func hostile() throws {
        let folder = try TemporaryFolder()
        let reader = try ReadProcess(#require(ServeProcess.program))
        defer { reader.end() }
        let path = folder.path + "/mail.eml"
        for family in HostileMails.all {
            for size in HostileMails.sizes {
                try Data(family.make(size)).write(to: URL(fileURLWithPath: path))
                let before = reader.processorSeconds
                let answer = try reader.read(path)
                try #require(answer.first == UInt8(ascii: "{"), "\(family.name), \(size) bytes: the reader ended")
                let seconds = reader.processorSeconds - before
                #expect(seconds <= Self.secondsMax, "\(family.name), \(size) bytes: \(seconds) s")
            }
        }
        #expect(reader.peakBytes <= Self.memoryBytesMax, "\(reader.peakBytes >> 20) MB")
    }

    static let large: [HostileMails.Family] =
        [
            "fields", "parts", "depth", "line ends", "carriage returns", "base64 junk", "broken GB18030", "UTF-16",
            "uuencoded files", "open elements",
            "quoted lines", "one line", "reports",
        ].compactMap { name in HostileMails.all.first { $0.name == name } } + [
            HostileMails.flood(
                "an attachment",
                "From: casey@customer.example\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n",
                "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\r\n")
        ]

    @Test("D7: a mail of 50 MB is read within five seconds of processor time and 256 MB", arguments: large.indices)
    func fiftyMegabytes(index: Int) throws {
        let folder = try TemporaryFolder()
        let reader = try ReadProcess(#require(ServeProcess.program))
        defer { reader.end() }
        let path = folder.path + "/mail.eml"
        let family = Self.large[index]
        try Data(family.make((50 << 20) - 1_000)).write(to: URL(fileURLWithPath: path))
        #expect(try reader.read(path).first == UInt8(ascii: "{"), "\(family.name)")
        #expect(reader.processorSeconds <= 5 * Self.secondsMax, "\(family.name): \(reader.processorSeconds) s")
        #expect(reader.peakBytes <= Self.memoryBytesMax, "\(family.name): \(reader.peakBytes >> 20) MB")
    }

    @Test("D3, D7: a larger one is read as a header alone")
    func tooLarge() throws {
        let folder = try TemporaryFolder()
        let reader = try ReadProcess(#require(ServeProcess.program))
        defer { reader.end() }
        let path = folder.path + "/mail.eml"
        let mail = HostileMails.flood("plain", "From: casey@customer.example\r\nSubject: big\r\n\r\n", "hello\r\n").make(
            (50 << 20) + 1)
        try Data(mail).write(to: URL(fileURLWithPath: path))
        let answer = String(decoding: try reader.read(path), as: UTF8.self)
        #expect(answer.contains("message-too-large") && answer.contains("casey@customer.example") && !answer.contains("hello"))
        #expect(reader.peakBytes <= Self.memoryBytesMax)
    }
}
