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

    private static let signature: UInt32 = 0x223E_9F78
    private static let attributeCountMax = 10_000
    private static let fileCountMax = 1_000

    private enum Attribute {
        static let renderData: UInt16 = 0x9002
        static let title: UInt16 = 0x8010
        static let data: UInt16 = 0x800F
        static let properties: UInt16 = 0x9005
        static let messageProperties: UInt16 = 0x9003
        static let body: UInt16 = 0x800C
        static let codePage: UInt16 = 0x9007
    }

    /// Nil where the signature lacks.
    init?(_ bytes: [UInt8]) {
        var reader = LittleEndianReader(bytes)
        guard reader.uint32() == TNEF.signature, reader.uint16() != nil else { return nil }
        var current: File?
        var codePage = Charset.windows1252
        for _ in 0..<TNEF.attributeCountMax {
            guard reader.left > 0 else { break }
            guard let level = reader.uint8(), let identifier = reader.uint32(), let length = reader.uint32(),
                let data = reader.range(Int(length)), reader.uint16() != nil
            else {
                isDamaged = true
                break
            }
            let name = UInt16(truncatingIfNeeded: identifier)
            if level == 2, name == Attribute.renderData {
                append(&current)
                current = File()
            } else if level == 2 {
                if current == nil { current = File() }
                take(name, bytes, data, codePage, into: &current)
            } else {
                takeMessage(name, bytes, data, &codePage)
            }
        }
        append(&current)
    }

    private mutating func append(_ file: inout File?) {
        if let file, !file.bytes.isEmpty || !file.name.isEmpty, files.count < TNEF.fileCountMax { files.append(file) }
        file = nil
    }

    private func take(_ name: UInt16, _ bytes: [UInt8], _ data: Range<Int>, _ codePage: Charset, into file: inout File?) {
        switch name {
        case Attribute.title:
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
