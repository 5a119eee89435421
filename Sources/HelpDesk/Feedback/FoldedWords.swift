/// The words of a text, folded for comparison with lists: lower case, Latin accents dropped, apostrophes dropped.
///
/// `Grüße, didn’t` gives `grusse didnt`. Letters outside Latin stay as they are. Pure scalars: no locale, no `lowercased()`.
struct FoldedWords: Equatable {
    static let wordsMax = 4_000
    /// About so many bytes are a word with its blank.
    private static let wordBytes = 6
    var words: [String]

    init(_ text: String) {
        let bytes = text.utf8.span
        var words: [String] = []
        words.reserveCapacity(min(bytes.count / Self.wordBytes + 1, Self.wordsMax))
        var current: [UInt8] = []
        current.reserveCapacity(32)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if AddressShape.isAlphanumeric(byte) {
                // Digits have the bit already.
                current.append(byte | 0x20)
                continue
            }
            if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\n"), let scalar = Self.scalar(bytes, before: &index),
                let folded = Self.fold(scalar)
            {
                current.append(contentsOf: folded.utf8)
                continue
            }
            if current.isEmpty { continue }
            words.append(String(decoding: current, as: UTF8.self))
            current.removeAll(keepingCapacity: true)
            if words.count >= Self.wordsMax { break }
        }
        if !current.isEmpty { words.append(String(decoding: current, as: UTF8.self)) }
        self.words = words
    }

    /// The scalar whose first byte stands before a place, which goes on behind its last.
    private static func scalar(_ bytes: Span<UInt8>, before index: inout Int) -> Unicode.Scalar? {
        let start = index - 1
        guard bytes[start] >= 0x80 else { return Unicode.Scalar(bytes[start]) }
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        return CleanText.scalar(bytes, at: start)
    }

    /// What a scalar other than an ASCII letter or digit folds to; empty where it is dropped inside a word, nil where it ends one.
    private static func fold(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x27, 0x2018, 0x2019, 0x60, 0xB4, 0xAD, 0x200B...0x200D, 0xFE0F, 0x300...0x36F: ""
        case 0..<0xC0: nil
        case 0xC0...0x17F: latin(scalar)
        default: scalar.properties.isAlphabetic ? String(scalar) : nil
        }
    }

    private static func latin(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0xC0...0xC5, 0xE0...0xE5, 0x100...0x105: "a"
        case 0xC6, 0xE6: "ae"
        case 0xC7, 0xE7, 0x106...0x10D: "c"
        case 0xD0, 0xF0, 0x10E...0x111: "d"
        case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: "e"
        case 0x11C...0x123: "g"
        case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x131: "i"
        case 0x139...0x142: "l"
        case 0xD1, 0xF1, 0x143...0x14B: "n"
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8, 0x14C...0x151: "o"
        case 0x152, 0x153: "oe"
        case 0x154...0x159: "r"
        case 0xDF: "ss"
        case 0x15A...0x161, 0x17F: "s"
        case 0x162...0x167: "t"
        case 0xD9...0xDC, 0xF9...0xFC, 0x168...0x173: "u"
        case 0xDD, 0xFD, 0xFF, 0x176...0x178: "y"
        case 0x179...0x17E: "z"
        case 0xD7, 0xF7: nil
        default: String(scalar)
        }
    }
}
