/// A display name for people: encoded words decoded, quotes around it taken off, runs of blanks made one.
enum DisplayName {
    static func text(_ bytes: [UInt8], in range: Range<Int>, limits: Limits) -> String {
        let range = bytes.trimmed(range)
        if isItsOwnText(bytes, range) { return String(decoding: bytes[range], as: UTF8.self) }
        var defects = DefectList()
        var text = HeaderText.decodeBytes(Array(bytes[range]), limits: limits, defects: &defects)
        // Quotes that came out of an encoded word, or single ones that a program put around the name.
        for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] where text.count >= 2 && text.first == quote && text.last == quote {
            text = Array(text.dropFirst().dropLast())
        }
        return String(decoding: collapse(text), as: UTF8.self)
    }

    /// Printable ASCII with nothing to decode, to take off or to join.
    private static func isItsOwnText(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        for position in range {
            let byte = bytes[position]
            if byte < 32 || byte >= 127 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "?") {
                return false
            }
            if byte == .space, bytes[position + 1] == .space { return false }
        }
        return true
    }

    private static func collapse(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for byte in text where !(byte == .space && (output.isEmpty || output.last == .space)) { output.append(byte) }
        if output.last == .space { output.removeLast() }
        return output
    }
}

/// The address field that most mails have: one mailbox, in the plain form of RFC 5322 section 3.4, read without an automaton.
///
/// `Ada Lovelace <ada@example.org>`, `"Ada" <ada@example.org>`, `ada@example.org`; whatever else is left to the whole grammar.
struct PlainMailbox {
    let mailbox: Mailbox

    init?(_ body: [UInt8], in range: Range<Int>, limits: Limits) {
        guard !range.isEmpty, range.count <= 1_000 else { return nil }
        let address: Range<Int>
        var name = range.lowerBound..<range.lowerBound
        if body[range.upperBound - 1] == UInt8(ascii: ">") {
            guard let open = body.firstIndex(of: UInt8(ascii: "<"), in: range) else { return nil }
            address = open + 1..<range.upperBound - 1
            guard let found = PlainMailbox.phrase(body, range.lowerBound..<open) else { return nil }
            name = found
        } else {
            address = range
        }
        guard let text = PlainMailbox.address(body, address) else { return nil }
        mailbox = Mailbox(address: text, name: DisplayName.text(body, in: name, limits: limits))
    }

    /// Words of ASCII without specials, or one quoted string without a backslash: what stands in the quotes.
    private static func phrase(_ body: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        let phrase = body.trimmed(range)
        let isQuoted =
            phrase.count >= 2 && body[phrase.lowerBound] == UInt8(ascii: "\"")
            && body[phrase.upperBound - 1] == UInt8(ascii: "\"")
        let content = isQuoted ? phrase.lowerBound + 1..<phrase.upperBound - 1 : phrase
        for position in content {
            let byte = body[position]
            if byte < 32 || byte >= 127 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return nil }
            if isQuoted || byte.isAlphanumeric || byte == .space { continue }
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: ";"),
                UInt8(ascii: ":"), UInt8(ascii: "@"):
                return nil
            default: continue
            }
        }
        return content
    }

    /// A dot-atom on each side of one `@`, in lower case.
    private static func address(_ body: [UInt8], _ range: Range<Int>) -> String? {
        var ats = 0
        for position in range {
            let byte = body[position]
            if byte == UInt8(ascii: "@") {
                guard position > range.lowerBound else { return nil }
                ats += 1
            } else if byte >= 127 || !byte.isDotAtom {
                return nil
            }
        }
        guard ats == 1 else { return nil }
        return String(unsafeUninitializedCapacity: range.count) { output in
            for offset in 0..<range.count { output[offset] = body[range.lowerBound + offset].lowercasedASCII }
            return range.count
        }
    }
}
