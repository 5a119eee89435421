internal import Glibc

/// A character encoding by its label (RFC 2046 section 4.1.2, and the spellings that are met), and its way to UTF-8.
///
/// Decoding is total: what cannot be read becomes U+FFFD and is told (RULES D6). UTF-7 is refused, because `+ADw-` is `<` to whoever
/// reads it and text to whoever does not.
enum Charset: Equatable {
    case utf8
    case ascii
    /// ISO-8859-1 too, as everybody reads it: its bytes 0x80 to 0x9F are controls that nobody sends.
    case windows1252
    case utf16(UTF16Order)
    case hz
    case refused
    case unknown
    /// A name of ``namesForIconv``.
    case iconv(String)

    enum UTF16Order: Equatable { case big, little, marked }

    init(label: ArraySlice<UInt8>) {
        // The four that nearly all mails carry, before any string is made.
        if let common = Charset.common(label) {
            self = common
            return
        }
        var name = label.filter { $0.isAlphanumeric || $0 == 45 || $0 == 95 || $0 == 46 || $0 == 58 }.map(\.lowercasedASCII)
        if name.count > 40 { name.removeLast(name.count - 40) }
        // A language tag may follow (RFC 2231 section 5); `*` was dropped with the filter, so cut at the original place.
        if let star = label.firstIndex(of: UInt8(ascii: "*")) {
            name = label[..<star].filter { $0.isAlphanumeric || $0 == 45 || $0 == 95 }.map(\.lowercasedASCII)
        }
        self = Charset.named(String(decoding: name, as: UTF8.self))
    }

    private static func common(_ label: ArraySlice<UInt8>) -> Charset? {
        func matches(_ name: StaticString) -> Bool {
            name.withUTF8Buffer { wanted in
                wanted.count == label.count && zip(label, wanted).allSatisfy { $0.lowercasedASCII == $1 }
            }
        }
        switch label.count {
        case 5: return matches("utf-8") ? .utf8 : nil
        case 8: return matches("us-ascii") ? .ascii : nil
        case 10: return matches("iso-8859-1") ? .windows1252 : nil
        case 12: return matches("windows-1252") ? .windows1252 : nil
        default: return nil
        }
    }

    private static func named(_ name: String) -> Charset {
        switch name {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "utf-8-mac", "utf8mb4", "cp65001", "utf_8": .utf8
        case "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us", "usascii", "us_ascii", "", "7bit", "8bit", "default", "us",
            "x-user-defined", "ansi", "unknown", "unknown-8bit", "x-unknown", "_iso-8859-1", "none", "charset":
            .ascii
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "cp-1252", "x-cp1252",
            "iso-8859-1-windows-3.1-latin-1", "iso88591", "8859-1", "win-1252", "windows1252", "iso-8859-8859-1", "iso-latin-1",
            "iso_8859_1", "iso8859_1", "iso-8859_1", "iso-8559-1":
            .windows1252
        case "utf-16", "utf16", "unicode", "ucs-2", "iso-10646-ucs-2", "utf_16": .utf16(.marked)
        case "utf-16le", "utf16le", "unicodelittle": .utf16(.little)
        case "utf-16be", "utf16be", "unicodebig", "unicodefffe": .utf16(.big)
        case "hz", "hz-gb-2312", "hz-gb-2312-": .hz
        case "utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-1-1-utf-7", "imap4-utf-7", "utf-7-imap", "csunicode11utf7": .refused
        default:
            switch iconvName(name).uppercased() {
            case let known where namesForIconv.contains(known): .iconv(known)
            default: .unknown
            }
        }
    }

