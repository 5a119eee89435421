import Testing

@testable import MailProtocol

@Suite("E1: what goes on the wire after DATA") struct DataStuffingTests {
    private enum Ending: Equatable { case content([UInt8], eightBit: Bool), refusal(DataStuffing.Refusal) }

    private static func stuffed(_ mail: [UInt8]) -> Ending {
        do throws(DataStuffing.Refusal) {
            let content = try DataStuffing.stuff(mail)
            return .content(content.wire, eightBit: content.hasEightBitBytes)
        } catch { return .refusal(error) }
    }

    /// RFC 5321 §2.3.8 and §4.5.2, a line at a time.
    private static func byDefinition(_ mail: [UInt8]) -> Ending {
        var wire: [UInt8] = []
        var line: [UInt8] = []
        var index = 0
        func end() -> Ending? {
            if line.count > 998 { return .refusal(.lineTooLong(bytesMax: 998)) }
            wire += (line.first == 46 ? [46] : []) + line + [13, 10]
            line = []
            return nil
        }
        while index < mail.count {
            switch mail[index] {
            case 0: return end() ?? .refusal(.nulByte)
            case 13, 10:
                if let refusal = end() { return refusal }
                if mail[index] == 13, index + 1 < mail.count, mail[index + 1] == 10 { index += 1 }
            default: line.append(mail[index])
            }
            index += 1
        }
        if !line.isEmpty, let refusal = end() { return refusal }
        return .content(wire, eightBit: mail.contains { $0 >= 0x80 })
    }

    @Test("whatever the bytes, the wire is what the definition says")
    func definition() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let pieces: [[UInt8]] = [
            [13, 10], [13, 10], [10], [13], [46], [46, 46], [0], Array("a plain line of text".utf8), Array("1234567".utf8),
            [0xC3, 0xA9],
            [UInt8](repeating: 120, count: 990), Array("12345678".utf8),
        ]
        for _ in 0..<5000 {
            var mail: [UInt8] = []
            for _ in 0..<Int.random(in: 0...14, using: &random) {
                guard let piece = pieces.randomElement(using: &random), piece != [0] || Bool.random(using: &random) else {
                    continue
                }
                mail += piece
            }
            #expect(Self.stuffed(mail) == Self.byDefinition(mail), "seed \(seed): \(mail)")
        }
    }
}
