/// Enhanced status codes (RFC 3463) in foreign text.
enum EnhancedStatus {
    /// The first `class.subject.detail` of class 2, 4 or 5 in `range` that is no piece of an IP address or a version.
    static func find(_ bytes: [UInt8], in range: Range<Int>) -> String? {
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: "5") || byte == UInt8(ascii: "4") || byte == UInt8(ascii: "2"),
                position == 0
                    || !(bytes[position - 1].isAlphanumeric || bytes[position - 1] == UInt8(ascii: ".")
                        || bytes[position - 1] == UInt8(ascii: "-") || bytes[position - 1] == UInt8(ascii: "/")
                        || bytes[position - 1] == UInt8(ascii: "[")),
                let end = read(bytes, at: position, to: range.upperBound)
            {
                return String(decoding: bytes[position..<end], as: UTF8.self)
            }
            position += 1
        }
        return nil
    }

    /// Of several codes the first whose detail says something: `5.1.0 - 550-'5.2.2 …` is 5.2.2, and of
    /// `4.4.7 Message expired <421 4.4.2 Connection timed out>` it is 4.4.2: that time ran out is the reporter's summary, not the cause.
    static func mostTelling(_ bytes: [UInt8], in range: Range<Int>) -> String? {
        guard let first = find(bytes, in: range) else { return nil }
        let isExpired = first.utf8.dropFirst().elementsEqual(".4.7".utf8)
        guard isExpired || first.utf8.suffix(2).elementsEqual(".0".utf8) else { return first }
        var position = range.lowerBound
        for _ in 0..<10 {
            guard let next = bytes.firstIndex(of: first.utf8.first ?? 53, in: position..<range.upperBound) else { break }
            if let code = find(bytes, in: next..<range.upperBound) {
                let isTelling = code != first && !code.utf8.suffix(2).elementsEqual(".0".utf8)
                if isTelling, code.utf8.first == first.utf8.first { return code }
            } else {
                break
            }
            position = next + 1
        }
        return first
    }

    private static func read(_ bytes: [UInt8], at start: Int, to end: Int) -> Int? {
        var position = start + 1
        for _ in 0..<2 {
            guard position < end, bytes[position] == UInt8(ascii: ".") else { return nil }
            position += 1
            let digits = position
            while position < end, bytes[position].isDigit, position - digits < 4 { position += 1 }
            guard position > digits, position - digits <= 3 else { return nil }
        }
        // `5.1.1.2` is an address, `5.4.10-x` a version.
        if position < end {
            let next = bytes[position]
            if next.isLetter || next == UInt8(ascii: "/") { return nil }
            if next == UInt8(ascii: "."), position + 1 < end, bytes[position + 1].isDigit { return nil }
            if next == UInt8(ascii: "-"), position + 1 < end, bytes[position + 1].isLetter { return nil }
        }
        return position
    }

    /// Whether it tells no more than the class: `5.0.0`.
    static func isVague(_ status: String) -> Bool { status.utf8.dropFirst().elementsEqual(".0.0".utf8) }

    /// The three-digit SMTP reply code (RFC 5321 section 4.2) that starts a word.
    static func replyCode(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
        var position = range.lowerBound
        while position + 2 < range.upperBound {
            if bytes[position] == UInt8(ascii: "5") || bytes[position] == UInt8(ascii: "4"), bytes[position + 1].isDigit,
                bytes[position + 2].isDigit,
                position == range.lowerBound || !(bytes[position - 1].isAlphanumeric || bytes[position - 1] == UInt8(ascii: ".")),
                position + 3 >= range.upperBound || bytes[position + 3] == .space || bytes[position + 3] == UInt8(ascii: "-")
                    || bytes[position + 3] == .lf
            {
                return Int(bytes[position] - 48) * 100 + Int(bytes[position + 1] - 48) * 10 + Int(bytes[position + 2] - 48)
            }
            position += 1
        }
        return nil
    }
}
