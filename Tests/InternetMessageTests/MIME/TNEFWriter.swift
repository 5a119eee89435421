@testable import InternetMessage

/// Writes winmail.dat as Outlook does, for tests (MS-OXTNEF, MS-OXRTFCP).
struct TNEFWriter {
    private(set) var bytes = little(0x223E_9F78, 4) + little(1, 2)

    struct Property {
        var type: Int
        var name: Int
        var data: [UInt8]

        static func unicode(_ name: Int, _ text: String) -> Property {
            Property(type: 31, name: name, data: Array((text + "\0").utf16).flatMap { little(Int($0), 2) })
        }

        static func narrow(_ name: Int, _ bytes: [UInt8]) -> Property { Property(type: 30, name: name, data: bytes + [0]) }
        static func binary(_ name: Int, _ bytes: [UInt8]) -> Property { Property(type: 258, name: name, data: bytes) }
        /// An object: a GUID, then its content.
        static func object(_ name: Int, _ bytes: [UInt8]) -> Property {
            Property(type: 13, name: name, data: [UInt8](repeating: 7, count: 16) + bytes)
        }
        static func number(_ name: Int, _ value: Int) -> Property { Property(type: 3, name: name, data: little(value, 4)) }

        fileprivate var written: [UInt8] {
            let head = little(type, 2) + little(name, 2)
            if type == 3 { return head + data }
            return head + little(1, 4) + little(data.count, 4) + data + [UInt8](repeating: 0, count: (4 - data.count % 4) % 4)
        }
    }

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    mutating func attribute(_ level: UInt8, _ name: Int, _ data: [UInt8]) {
        bytes += [level] + Self.little(name, 4) + Self.little(data.count, 4) + data
        bytes += Self.little(data.reduce(0) { $0 + Int($1) } & 0xFFFF, 2)
    }

    mutating func codePage(_ page: Int) { attribute(1, 0x0006_9007, Self.little(page, 4) + Self.little(0, 4)) }

    mutating func message(_ properties: [Property]) { attribute(1, 0x0006_9003, Self.list(properties)) }

    /// A file: its 8.3 name, its bytes, and properties such as its long name.
    mutating func file(_ name: [UInt8], _ content: [UInt8]?, _ properties: [Property] = []) {
        attribute(2, 0x0006_9002, Self.little(1, 2) + [UInt8](repeating: 0, count: 12))
        attribute(2, 0x0001_8010, name + [0])
        if let content { attribute(2, 0x0006_800F, content) }
        if !properties.isEmpty { attribute(2, 0x0006_9005, Self.list(properties)) }
    }

    private static func list(_ properties: [Property]) -> [UInt8] {
        little(properties.count, 4) + properties.flatMap(\.written)
    }

    /// Compressed RTF: runs of literals, and a reference to the preset dictionary for its first word.
    static func compressed(_ rtf: [UInt8]) -> [UInt8] {
        var body: [UInt8] = []
        var rest = rtf[...]
        // `{\rtf1\ansi` stands at the start of the dictionary.
        let preset = Array("{\\rtf1\\ansi".utf8)
        var tokens: [[UInt8]] = []
        if rest.starts(with: preset) {
            tokens.append([0, UInt8(preset.count - 2)])
            rest = rest.dropFirst(preset.count)
        }
        tokens += rest.map { [$0] }
        var written = 207 + rtf.count
        tokens.append([UInt8(truncatingIfNeeded: written >> 4), UInt8(truncatingIfNeeded: written << 4)])
        for start in stride(from: 0, to: tokens.count, by: 8) {
            let group = tokens[start..<min(start + 8, tokens.count)]
            var control: UInt8 = 0
            for (bit, token) in group.enumerated() where token.count == 2 { control |= 1 << UInt8(bit) }
            body.append(control)
            body += group.flatMap { $0 }
        }
        written = rtf.count
        return little(body.count + 12, 4) + little(written, 4) + Array("LZFu".utf8) + little(0, 4) + body
    }

    static func stored(_ rtf: [UInt8]) -> [UInt8] {
        little(rtf.count + 12, 4) + little(rtf.count, 4) + Array("MELA".utf8) + little(0, 4) + rtf
    }
}
