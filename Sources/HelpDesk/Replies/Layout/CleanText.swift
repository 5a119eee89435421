/// Foreign text made fit to be shown: no controls, no direction overrides, one kind of line end (RULES B7, D1).
///
/// Works on scalars, never on `Character`, for which CRLF is one element and a flood of combining marks another (D18).
public enum CleanText {
    /// One line for a label or a name: no control, line end, zero-width or bidi scalar; blanks trimmed; cut at `scalarsMax` with `…`.
    public static func line(_ text: String, scalarsMax: Int = 200) -> String {
        if text.utf8.count <= scalarsMax, isPlain(text.utf8.span) { return trimmed(text) }
        var out = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            if isHidden(scalar) { continue }
            if count >= scalarsMax {
                out.append("…")
                break
            }
            out.append(isLineEnd(scalar) || scalar == "\t" || scalar.value < 0x20 ? " " : scalar)
            count += 1
        }
        return trimmed(String(out))
    }

    /// The lines of a text, cleaned; CRLF, CR, LF, NEL and the Unicode separators end a line. Tabs become blanks.
    public static func lines(_ text: String) -> [String] {
        if isPlain(text.utf8.span) { return [text] }
        var text = text
        return text.withUTF8 { bytes in
            var lines: [String] = []
            var start = 0
            for end in bytes.indices where bytes[end] == UInt8(ascii: "\n") {
                // The other half of CRLF.
                let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
                append(UnsafeBufferPointer(rebasing: bytes[start..<(hasReturn ? end - 1 : end)]), to: &lines)
                start = end + 1
            }
            append(UnsafeBufferPointer(rebasing: bytes[start...]), to: &lines)
            return lines
        }
    }

    private static func append(_ part: UnsafeBufferPointer<UInt8>, to lines: inout [String]) {
        let line = String(decoding: part, as: UTF8.self)
        if part.allSatisfy({ $0 &- 0x20 <= 0x5E }) { lines.append(line) } else { appendLines(of: line, to: &lines) }
    }

    /// Lines of a text without line feeds; at least one.
    private static func appendLines(of text: String, to lines: inout [String]) {
        var current: [UInt8] = []
        current.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if isLineEnd(scalar) {
                lines.append(String(decoding: current, as: UTF8.self))
                current.removeAll(keepingCapacity: true)
            } else if scalar == "\t" {
                current.append(contentsOf: "    ".utf8)
            } else if scalar.isASCII, !isHidden(scalar) {
                current.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if !isHidden(scalar) || scalar.value == 0x200D || scalar.value == 0x200C {
                current.append(contentsOf: scalar.utf8)  // joiners are spelling in emoji, Persian and Indic scripts
            }
        }
        lines.append(String(decoding: current, as: UTF8.self))
    }

    /// Whether all of it is printable ASCII, which most of it is: then nothing is to be cleaned.
    private static func isPlain(_ bytes: borrowing Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] &- 0x20 > 0x5E { return false }
        return true
    }

    /// A text of several lines, cleaned, with `\n` as its line end and no blank lines at its ends.
    public static func text(_ text: String) -> String {
        if isPlain(text.utf8.span) { return trimmed(text).isEmpty ? "" : text }
        return withoutBlankEnds(lines(text)).joined(separator: "\n")
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
