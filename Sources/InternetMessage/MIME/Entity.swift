/// A part of a message, or the message itself (RFC 2045 section 2.4), as a node of a flat tree: parent and children are indices.
public struct Entity: Sendable {
    /// Place in ``Message/entities``.
    public let index: Int
    /// Nil for the message itself.
    public let parent: Int?
    /// 0 for the message itself.
    public let depth: Int
    public let header: HeaderBlock
    public let contentType: ContentType
    public let transferEncoding: TransferEncoding
    /// The body as it stands in the message, the line end before a boundary not counted.
    public internal(set) var bodyRange: Range<Int>
    public internal(set) var children: [Int] = []

    public enum TransferEncoding: Sendable, Equatable { case identity, base64, quotedPrintable, uuencode }

    public enum Disposition: Sendable, Equatable { case unspecified, inline, attachment }

    /// The message's.
    var bytes: [UInt8] { header.bytes }

    /// Content-Disposition (RFC 2183); an unknown one counts as an attachment (section 2.8).
    public var disposition: Disposition {
        guard let field = header.first(.contentDisposition), !field.bodyRange.isEmpty else { return .unspecified }
        if bytes.hasPrefix("inline", at: field.bodyRange.lowerBound) { return .inline }
        if bytes.hasPrefix("attachment", at: field.bodyRange.lowerBound) { return .attachment }
        return bytes[field.bodyRange].first == UInt8(ascii: ";") ? .unspecified : .attachment
    }

    /// The file name as the sender gave it, decoded; a label, never a path (RULES D8): see ``FileName``.
    public var filename: String? {
        var defects = DefectList()
        if let field = header.first(.contentDisposition),
            let semicolon = bytes.firstIndex(of: UInt8(ascii: ";"), in: field.bodyRange)
        {
            let parameters = ParameterList(
                bytes, in: semicolon..<field.bodyRange.upperBound, limits: .standard, defects: &defects)
            if let name = parameters.text("filename", limits: .standard, defects: &defects), !name.isEmpty { return name }
            if let name = parameters.text("name", limits: .standard, defects: &defects), !name.isEmpty { return name }
        }
        if let name = contentType.parameters.text("name", limits: .standard, defects: &defects), !name.isEmpty { return name }
        if let name = contentType.parameters.text("filename", limits: .standard, defects: &defects), !name.isEmpty { return name }
        return nil
    }

    /// Content-ID without its brackets.
    public var contentID: String? {
        guard let field = header.first(.contentID) else { return nil }
        let value = header.unfolded(field).filter { $0 > 32 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") && $0 != 127 }
        return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }

    /// The body with its transfer encoding undone (RFC 2045 section 6). Total: what is broken is skipped.
    public func decoded() -> [UInt8] {
        var defects = DefectList()
        return decoded(defects: &defects)
    }

    func decoded(defects: inout DefectList) -> [UInt8] {
        switch transferEncoding {
        case .identity: Array(bytes[bodyRange])
        case .base64: Base64.decode(bytes, in: bodyRange, defects: &defects)
        case .quotedPrintable: QuotedPrintable.decode(bytes, in: bodyRange, defects: &defects)
        case .uuencode: UUEncode.decodeWhole(bytes, in: bodyRange) ?? Array(bytes[bodyRange])
        }
    }

    /// The decoded body as UTF-8 by its charset (RULES D6), line ends LF.
    func text(defects: inout DefectList) -> [UInt8] {
        var text = text(decoded(defects: &defects), defects: &defects)
        LineEnds.normalize(&text)
        return text
    }

    private func text(_ bytes: consuming [UInt8], defects: inout DefectList) -> [UInt8] {
        if bytes.count >= 2, (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) {
            return Charset.utf16(.marked).decode(bytes, defects: &defects)
        }
        let charset = contentType.parameters.range("charset").map { Charset(label: self.bytes[$0]) } ?? labelledCharset
        guard charset == nil || charset == .ascii else { return (charset ?? .utf8).decode(bytes, defects: &defects) }
        let isASCII = Charset.isASCII(bytes)
        if contentType.media == .textHTML, !isASCII, let declared = HTMLText.declaredCharset(bytes) {
            return declared.decode(bytes, defects: &defects)
        }
        // QUIRK: ISO-2022-JP under a missing or ASCII label; its escapes are unmistakable.
        if isASCII, let escape = bytes.firstIndex(of: 27, in: 0..<bytes.count), escape + 2 < bytes.count,
            bytes[escape + 1] == UInt8(ascii: "$")
        {
            return Charset.iconv("ISO-2022-JP-3").decode(bytes, defects: &defects)
        }
        return isASCII ? bytes : Charset.utf8.decode(bytes, defects: &defects)
    }

    /// By a charset parameter that must be unquoted first.
    private var labelledCharset: Charset? { contentType.parameter("charset").map { Charset(label: $0[...]) } }
}

/// CRLF and lone CR become LF; a byte order mark at the start and NULs go.
enum LineEnds {
    static func normalized(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        normalize(&bytes)
        return bytes
    }

    /// In place, since nothing gets longer.
    static func normalize(_ bytes: inout [UInt8]) {
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        let range = (hasMark ? 3 : 0)..<bytes.count
        guard hasMark || bytes.firstIndex(of: .cr, in: range) != nil || bytes.firstIndex(of: 0, in: range) != nil else { return }
        let count = bytes.withUnsafeMutableBytes { normalize($0, from: range.lowerBound) }
        bytes.removeLast(bytes.count - count)
    }

    private static func normalize(_ bytes: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
        var position = start
        var written = 0
        while position < bytes.count {
            if position &+ 16 <= bytes.count {
                let chunk = bytes.loadUnaligned(fromByteOffset: position, as: Chunk.self)
                let isReturn = chunk .== Chunk(repeating: 13)
                let isNull = chunk .== Chunk(repeating: 0)
                guard let plain = ByteMask(isReturn .| isNull).first else {
                    bytes.storeBytes(of: chunk, toByteOffset: written, as: Chunk.self)
                    position &+= 16
                    written &+= 16
                    continue
                }
                chunk.store(first: plain, to: bytes, at: written)
                position &+= plain
                written &+= plain
            }
            let byte = bytes[position]
            position &+= 1
            if byte == .cr, position < bytes.count, bytes[position] == .lf { position &+= 1 }
            if byte == 0 { continue }
            bytes[written] = byte == .cr ? .lf : byte
            written &+= 1
        }
        return written
    }
}
