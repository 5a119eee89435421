/// The files and the text inside a winmail.dat (Microsoft's Transport Neutral Encapsulation Format, MS-OXTNEF).
///
/// Every length is checked against what is left; what does not fit ends the reading, and what was read so far counts.
struct TNEF {
    struct File: Equatable {
        var name = ""
        var type: String?
        var contentID: String?
        var bytes: [UInt8] = []
    }

    private(set) var files: [File] = []
    /// UTF-8; from the plain body, else from HTML, else from compressed RTF.
    private(set) var text: [UInt8] = []
    private(set) var isDamaged = false
    private var embedded: [[UInt8]] = []

    private static let signature: UInt32 = 0x223E_9F78
    private static let attributeCountMax = 10_000
    private static let fileCountMax = 1_000

    private enum Attribute {
        static let renderData: UInt16 = 0x9002
        static let title: UInt16 = 0x8010
        static let transportName: UInt16 = 0x9001
        static let data: UInt16 = 0x800F
        static let properties: UInt16 = 0x9005
        static let messageProperties: UInt16 = 0x9003
        static let body: UInt16 = 0x800C
        static let codePage: UInt16 = 0x9007
    }

    /// Messages within messages that are looked into.
    private static let nestingMax = 4
    private static let nestedCountMax = 50
    private static let nestedBytesMax = 8 << 20

    /// Nil where the signature lacks. The files of attached messages come behind the others.
    init?(_ bytes: [UInt8]) {
        guard read(bytes) else { return nil }
        var nested = embedded
        var depth = 0
        while !nested.isEmpty, depth < TNEF.nestingMax {
            embedded = []
            let own = text
            for message in nested { _ = read(message) }
            text = own
            nested = embedded
            depth += 1
        }
        embedded = []
    }

    private mutating func read(_ bytes: [UInt8]) -> Bool {
        var reader = LittleEndianReader(bytes)
        guard reader.uint32() == TNEF.signature, reader.uint16() != nil else { return false }
        var current: File?
        var codePage = Charset.windows1252
        for _ in 0..<TNEF.attributeCountMax {
            guard reader.left > 0 else { break }
            guard let level = reader.uint8(), level == 1 || level == 2, let identifier = reader.uint32(),
                let length = reader.uint32()
            else {
                isDamaged = true
                break
            }
            // Of a file that was cut off, what is there.
            let data = reader.range(Int(length)) ?? reader.range(reader.left) ?? 0..<0
            if reader.uint16() == nil { isDamaged = true }
            let name = UInt16(truncatingIfNeeded: identifier)
            if level == 2, name == Attribute.renderData || startsNext(name, current) {
                append(&current)
                current = File()
            }
            if level == 2, name != Attribute.renderData {
                if current == nil { current = File() }
                take(name, bytes, data, codePage, into: &current)
            } else if level != 2 {
                takeMessage(name, bytes, data, &codePage)
            }
        }
        append(&current)
        return true
    }

    /// QUIRK: some writers leave the rendering data away that opens each file (MS-OXTNEF section 2.1.3.4).
    private func startsNext(_ name: UInt16, _ current: File?) -> Bool {
        guard let current, !current.name.isEmpty, !current.bytes.isEmpty else { return false }
        return name == Attribute.title || name == Attribute.data
    }

    /// Keeps a file; of an attached message what it holds is read, too.
    private mutating func append(_ file: inout File?) {
        defer { file = nil }
        guard let file, !file.bytes.isEmpty || !file.name.isEmpty, files.count < TNEF.fileCountMax else { return }
        files.append(file)
        var reader = LittleEndianReader(file.bytes)
        if reader.uint32() == TNEF.signature, file.bytes.count <= TNEF.nestedBytesMax, embedded.count < TNEF.nestedCountMax {
            embedded.append(file.bytes)
        }
    }

    private func take(_ name: UInt16, _ bytes: [UInt8], _ data: Range<Int>, _ codePage: Charset, into file: inout File?) {
        switch name {
        case Attribute.title, Attribute.transportName:
            if file?.name.isEmpty == true { file?.name = TNEF.string(Array(bytes[data]), codePage) }
        case Attribute.data: file?.bytes = Array(bytes[data])
        case Attribute.properties:
            let properties = MAPIProperties(bytes, in: data, codePage)
            // The long name wins over the 8.3 one, wherever each stands.
            if let long = properties.string(.longFileName) ?? properties.string(.fileName) ?? properties.string(.displayName),
                !long.isEmpty
            {
                file?.name = long
            }
            if let type = properties.string(.mimeTag) { file?.type = type }
            if let identifier = properties.string(.contentID) { file?.contentID = identifier }
            if file?.bytes.isEmpty == true, let content = properties.binary(.attachData) { file?.bytes = content }
        default: break
        }
    }

    private mutating func takeMessage(_ name: UInt16, _ bytes: [UInt8], _ data: Range<Int>, _ codePage: inout Charset) {
        switch name {
        case Attribute.codePage:
            var reader = LittleEndianReader(Array(bytes[data]))
            if let page = reader.uint32(), page > 0 { codePage = Charset(label: Array("cp\(page)".utf8)[...]) }
        case Attribute.body:
            if text.isEmpty { text = Array(TNEF.string(Array(bytes[data]), codePage).utf8) }
        case Attribute.messageProperties:
            let properties = MAPIProperties(bytes, in: data, codePage)
            if let body = properties.string(.body), !body.isEmpty {
                text = Array(body.utf8)
            } else if text.isEmpty, let html = properties.binary(.bodyHTML), !html.isEmpty {
                var defects = DefectList()
                text = HTMLText((HTMLText.declaredCharset(html) ?? codePage).decode(html, defects: &defects)).text
            } else if text.isEmpty, let rtf = properties.binary(.compressedRTF), let plain = RichText.text(compressed: rtf) {
                text = plain
            }
            text = LineEnds.normalized(text)
        default: break
        }
    }

    /// Up to its NUL.
    static func string(_ bytes: [UInt8], _ charset: Charset) -> String {
        var defects = DefectList()
        let content = Array(bytes.prefix { $0 != 0 })
        return String(decoding: charset.decode(content, defects: &defects), as: UTF8.self)
    }
}

/// Reads little-endian numbers and ranges; nil past the end.
struct LittleEndianReader {
    private let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int

    init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
        self.bytes = bytes
        position = range?.lowerBound ?? 0
        end = min(range?.upperBound ?? bytes.count, bytes.count)
    }

    var left: Int { end - position }

    mutating func uint8() -> UInt8? {
        guard left >= 1 else { return nil }
        position += 1
        return bytes[position - 1]
    }

    mutating func uint16() -> UInt16? {
        guard left >= 2 else { return nil }
        position += 2
        return UInt16(bytes[position - 2]) | UInt16(bytes[position - 1]) << 8
    }

    mutating func uint32() -> UInt32? {
        guard let low = uint16(), let high = uint16() else { return nil }
        return UInt32(low) | UInt32(high) << 16
    }

    mutating func range(_ length: Int) -> Range<Int>? {
        guard length >= 0, length <= left else { return nil }
        position += length
        return position - length..<position
    }

    /// Values stand on four-byte boundaries.
    mutating func skipPadding(_ length: Int) { position = min(end, position + (4 - length % 4) % 4) }
}
