/// Character references of HTML: numeric ones, and the names of HTML 4 with the few later ones that mails use.
enum HTMLEntity {
    /// Reads the reference whose `&` stands at `start`; nil where it is none.
    static func read(_ bytes: [UInt8], at start: Int, to end: Int) -> (scalar: UInt32, next: Int)? {
        var position = start + 1
        guard position < end else { return nil }
        if bytes[position] == UInt8(ascii: "#") { return number(bytes, from: position + 1, to: end) }
        let nameStart = position
        let limit = min(end, nameStart + 10)
        while position < limit, bytes[position].isAlphanumeric { position += 1 }
        guard position > nameStart else { return nil }
        let hasSemicolon = position < end && bytes[position] == UInt8(ascii: ";")
        if let scalar = scalars[key(bytes, nameStart..<position)] { return (scalar, hasSemicolon ? position + 1 : position) }
        return nil
    }

    private static func number(_ bytes: [UInt8], from start: Int, to end: Int) -> (scalar: UInt32, next: Int)? {
        var position = start
        guard position < end else { return nil }
        let isHex = bytes[position] | 32 == UInt8(ascii: "x")
        if isHex { position += 1 }
        let digits = position
        var value: UInt32 = 0
        while position < end, position - digits < 8, let digit = bytes[position].hexValue, isHex || bytes[position].isDigit {
            value = value &* (isHex ? 16 : 10) &+ UInt32(digit)
            position += 1
        }
        guard position > digits else { return nil }
        if position < end, bytes[position] == UInt8(ascii: ";") { position += 1 }
        if value >= 0x80, value < 0xA0 {
            let text = Charset.decodeWindows1252([UInt8(truncatingIfNeeded: value)])
            value = String(decoding: text, as: UTF8.self).unicodeScalars.first?.value ?? 0xFFFD
        }
        return (value < 32 && value != 10 && value != 9 ? 0x20 : value, position)
    }

    private static func key(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var key: UInt64 = 0
        for index in range.prefix(8) { key = key << 8 | UInt64(bytes[index]) }
        return key
    }

    private static let scalars: [UInt64: UInt32] = {
        var scalars: [UInt64: UInt32] = [:]
        func add(_ name: Substring, _ value: UInt32) {
            let bytes = Array(name.utf8)
            scalars[key(bytes, 0..<bytes.count)] = value
        }
        // Latin-1 in the order of the code, from U+00A0.
        let latin = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot \
            cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml \
            Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig \
            agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute \
            ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
            """
        for (offset, name) in latin.split(separator: " ").enumerated() { add(name, 0xA0 + UInt32(offset)) }
        let greekUpper =
            "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega"
        for (offset, name) in greekUpper.split(separator: " ").enumerated() { add(name, 0x391 + UInt32(offset)) }
        let greekLower =
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega"
        for (offset, name) in greekLower.split(separator: " ").enumerated() { add(name, 0x3B1 + UInt32(offset)) }
        let others: [(Substring, UInt32)] = [
            ("quot", 34), ("amp", 38), ("lt", 60), ("gt", 62), ("apos", 39), ("QUOT", 34), ("AMP", 38), ("LT", 60), ("GT", 62),
            ("OElig", 0x152), ("oelig", 0x153), ("Scaron", 0x160), ("scaron", 0x161), ("Yuml", 0x178), ("fnof", 0x192),
            ("circ", 0x2C6),
            ("tilde", 0x2DC), ("ensp", 0x2002), ("emsp", 0x2003), ("thinsp", 0x2009), ("zwnj", 0x200C), ("zwj", 0x200D),
            ("lrm", 0x200E), ("rlm", 0x200F), ("ndash", 0x2013), ("mdash", 0x2014), ("lsquo", 0x2018), ("rsquo", 0x2019),
            ("sbquo", 0x201A), ("ldquo", 0x201C), ("rdquo", 0x201D), ("bdquo", 0x201E), ("dagger", 0x2020), ("Dagger", 0x2021),
            ("bull", 0x2022), ("hellip", 0x2026), ("permil", 0x2030), ("prime", 0x2032), ("Prime", 0x2033), ("lsaquo", 0x2039),
            ("rsaquo", 0x203A), ("oline", 0x203E), ("frasl", 0x2044), ("euro", 0x20AC), ("trade", 0x2122), ("larr", 0x2190),
            ("uarr", 0x2191), ("rarr", 0x2192), ("darr", 0x2193), ("harr", 0x2194), ("minus", 0x2212), ("infin", 0x221E),
            ("ne", 0x2260), ("le", 0x2264), ("ge", 0x2265), ("asymp", 0x2248), ("sum", 0x2211), ("radic", 0x221A),
            ("loz", 0x25CA),
            ("spades", 0x2660), ("clubs", 0x2663), ("hearts", 0x2665), ("diams", 0x2666), ("check", 0x2713), ("num", 35),
            ("dollar", 36),
            ("percnt", 37), ("lpar", 40), ("rpar", 41), ("ast", 42), ("plus", 43), ("comma", 44), ("period", 46), ("sol", 47),
            ("colon", 58), ("semi", 59), ("equals", 61), ("quest", 63), ("commat", 64), ("lsqb", 91), ("rsqb", 93),
            ("lowbar", 95),
            ("lbrace", 123), ("rbrace", 125), ("verbar", 124), ("NewLine", 10), ("Tab", 9), ("excl", 33), ("grave", 96),
            ("hyphen", 0x2010),
        ]
        for (name, value) in others { add(name, value) }
        return scalars
    }()
}
