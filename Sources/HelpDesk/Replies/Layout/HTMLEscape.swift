/// Escaping for HTML text and attribute values.
enum HTMLEscape {
    /// Safe between tags and between double quotes; a line feed becomes a line break. Scalars that HTML forbids are left out.
    static func escaped(_ text: String) -> String {
        let bytes = text.utf8.span
        guard firstSpecial(bytes, from: 0) < bytes.count else { return text }
        var out: [UInt8] = []
        write(text, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends a text, ``escaped(_:)``. What needs no escape, which is most of it, is copied in runs.
    static func write(_ text: String, to out: inout [UInt8]) {
        let bytes = text.utf8.span
        var (start, index) = (0, firstSpecial(bytes, from: 0))
        while index < bytes.count {
            out.append(bytes.extracting(start..<index))
            write(bytes[index], to: &out)
            start = index + 1
            index = firstSpecial(bytes, from: start)
        }
        out.append(bytes.extracting(start...))
    }

    /// The first place from a place on whose byte is not written as it is; the end where there is none.
    private static func firstSpecial(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if index + 8 <= bytes.count {
                let marks = marks(EightBytes(bytes.eight(at: index)))
                guard marks != 0 else {
                    index += 8
                    continue
                }
                index += marks.trailingZeroBitCount >> 3
            }
            if isSpecial(bytes[index]) { return index }
            index += 1
        }
        return index
    }

    /// Every special byte and a few others: `&` and `'` differ by one bit, `"` and `&`, `<` and `>` do too.
    @inline(__always) static func marks(_ eight: EightBytes) -> UInt64 {
        eight.controls | eight.marks(of: 0x27, with: 0x01) | eight.marks(of: 0x26, with: 0x04) | eight.marks(of: 0x3E, with: 0x02)
    }

    /// A single byte, escaped.
    static func write(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
        case UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
        case .lineFeed: out.append(contentsOf: "<br>".utf8)
        default: if !isForbidden(byte) { out.append(byte) }
        }
    }

    static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case .lineFeed, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: isForbidden(byte)
        }
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: true
        default: false
        }
    }

    /// Bytes that a text takes once it is escaped.
    static func cost(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "&", "'": 5
        case "<", ">": 4
        case "\"": 6
        case "\n": 5
        default: UTF8.width(scalar)
        }
    }

    /// Cuts a text so that it takes at most so many bytes of HTML; a cut is marked.
    static func cut(_ text: String, htmlBytesMax: Int) -> (text: String, isCut: Bool) {
        // No scalar costs more than six bytes for each of its own.
        if text.utf8.count <= htmlBytesMax / 6 { return (text, false) }
        var bytes = 0
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            bytes += cost(scalar)
            if bytes > htmlBytesMax { return (String(out) + " …", true) }
            out.append(scalar)
        }
        return (text, false)
    }
}

extension UInt8 {
    fileprivate static let lineFeed = UInt8(ascii: "\n")
}