    /// Wider tables where a label promises less than its senders write (as the WHATWG encoding standard has it).
    private static func iconvName(_ name: String) -> String {
        switch name {
        case "gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030", "euc-cn", "csgb2312", "chinese":
            return "GB18030"
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "cp932", "csshiftjis", "ms932": return "CP932"
        case "ks_c_5601-1987", "ks_c_5601", "euc-kr", "korean", "cp949", "ksc5601", "ks_c_5601-1989", "windows-949", "euckr":
            return "CP949"
        case "big5", "big-5", "x-x-big5", "cn-big5", "csbig5", "cp950": return "CP950"
        case "big5-hkscs": return "BIG5-HKSCS"
        case "iso-8859-8-i", "iso-8859-8-e", "logical": return "ISO-8859-8"
        case "iso-8859-9", "latin5", "iso8859-9", "windows-1254": return "CP1254"
        case "iso-8859-11", "tis-620", "windows-874", "cp874": return "CP874"
        case "iso-2022-jp", "csiso2022jp", "iso2022-jp", "jis", "iso-2022-jp-1", "iso-2022-jp-2", "iso-2022-jp-3":
            return "ISO-2022-JP-3"
        case "cp50220", "cp50221", "x-windows-iso2022jp", "iso-2022-jp-ms": return "ISO-2022-JP-3"
        case "x-euc-jp", "euc-jp", "eucjp", "x-euc": return "EUC-JP"
        case "koi8-r", "koi8r", "koi", "koi8", "cskoi8r": return "KOI8-R"
        case "koi8-u", "koi8-ru": return "KOI8-U"
        case "x-mac-roman", "macintosh", "mac", "x-macroman", "macroman", "x-mac": return "MACINTOSH"
        case "x-mac-cyrillic", "x-mac-ukrainian": return "MAC-CYRILLIC"
        case "x-mac-ce", "x-mac-centraleurroman": return "MAC-CENTRALEUROPE"
        case "cp-850", "ibm850", "cp850", "dos-850": return "CP850"
        case "ibm437", "cp437": return "CP437"
        case "visual": return "ISO-8859-8"
        case "tis620", "iso-ir-166": return "CP874"
        case "ibm866", "866": return "CP866"
        case "ibm852", "852": return "CP852"
        case "latin2", "l2", "latin-2": return "ISO-8859-2"
        case "latin9", "latin-9", "l9", "iso-8859-15-", "csiso885915": return "ISO-8859-15"
        case "arabic", "iso-8859-6-i", "iso-8859-6-e": return "ISO-8859-6"
        case "greek": return "ISO-8859-7"
        case "cyrillic": return "ISO-8859-5"
        default:
            if name.hasPrefix("windows-") { return "CP" + name.dropFirst(8) }
            if name.hasPrefix("win-") { return "CP" + name.dropFirst(4) }
            if name.hasPrefix("windows") { return "CP" + name.dropFirst(7) }
            if name.hasPrefix("cp-") { return "CP" + name.dropFirst(3) }
            if name.hasPrefix("iso8859-") { return "ISO-8859-" + name.dropFirst(8) }
            if name.hasPrefix("iso_8859-") { return "ISO-8859-" + name.dropFirst(9) }
            if name.hasPrefix("iso-8859_") { return "ISO-8859-" + name.dropFirst(9) }
            if name.hasPrefix("iso8859") { return "ISO-8859-" + name.dropFirst(7) }
            if name.hasPrefix("ibm") { return "CP" + name.dropFirst(3) }
            return name
        }
    }

    /// UTF-8, always valid.
    func decode(_ bytes: consuming [UInt8], defects: inout DefectList) -> [UInt8] {
        switch self {
        case .utf8, .ascii: return Charset.decodeUTF8(bytes, defects: &defects)
        case .windows1252: return Charset.isASCII(bytes) ? bytes : Charset.decodeWindows1252(bytes)
        case .utf16(let order): return Charset.decodeUTF16(bytes, order: order)
        case .hz: return Charset.iconv("GB18030").decode(HZ.highBits(bytes), defects: &defects)
        case .refused:
            defects.note(.refusedCharset)
            return Charset.decodeUTF8(bytes, defects: &defects)
        case .unknown:
            defects.note(.unknownCharset)
            return Charset.decodeUTF8(bytes, defects: &defects)
        case .iconv(let name):
            // What is no character grows threefold; nobody reads so much text.
            let isLong = bytes.count > Charset.convertedBytesMax
            if isLong { defects.note(.textTooLong) }
            let readable = isLong ? Array(bytes[..<Charset.convertedBytesMax]) : bytes
            guard let decoded = Charset.convert(readable, from: name, defects: &defects) else {
                defects.note(.unknownCharset)
                return Charset.decodeUTF8(readable, defects: &defects)
            }
            return decoded
        }
    }

    private static let convertedBytesMax = 16 << 20

    static func isASCII(_ bytes: [UInt8]) -> Bool { isASCII(bytes, in: 0..<bytes.count) }

