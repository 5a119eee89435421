/// What a Unicode scalar does to a word, by ranges: no locale, no tables, no allocation.
enum ScalarClass {
    case letter, digit, apostrophe, single, joiner, separator

    @inline(__always)
    static func of(_ scalar: UInt32) -> ScalarClass {
        if scalar < 0x80 { return ascii(scalar) }
        return beyondASCII(scalar)
    }

    @inline(__always)
    private static func ascii(_ scalar: UInt32) -> ScalarClass {
        switch scalar {
        case 0x61...0x7A, 0x41...0x5A: .letter
        case 0x30...0x39: .digit
        case 0x27: .apostrophe
        case 0x21, 0x3F, 0x24, 0x25: .single
        default: .separator
        }
    }

    private static func beyondASCII(_ scalar: UInt32) -> ScalarClass {
        switch scalar {
        case 0x2019, 0x02BC: .apostrophe
        case 0xA2, 0xA3, 0xA5, 0x20AC: .single
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFE00...0xFE0F: .joiner
        case 0x0300...0x036F: .joiner
        case 0xAA, 0xB5, 0xBA: .letter
        case 0x80...0xBF, 0xD7, 0xF7: .separator
        case 0x2000...0x206F, 0x2190...0x25FF, 0x2E00...0x2E7F, 0x3000...0x3003, 0x3008...0x3020: .separator
        case 0x30FB, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFFFD, 0x060C, 0x061B, 0x061F, 0x0964...0x0965: .separator
        case 0x2600...0x27BF, 0x1F000...0x1FAFF: .single
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .single
        case 0x0660...0x0669, 0x06F0...0x06F9, 0xFF10...0xFF19: .digit
        default: .letter
        }
    }

    /// Simple lower case by range; what has no simple partner is returned unchanged.
    @inline(__always)
    static func lowercase(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
        return lowercaseBeyondASCII(scalar)
    }

    private static func lowercaseBeyondASCII(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xC0...0xDE: scalar + 0x20
        case 0x130: 0x69
        case 0x178: 0xFF
        case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1 ? scalar + 1 : scalar
        case 0x100...0x137, 0x14A...0x177, 0x1E00...0x1E95, 0x1EA0...0x1EFF: scalar | 1
        case 0x386: 0x3AC
        case 0x388...0x38A: scalar + 37
        case 0x391...0x3A9: scalar + 0x20
        case 0x400...0x40F: scalar + 0x50
        case 0x410...0x42F: scalar + 0x20
        case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: scalar | 1
        case 0x531...0x556: scalar + 0x30
        default: scalar
        }
    }
}
