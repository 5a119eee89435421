/// Foreign text made fit to be shown: no controls, no direction overrides, one kind of line end (RULES B7, D1).
///
/// Works on scalars, never on `Character`, for which CRLF is one element and a flood of combining marks another (D18).
public enum CleanText {
    /// One line for a label or a name: no control, line end, zero-width or bidi scalar; blanks trimmed; cut at `scalarsMax` with `…`.
    public static func line(_ text: String, scalarsMax: Int = 200) -> String {
        if text.utf8.count <= scalarsMax, isPlain(text.utf8.span) { return trimmed(text) }
        var out: [UInt8] = []
        out.reserveCapacity(min(text.utf8.count, scalarsMax * 4) + 4)
        var count = 0
        for scalar in text.unicodeScalars {
            if isHidden(scalar) { continue }
            if count >= scalarsMax {
                out += "…".utf8
                break
            }
            if isLineEnd(scalar) || scalar.value < 0x20 {
                out.append(UInt8(ascii: " "))
            } else if scalar.isASCII {
                out.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                out.append(contentsOf: scalar.utf8)
            }
            count += 1
        }
        return trimmed(String(decoding: out, as: UTF8.self))
    }

    /// The lines of a text, cleaned; CRLF, CR, LF, NEL and the Unicode separators end a line. Tabs become blanks.
    public static func lines(_ text: String) -> [String] {
        if isPlain(text.utf8.span) { return [text] }
        let cleaned = cleaned(text)
        let bytes = cleaned.utf8.span
        var lines: [String] = []
        var start = 0
        while true {
            let end = bytes.firstPlace(of: UInt8(ascii: "\n"), from: start)
            lines.append(bytes.extracting(start..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
            guard end < bytes.count else { return lines }
            start = end + 1
        }
    }

    /// The same lines as one text, with `\n` between them.
    static func cleaned(_ text: String) -> String {
        if isClean(text.utf8.span) { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            // The other half of CRLF.
            let isSecondHalf = isAfterReturn && scalar == "\n"
            isAfterReturn = scalar == "\r"
            if isSecondHalf { continue }
            if isLineEnd(scalar) {
                out.append(UInt8(ascii: "\n"))
            } else if scalar == "\t" {
                out.append(contentsOf: "    ".utf8)
            } else if scalar.isASCII, !isHidden(scalar) {
                out.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if !isHidden(scalar) || scalar.value == 0x200D || scalar.value == 0x200C {
                out.append(contentsOf: scalar.utf8)  // joiners are spelling in emoji, Persian and Indic scripts
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether all of it is printable ASCII, which most of it is: then nothing is to be cleaned.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index + 8 <= bytes.count {
            guard EightBytes(bytes.eight(at: index)).arePrintableASCII else { return false }
            index += 8
        }
        while index < bytes.count, bytes[index] &- 0x20 <= 0x5E { index += 1 }
        return index == bytes.count
    }

    /// Whether cleaning would change nothing: no control but the line feed, and no scalar that is hidden or ends a line.
    /// - Parameter bytes: valid UTF-8.
    private static func isClean(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count, EightBytes(bytes.eight(at: index)).arePrintableASCII {
                index += 8
                continue
            }
            let end = min(index + 8, bytes.count)
            while index < end {
                guard isClean(bytes, at: index) else { return false }
                index += 1
            }
        }
        return true
    }

    private static func isClean(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        switch bytes[index] {
        case 0x20...0x7E, 0x0A, 0x80...0xC1: return true
        // The only lead bytes of such scalars.
        case 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3:
            guard let scalar = scalar(bytes, at: index) else { return false }
            let isJoiner = scalar.value == 0x200C || scalar.value == 0x200D
            return !isLineEnd(scalar) && (!isHidden(scalar) || isJoiner)
        case 0x00...0x7F: return false
        default: return true
        }
    }

    /// The scalar whose first byte stands there.
    /// - Parameter bytes: valid UTF-8.
    static func scalar(_ bytes: Span<UInt8>, at start: Int) -> Unicode.Scalar? {
        let lead = bytes[start]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard start + length <= bytes.count else { return nil }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for index in (start + 1)..<(start + length) { value = value << 6 | UInt32(bytes[index] & 0x3F) }
        return Unicode.Scalar(value)
    }

    /// A text of several lines, cleaned, with `\n` as its line end and no blank lines at its ends.
    public static func text(_ text: String) -> String {
        if isPlain(text.utf8.span) { return trimmed(text).isEmpty ? "" : text }
        let cleaned = cleaned(text)
        // Neither end is blank, which is the common case.
        if let first = cleaned.utf8.first, let last = cleaned.utf8.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last {
            return cleaned
        }
        return withoutBlankEnds(lines(cleaned)).joined(separator: "\n")
    }

    static func withoutBlankEnds(_ lines: [String]) -> [String] {
        var slice = lines[...]
        while let first = slice.first, trimmed(first).isEmpty { slice = slice.dropFirst() }
        while let last = slice.last, trimmed(last).isEmpty { slice = slice.dropLast() }
        return Array(slice)
    }

    static func trimmed(_ text: String) -> String {
        if let first = text.utf8.first, let last = text.utf8.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last { return text }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// ASCII A–Z only; nothing else folds (B6).
    static func lowercasedASCII(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Controls, soft hyphens, zero-width and bidi controls, tags: what a reader cannot see and an attacker can use.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F: true
        case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}

extension CleanText {
    static func trimmedEnd(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(scalars[...last])
    }
}