    static func isASCII(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        return bytes.withUnsafeBytes { raw in
            var position = range.lowerBound
            let end = range.upperBound
            while position &+ 32 <= end {
                let word = raw.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self)
                if (word.x | word.y | word.z | word.w) & 0x8080_8080_8080_8080 != 0 { return false }
                position &+= 32
            }
            while position < end {
                if raw[position] >= 128 { return false }
                position &+= 1
            }
            return true
        }
    }

    /// Valid UTF-8 as it is; otherwise windows-1252, unless some of it is well-formed multi-byte UTF-8 that was cut or damaged.
    static func decodeUTF8(_ bytes: consuming [UInt8], defects: inout DefectList) -> [UInt8] {
        if isValidUTF8(bytes) { return bytes }
        defects.note(.badCharacters)
        let sequences = wellFormedSequences(bytes)
        return sequences.good >= sequences.bad
            ? Array(String(decoding: bytes, as: UTF8.self).utf8) : decodeWindows1252(bytes)
    }

    static func isValidUTF8(_ bytes: [UInt8]) -> Bool { UTF8Check.isValid(bytes) }

    private static func wellFormedSequences(_ bytes: [UInt8]) -> (good: Int, bad: Int) {
        var good = 0
        var bad = 0
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            let length =
                byte < 0x80
                ? 1 : byte >= 0xC2 && byte < 0xE0 ? 2 : byte >= 0xE0 && byte < 0xF0 ? 3 : byte >= 0xF0 && byte < 0xF5 ? 4 : 0
            if length == 1 {
                position += 1
                continue
            }
            var isGood = length > 1 && position + length <= bytes.count
            if isGood {
                for offset in 1..<length where bytes[position + offset] & 0xC0 != 0x80 { isGood = false }
            }
            if isGood { good += 1 } else { bad += 1 }
            position += isGood ? length : 1
        }
        return (good, bad)
    }

    private static let windows1252High: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D,
        0xFFFD,
        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E,
        0x0178,
    ]

    static func decodeWindows1252(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        let high = windows1252High
        for byte in bytes {
            if byte < 0x80 {
                output.append(byte)
            } else {
                UTF8Writer.append(byte < 0xA0 ? UInt32(high[Int(byte &- 0x80)]) : UInt32(byte), to: &output)
            }
        }
        return output
    }

    private static func decodeUTF16(_ bytes: [UInt8], order: UTF16Order) -> [UInt8] {
        var isBig = order != .little
        var position = 0
        if bytes.count >= 2 {
            if bytes[0] == 0xFE, bytes[1] == 0xFF {
                isBig = true
                position = 2
            } else if bytes[0] == 0xFF, bytes[1] == 0xFE {
                isBig = false
                position = 2
            } else if order == .marked {
                // No mark: text of any language holds line ends and blanks, whose zero byte tells the order.
                isBig = bytes[0] == 0
            }
        }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        while position + 1 < bytes.count {
            let first = UInt16(bytes[position])
            let second = UInt16(bytes[position + 1])
            units.append(isBig ? first << 8 | second : second << 8 | first)
            position += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// By the C library's `iconv`; nil where it does not know the name.
    private static func convert(_ bytes: [UInt8], from name: String, defects: inout DefectList) -> [UInt8]? {
        guard !name.isEmpty, let descriptor = iconv_open("UTF-8", name), descriptor != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(descriptor) }
        var input = bytes
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        var chunk = [UInt8](repeating: 0, count: 4_096)
        var isDamaged = false
        input.withUnsafeMutableBytes { source in
            var next = source.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = source.count
            while left > 0 {
                var produced = 0
                var failure: Int32 = 0
                chunk.withUnsafeMutableBytes { target in
                    var place = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var room = target.count
                    errno = 0
                    if Glibc.iconv(descriptor, &next, &left, &place, &room) == -1 { failure = errno }
                    produced = target.count - room
                }
                output.append(contentsOf: chunk[0..<produced])
                if failure == 0 || (failure == E2BIG && produced > 0) { continue }
                // An illegal or cut sequence: one byte becomes the replacement character, and reading goes on behind it.
                isDamaged = true
                UTF8Writer.append(0xFFFD, to: &output)
                next = next?.advanced(by: 1)
                left -= 1
            }
        }
        // A charset with state (windows-1255, ISO-2022) holds its last character back until it is told of the end.
        var rest = 0
        chunk.withUnsafeMutableBytes { target in
            var place = target.baseAddress?.assumingMemoryBound(to: CChar.self)
            var room = target.count
            if Glibc.iconv(descriptor, nil, nil, &place, &room) != -1 { rest = target.count - room }
        }
        output.append(contentsOf: chunk[0..<rest])
        if isDamaged { defects.note(.badCharacters) }
        return isValidUTF8(output) ? output : Array(String(decoding: output, as: UTF8.self).utf8)
    }
}
