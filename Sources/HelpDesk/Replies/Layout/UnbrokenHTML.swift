/// Our own words as HTML that breaks where a reader would break it: not within a ticket's number (a browser breaks behind its
/// hyphen), not between a figure and its unit; an address rather before its `@`.
enum UnbrokenHTML {
    static func words(_ text: String) -> String {
        var out: [UInt8] = []
        write(text, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends a text as ``words(_:)``.
    static func write(_ text: String, to out: inout [UInt8]) {
        let bytes = text.utf8.span
        var (start, index) = (0, 0)
        while index < bytes.count {
            if index + 8 <= bytes.count, index == 0 || !isDigit(bytes[index - 1]) {
                let marks = marks(EightBytes(bytes.eight(at: index)))
                guard marks != 0 else {
                    index += 8
                    continue
                }
                index += marks.trailingZeroBitCount >> 3
            }
            let byte = bytes[index]
            let isNumber = isNumber(bytes, at: index)
            let isGlue = byte == UInt8(ascii: " ") && isBeforeUnit(bytes, index)
            guard isNumber || isGlue || byte == UInt8(ascii: "@") || HTMLEscape.isSpecial(byte) else {
                index += 1
                continue
            }
            out.append(bytes.extracting(start..<index))
            start = index + (isNumber ? numberBytes : 1)
            if isNumber {
                out += "<span style=\"white-space:nowrap\">".utf8
                out.append(bytes.extracting(index..<start))
                out += "</span>".utf8
            } else if isGlue {
                out += "&nbsp;".utf8
            } else if byte == UInt8(ascii: "@") {
                out += "<wbr>@".utf8
            } else {
                HTMLEscape.write(byte, to: &out)
            }
            index = start
        }
        out.append(bytes.extracting(start...))
    }

    /// `AB-7K3M9Q2X`.
    private static let numberBytes = 11
    /// `s`, `min`, `MB`, `%`.
    private static let unitBytesMax = 3

    /// What is special, `@`, a digit with a unit perhaps behind it, and the `A` of a number; a few others too.
    @inline(__always) private static func marks(_ eight: EightBytes) -> UInt64 {
        HTMLEscape.marks(eight) | eight.marks(of: UInt8(ascii: "A"), with: 0x01) | eight.marks(of: 0x3F, with: 0x0F)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isNumber(_ bytes: Span<UInt8>, at start: Int) -> Bool {
        guard bytes[start] == UInt8(ascii: "A"), start + numberBytes <= bytes.count, bytes[start + 1] == UInt8(ascii: "B"),
            bytes[start + 2] == UInt8(ascii: "-")
        else { return false }
        for index in (start + 3)..<(start + numberBytes) where !AddressShape.isAlphanumeric(bytes[index]) { return false }
        return !isPart(bytes, start + numberBytes) && !isPart(bytes, start - 1)
    }

    private static func isPart(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        bytes.indices.contains(index) && AddressShape.isAlphanumeric(bytes[index])
    }

    /// A blank behind a digit, and a short word of letters or a percent sign behind it.
    private static func isBeforeUnit(_ bytes: Span<UInt8>, _ blank: Int) -> Bool {
        guard blank > 0, isDigit(bytes[blank - 1]) else { return false }
        var end = blank + 1
        while end < bytes.count, end <= blank + 1 + unitBytesMax, isUnit(bytes[end]) { end += 1 }
        return (1...unitBytesMax).contains(end - blank - 1)
    }

    private static func isUnit(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "%") || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }
}
