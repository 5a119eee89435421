import Testing

@testable import Store

@Suite("D17: what makes two copies the same mail") struct DedupeKeyTests {
    /// The key's material by its definition, line by line and byte by byte.
    private static func material(of mail: [UInt8]) -> [UInt8] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        var body: Int?
        for index in mail.indices where mail[index] == 10 && body == nil {
            let line = mail[start..<index]
            if line.isEmpty || Array(line) == [13] { body = index + 1 } else { lines.append(line) }
            start = index + 1
        }
        if body == nil { lines.append(mail[start...]) }
        let isBlank: (UInt8) -> Bool = { [32, 9, 13].contains($0) }
        func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
            Array(Array(bytes.drop(while: isBlank)).reversed().drop(while: isBlank).reversed())
        }
        var values: [String: [UInt8]] = [:]
        var current: String?
        for line in lines where !line.isEmpty {
            if line.first == 32 || line.first == 9 {
                if let name = current { values[name, default: []] += [32] + trimmed(line) }
                continue
            }
            current = nil
            guard let colon = line.prefix(64).firstIndex(of: 58) else { continue }
            let name = String(decoding: trimmed(line[..<colon]), as: UTF8.self).lowercased()
            guard ["message-id", "from", "date", "subject"].contains(name), values[name] == nil else { continue }
            values[name] = trimmed(line[(colon + 1)...])
            current = name
        }
        var material: [UInt8] = []
        for name in ["message-id", "from", "date", "subject"] {
            let value = values[name] ?? []
            material += [UInt8(value.count & 255), UInt8(value.count >> 8 & 255), 0, 0] + value
        }
        return material + DedupeKey.digest(mail[(body ?? mail.count)...].filter { $0 != 13 })
    }

    private static let pieces = [
        "From: a@b.example", "FROM : c", "\rfrom: d", "Subject:", "subject: x", " folded", "\tmore ", "Message-ID: <1@a>",
        "Date: now",
        "Received: by x", "To: y", "no colon", "Date", "from", ":", "", "\r", "x\ry", "\r\r", "  ",
    ]

    @Test("the key is what its definition says, whatever the lines and their ends")
    func definition() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<3000 {
            var mail: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                mail += (Self.pieces.randomElement(using: &random) ?? "").utf8
                mail += ["\r\n", "\n", "\r\n", "\r", ""].randomElement(using: &random)?.utf8.map { $0 } ?? []
            }
            let key = DedupeKey.key(of: mail)
            #expect(
                key == DedupeKey.digest(Self.material(of: mail)),
                "seed \(seed): \(String(decoding: mail, as: UTF8.self).debugDescription)")
        }
    }
}
