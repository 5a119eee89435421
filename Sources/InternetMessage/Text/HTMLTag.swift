/// What a mail program says by an element's class or id.
enum HTMLMark: Equatable {
    case none
    /// The quoted history stands in this element.
    case history
    /// It starts here and runs to the end of the document.
    case historyFromHere
    case signature
}

/// The attributes of a tag that matter for text, as ranges of the document.
struct HTMLTag {
    private(set) var isSelfClosing = false
    private(set) var isHidden = false
    private(set) var style = 0..<0
    private(set) var background = 0..<0
    private(set) var color = 0..<0
    private var marks: [Range<Int>] = []

    private static let attributeCountMax = 64

    /// Reads to behind the closing `>`; quoted values may hold `>`.
    mutating func readAttributes(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
        var position = start
        var count = 0
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") { return position + 1 }
            if byte == UInt8(ascii: "/") {
                isSelfClosing = position + 1 < end && bytes[position + 1] == UInt8(ascii: ">")
                position += 1
                continue
            }
            if byte.isFWS || byte < 33 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "=") {
                position += 1
                continue
            }
            let nameStart = position
            while position < end, bytes[position] > 32, bytes[position] != UInt8(ascii: "="),
                bytes[position] != UInt8(ascii: ">"),
                bytes[position] != UInt8(ascii: "/")
            {
                position += 1
            }
            let name = nameStart..<position
            while position < end, bytes[position].isFWS { position += 1 }
            var value = position..<position
            if position < end, bytes[position] == UInt8(ascii: "=") {
                (value, position) = HTMLTag.value(bytes, from: position + 1, to: end)
            }
            count += 1
            if count <= HTMLTag.attributeCountMax { keep(bytes, name, value) }
        }
        return end
    }

    private static func value(_ bytes: [UInt8], from start: Int, to end: Int) -> (Range<Int>, Int) {
        var position = start
        while position < end, bytes[position].isFWS { position += 1 }
        guard position < end else { return (end..<end, end) }
        let quote = bytes[position]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            // A lost closing quote must not eat the document: then the value ends with its tag.
            if let close = bytes.firstIndex(of: quote, in: position + 1..<min(end, position + 65_536)) {
                return (position + 1..<close, close + 1)
            }
            position += 1
        }
        let valueStart = position
        while position < end, bytes[position] > 32, bytes[position] != UInt8(ascii: ">") { position += 1 }
        return (valueStart..<position, position)
    }

    private mutating func keep(_ bytes: [UInt8], _ name: Range<Int>, _ value: Range<Int>) {
        if bytes.matches("style", in: name) {
            style = value
        } else if bytes.matches("class", in: name) || bytes.matches("id", in: name) || bytes.matches("name", in: name) {
            marks.append(value)
        } else if bytes.matches("bgcolor", in: name) || bytes.matches("background", in: name) {
            background = value
        } else if bytes.matches("color", in: name) {
            color = value
        } else if bytes.matches("hidden", in: name) {
            isHidden = true
        }
    }

    func mark(_ bytes: [UInt8]) -> HTMLMark {
        for value in marks where !value.isEmpty {
            for (word, mark) in HTMLTag.knownMarks where bytes.firstRange(of: word, in: value) != nil { return mark }
        }
        return .none
    }

    private static let knownMarks: [(StaticString, HTMLMark)] = [
        ("gmail_quote", .history), ("gmail_extra_quote", .history), ("yahoo_quoted", .history), ("protonmail_quote", .history),
        ("tutanota_quote", .history), ("zmail_extra", .history), ("moz-cite-prefix", .history), ("moz-email-headers", .history),
        ("divrplyfwdmsg", .historyFromHere), ("appendonsend", .historyFromHere), ("outlookmessageheader", .historyFromHere),
        ("mail-editor-reference-message-container", .historyFromHere), ("ms-outlook-mobile-reference-message", .historyFromHere),
        ("stopspelling", .historyFromHere), ("hey_quote", .history), ("freshdesk_quote", .history), ("zendesk_quote", .history),
        ("front-quote", .history), ("quoted-text", .history), ("mailbird_quote", .history),
        ("front-blockquote", .history), ("sh-quoted-content", .history), ("ntes-mailmaster-quote", .history),
        ("bloop_original_html", .history), ("mail_android_quote", .history), ("quote-container", .history),
        ("spark_quote", .history), ("skiff_quote", .history),
        ("gmail_signature", .signature), ("moz-signature", .signature), ("applemailsignature", .signature),
        ("apple-mail-signature", .signature), ("ms-outlook-mobile-signature", .signature), ("composer_signature", .signature),
        ("mobile_signature", .signature), ("bloop_sign", .signature), ("sh-signature", .signature),
        ("protonmail_signature", .signature),
        ("zmail_signature", .signature),
    ]
}

/// What of an element's style decides whether a person sees its text; inherited (RULES D10).
struct HTMLStyle: Equatable {
    /// No text by its nature: head, script, style.
    var isInvisible = false
    private var isRemoved = false
    private var isZeroSize = false
    private var isWhite = false
    private var hasBackground = false

    var isHidden: Bool { isInvisible || isRemoved || isZeroSize || (isWhite && !hasBackground) }

    mutating func apply(_ tag: HTMLTag, _ bytes: [UInt8]) {
        if tag.isHidden { isRemoved = true }
        if !tag.background.isEmpty { hasBackground = !HTMLStyle.isWhite(bytes, tag.background) }
        if !tag.color.isEmpty { isWhite = HTMLStyle.isWhite(bytes, tag.color) }
        var position = tag.style.lowerBound
        let end = tag.style.upperBound
        while position < end {
            let stop = bytes.firstIndex(of: UInt8(ascii: ";"), in: position..<end) ?? end
            if let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: position..<stop) {
                apply(bytes, property: bytes.trimmed(position..<colon), value: bytes.trimmed(colon + 1..<stop))
            }
            position = stop + 1
        }
    }

    private mutating func apply(_ bytes: [UInt8], property: Range<Int>, value: Range<Int>) {
        guard !value.isEmpty, !property.isEmpty else { return }
        switch bytes[property.lowerBound] | 32 {
        case UInt8(ascii: "d"):
            if bytes.matches("display", in: property), bytes.hasPrefix("none", at: value.lowerBound) { isRemoved = true }
        case UInt8(ascii: "v"):
            if bytes.matches("visibility", in: property), bytes.hasPrefix("hidden", at: value.lowerBound) { isRemoved = true }
        case UInt8(ascii: "m"):
            if bytes.matches("mso-hide", in: property), bytes.hasPrefix("all", at: value.lowerBound) { isRemoved = true }
            if bytes.matches("max-height", in: property), HTMLStyle.isZero(bytes, value) { isRemoved = true }
        case UInt8(ascii: "o"):
            if bytes.matches("opacity", in: property), HTMLStyle.isZero(bytes, value) { isRemoved = true }
        case UInt8(ascii: "f"):
            if bytes.matches("font-size", in: property) { isZeroSize = HTMLStyle.isZero(bytes, value) }
        case UInt8(ascii: "c"):
            if bytes.matches("color", in: property) { isWhite = HTMLStyle.isWhite(bytes, value) }
        case UInt8(ascii: "b"):
            if bytes.matches("background", in: property) || bytes.matches("background-color", in: property)
                || bytes.matches("background-image", in: property)
            {
                let isNone = bytes.hasPrefix("transparent", at: value.lowerBound) || bytes.hasPrefix("none", at: value.lowerBound)
                if !isNone { hasBackground = !HTMLStyle.isWhite(bytes, value) }
            }
        default: break
        }
    }

    /// `0`, `0px`, `0.0pt`, `1px` too, which nobody reads.
    private static func isZero(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        var position = value.lowerBound
        guard bytes[position].isDigit || bytes[position] == UInt8(ascii: ".") else { return false }
        while position < value.upperBound, bytes[position].isDigit || bytes[position] == UInt8(ascii: ".") {
            if bytes[position] != 48, bytes[position] != UInt8(ascii: ".") {
                return bytes.matches("1px", in: value)
            }
            position += 1
        }
        return true
    }

    private static func isWhite(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        let compact = bytes[value].filter { !$0.isFWS }.prefix(24).map(\.lowercasedASCII)
        for white in whites where compact.starts(with: white) {
            return compact.count == white.count || !compact[white.count].isAlphanumeric
        }
        return false
    }

    private static let whites: [[UInt8]] = [
        "#ffffff", "#fff", "white", "rgb(255,255,255", "#fefefe", "rgba(255,255,255", "ffffff",
    ].map {
        Array($0.utf8)
    }
}
